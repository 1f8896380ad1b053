import type { Cart } from '../../domain/cart.ts';
import type { Gs } from '../../domain/money.ts';
import type { ParkedSale } from '../../domain/parked.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

export interface ParkRequest {
  /** Sending it again changes nothing. */
  readonly uuid: string;
  readonly tillId: number;
  readonly cart: Cart;
  readonly cardNumber: string | null;
  /** Who is served without a card. */
  readonly studentId?: number | null;
  readonly note: string;
  /** As the screen shows it. */
  readonly total: Gs;
}

export interface UnparkRequest {
  /** Asked again with the same, it answers again: a cart does not get lost with an answer. */
  readonly uuid: string;
  readonly id: number;
  readonly tillId: number;
}

/** Sales that wait, on all tills of the store. */
export interface ParkedSales {
  readonly park: (by: ActedBy, request: ParkRequest) => Promise<Result<ParkedSale>>;
  /** Once: ESPERA_CERRADA tells who was quicker. */
  readonly recall: (by: ActedBy, request: UnparkRequest) => Promise<Result<ParkedSale>>;
  readonly discard: (by: ActedBy, request: UnparkRequest) => Promise<Result<ParkedSale>>;
  /** Those that still wait, the oldest first. */
  readonly list: () => Promise<readonly ParkedSale[]>;
  /** Those that were taken back within a day, the newest first: a cart that was lost since is found there. */
  readonly recovered: () => Promise<readonly ParkedSale[]>;
  readonly count: () => Promise<number>;
}
