import { posError } from '../domain/errors.ts';
import { isGs } from '../domain/money.ts';
import { fail, type Result } from '../domain/result.ts';
import type { CashMove, ClosedShift, Shift, ShiftReading } from '../domain/shift.ts';
import { authorize } from './authorize.ts';
import type { CloseShift, MoveCash, OpenShift, Shifts } from './ports/shifts.ts';
import type { ActedBy, PrintJob } from './ports.ts';

interface Ports {
  readonly shifts: Shifts;
}

/** Longest reason that is stored, in characters. */
const MOST_REASON = 300;

const reasonOf = (typed: string): Result<string> => {
  const reason = typed.trim();
  if (reason === '') return fail(posError('MOTIVO_REQUERIDO'));
  if (reason.length > MOST_REASON)
    return fail(posError('TEXTO_LARGO', { campo: 'motivo', maximo: MOST_REASON }));
  return { ok: true, value: reason };
};

/** Opens the till's shift with the cash that is in the drawer to begin with. */
export const openShift = async (
  { shifts }: Ports,
  by: ActedBy,
  request: OpenShift,
): Promise<Result<Shift>> => {
  const allowed = authorize(by.actor, 'shift.open');
  if (!allowed.ok) return allowed;
  if (!isGs(request.float)) return fail(posError('MONTO_INVALIDO', { monto: request.float }));
  return shifts.open(by, request);
};

/** Cash that comes into the drawer or leaves it without a sale: change fetched, a supplier paid. */
export const moveCash = async (
  { shifts }: Ports,
  by: ActedBy,
  request: MoveCash,
): Promise<Result<CashMove>> => {
  const allowed = authorize(by.actor, 'shift.cash');
  if (!allowed.ok) return allowed;
  if (!isGs(request.amount) || request.amount === 0)
    return fail(posError('MONTO_INVALIDO', { monto: request.amount }));
  const reason = reasonOf(request.reason);
  return reason.ok ? shifts.moveCash(by, { ...request, reason: reason.value }) : reason;
};

/** The X reading: what the shift has come to; printed on demand, and then stored. */
export const readShift = async (
  { shifts }: Ports,
  by: ActedBy,
  tillId: number,
  print: boolean,
): Promise<Result<ShiftReading>> => {
  const allowed = authorize(by.actor, 'shift.read');
  if (!allowed.ok) return allowed;
  return print ? shifts.printReading(by, tillId) : shifts.read(tillId);
};

/**
 * The Z closing. A count that differs is refused once, with MOTIVO_REQUERIDO {diferencia}, and closes with a reason:
 * whoever counts does not see what is expected before.
 */
export const closeShift = async (
  { shifts }: Ports,
  by: ActedBy,
  request: CloseShift,
): Promise<Result<ClosedShift>> => {
  const allowed = authorize(by.actor, 'shift.close');
  if (!allowed.ok) return allowed;
  if (typeof request.count === 'number' && !isGs(request.count))
    return fail(posError('MONTO_INVALIDO', { monto: request.count }));
  const reason = request.reason.trim();
  if (reason.length > MOST_REASON)
    return fail(posError('TEXTO_LARGO', { campo: 'motivo', maximo: MOST_REASON }));
  return shifts.close(by, { ...request, reason });
};

/** A copy of a Z, marked as one. */
export const reprintClosing = async (
  { shifts }: Ports,
  by: ActedBy,
  shiftId: number,
  tillId: number,
): Promise<Result<PrintJob>> => {
  const allowed = authorize(by.actor, 'shift.read');
  return allowed.ok ? shifts.reprint(by, shiftId, tillId) : allowed;
};

/** Whether sales need an open shift: the store's decision. */
export const requireShift = async (
  { shifts }: Ports,
  by: ActedBy,
  needed: boolean,
): Promise<Result<boolean>> => {
  const allowed = authorize(by.actor, 'settings.edit');
  return allowed.ok ? shifts.require(by, needed) : allowed;
};
