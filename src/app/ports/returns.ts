import type { Result } from '../../domain/result.ts';
import type { ReturnLine, StoredReturn } from '../../domain/returns.ts';
import type { ActedBy } from '../ports.ts';

export interface VoidRequest {
  /** Sending it again returns the first result. */
  readonly uuid: string;
  readonly saleId: number;
  /** The till where the money and the goods come back. */
  readonly tillId: number;
  readonly reason: string;
  /** The card's part goes back in cash: only where the student has no card left; refused otherwise. */
  readonly cardToCash: boolean;
}

export interface ReturnRequest extends VoidRequest {
  readonly lines: readonly ReturnLine[];
}

/** Goods and money that come back. */
export interface Returns {
  /** Everything that is left of the sale, once. Needs `sale.void`; an approval names the sale's id. */
  readonly void: (by: ActedBy, request: VoidRequest) => Promise<Result<StoredReturn>>;
  /** Lines of it. Needs `sale.return`; an approval names the sale's id. */
  readonly give: (by: ActedBy, request: ReturnRequest) => Promise<Result<StoredReturn>>;
  /** By id; VENTA_INEXISTENTE otherwise. */
  readonly show: (id: number) => Promise<Result<StoredReturn>>;
  /** Of one sale, the oldest first. */
  readonly ofSale: (saleId: number) => Promise<readonly StoredReturn[]>;
  /** Number of the card that takes money back for this one: itself, or the student's present one; null: there is none. */
  readonly cardFor: (number: string) => Promise<string | null>;
}
