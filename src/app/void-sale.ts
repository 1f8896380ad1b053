import { posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { RegisteredSale } from '../domain/sale.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { Sales } from './ports.ts';

export interface VoidSale {
  /** Id, number or UUID. */
  readonly sale: string | number;
  readonly reason: string;
  /** Gerente or admin who allowed it on the spot; null when the user's own role may. */
  readonly approver: User | null;
}

/** Voids a sale once: stock and balance come back by new movements; the sale stays, with actor, reason and time. */
export const voidSale = async (
  { sales }: { sales: Sales },
  user: User,
  request: VoidSale,
): Promise<Result<RegisteredSale>> => {
  const allowed = authorize(request.approver ?? user, 'sale.void');
  if (!allowed.ok) return allowed;
  if (!request.reason.trim()) return fail(posError('MOTIVO_REQUERIDO'));
  const found = await sales.show(request.sale);
  if (!found.ok) return found;
  return sales.void({
    saleId: found.value.id,
    userId: user.id,
    approvedBy: request.approver?.id ?? null,
    reason: request.reason.trim(),
  });
};
