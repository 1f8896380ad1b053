import { moveStock } from '../../../app/move-stock.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs } from '../../../domain/money.ts';
import { MOST_STOCK, type ProductRecord, tidy } from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import type { Desk, Field, Page } from '../page.ts';
import { signed } from './stock-movements.ts';

interface Moving {
  readonly product: ProductRecord;
  /** Made once for the form: sending it again moves nothing twice. */
  readonly uuid: string;
}

interface Move {
  readonly product: ProductRecord;
  readonly uuid: string;
  readonly reason: string;
  /** Signed. */
  readonly units: number;
}

/** The form that puts the stock of one product right, or writes units of it off. */
export const movePage = (kind: 'Ajuste' | 'Merma'): Page<Moving> => ({
  permission: 'stock.list',
  load: async ({ services }, params) => {
    const product = await services.products.show(Number(params.id));
    return product.ok ? ok({ product: product.value, uuid: services.ids.uuid() }) : product;
  },
  view: ({ product, uuid }, { words, values }) => {
    const t = words.office.stock;
    const unitsIn = (given: typeof values): number => {
      const quantity = Number(given.quantity ?? 0);
      return kind === 'Ajuste' && given.direction === 'add' ? quantity : -quantity;
    };
    const direction: Field = {
      kind: 'choice',
      id: 'direction',
      label: t.fields.direction,
      value: 'add',
      options: [
        { value: 'add', label: t.directions.add },
        { value: 'subtract', label: t.directions.subtract },
      ],
    };
    const after = (given: typeof values): readonly [string, string] => [
      formatGs(product.stock),
      formatGs(product.stock + unitsIn(given)),
    ];
    return {
      kind: 'form',
      title: kind === 'Ajuste' ? words.office.titles.stockAdjust : words.office.titles.stockWaste,
      aside: `${product.code} ${product.name}`,
      fields: [
        ...(kind === 'Ajuste' ? [direction] : []),
        { kind: 'digits', id: 'quantity', label: t.fields.quantity, value: '', most: 7, required: true },
        { kind: 'text', id: 'reason', label: t.fields.reason, value: '', most: 300, required: true },
      ],
      below: [[[t.result(...after(values)), 'accent']]],
      submit: (given) => {
        const units = unitsIn(given);
        if (units === 0)
          return {
            wrong: 'quantity',
            error: posError('CANTIDAD_FUERA_DE_RANGO', { cantidad: 0, maximo: MOST_STOCK }),
          };
        const input: Move = { product, uuid, reason: tidy(given.reason ?? ''), units };
        return {
          do: 'move',
          input,
          confirm: t.askMove(product.name, ...after(given)),
          approve: {
            permission: 'stock.adjust',
            reference: uuid,
            about: t.aboutMove(product.name, signed(units)),
          },
        };
      },
    };
  },
  commands: {
    move: async ({ services, actor, grant, words }: Desk, { product, uuid, reason, units }: Move) => {
      const lines = [{ productId: product.id, quantity: kind === 'Merma' ? -units : units }];
      const result = await moveStock(services, { actor, grant }, kind, { uuid, reason, lines });
      return result.ok ? ok({ say: words.office.stock.moved(product.name) }) : result;
    },
  },
});
