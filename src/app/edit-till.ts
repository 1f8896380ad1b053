import { posError } from '../domain/errors.ts';
import { wrongText } from '../domain/product-form.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorizeAct } from './authorize-act.ts';
import type { TillRecord, Tills } from './ports/tills.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly tills: Tills;
}

const LONGEST_NAME = 80;

/** A new till. @param code one to three digits, not all zero @returns its id */
export const createTill = async (
  { tills }: Ports,
  by: ActedBy,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'settings.edit');
  if (!allowed.ok) return allowed;
  if (!/^\d{1,3}$/.test(code) || Number(code) === 0)
    return fail(
      posError('VALOR_INVALIDO', { campo: 'codigo', valor: code.slice(0, 40), opciones: '001-999' }),
    );
  const wrong = wrongText('nombre', name.trim(), LONGEST_NAME);
  return wrong ? fail(wrong) : tills.create(by, { code: code.padStart(3, '0'), name: name.trim() });
};

/**
 * Names a till anew, closes or opens it; its code, with which its sales are numbered, stays. CAJA_EN_USO {caja, equipos}: one
 * that somebody sells on is not closed under their hands.
 */
export const editTill = async (
  { tills }: Ports,
  by: ActedBy,
  till: TillRecord,
  edit: { readonly name?: string; readonly active?: boolean },
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'settings.edit');
  if (!allowed.ok) return allowed;
  const name = (edit.name ?? till.name).trim();
  const wrong = wrongText('nombre', name, LONGEST_NAME);
  if (wrong) return fail(wrong);
  const equipos = edit.active === false && till.active ? await tills.screens(till.code) : [];
  if (equipos.length > 0)
    return fail(posError('CAJA_EN_USO', { caja: till.code, equipos: equipos.join(', ') }));
  return tills.edit(by, till.id, { name, active: edit.active ?? till.active });
};
