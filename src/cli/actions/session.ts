import { newToken, readToken, removeToken, tokenHash, writeToken } from '../../adapters/files/session.ts';
import { signIn } from '../../app/sign-in.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';
import { passwordOf } from '../person.ts';
import { ask } from '../prompt.ts';
import { unwrap } from '../unwrap.ts';

/** A session ends by itself after a working day. */
const SESSION_HOURS = 8;

export const login = (context: CliContext, given: string | undefined): Promise<void> =>
  context.withServices({}, async ({ services, config }) => {
    const t = context.messages.cli.session;
    const name = given ?? (await ask(t.user, true));
    if (name === null) throw new PosFailure(posError('SESION_REQUERIDA', { variable: 'POS_PASSWORD' }));
    const secret = await passwordOf(context, name);
    const user = unwrap(await signIn(services, { login: name, secret, kind: 'password' }));
    const previous = await readToken(config.home);
    const token = newToken();
    await services.users.openSession(user.id, tokenHash(token), SESSION_HOURS);
    await writeToken(config.home, token);
    if (previous) await services.users.closeSession(tokenHash(previous));
    context.say(t.opened(user.name, SESSION_HOURS));
  });

export const logout = (context: CliContext): Promise<void> =>
  context.withServices({}, async ({ services, config }) => {
    const t = context.messages.cli.session;
    const token = await readToken(config.home);
    if (token) await services.users.closeSession(tokenHash(token));
    await removeToken(config.home);
    context.say(token ? t.closed : t.notOpen);
  });
