import { posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import { fail, type Result } from '../domain/result.ts';
import type { StoredReturn } from '../domain/returns.ts';
import { authorize } from './authorize.ts';
import type { ReturnRequest, Returns, VoidRequest } from './ports/returns.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly returns: Pick<Returns, 'void' | 'give'>;
}

/** Whether the person may, or comes with an approval, which only the database can judge; and whether a reason is given. */
const refused = (by: ActedBy, permission: Permission, request: VoidRequest): Result<never> | null => {
  if (by.grant === null) {
    const allowed = authorize(by.actor, permission);
    if (!allowed.ok) return allowed;
  }
  return request.reason.trim() === '' ? fail(posError('MOTIVO_REQUERIDO')) : null;
};

/**
 * Voids a sale once: what is left of it comes back by new movements, goods to the shelf, money where it came from. The
 * sale stays, with actor, reason and time.
 */
export const voidSale = async (
  { returns }: Ports,
  by: ActedBy,
  request: VoidRequest,
): Promise<Result<StoredReturn>> =>
  refused(by, 'sale.void', request) ?? returns.void(by, { ...request, reason: request.reason.trim() });

/** Takes lines of a sale back, whole or in part, never more than was sold and not yet given back. */
export const returnSale = async (
  { returns }: Ports,
  by: ActedBy,
  request: ReturnRequest,
): Promise<Result<StoredReturn>> => {
  const no = refused(by, 'sale.return', request);
  if (no) return no;
  const lines = request.lines.filter((line) => line.quantity !== 0);
  if (lines.length === 0) return fail(posError('DEVOLUCION_VACIA'));
  return returns.give(by, { ...request, lines, reason: request.reason.trim() });
};
