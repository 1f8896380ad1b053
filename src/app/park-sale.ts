import { PosFailure, posError } from '../domain/errors.ts';
import { MOST_NOTE, type ParkedSale } from '../domain/parked.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { ParkedSales, ParkRequest, UnparkRequest } from './ports/parked.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly parkedSales: ParkedSales;
}

/** Pauses between attempts to get an answer about a cart that may be on its way, in milliseconds. */
const PAUSES = [100, 300, 900, 2_000];

/** Puts a sale aside with a note; it holds no stock, and its restrictions are asked again when it comes back. */
export const parkSale = async (
  { parkedSales }: Ports,
  by: ActedBy,
  request: ParkRequest,
): Promise<Result<ParkedSale>> => {
  const allowed = authorize(by.actor, 'sale.park');
  if (!allowed.ok) return allowed;
  if (request.cart.lines.length === 0) return fail(posError('CARRITO_VACIO'));
  return parkedSales.park(by, { ...request, note: [...request.note.trim()].slice(0, MOST_NOTE).join('') });
};

/**
 * Takes a parked sale back, once, on any till. A lost answer is asked for again with the same identity: the sale waits no
 * more, so nobody else could give the cart back.
 */
export const recallSale = async (
  { parkedSales, pause }: Ports & { readonly pause: (milliseconds: number) => Promise<void> },
  by: ActedBy,
  request: UnparkRequest,
): Promise<Result<ParkedSale>> => {
  const allowed = authorize(by.actor, 'sale.park');
  if (!allowed.ok) return allowed;
  for (let attempt = 0; ; attempt++) {
    try {
      return await parkedSales.recall(by, request);
    } catch (error) {
      const wait = PAUSES[attempt];
      if (!(error instanceof PosFailure) || error.error.code !== 'BASE_DE_DATOS' || wait === undefined)
        throw error;
      await pause(wait);
    }
  }
};

/** Drops a parked sale for good. */
export const discardParked = async (
  { parkedSales }: Ports,
  by: ActedBy,
  request: UnparkRequest,
): Promise<Result<ParkedSale>> => {
  const allowed = authorize(by.actor, 'sale.park');
  return allowed.ok ? parkedSales.discard(by, request) : allowed;
};
