import { posError } from '../domain/errors.ts';
import { type Integration, isScope, MOST_INTEGRATION_NAME, SCOPES } from '../domain/integration.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { Integrations, NewIntegration } from './ports/integrations.ts';
import type { ActedBy, PasswordHasher } from './ports.ts';

interface Ports {
  readonly integrations: Pick<Integrations, 'create' | 'list' | 'revoke'>;
  readonly hasher: Pick<PasswordHasher, 'random'>;
}

export interface NewToken {
  readonly integration: Integration;
  /** To be shown once: nobody has it afterwards. */
  readonly token: string;
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** 256 bits that nobody can guess, as a token or a session writes them. */
export const randomText = ({ random }: Pick<PasswordHasher, 'random'>): string => base64url(random(32));

/** Lets another system in, as a person and for what its scopes name. */
export const createIntegration = async (
  { integrations, hasher }: Ports,
  by: ActedBy,
  draft: NewIntegration,
): Promise<Result<NewToken>> => {
  const allowed = authorize(by.actor, 'integration.edit');
  if (!allowed.ok) return allowed;
  const name = draft.name.trim();
  if (name === '') return fail(posError('DATO_REQUERIDO', { campo: 'nombre' }));
  if ([...name].length > MOST_INTEGRATION_NAME)
    return fail(posError('TEXTO_LARGO', { campo: 'nombre', maximo: MOST_INTEGRATION_NAME }));
  const unknown = draft.scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined || draft.scopes.length === 0)
    return fail(
      posError('VALOR_INVALIDO', { campo: '--scope', valor: unknown ?? '', opciones: SCOPES.join(', ') }),
    );
  const token = `pos_${randomText(hasher)}`;
  const made = await integrations.create(by, { ...draft, name, scopes: [...new Set(draft.scopes)] }, token);
  return made.ok ? ok({ integration: made.value, token }) : made;
};

export const listIntegrations = async (
  { integrations }: Pick<Ports, 'integrations'>,
  by: ActedBy,
): Promise<Result<readonly Integration[]>> => {
  const allowed = authorize(by.actor, 'integration.edit');
  return allowed.ok ? ok(await integrations.list()) : allowed;
};

export const revokeIntegration = async (
  { integrations }: Pick<Ports, 'integrations'>,
  by: ActedBy,
  id: number,
): Promise<Result<Integration>> => {
  const allowed = authorize(by.actor, 'integration.edit');
  return allowed.ok ? integrations.revoke(by, id) : allowed;
};
