import { posError } from '../domain/errors.ts';
import { LONGEST, tidy, wrongText } from '../domain/product-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorizeAct } from './authorize-act.ts';
import type { AllergenDraft, CategoryDraft, Products } from './ports/products.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly products: Products;
}

const ALLERGEN_CODE = /^[A-Z0-9_]{1,20}$/;

const tidyCategory = (draft: CategoryDraft): Result<CategoryDraft> => {
  const name = tidy(draft.name);
  const description = tidy(draft.description ?? '');
  const error =
    wrongText('nombre', name, LONGEST.category) ??
    wrongText('descripcion', description, LONGEST.categoryNote, 0);
  return error ? fail(error) : ok({ name, description: description || null });
};

/** A new category. @returns its id */
export const createCategory = async (
  { products }: Ports,
  by: ActedBy,
  draft: CategoryDraft,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'category.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyCategory(draft);
  return tidied.ok ? products.createCategory(by, tidied.value) : tidied;
};

/** Changes a category, or closes it: refused while active products are in it. */
export const updateCategory = async (
  { products }: Ports,
  by: ActedBy,
  id: number,
  draft: CategoryDraft & { readonly active: boolean },
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'category.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyCategory(draft);
  return tidied.ok ? products.updateCategory(by, id, { ...tidied.value, active: draft.active }) : tidied;
};

const tidyAllergen = (draft: AllergenDraft): Result<AllergenDraft> => {
  const code = draft.code.trim().toUpperCase();
  const name = tidy(draft.name);
  const error =
    (code === '' ? posError('DATO_REQUERIDO', { campo: 'codigo' }) : null) ??
    (ALLERGEN_CODE.test(code)
      ? null
      : posError('VALOR_INVALIDO', {
          campo: 'codigo',
          valor: code.slice(0, 40),
          opciones: 'A-Z 0-9 _ (20)',
        })) ??
    wrongText('nombre', name, LONGEST.category);
  return error ? fail(error) : ok({ code, name });
};

/** An allergen of the store's own, beside the 14 of EU 1169/2011. @returns its id */
export const createAllergen = async (
  { products }: Ports,
  by: ActedBy,
  draft: AllergenDraft,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyAllergen(draft);
  return tidied.ok ? products.createAllergen(by, tidied.value) : tidied;
};

export const updateAllergen = async (
  { products }: Ports,
  by: ActedBy,
  id: number,
  draft: AllergenDraft,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  if (!allowed.ok) return allowed;
  const tidied = tidyAllergen(draft);
  return tidied.ok ? products.updateAllergen(by, id, tidied.value) : tidied;
};

/** Only one that no product and no restriction names. */
export const removeAllergen = async (
  { products }: Ports,
  by: ActedBy,
  id: number,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'product.edit');
  return allowed.ok ? products.removeAllergen(by, id) : allowed;
};
