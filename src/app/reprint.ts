import { posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { Returns } from './ports/returns.ts';
import type { ActedBy, Paper, PrintJob, Spool } from './ports.ts';

interface Ports {
  readonly spool: Pick<Spool, 'reprint'>;
}

/** Queues a numbered copy of a ticket, of a top-up's receipt or of a return's slip; it opens no drawer. */
export const reprintPaper = async (
  { spool }: Ports,
  by: ActedBy,
  paper: Paper,
  tillId: number,
): Promise<Result<PrintJob>> => {
  const allowed = authorize(by.actor, 'sale.reprint');
  return allowed.ok ? spool.reprint(by, paper, tillId) : allowed;
};

/** A copy of the slip of a sale's return or void: of one by its id, else of the last one. Refuses DEVOLUCION_INEXISTENTE. */
export const reprintReturn = async (
  ports: Ports & { readonly returns: Pick<Returns, 'ofSale'> },
  by: ActedBy,
  saleId: number,
  tillId: number,
  returnId: number | null = null,
): Promise<Result<PrintJob>> => {
  const given = await ports.returns.ofSale(saleId);
  const found = returnId === null ? given.at(-1) : given.find(({ id }) => id === returnId);
  if (!found) return fail(posError('DEVOLUCION_INEXISTENTE', { devolucion: returnId ?? '' }));
  return reprintPaper(ports, by, { kind: 'return', id: found.id }, tillId);
};
