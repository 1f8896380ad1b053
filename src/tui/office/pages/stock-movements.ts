import { formatGs } from '../../../domain/money.ts';
import type { ProductRecord } from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import type { StockMovement } from '../../../domain/stock.ts';
import type { Page } from '../page.ts';
import { matching } from '../rows.ts';

const MOST = 1_000;

interface Ledger {
  readonly product: ProductRecord;
  readonly movements: readonly StockMovement[];
}

export const signed = (units: number): string => (units > 0 ? `+${formatGs(units)}` : formatGs(units));

/** Where a movement came from, in the words that are on its paper. */
export const detailOf = (movement: StockMovement): string =>
  [movement.saleNumber, movement.supplier, movement.document, movement.reason].filter(Boolean).join(' · ');

export const stockMovements: Page<Ledger> = {
  permission: 'stock.list',
  everySeconds: 10,
  load: async ({ services }, params) => {
    const product = await services.products.show(Number(params.id));
    if (!product.ok) return product;
    const movements = await services.stock.movements({ productId: product.value.id, limit: MOST });
    return ok({ product: product.value, movements });
  },
  view: ({ product, movements }, { words, text }) => {
    const t = words.office.stock;
    const rows = movements.map((one) => ({
      id: one.id,
      cells: [
        one.date.slice(0, 16),
        t.movements[one.kind],
        signed(one.quantity),
        formatGs(one.after),
        detailOf(one),
        one.person ?? words.office.products.history.nobody,
      ],
    }));
    return {
      kind: 'list',
      title: product.name,
      aside: t.ledger.now(formatGs(product.stock)),
      columns: [
        { title: t.ledger.columns.date, width: 16 },
        { title: t.ledger.columns.kind, width: 13 },
        { title: t.ledger.columns.units, width: 9, align: 'right' },
        { title: t.ledger.columns.after, width: 7, align: 'right' },
        { title: t.ledger.columns.detail, width: 'rest' },
        { title: t.ledger.columns.person, width: 14 },
      ],
      rows: matching(rows, text, ({ cells }) => cells),
      empty: t.ledger.empty,
      actions: {
        adjust: { go: { page: 'stockAdjust', params: { id: product.id } } },
        waste: { go: { page: 'stockWaste', params: { id: product.id } } },
      },
    };
  },
};
