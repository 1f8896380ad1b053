import { posError } from '../domain/errors.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { ActedBy } from './ports.ts';
import type { Services } from './services.ts';

/** As the database takes it. */
const CUT = /^0([0-5]:[0-5]\d|6:00)$/;

/**
 * Sets when a business day ends and the next begins. What was sold keeps its day. Refuses VALOR_INVALIDO,
 * PERMISO_DENEGADO.
 * @param cut `HH:MM`, from 00:00 to 06:00
 */
export const setDayCut = async (
  { reports }: Pick<Services, 'reports'>,
  by: ActedBy,
  cut: string,
): Promise<Result<string>> => {
  const allowed = authorize(by.actor, 'settings.edit');
  if (!allowed.ok) return allowed;
  if (!CUT.test(cut))
    return fail(
      posError('VALOR_INVALIDO', { campo: 'corte_dia', valor: cut.slice(0, 20), opciones: '00:00 … 06:00' }),
    );
  return reports.setDayCut(by, cut);
};
