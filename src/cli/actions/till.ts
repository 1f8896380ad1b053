import type { Services } from '../../app/services.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Till } from '../../domain/user.ts';

/** The till of this code; CAJA_INEXISTENTE names those that there are. */
export const tillOf = async (services: Services, code: string): Promise<Till> => {
  const tills = await services.stores.tills();
  const till = tills.find((candidate) => candidate.code === code);
  if (till) return till;
  const known = tills.map((candidate) => candidate.code).join(', ');
  throw new PosFailure(posError('CAJA_INEXISTENTE', { caja: code, cajas: known }));
};
