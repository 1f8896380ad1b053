import { DEMO_USERS } from '../../domain/demo.ts';
import type { Look } from '../look.ts';
import type { SecretForm, State } from '../state.ts';
import { wrap } from '../text.ts';
import { centred, fieldRow } from './fields.ts';
import { errorText } from './footer.ts';

const INNER = 52;

/** Sign-in, and the lock that asks for the same. */
export const signInRows = (state: State, look: Look, columns: number, height: number): string[] => {
  if (state.session.kind === 'open') return [];
  if (state.session.kind === 'renew') return renewRows(state, state.session, look, columns, height);
  const words = look.words.screen.signIn;
  const { form } = state.session;
  const locked = state.session.kind === 'locked' ? state.session.user : null;
  const row = (text: string, style?: Parameters<Look['paint']>[1]): string =>
    look.row(INNER, [[` ${text}`, style ?? 'plain']]);
  const shop = state.world.shop?.store.name ?? '';
  const field = (name: SecretForm['focus'], label: string): string =>
    fieldRow(look, INNER, label, form[name], form.focus === name && !form.busy, name === 'secret');
  const rows = [
    row(shop, 'accent'),
    row(locked ? words.locked : words.title, 'strong'),
    ...(locked ? wrap(words.lockedBy(locked.name), INNER - 2).map((text) => row(text, 'dim')) : []),
    row(''),
    field('login', words.login),
    field('secret', locked ? words.secret : words.password),
    row(''),
    ...statusRows(state, form, look, row),
    ...(locked ? wrap(words.switchHint, INNER - 2).map((text) => row(text, 'dim')) : []),
    ...(state.demo ? demoRows(look) : []),
  ];
  return centred(look, rows, INNER, columns, height);
};

/** A new password, twice: the one that opened the till was made by somebody else. */
const renewRows = (
  state: State,
  { user, form }: Extract<State['session'], { kind: 'renew' }>,
  look: Look,
  columns: number,
  height: number,
): string[] => {
  const words = look.words.screen.signIn;
  const row = (text: string, style?: Parameters<Look['paint']>[1]): string =>
    look.row(INNER, [[` ${text}`, style ?? 'plain']]);
  const field = (name: SecretForm['focus'], label: string): string =>
    fieldRow(look, INNER, label, form[name], form.focus === name && !form.busy, true);
  const rows = [
    row(words.renew(user.name), 'strong'),
    ...wrap(words.renewWhy, INNER - 2).map((text) => row(text, 'dim')),
    row(''),
    field('login', words.newPassword),
    field('secret', words.again),
    row(''),
    ...statusRows(state, form, look, row),
  ];
  return centred(look, rows, INNER, columns, height);
};

const statusRows = (
  state: State,
  form: SecretForm,
  look: Look,
  row: (text: string, style?: Parameters<Look['paint']>[1]) => string,
): string[] => {
  const words = look.words.screen.signIn;
  const seconds = Math.ceil((form.waitUntil - state.world.now) / 1_000);
  if (form.busy) return [row(words.checking, 'accent'), row('')];
  if (seconds > 0) return [row(`${look.alert} ${words.wait(seconds)}`, 'warn'), row('')];
  if (form.error)
    return [
      ...wrap(`${look.alert} ${errorText(form.error, look)}`, INNER - 2).map((text) => row(text, 'danger')),
      row(''),
    ];
  return [row(''), row('')];
};

const demoRows = (look: Look): string[] => {
  const words = look.words.screen.signIn;
  const [login = '', password = '', pin = ''] = words.demoColumns;
  const line = (a: string, b: string, c: string): string => ` ${a.padEnd(12)}${b.padEnd(18)}${c}`;
  return [
    look.rule(INNER),
    look.row(INNER, [[` ${words.demo}`, 'accent']]),
    look.row(INNER, [[line(login, password, pin), 'dim']]),
    ...[...DEMO_USERS]
      .reverse()
      .map((user) => look.row(INNER, [[line(user.login, user.password, user.pin)]])),
  ];
};
