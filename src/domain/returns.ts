import { type Gs, gs, prorate } from './money.ts';
import type { SaleState, StoredLine, StoredSale, StoredTender } from './sale.ts';

/** Where goods go that come back: to the shelf, or written off. */
export type Destination = 'Stock' | 'Merma';

export interface ReturnLine {
  /** Number of the sale's line, from 1. */
  readonly line: number;
  readonly quantity: number;
  readonly destination: Destination;
}

export interface Refund {
  readonly method: string;
  readonly amount: Gs;
  readonly isCash: boolean;
  readonly isStudentCard: boolean;
}

/** A return or a void as stored: its paper is made of this. */
export interface StoredReturn {
  readonly id: number;
  readonly uuid: string;
  readonly kind: 'Anulacion' | 'Devolucion';
  readonly saleId: number;
  readonly saleNumber: string;
  readonly till: string;
  readonly by: string;
  readonly approvedBy: string | null;
  readonly reason: string;
  /** Store-local, `YYYY-MM-DD HH:MM:SS`. */
  readonly date: string;
  /** Given back in all. */
  readonly total: Gs;
  readonly tax: Gs;
  /** Of it, in cash. */
  readonly cash: Gs;
  /** The card that took its part, and its balance after; null: none did. */
  readonly cardNumber: string | null;
  readonly balance: Gs | null;
  /** True when this UUID had been sent before and nothing was changed. */
  readonly repeated: boolean;
  readonly lines: readonly (ReturnLine & { readonly name: string; readonly amount: Gs })[];
  readonly refunds: readonly Refund[];
}

/** Units of a line that can still come back. */
export const leftOf = (sale: { readonly state: SaleState }, line: StoredLine): number =>
  sale.state === 'Anulada' ? 0 : line.quantity - line.returned;

interface Share {
  readonly net: Gs;
  readonly tax: Gs;
}

/** Each line's part of the sale's discount and tax, by cumulative shares: they add up to the sale. */
const sharesOf = (sale: StoredSale): readonly Share[] => {
  const spread = prorate(
    sale.discount,
    sale.lines.map((line) => line.subtotal),
  );
  const nets = sale.lines.map((line, at) => gs(line.subtotal - (spread[at] ?? 0)));
  const taxes = new Map<number, number>();
  for (const { rate, tax } of sale.taxes) {
    const at = sale.lines.flatMap((line, place) => (line.taxRate === rate ? [place] : []));
    const parts = prorate(
      tax,
      at.map((place) => nets[place] ?? gs(0)),
    );
    at.forEach((place, nth) => {
      taxes.set(place, parts[nth] ?? 0);
    });
  }
  return nets.map((net, at) => ({ net, tax: gs(taxes.get(at) ?? 0) }));
};

/** What `now` units are worth after `before` came back already: cumulative, so that all of them are worth the whole. */
const part = (whole: Gs, before: number, now: number, quantity: number): number => {
  const upTo = (units: number): bigint => (BigInt(whole) * BigInt(units)) / BigInt(quantity);
  return Number(upTo(before + now) - upTo(before));
};

/** Card balance first, cash last: a sale that was paid by card never turns into cash. */
const inOrder = (tenders: readonly StoredTender[]): readonly StoredTender[] => {
  const rank = (tender: StoredTender): number => (tender.isStudentCard ? 0 : tender.isCash ? 2 : 1);
  return tenders.toSorted((a, b) => rank(a) - rank(b));
};

export interface Preview {
  readonly total: Gs;
  readonly refunds: readonly Refund[];
}

/**
 * What a return will give back and by which methods; the twin of `sp_partes_devolucion` and `sp_reparto_devolucion`,
 * which decide. Quantities by line number; lines not named do not come back.
 */
export const previewReturn = (sale: StoredSale, quantities: ReadonlyMap<number, number>): Preview => {
  const total = sharesOf(sale).reduce((all, { net, tax }, at) => {
    const line = sale.lines[at];
    const now = Math.min(quantities.get(at + 1) ?? 0, line ? leftOf(sale, line) : 0);
    if (!line || now <= 0) return all;
    const worth = (whole: Gs): number => part(whole, line.returned, now, line.quantity);
    return all + worth(net) + (sale.taxAdded ? worth(tax) : 0);
  }, 0);
  let from = 0;
  const refunds = inOrder(sale.tenders).flatMap((tender): Refund[] => {
    const [start, end] = [from, from + tender.applied];
    from = end;
    const amount = Math.min(end, sale.returned + total) - Math.max(start, sale.returned);
    return amount > 0
      ? [
          {
            method: tender.method,
            amount: gs(amount),
            isCash: tender.isCash === true,
            isStudentCard: tender.isStudentCard === true,
          },
        ]
      : [];
  });
  return { total: gs(total), refunds };
};

/** Everything that is left of a sale: what a void gives back. */
export const allThatIsLeft = (sale: StoredSale): ReadonlyMap<number, number> =>
  new Map(sale.lines.map((line, at) => [at + 1, leftOf(sale, line)]));
