import { formatGs } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import { buildIndex, search } from '../../domain/search.ts';
import type { CliContext } from '../context.ts';
import type { ListFlags } from '../options.ts';
import { type Column, table } from '../table.ts';
import { productRow } from '../views.ts';

interface ProductFlags extends ListFlags {
  readonly all?: boolean;
}

/** As the sale screen searches; without words, by name. */
const chosen = (products: readonly Product[], flags: ProductFlags): readonly Product[] => {
  const offered = flags.all ? products : products.filter((product) => product.active);
  const limit = flags.limit ?? offered.length;
  if (flags.search === undefined)
    return offered.toSorted((a, b) => a.name.localeCompare(b.name, 'es')).slice(0, limit);
  return search(
    buildIndex(offered.map((product) => ({ ...product, active: true }))),
    flags.search,
    limit,
  ).flatMap((hit) => offered.find((product) => product.id === hit.id) ?? []);
};

export const listProducts = (context: CliContext, flags: ProductFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const t = context.messages.cli.product;
    const [{ products }, allergens] = await Promise.all([
      services.catalogue.load(),
      services.stores.allergens(),
    ]);
    const names = new Map(allergens.map((allergen) => [allergen.id, allergen.name]));
    const codes = new Map(allergens.map((allergen) => [allergen.id, allergen.code]));
    const found = chosen(products, flags);
    const columns: Column<Product>[] = [
      { title: t.columns.code, value: (product) => product.code },
      { title: t.columns.name, value: (product) => product.name, shrinks: true },
      { title: t.columns.category, value: (product) => product.category, shrinks: true },
      { title: t.columns.price, value: (product) => formatGs(product.price), align: 'right' },
      { title: t.columns.stock, value: (product) => formatGs(product.stock), align: 'right' },
      {
        title: t.columns.allergens,
        value: (product) => product.allergens.map((id) => names.get(id) ?? id).join(', '),
        shrinks: true,
      },
    ];
    const rows = found.map((product) => productRow(product, codes));
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.none : table(found, columns, width)) },
      flags,
    );
  });
