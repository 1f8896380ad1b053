import { readToken, tokenHash } from '../adapters/files/session.ts';
import { authorize } from '../app/authorize.ts';
import { approve, signIn } from '../app/sign-in.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import type { User } from '../domain/user.ts';
import type { Opened } from './compose.ts';
import type { CliContext, PersonFlags } from './context.ts';
import { ask } from './prompt.ts';
import { unwrap } from './unwrap.ts';

const SECRET_VARIABLES = { person: 'POS_PASSWORD', approver: 'POS_APPROVER_PASSWORD' } as const;

/** A password from its environment variable, else typed without echo. Throws SESION_REQUERIDA where nobody can type. */
export const passwordOf = async (
  { env, messages }: CliContext,
  login: string,
  whose: keyof typeof SECRET_VARIABLES = 'person',
): Promise<string> => {
  const given = env[SECRET_VARIABLES[whose]];
  if (given) return given;
  const typed = await ask(messages.cli.session.password(login), false);
  if (typed === null)
    throw new PosFailure(posError('SESION_REQUERIDA', { variable: SECRET_VARIABLES[whose] }));
  return typed;
};

const fromSession = async ({ services, config }: Opened): Promise<User> => {
  const token = await readToken(config.home);
  const user = token ? await services.users.sessionUser(tokenHash(token)) : null;
  if (!user) throw new PosFailure(posError('SESION_REQUERIDA'));
  return user;
};

/** Who acts in a command that changes data, and may. */
export const whoActs = async (
  context: CliContext,
  opened: Opened,
  flags: PersonFlags,
  permission: Permission,
): Promise<User> => {
  const user = flags.user
    ? unwrap(
        await signIn(opened.services, {
          login: flags.user,
          secret: await passwordOf(context, flags.user),
          kind: 'password',
        }),
      )
    : await fromSession(opened);
  return unwrap(authorize(user, permission));
};

/** The manager named by `--approver`, who proves it with a password; null when none is named. */
export const whoApproves = async (
  context: CliContext,
  opened: Opened,
  login: string | undefined,
  permission: Permission,
): Promise<User | null> => {
  if (!login) return null;
  const secret = await passwordOf(context, login, 'approver');
  return unwrap(await approve(opened.services, { login, secret, kind: 'password' }, permission));
};
