import { posError } from '../domain/errors.ts';
import { type MethodDraft, type PaymentMethod, wrongMethodName } from '../domain/payment.ts';
import { fail, type Result } from '../domain/result.ts';
import { authorizeAct } from './authorize-act.ts';
import type { Methods } from './ports/methods.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly methods: Methods;
}

/** A means of payment of the store's own: no cash, and to the tax authority "another means". @returns its id */
export const createMethod = async (
  { methods }: Ports,
  by: ActedBy,
  code: string,
  draft: MethodDraft,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'settings.edit');
  if (!allowed.ok) return allowed;
  if (!/^[A-Z][A-Z0-9_]{1,29}$/.test(code))
    return fail(
      posError('VALOR_INVALIDO', { campo: 'codigo', valor: code.slice(0, 40), opciones: 'A-Z, 0-9, _' }),
    );
  const wrong = wrongMethodName(draft.name);
  return wrong ? fail(wrong) : methods.create(by, code, { ...draft, name: draft.name.trim() });
};

/** Names a means of payment anew, opens or closes it, says what it asks for and whether it goes with an invoice. */
export const editMethod = async (
  { methods }: Ports,
  by: ActedBy,
  method: PaymentMethod,
  change: Partial<MethodDraft>,
): Promise<Result<number>> => {
  const allowed = authorizeAct(by, 'settings.edit');
  if (!allowed.ok) return allowed;
  const { name, active, allowsInvoice, needsReference } = { ...method, ...change };
  const wrong = wrongMethodName(name);
  return wrong
    ? fail(wrong)
    : methods.edit(by, method.id, { name: name.trim(), active, allowsInvoice, needsReference });
};
