import { readToken, removeToken, writeToken } from '../../adapters/files/session.ts';
import { changeSecrets } from '../../app/people.ts';
import type { SignedIn } from '../../app/ports.ts';
import { SESSION_HOURS, signIn } from '../../app/sign-in.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';
import { newSecret } from '../new-secret.ts';
import type { Opened } from '../opened.ts';
import { passwordOf } from '../person.ts';
import { ask } from '../prompt.ts';
import { unwrap } from '../unwrap.ts';

/** A password that somebody else made is good for this: to choose another. */
const renew = async (
  context: CliContext,
  { services }: Opened,
  user: SignedIn,
  present: string,
): Promise<void> => {
  context.say(context.messages.cli.user.mustChange);
  const password = await newSecret(context, 'password', user.login);
  unwrap(await changeSecrets(services, user, present, { password }));
  context.say(context.messages.cli.user.passwordChanged(user.name));
};

export const login = (context: CliContext, given: string | undefined): Promise<void> =>
  context.withServices({}, async (opened) => {
    const { services, config } = opened;
    const t = context.messages.cli.session;
    const name = given ?? (await ask(t.user, true));
    if (name === null) throw new PosFailure(posError('SESION_REQUERIDA', { variable: 'POS_PASSWORD' }));
    const secret = await passwordOf(context, name);
    const hours = SESSION_HOURS.shell;
    const user = unwrap(await signIn(services, { login: name, secret, kind: 'password', hours }));
    if (user.mustChange) await renew(context, opened, user, secret);
    const previous = await readToken(config.home);
    await writeToken(config.home, user.session);
    if (previous) await services.users.closeSession(previous);
    context.say(t.opened(user.name, hours));
  });

export const logout = (context: CliContext): Promise<void> =>
  context.withServices({}, async ({ services, config }) => {
    const t = context.messages.cli.session;
    const token = await readToken(config.home);
    if (token) await services.users.closeSession(token);
    await removeToken(config.home);
    context.say(token ? t.closed : t.notOpen);
  });
