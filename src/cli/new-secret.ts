import { PosFailure, posError } from '../domain/errors.ts';
import type { CliContext } from './context.ts';
import { ask } from './prompt.ts';

/** Where programs pass new secrets: never as an argument, which every user of the machine can read. */
const VARIABLES = { password: 'POS_NEW_PASSWORD', pin: 'POS_NEW_PIN' } as const;

/** A new password or PIN: from its variable, else typed twice without echo. Throws CLAVE_DEBIL or PIN_DEBIL when they differ. */
export const newSecret = async (
  { env, messages }: CliContext,
  kind: keyof typeof VARIABLES,
  login: string,
): Promise<string> => {
  const given = env[VARIABLES[kind]];
  if (given !== undefined && given !== '') return given;
  const t = messages.cli.user;
  const first = await ask(kind === 'pin' ? t.newPin(login) : t.newPassword(login), false);
  if (first === null) throw new PosFailure(posError('SESION_REQUERIDA', { variable: VARIABLES[kind] }));
  if ((await ask(t.again, false)) === first) return first;
  throw new PosFailure(
    kind === 'pin'
      ? posError('PIN_DEBIL', { regla: 'distinto' })
      : posError('CLAVE_DEBIL', { regla: 'distinta' }),
  );
};
