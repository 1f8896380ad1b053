import { formatGs, formatGsWithUnit } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';
import { findByCode, search } from '../../../domain/search.ts';
import { countDifference, type StockDocument, type StockDocumentLine } from '../../../domain/stock.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { OfficeCatalogue } from '../catalogue.ts';
import type { Act, Ask, Column, ListView, Row } from '../page.ts';
import type { Note } from './stock-draft-notes.ts';
import { signed } from './stock-movements.ts';

const MOST_MATCHES = 50;
const DIFFERENCES_SHOWN = 4;

type Words = Messages['office']['stock'];

/** `3*galleta`: three of what is searched for. */
const typedQuantity = (text: string): { readonly quantity: number; readonly rest: string } => {
  const [, digits, rest] = /^\s*(\d{1,5})\s*\*(.*)$/.exec(text) ?? [];
  return digits === undefined
    ? { quantity: 1, rest: text }
    : { quantity: Math.max(1, Number(digits)), rest: rest ?? '' };
};

const pageOf = (document: StockDocument) =>
  document.kind === 'Ingreso' ? ('stockReceive' as const) : ('stockCount' as const);

/** Counting adds at once; of what is received the cost is asked. */
const noteAct = (document: StockDocument, product: Product, quantity: number): Act => {
  if (document.kind === 'Ingreso')
    return { go: { page: 'stockReceive', params: { id: document.id, product: product.id, quantity } } };
  const input: Note = {
    id: document.id,
    product: { id: product.id, name: product.name },
    mode: 'add',
    quantity,
    cost: null,
  };
  return { do: 'note', input };
};

const candidates = (document: StockDocument, catalogue: OfficeCatalogue, text: string): readonly Row[] => {
  const { quantity, rest } = typedQuantity(text);
  return search(catalogue.index, rest, MOST_MATCHES).map((hit) => {
    const product = catalogue.products.get(hit.id) ?? hit;
    return {
      id: `p${product.id}`,
      cells: [product.code, product.name, signed(quantity), '', ''],
      actions: { open: noteAct(document, product, quantity) },
    };
  });
};

const cellsOf = (document: StockDocument, line: StockDocumentLine): readonly string[] => {
  const first = [line.code, line.product];
  if (document.kind === 'Conteo')
    return [
      ...first,
      formatGs(line.quantity),
      formatGs(line.expected ?? 0),
      countDifference(line) === 0 ? '=' : signed(countDifference(line)),
    ];
  const cost = line.cost === null ? '' : formatGs(line.cost);
  return [
    ...first,
    formatGs(line.quantity),
    cost,
    line.cost === null ? '' : formatGs(line.cost * line.quantity),
  ];
};

const lineRow = (document: StockDocument, line: StockDocumentLine): Row => {
  const differs = document.kind === 'Conteo' && countDifference(line) !== 0;
  const base = {
    id: line.productId,
    cells: cellsOf(document, line),
    ...(differs ? { style: 'warn' as const } : {}),
  };
  if (document.state !== 'Borrador') return base;
  const edit: Act = { go: { page: pageOf(document), params: { id: document.id, product: line.productId } } };
  const input: Note = {
    id: document.id,
    product: { id: line.productId, name: line.product },
    mode: 'remove',
    quantity: 0,
    cost: null,
  };
  return { ...base, actions: { open: edit, edit, remove: { do: 'note', input } } };
};

/** What is asked before the stock moves: how many lines, and what differs most. */
const question = (t: Words, document: StockDocument): string => {
  if (document.kind === 'Ingreso')
    return t.draft.askApplyReceipt(document.lines, formatGsWithUnit(document.cost));
  const differing = document.items
    .filter((line) => countDifference(line) !== 0)
    .toSorted((a, b) => Math.abs(countDifference(b)) - Math.abs(countDifference(a)));
  const named = differing
    .slice(0, DIFFERENCES_SHOWN)
    .map((line) => `${line.product} ${signed(countDifference(line))}`)
    .join(', ');
  const more = differing.length > DIFFERENCES_SHOWN ? '…' : '.';
  const said =
    differing.length === 0
      ? t.draft.noDifferences
      : `${t.draft.differences(differing.length)}: ${named}${more}`;
  return t.draft.askApplyCount(document.lines, said);
};

const closing = (t: Words, document: StockDocument): NonNullable<ListView['actions']> => {
  if (document.state !== 'Borrador') {
    const closed = { disabled: t.draft.closed };
    return { applyStock: closed, discard: closed };
  }
  const kind = t.kinds[document.kind];
  return {
    applyStock:
      document.lines === 0
        ? { disabled: document.kind === 'Conteo' ? t.draft.emptyCount : t.draft.emptyReceipt }
        : {
            do: 'apply',
            input: document.id,
            confirm: question(t, document),
            approve: {
              permission: document.kind === 'Conteo' ? 'stock.apply' : 'stock.receive',
              reference: String(document.id),
              about: t.draft.about(kind, document.id),
            },
          },
    discard: { do: 'discard', input: document.id, confirm: t.draft.askDiscard(kind, document.id) },
  };
};

const columnsOf = (t: Words, document: StockDocument): readonly Column[] => {
  const count = document.kind === 'Conteo';
  const c = t.draft.countColumns;
  const r = t.draft.receiptColumns;
  const numbers = count ? [c.counted, c.expected, c.difference] : [r.units, r.cost, r.total];
  return [
    { title: count ? c.code : r.code, width: 14 },
    { title: count ? c.product : r.product, width: 'rest' },
    ...numbers.map((title) => ({ title, width: 12, align: 'right' as const })),
  ];
};

const asideOf = (t: Words, document: StockDocument): string => {
  if (document.kind === 'Ingreso') return t.draft.total(formatGs(document.cost));
  const differing = document.items.filter((line) => countDifference(line) !== 0).length;
  return t.draft.differences(differing);
};

/** The lines of a document; while something is typed, the products that it may mean. */
export const draftList = (document: StockDocument, catalogue: OfficeCatalogue, ask: Ask): ListView => {
  const t = ask.words.office.stock;
  const open = document.state === 'Borrador';
  const searching = open && typedQuantity(ask.text).rest.trim() !== '';
  const empty = document.kind === 'Conteo' ? t.draft.emptyCount : t.draft.emptyReceipt;
  return {
    kind: 'list',
    title: t.draft.title(t.kinds[document.kind], document.id, t.states[document.state]),
    aside: asideOf(t, document),
    columns: columnsOf(t, document),
    rows: searching
      ? candidates(document, catalogue, ask.text)
      : document.items.map((line) => lineRow(document, line)),
    empty: searching ? t.draft.noMatch : empty,
    ...(open ? {} : { search: false }),
    actions: closing(t, document),
    scan: (code) => {
      if (!open) return { disabled: t.draft.closed };
      const product = findByCode(catalogue.index, code);
      if (!product) return { disabled: t.unknown(code) };
      return noteAct(document, product, typedQuantity(ask.text).quantity);
    },
  };
};
