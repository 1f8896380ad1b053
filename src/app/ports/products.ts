import type {
  AllergenRecord,
  Category,
  PriceChange,
  ProductDraft,
  ProductRecord,
} from '../../domain/product-form.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

export interface CategoryDraft {
  readonly name: string;
  readonly description: string | null;
}

export interface AllergenDraft {
  /** Capital letters, digits and `_`. */
  readonly code: string;
  readonly name: string;
}

/** Products, categories and allergens as the back office keeps them. Changes answer with the id. */
export interface Products {
  /** By id, code or bar code, inactive ones too; PRODUCTO_INEXISTENTE otherwise. */
  readonly show: (reference: number | string) => Promise<Result<ProductRecord>>;
  /** The newest first. */
  readonly priceHistory: (productId: number, limit: number) => Promise<readonly PriceChange[]>;
  /** Refuses CODIGO_DUPLICADO {codigo, producto}, CATEGORIA_INACTIVA. */
  readonly create: (by: ActedBy, draft: ProductDraft, openingStock: number) => Promise<Result<number>>;
  /** Refuses as `create`, CONFLICTO {edicion} when it is not the edition any more, LIMITE_DE_ROL for the price. */
  readonly update: (by: ActedBy, id: number, edition: number, draft: ProductDraft) => Promise<Result<number>>;
  readonly setActive: (by: ActedBy, id: number, active: boolean) => Promise<Result<number>>;
  readonly categories: () => Promise<readonly Category[]>;
  readonly createCategory: (by: ActedBy, draft: CategoryDraft) => Promise<Result<number>>;
  readonly updateCategory: (
    by: ActedBy,
    id: number,
    draft: CategoryDraft & { readonly active: boolean },
  ) => Promise<Result<number>>;
  readonly allergens: () => Promise<readonly AllergenRecord[]>;
  readonly createAllergen: (by: ActedBy, draft: AllergenDraft) => Promise<Result<number>>;
  readonly updateAllergen: (by: ActedBy, id: number, draft: AllergenDraft) => Promise<Result<number>>;
  readonly removeAllergen: (by: ActedBy, id: number) => Promise<Result<number>>;
}
