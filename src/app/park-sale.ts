import { posError } from '../domain/errors.ts';
import { MOST_NOTE, type ParkedSale } from '../domain/parked.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { ParkedSales, ParkRequest, UnparkRequest } from './ports/parked.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly parkedSales: ParkedSales;
}

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

/** Takes a parked sale back, once, on any till. */
export const recallSale = async (
  { parkedSales }: Ports,
  by: ActedBy,
  request: UnparkRequest,
): Promise<Result<ParkedSale>> => {
  const allowed = authorize(by.actor, 'sale.park');
  return allowed.ok ? parkedSales.recall(by, request) : allowed;
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
