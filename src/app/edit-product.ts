import { posError } from '../domain/errors.ts';
import {
  MOST_STOCK,
  type ProductDraft,
  type ProductRecord,
  tidyProduct,
  wrongNumber,
  wrongProduct,
} from '../domain/product-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorizeAct } from './authorize-act.ts';
import type { Products } from './ports/products.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly products: Products;
}

/** What an approval of a change must have been given for; the routine asks for the same words. */
export const editReference = (before: ProductRecord, price: number): string =>
  price === before.price ? String(before.id) : `precio:${before.id}:${price}`;

/** A new product. @param openingStock units that are there already @returns its id */
export const createProduct = async (
  { products }: Ports,
  by: ActedBy,
  draft: ProductDraft,
  openingStock: number,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyProduct(draft);
  const error = wrongProduct(tidied)?.error ?? wrongNumber('stock_inicial', openingStock, 0, MOST_STOCK);
  return error ? fail(error) : products.create(by, tidied, openingStock);
};

/** The whole product in place of the one that the person began from (`edition`). */
export const updateProduct = async (
  { products }: Ports,
  by: ActedBy,
  target: { readonly id: number; readonly edition: number },
  draft: ProductDraft,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyProduct(draft);
  const wrong = wrongProduct(tidied);
  return wrong ? fail(wrong.error) : products.update(by, target.id, target.edition, tidied);
};

/** Takes a product out of the sale, or back into it. */
export const setProductActive = async (
  { products }: Ports,
  by: ActedBy,
  id: number,
  active: boolean,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  return allowed.ok ? products.setActive(by, id, active) : allowed;
};

/** A product by what people know of it: code, bar code, or `#` and its id. */
export const productBy = ({ products }: Ports, typed: string): Promise<Result<ProductRecord>> => {
  const reference = typed.trim();
  if (reference === '')
    return Promise.resolve(fail(posError('PRODUCTO_INEXISTENTE', { producto: reference })));
  return products.show(/^#\d{1,9}$/.test(reference) ? Number(reference.slice(1)) : reference);
};

/** A product with some of its fields changed: what the command line edits. */
export const draftOf = (product: ProductRecord, changes: Partial<ProductDraft>): ProductDraft => ({
  code: product.code,
  barcodes: product.barcodes,
  name: product.name,
  description: product.description,
  categoryId: product.categoryId,
  cost: product.cost,
  price: product.price,
  taxRate: product.taxRate,
  minStock: product.minStock,
  sellsBelowZero: product.sellsBelowZero,
  frequent: product.frequent,
  allergens: product.allergens,
  ...changes,
});

/** The id of a category by its name, in any case; CATEGORIA_INEXISTENTE otherwise. */
export const categoryBy = async ({ products }: Ports, name: string): Promise<Result<number>> => {
  const same = (text: string): string => text.trim().toLocaleLowerCase('es').normalize('NFC');
  const found = (await products.categories()).find((category) => same(category.name) === same(name));
  return found ? ok(found.id) : fail(posError('CATEGORIA_INEXISTENTE', { categoria: name.slice(0, 40) }));
};

/** Ids of allergens by their codes, in any case; ALERGENO_INEXISTENTE names the first that is not there. */
export const allergensBy = async (
  { products }: Ports,
  codes: readonly string[],
): Promise<Result<readonly number[]>> => {
  const byCode = new Map((await products.allergens()).map(({ code, id }) => [code, id]));
  const ids: number[] = [];
  for (const code of codes) {
    const id = byCode.get(code.trim().toUpperCase());
    if (id === undefined) return fail(posError('ALERGENO_INEXISTENTE', { alergeno: code.slice(0, 40) }));
    ids.push(id);
  }
  return ok(ids);
};
