import type { Gs } from './money.ts';

export interface Allergen {
  readonly id: number;
  /** Stable short code, e.g. `LECHE`. */
  readonly code: string;
  readonly name: string;
}

/** A product as the till keeps it in memory. */
export interface Product {
  readonly id: number;
  /** Short code or principal bar code; unique. */
  readonly code: string;
  readonly barcodes: readonly string[];
  readonly name: string;
  readonly categoryId: number;
  readonly category: string;
  readonly price: Gs;
  /** IVA, whole per cent. */
  readonly taxRate: number;
  readonly stock: number;
  readonly minStock: number;
  /** May be sold when the count says that there is none. */
  readonly sellsBelowZero: boolean;
  readonly active: boolean;
  /** Allergen ids. */
  readonly allergens: readonly number[];
  /** Place among the frequent products, lowest first; null: not shown as one. */
  readonly frequent: number | null;
}
