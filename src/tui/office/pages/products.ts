import { setProductActive } from '../../../app/edit-product.ts';
import { formatGs } from '../../../domain/money.ts';
import type { Product } from '../../../domain/product.ts';
import { ok } from '../../../domain/result.ts';
import { findByCode, search } from '../../../domain/search.ts';
import type { Messages } from '../../../i18n/index.ts';
import { byName, type OfficeCatalogue, officeCatalogue } from '../catalogue.ts';
import { type Act, type Desk, type Page, page, type Row } from '../page.ts';
import { allergenPages } from './allergens.ts';
import { categoryPages } from './categories.ts';
import type { PageSet } from './page-set.ts';
import { productPage } from './product-form.ts';
import { productHistory } from './product-history.ts';

/** Rows that are made at once; more are found by typing. */
const MOST_ROWS = 300;

interface Shown {
  readonly catalogue: OfficeCatalogue;
  /** By name. */
  readonly sorted: readonly Product[];
}

type Words = Messages['office']['products'];

const deactivateAct = (t: Words, product: Product): Act => ({
  do: 'setActive',
  input: { id: product.id, name: product.name, active: !product.active },
  confirm: product.active ? t.askDeactivate(product.name) : t.askActivate(product.name),
  approve: {
    permission: 'product.edit',
    reference: String(product.id),
    about: t.aboutEdit(product.name),
  },
});

const rowOf = (t: Words, product: Product): Row => ({
  id: product.id,
  cells: [product.code, product.name, product.category, formatGs(product.price), formatGs(product.stock)],
  ...(product.active
    ? product.stock <= product.minStock
      ? { style: 'warn' as const }
      : {}
    : { style: 'dim' }),
  actions: {
    open: { go: { page: 'product', params: { id: product.id } } },
    edit: { go: { page: 'product', params: { id: product.id } } },
    deactivate: deactivateAct(t, product),
    movements: { go: { page: 'stockMovements', params: { id: product.id } } },
    prices: { go: { page: 'productHistory', params: { id: product.id } } },
  },
});

const found = ({ catalogue, sorted }: Shown, text: string, active: boolean): readonly Product[] => {
  if (text.trim() === '') return sorted.filter((product) => product.active === active);
  return search(catalogue.index, text, MOST_ROWS)
    .flatMap((hit) => catalogue.products.get(hit.id) ?? [])
    .filter((product) => product.active === active);
};

const productsPage: Page<Shown> = {
  permission: 'product.list',
  hint: (words) => words.office.products.hint,
  load: async ({ services }) => {
    const catalogue = await officeCatalogue(services.catalogue);
    const sorted = [...catalogue.products.values()].sort(byName);
    return ok({ catalogue, sorted });
  },
  view: (shown, { params, words, text }) => {
    const t = words.office.products;
    const active = params.inactive !== true;
    const all = found(shown, text, active);
    const rows = all.slice(0, MOST_ROWS);
    return {
      kind: 'list',
      title: active ? words.office.titles.products : t.inactiveTitle,
      aside: t.count(rows.length, all.length),
      columns: [
        { title: t.columns.code, width: 14 },
        { title: t.columns.name, width: 'rest' },
        { title: t.columns.category, width: 14 },
        { title: t.columns.price, width: 11, align: 'right' },
        { title: t.columns.stock, width: 7, align: 'right' },
      ],
      rows: rows.map((product) => rowOf(t, product)),
      empty: active ? t.empty : t.emptyInactive,
      actions: {
        create: { go: { page: 'product' } },
        ...(active ? { inactive: { go: { page: 'products', params: { inactive: true } } } } : {}),
      },
      scan: (code) => {
        const product = findByCode(shown.catalogue.index, code);
        return { go: { page: 'product', params: product ? { id: product.id } : { code } } };
      },
    };
  },
  commands: {
    setActive: async (
      { services, actor, grant, words }: Desk,
      input: { readonly id: number; readonly name: string; readonly active: boolean },
    ) => {
      const result = await setProductActive(services, { actor, grant }, input.id, input.active);
      if (!result.ok) return result;
      const t = words.office.products;
      return ok({ say: input.active ? t.activated(input.name) : t.deactivated(input.name) });
    },
  },
};

export const productPages: PageSet = {
  products: page(productsPage),
  product: page(productPage),
  productHistory: page(productHistory),
  ...categoryPages,
  ...allergenPages,
};
