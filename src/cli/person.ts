import { readToken } from '../adapters/files/session.ts';
import { authorize } from '../app/authorize.ts';
import type { ApprovalWanted } from '../app/ports/people.ts';
import type { Grant, SignedIn } from '../app/ports.ts';
import { approve, SESSION_HOURS, signIn } from '../app/sign-in.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import type { Actor } from '../domain/user.ts';
import type { CliContext, PersonFlags } from './context.ts';
import type { Opened } from './opened.ts';
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

/** Nobody can sign in where there is nobody: that is what must be said then. */
const noSession = async ({ services }: Opened): Promise<PosFailure> =>
  new PosFailure(posError((await services.users.list()).length === 0 ? 'BASE_VACIA' : 'SESION_REQUERIDA'));

const fromSession = async (opened: Opened): Promise<SignedIn> => {
  const token = await readToken(opened.config.home);
  const user = token ? await opened.services.users.sessionUser(token) : null;
  if (!user) throw await noSession(opened);
  return user;
};

/** Who has signed in, and the password where it was typed just now. */
export interface Known {
  readonly user: SignedIn;
  readonly secret: string | null;
}

/** A session for this command alone: `close` of what is open ends it, whatever happens. */
const forThisCommand = async (context: CliContext, opened: Opened, login: string): Promise<Known> => {
  const secret = await passwordOf(context, login);
  const request = { login, secret, kind: 'password', hours: SESSION_HOURS.command } as const;
  const user = unwrap(await signIn(opened.services, request));
  opened.whenClosed(() => opened.services.users.closeSession(user.session));
  return { user, secret };
};

/** Also a person who must change the password first: `pos user password` is how. */
export const whoIsSignedIn = async (
  context: CliContext,
  opened: Opened,
  flags: PersonFlags,
): Promise<Known> =>
  flags.user
    ? forThisCommand(context, opened, flags.user)
    : { user: await fromSession(opened), secret: null };

/** Who acts, whatever the role may do; a person with a password for one time must change it first. */
export const whoIs = async (context: CliContext, opened: Opened, flags: PersonFlags): Promise<Actor> => {
  const { user } = await whoIsSignedIn(context, opened, flags);
  if (user.mustChange) throw new PosFailure(posError('CLAVE_POR_CAMBIAR'));
  return user;
};

/** Who acts in a command that changes data, and may. */
export const whoActs = async (
  context: CliContext,
  opened: Opened,
  flags: PersonFlags,
  permission: Permission,
): Promise<Actor> => {
  const user = await whoIs(context, opened, flags);
  unwrap(authorize(user, permission));
  return user;
};

/** Approvals by the manager named by `--approver`, who types the password once; each is of one act, proven again. */
export const approverOf = async (
  context: CliContext,
  opened: Opened,
  asker: Actor,
  login: string,
): Promise<(wanted: ApprovalWanted) => Promise<Grant>> => {
  const secret = await passwordOf(context, login, 'approver');
  return async (wanted) =>
    unwrap(await approve(opened.services, asker, { login, secret, kind: 'password' }, wanted));
};

/** Approval of one act by the manager named by `--approver`; null when none is named. */
export const whoApproves = async (
  context: CliContext,
  opened: Opened,
  asker: Actor,
  login: string | undefined,
  wanted: ApprovalWanted,
): Promise<Grant | null> => (login ? (await approverOf(context, opened, asker, login))(wanted) : null);
