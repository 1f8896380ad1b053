import { PosFailure, posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import type { RegisteredSale, SaleDocument } from '../domain/sale.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { Sales } from './ports.ts';

interface Ports {
  readonly sales: Sales;
  /** Waits, in milliseconds; passed in so that tests need not. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Pauses between attempts to get an answer, in milliseconds: about 6 s in all before a person is told. */
const PAUSES = [100, 200, 400, 800, 1_500, 3_000];

/**
 * Registers a sale, once, whatever happens to the line. A lost answer is resolved by sending the same document
 * again: its UUID makes the database return the first sale if there is one, and wait for it if it is still being
 * written, which a mere look-up would not.
 * VENTA_SIN_RESPUESTA means that nobody knows yet: the caller keeps the document and tries again with the same one.
 */
export const checkout = async (
  { sales, pause }: Ports,
  user: User,
  document: SaleDocument,
): Promise<Result<RegisteredSale>> => {
  const allowed = authorize(user, 'sale.register');
  if (!allowed.ok) return allowed;
  for (let attempt = 0; ; attempt++) {
    try {
      return await sales.register(document);
    } catch (error) {
      if (!(error instanceof PosFailure)) throw error;
      const lost = error.error.code === 'BASE_DE_DATOS';
      // Whatever failed now says nothing of an attempt before, which may have been stored.
      if (!lost && attempt === 0) return fail(error.error);
      const wait = PAUSES[attempt];
      if (wait === undefined) return fail(posError('VENTA_SIN_RESPUESTA', { uuid: document.uuid }));
      await pause(wait);
    }
  }
};
