import { formatGs } from '../../../domain/money.ts';
import type { PriceChange, ProductRecord } from '../../../domain/product-form.ts';
import { ok } from '../../../domain/result.ts';
import type { Page } from '../page.ts';
import { matching } from '../rows.ts';

const MOST = 500;

interface History {
  readonly product: ProductRecord;
  readonly changes: readonly PriceChange[];
}

/** A price as it moved, or as it stayed. */
const moved = (
  before: number | null,
  after: number,
  say: (before: string, after: string) => string,
): string => (before === null || before === after ? formatGs(after) : say(formatGs(before), formatGs(after)));

export const productHistory: Page<History> = {
  permission: 'product.list',
  load: async ({ services }, params) => {
    const product = await services.products.show(Number(params.id));
    if (!product.ok) return product;
    return ok({
      product: product.value,
      changes: await services.products.priceHistory(product.value.id, MOST),
    });
  },
  view: ({ product, changes }, { words, text }) => {
    const t = words.office.products.history;
    const rows = changes.map((change) => ({
      id: change.id,
      cells: [
        change.date.slice(0, 16),
        moved(change.priceBefore, change.priceAfter, t.from),
        moved(change.costBefore, change.costAfter, t.from),
        change.person ?? t.nobody,
      ],
    }));
    return {
      kind: 'list',
      title: words.office.titles.productHistory,
      aside: product.name,
      columns: [
        { title: t.columns.date, width: 16 },
        { title: t.columns.price, width: 20 },
        { title: t.columns.cost, width: 20 },
        { title: t.columns.person, width: 'rest' },
      ],
      rows: matching(rows, text, ({ cells }) => cells),
      empty: t.empty,
    };
  },
};
