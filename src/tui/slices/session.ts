import type { SignInRequest } from '../../app/sign-in.ts';
import type { PosError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import type { User } from '../../domain/user.ts';
import { numbered, type Step, say, stay } from '../events.ts';
import { EMPTY_FORM } from '../initial.ts';
import type { SecretForm, Session, State } from '../state.ts';
import { withoutLast } from '../text.ts';
import { withDesk } from './desk.ts';

/** Short digits are a PIN, anything else a password; both are checked with the same delays. */
export const secretKind = (secret: string): SignInRequest['kind'] =>
  /^\d{4,6}$/.test(secret) ? 'pin' : 'password';

const formOf = (state: State): SecretForm | null =>
  state.session.kind === 'open' ? null : state.session.form;

const withForm = (state: State, change: Partial<SecretForm>): State =>
  state.session.kind === 'open'
    ? state
    : { ...state, session: { ...state.session, form: { ...state.session.form, ...change } } };

export const typeForm = (state: State, text: string): State => {
  const form = formOf(state);
  if (!form || form.busy) return state;
  return withForm(state, { [form.focus]: (form[form.focus] + text).slice(0, 200), error: null });
};

export const eraseForm = (state: State): State => {
  const form = formOf(state);
  if (!form || form.busy) return state;
  return withForm(state, { [form.focus]: withoutLast(form[form.focus]), error: null });
};

export const clearForm = (state: State): State => {
  const form = formOf(state);
  return form && !form.busy ? withForm(state, { [form.focus]: '', error: null }) : state;
};

export const moveForm = (state: State): State => {
  const form = formOf(state);
  return form ? withForm(state, { focus: form.focus === 'login' ? 'secret' : 'login' }) : state;
};

/** Enter: on to the secret, then to the check. At the first sign-in a PIN is not enough. */
export const submitForm = (state: State): Step => {
  const form = formOf(state);
  if (!form || form.busy || form.waitUntil > state.world.now) return stay(state);
  if (form.focus === 'login')
    return stay(form.login.trim() === '' ? state : withForm(state, { focus: 'secret' }));
  if (form.secret === '') return stay(state);
  if (form.login.trim() === '') return stay(withForm(state, { focus: 'login' }));
  const { asking, seq } = numbered(state);
  const kind = state.session.kind === 'locked' ? secretKind(form.secret) : 'password';
  return stay(withForm(asking, { busy: true, seq, error: null }), {
    kind: 'signIn',
    seq,
    request: { login: form.login, secret: form.secret, kind },
  });
};

export const signedIn = (state: State, seq: number, result: Result<User>): Step => {
  const form = formOf(state);
  if (!form?.busy || seq !== form.seq) return stay(state);
  if (!result.ok) return formRefused(state, result.error);
  const before = state.session.kind === 'locked' ? state.session.user : null;
  const open: Session = { kind: 'open', user: result.value };
  const next = say({ ...state, session: open }, 'info', 'welcome', { user: result.value.name });
  // What another cashier confirmed is not this one's word: the warnings are asked again.
  return stay(before && before.id !== result.value.id ? withDesk(next, { acks: [], undo: null }) : next);
};

export const formRefused = (state: State, error: PosError): Step => {
  const seconds = error.code === 'DEMASIADOS_INTENTOS' ? Number(error.params.segundos ?? 0) : 0;
  return stay(
    withForm(state, {
      busy: false,
      secret: '',
      error,
      waitUntil: seconds > 0 ? state.world.now + seconds * 1_000 : 0,
    }),
    { kind: 'bell' },
  );
};

/** Locks the screen; the sale stays. The name is filled in: Enter and the PIN open it again. */
export const lock = (state: State): State =>
  state.session.kind === 'open'
    ? {
        ...state,
        help: null,
        question: null,
        session: {
          kind: 'locked',
          user: state.session.user,
          form: { ...EMPTY_FORM, login: state.session.user.login, focus: 'secret' },
        },
      }
    : state;

export const signOut = (state: State): State => ({
  ...state,
  session: { kind: 'out', form: EMPTY_FORM },
  pane: 'sale',
  dialog: null,
  notice: null,
  desk: { ...state.desk, holder: null, done: null, undo: null, text: '', results: [] },
});

export const idleTooLong = (state: State): boolean => {
  const minutes = state.world.shop?.store.idleLockMinutes ?? 0;
  const saving = state.dialog?.kind === 'payment' && ['saving', 'unresolved'].includes(state.dialog.step);
  return (
    minutes > 0 &&
    !saving &&
    state.session.kind === 'open' &&
    state.world.now - state.world.lastKeyAt >= minutes * 60_000
  );
};
