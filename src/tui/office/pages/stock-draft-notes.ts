import type { Product } from '../../../domain/product.ts';

/** A line to be written. */
export interface Note {
  readonly id: number;
  readonly product: Pick<Product, 'id' | 'name'>;
  readonly mode: 'add' | 'set' | 'remove';
  readonly quantity: number;
  readonly cost: number | null;
}

/** What stands at the head of a receipt. */
export interface Heading {
  readonly uuid: string;
  readonly supplier: string;
  readonly document: string;
  readonly reason: string;
}
