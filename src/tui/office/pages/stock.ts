import { formatGs } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';
import { ok } from '../../../domain/result.ts';
import { findByCode, search } from '../../../domain/search.ts';
import type { Messages } from '../../../i18n/index.ts';
import { byName, type OfficeCatalogue, officeCatalogue } from '../catalogue.ts';
import { type Page, page, type Row } from '../page.ts';
import type { PageSet } from './page-set.ts';
import { stockCounts } from './stock-documents.ts';
import { draftPage } from './stock-draft.ts';
import { movePage } from './stock-move.ts';
import { stockMovements } from './stock-movements.ts';

const MOST_ROWS = 300;

interface Shown {
  readonly catalogue: OfficeCatalogue;
  /** Active ones by name. */
  readonly sorted: readonly Product[];
}

const isLow = (product: Product): boolean => product.stock <= product.minStock;

const rowOf = (product: Product): Row => ({
  id: product.id,
  cells: [product.code, product.name, product.category, formatGs(product.stock), formatGs(product.minStock)],
  ...(isLow(product) ? { style: 'warn' as const } : {}),
  actions: {
    open: { go: { page: 'stockMovements', params: { id: product.id } } },
    adjust: { go: { page: 'stockAdjust', params: { id: product.id } } },
    waste: { go: { page: 'stockWaste', params: { id: product.id } } },
  },
});

const found = ({ catalogue, sorted }: Shown, text: string): readonly Product[] =>
  text.trim() === ''
    ? sorted
    : search(catalogue.index, text, MOST_ROWS)
        .flatMap((hit) => catalogue.products.get(hit.id) ?? [])
        .filter((product) => product.active);

/** The emptiest first: what to buy. */
const byNeed = (a: Product, b: Product): number => a.stock - a.minStock - (b.stock - b.minStock);

const asideOf = (t: Messages['office'], rows: number, all: readonly Product[], low: boolean): string => {
  const count = t.products.count(rows, all.length);
  const short = low ? '' : t.stock.low(all.filter(isLow).length);
  return short ? `${count} · ${short}` : count;
};

const stockPage: Page<Shown> = {
  permission: 'stock.list',
  everySeconds: 10,
  hint: (words) => words.office.stock.hint,
  load: async ({ services }) => {
    const catalogue = await officeCatalogue(services.catalogue);
    const sorted = [...catalogue.products.values()].filter((product) => product.active).sort(byName);
    return ok({ catalogue, sorted });
  },
  view: (shown, { params, words, text }) => {
    const t = words.office.stock;
    const low = params.low === true;
    const all = low ? found(shown, text).filter(isLow).toSorted(byNeed) : found(shown, text);
    const rows = all.slice(0, MOST_ROWS);
    return {
      kind: 'list',
      title: low ? t.lowTitle : words.office.titles.stock,
      aside: asideOf(words.office, rows.length, all, low),
      columns: [
        { title: t.columns.code, width: 14 },
        { title: t.columns.product, width: 'rest' },
        { title: t.columns.category, width: 14 },
        { title: t.columns.stock, width: 9, align: 'right' },
        { title: t.columns.minimum, width: 8, align: 'right' },
      ],
      rows: rows.map(rowOf),
      empty: low ? t.emptyLow : t.empty,
      actions: {
        receive: { go: { page: 'stockReceive' } },
        counts: { go: { page: 'stockCounts' } },
        ...(low ? {} : { lowStock: { go: { page: 'stock', params: { low: true } } } }),
      },
      scan: (code) => {
        const product = findByCode(shown.catalogue.index, code);
        return product
          ? { go: { page: 'stockMovements', params: { id: product.id } } }
          : { disabled: t.unknown(code) };
      },
    };
  },
};

export const stockPages: PageSet = {
  stock: page(stockPage),
  stockMovements: page(stockMovements),
  stockAdjust: page(movePage('Ajuste')),
  stockWaste: page(movePage('Merma')),
  stockCounts: page(stockCounts),
  stockCount: page(draftPage('Conteo')),
  stockReceive: page(draftPage('Ingreso')),
};
