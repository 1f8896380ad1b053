import { type Cart, type CartLine, settled } from './cart.ts';
import type { Gs } from './money.ts';
import type { Product } from './product.ts';

export type ParkedState = 'Abierta' | 'Recuperada' | 'Descartada' | 'Vencida';

export interface ParkedLine {
  readonly productId: number;
  readonly name: string;
  readonly quantity: number;
  readonly price: Gs;
  readonly discount: Gs;
  readonly percent: number | null;
}

/** A sale that was put aside: no stock, no number, and card or student only as what is read again. */
export interface ParkedSale {
  readonly id: number;
  readonly till: string;
  readonly by: string;
  readonly cardNumber: string | null;
  /** Who was served without a card; null: the card's student, or nobody known. */
  readonly studentId: number | null;
  readonly student: string | null;
  readonly note: string;
  readonly total: Gs;
  readonly units: number;
  readonly state: ParkedState;
  /** Store-local, `YYYY-MM-DD HH:MM:SS`. */
  readonly parkedAt: string;
  /** Who ended its waiting, where and when; null: it waits. */
  readonly ended: { readonly at: string; readonly by: string; readonly till: string } | null;
  readonly discount: Gs;
  readonly percent: number | null;
  readonly lines: readonly ParkedLine[];
}

export const MOST_NOTE = 120;

/** What a recalled sale is no longer: to be seen before going on. */
export type Difference =
  /** Sold no more: left out. */
  | { readonly kind: 'gone'; readonly name: string }
  | { readonly kind: 'price'; readonly name: string; readonly before: Gs; readonly now: Gs }
  /** Fewer are left than it was parked with; none: left out. */
  | { readonly kind: 'stock'; readonly name: string; readonly before: number; readonly now: number };

export interface Recalled {
  readonly cart: Cart;
  readonly differences: readonly Difference[];
}

/** A parked sale as a cart of today: at present prices, with what is still sold and still there. */
export const recalled = (
  parked: Pick<ParkedSale, 'lines' | 'discount' | 'percent'>,
  product: (id: number) => Product | undefined,
): Recalled => {
  const differences: Difference[] = [];
  const lines = parked.lines.flatMap((line): CartLine[] => {
    const found = product(line.productId);
    if (!found?.active || found.price <= 0) {
      differences.push({ kind: 'gone', name: found?.name ?? line.name });
      return [];
    }
    const { name, price, stock } = found;
    if (price !== line.price) differences.push({ kind: 'price', name, before: line.price, now: price });
    const quantity = found.sellsBelowZero ? line.quantity : Math.min(line.quantity, Math.max(0, stock));
    if (quantity < line.quantity)
      differences.push({ kind: 'stock', name, before: line.quantity, now: quantity });
    if (quantity === 0) return [];
    const { code, taxRate, allergens } = found;
    const { discount, percent } = line;
    return [{ productId: found.id, code, name, price, taxRate, allergens, quantity, discount, percent }];
  });
  return {
    cart: settled({ lines, discount: parked.discount, percent: parked.percent }),
    differences,
  };
};
