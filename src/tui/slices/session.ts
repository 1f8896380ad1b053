import type { SignedIn } from '../../app/ports.ts';
import type { SignInRequest } from '../../app/sign-in.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import type { Actor } from '../../domain/user.ts';
import { type Effect, numbered, type Step, say, stay } from '../events.ts';
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
  if (state.session.kind === 'renew') return submitRenewal(state, form);
  if (form.focus === 'login')
    return stay(form.login.trim() === '' ? state : withForm(state, { focus: 'secret' }));
  if (form.secret === '') return stay(state);
  if (form.login.trim() === '') return stay(withForm(state, { focus: 'login' }));
  const { asking, seq } = numbered(state);
  const locked = state.session.kind === 'locked' ? state.session.user : null;
  const kind = locked ? secretKind(form.secret) : 'password';
  return stay(withForm(asking, { busy: true, seq, error: null }), {
    kind: 'signIn',
    seq,
    request: { login: form.login, secret: form.secret, kind, beside: locked?.session ?? null },
  });
};

/** A new password, typed twice: the name's field holds it, the secret's field holds it again. */
const submitRenewal = (state: State, form: SecretForm): Step => {
  if (state.session.kind !== 'renew' || form.login === '') return stay(state);
  if (form.focus === 'login') return stay(withForm(state, { focus: 'secret' }));
  if (form.login !== form.secret)
    return stay(
      withForm(state, {
        login: '',
        secret: '',
        focus: 'login',
        error: posError('CLAVE_DEBIL', { regla: 'distinta' }),
      }),
      { kind: 'bell' },
    );
  const { asking, seq } = numbered(state);
  const { user, present } = state.session;
  return stay(withForm(asking, { busy: true, seq, error: null }), {
    kind: 'renew',
    seq,
    actor: user,
    present,
    password: form.login,
  });
};

/** The new password is the person's own: the till opens. */
export const renewed = (state: State, seq: number, result: Result<number>): Step => {
  if (state.session.kind !== 'renew' || seq !== state.session.form.seq) return stay(state);
  if (!result.ok) return stay(withForm(state, { ...EMPTY_FORM, error: result.error }), { kind: 'bell' });
  return opened(state, state.session.user);
};

export const signedIn = (state: State, seq: number, result: Result<SignedIn>): Step => {
  const form = formOf(state);
  // Nobody waits for it any more: a session that is not used must not stay open.
  if (!form?.busy || seq !== form.seq)
    return result.ok ? stay(state, { kind: 'closeSession', session: result.value.session }) : stay(state);
  if (!result.ok) return formRefused(state, result.error);
  if (!result.value.mustChange) return opened(state, result.value);
  const session: Session = { kind: 'renew', user: result.value, present: form.secret, form: EMPTY_FORM };
  return stay({ ...ended(state), session });
};

const opened = (state: State, user: Actor): Step => {
  const before = state.session.kind === 'locked' ? state.session.user : null;
  const next = say({ ...state, session: { kind: 'open', user } }, 'info', 'welcome', { user: user.name });
  const closing = before && !unanswered(state) ? closed(before) : [];
  // What another cashier confirmed is not this one's word: the warnings are asked again.
  return stay(before && before.id !== user.id ? withDesk(next, { acks: [], undo: null }) : next, ...closing);
};

const closed = ({ session }: Actor): Effect[] => [{ kind: 'closeSession', session }];

/** A sale without an answer goes again with the session that it was sent with: that one must stay. */
export const unanswered = ({ dialog }: State): boolean =>
  dialog?.kind === 'payment' && dialog.document !== null;

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
export const lock = (state: State, error: PosError | null = null): State =>
  state.session.kind === 'open'
    ? {
        ...state,
        help: null,
        question: null,
        session: {
          kind: 'locked',
          user: state.session.user,
          form: { ...EMPTY_FORM, login: state.session.user.login, focus: 'secret', error },
        },
      }
    : state;

/** The database no longer knows the session: the person signs in again, and finds everything as it was. */
export const sessionEnded = (before: State, step: Step): Step =>
  before.session.kind === 'open'
    ? { ...step, state: lock({ ...step.state, notice: null }, posError('SESION_TERMINADA')) }
    : step;

export const signOut = (state: State): Step => {
  const { session } = state;
  return stay(
    ended(state),
    ...(session.kind === 'open' || session.kind === 'locked' ? closed(session.user) : []),
  );
};

const ended = (state: State): State => ({
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
