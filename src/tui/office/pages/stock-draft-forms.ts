import { posError } from '../../../domain/errors.ts';
import { formatGs } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';
import { MOST_STOCK } from '../../../domain/product-form.ts';
import type { StockDocument } from '../../../domain/stock.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Ask, Field, FormView } from '../page.ts';
import type { Heading, Note } from './stock-draft-notes.ts';

/** What is written on the paper that came with the goods. */
export const headForm = (uuid: string, words: Messages): FormView => {
  const t = words.office.stock;
  return {
    kind: 'form',
    title: words.office.titles.stockReceive,
    fields: [
      { kind: 'text', id: 'supplier', label: t.fields.supplier, value: '', most: 120 },
      { kind: 'text', id: 'document', label: t.fields.document, value: '', most: 60 },
      { kind: 'text', id: 'reason', label: t.fields.note, value: '', most: 300 },
    ],
    submit: ({ supplier = '', document = '', reason = '' }) => ({
      do: 'begin',
      input: { uuid, supplier, document, reason } satisfies Heading,
    }),
  };
};

/** Quantity, and of a receipt the cost, of one product; `quantity` of the params is what was typed before it. */
export const draftForm = (
  document: StockDocument,
  product: Product,
  { words, params, values }: Ask,
): FormView => {
  const t = words.office.stock;
  const line = document.items.find(({ productId }) => productId === product.id);
  const receipt = document.kind === 'Ingreso';
  const typed = typeof params.quantity === 'number' ? params.quantity : null;
  const cost: Field = {
    kind: 'money',
    id: 'cost',
    label: t.fields.cost,
    value: line?.cost == null ? '' : String(line.cost),
  };
  const quantity = Number(values.quantity ?? 0);
  const total = quantity * Number(values.cost ?? 0);
  return {
    kind: 'form',
    title: product.name,
    aside: t.draft.title(t.kinds[document.kind], document.id, t.states[document.state]),
    fields: [
      {
        kind: 'digits',
        id: 'quantity',
        label: t.fields.quantity,
        value: String(typed === null ? (line?.quantity ?? '') : (line?.quantity ?? 0) + typed),
        most: 7,
        required: true,
      },
      ...(receipt ? [cost] : []),
    ],
    ...(receipt && total > 0 ? { below: [[[t.draft.total(formatGs(total)), 'accent']]] } : {}),
    submit: (given) => {
      const units = Number(given.quantity ?? '');
      if (receipt && units === 0)
        return {
          wrong: 'quantity',
          error: posError('CANTIDAD_FUERA_DE_RANGO', { cantidad: 0, maximo: MOST_STOCK }),
        };
      const input: Note = {
        id: document.id,
        product: { id: product.id, name: product.name },
        mode: 'set',
        quantity: units,
        cost: given.cost ? Number(given.cost) : null,
      };
      return { do: 'note', input };
    },
  };
};
