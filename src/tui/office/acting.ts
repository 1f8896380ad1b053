import type { Grant } from '../../app/ports.ts';
import type { PosError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { numbered, refuse, refuseSaying, type Step, stay } from '../events.ts';
import { serve } from '../slices/desk.ts';
import { recall } from '../slices/parked.ts';
import { withWorld } from '../slices/world.ts';
import type { Approval, State } from '../state.ts';
import { focusOn, openForm } from './form.ts';
import { ask, back, goHome, joined, openPage, reread, wake } from './frames.ts';
import type { Act, Done, PageRef } from './page.ts';
import { type Doing, newFrame } from './state.ts';
import { actorOf, frontOf, opens, viewKindOf, viewOf, withFront, withOffice } from './view.ts';

/** What a key, a scan or a form leads to. */
export const perform = (state: State, act: Act): Step => {
  if (state.office.busy) return refuseSaying(state, 'officeBusy');
  if ('disabled' in act)
    return stay({ ...state, notice: { tone: 'warn', text: act.disabled } }, { kind: 'bell' });
  if ('go' in act) return act.instead ? replacePage(state, act.go) : openPage(state, act.go);
  if ('back' in act) return back(state);
  if (act.confirm !== undefined)
    return stay({ ...state, notice: null, question: { kind: 'act', text: act.confirm, act } });
  return doAct(state, act, null);
};

/** Does a command of the page in front, once: until it is answered no other begins. */
export const doAct = (state: State, act: Doing, grant: number | null): Step => {
  const frame = frontOf(state);
  const actor = actorOf(state);
  if (!frame || !actor || state.office.busy) return stay(state);
  const { asking, seq } = numbered(state);
  const busy = { act, page: frame.page, seq, progress: null };
  // What a scanner typed cannot be taken back any more once something was sent because of it.
  return stay(
    { ...withOffice(asking, { busy, waiting: null }), notice: null, trail: [] },
    {
      kind: 'officeDo',
      seq,
      actor,
      page: frame.page,
      name: act.do,
      input: act.input,
      grant,
    },
  );
};

export const progressed = (state: State, seq: number, done: number, total: number): State => {
  const { busy } = state.office;
  return busy?.seq === seq ? withOffice(state, { busy: { ...busy, progress: { done, total } } }) : state;
};

/** What an act came to. The page that began it is in front: none can be left while it is under way. */
export const done = (state: State, seq: number, result: Result<Done>): Step => {
  const { busy } = state.office;
  // The person is another one by now; what was stored is printed all the same.
  if (busy?.seq !== seq) return stay(state, ...(result.ok ? wake(result.value.printed) : []));
  // A shift that was opened or closed here is known at once, not with the next count.
  const counted = busy.page.startsWith('shift') ? withWorld(state, { parkedAskedAt: 0 }) : state;
  const settled = withOffice(counted, { busy: null });
  if (!result.ok) return refusedAct(settled, busy.act, result.error);
  const { say, next, printed, clear, recalled, served, choose, settles } = result.value;
  const step = joined(goOn(settled, next), (now) => toSale(now, recalled, served));
  const cleared = clear ? withFront(step.state, { text: '', choice: null }) : step.state;
  const after = choose === undefined ? cleared : withFront(cleared, { text: '', choice: choose });
  const told: State = say === undefined ? after : { ...after, notice: { tone: 'good', text: say } };
  const asked: State = settles ? { ...told, question: { kind: 'undoInvoice', ...settles } } : told;
  return { state: asked, effects: [...step.effects, ...wake(printed)] };
};

/** What an act brings to the sale. */
const toSale = (state: State, recalled: Done['recalled'], served: Done['served']): Step => {
  if (recalled) return recall(state, recalled);
  return served ? serve(state, served) : stay(state);
};

const goOn = (state: State, next: Done['next']): Step => {
  const frame = frontOf(state);
  const isForm = frame?.form != null;
  const where = next ?? (isForm ? 'back' : 'reload');
  if (where === 'home') return goHome(state);
  if (where === 'back') return back(state);
  // A form that stays begins afresh: what it held was stored.
  if (where === 'reload')
    return isForm ? ask(withFront(state, { form: null, data: null, loading: false })) : reread(state);
  return isForm ? replacePage(withoutAsker(state, where), where) : openPage(state, where);
};

/** A text that opened a form to be shown otherwise is shown once, not below itself. */
const withoutAsker = (state: State, ref: PageRef): State => {
  const { frames } = state.office;
  const asker = frames.at(-2);
  const stays = asker?.page !== ref.page || viewKindOf(state, asker) !== 'text';
  return stays ? state : withOffice(state, { frames: [...frames.slice(0, -2), ...frames.slice(-1)] });
};

/** On from a page that makes room: the page after it leads back to where the form was opened. */
const replacePage = (state: State, ref: PageRef): Step => {
  const frames = [...state.office.frames.slice(0, -1), newFrame(ref.page, ref.params)];
  return opens(state, ref.page)
    ? ask(withOffice({ ...state, notice: null }, { frames }))
    : joined(back(state), (below) => openPage(below, ref));
};

/** Refused: nothing was stored. Where a manager may allow it, one is asked on the spot. */
const refusedAct = (state: State, act: Doing, error: PosError): Step => {
  const allowed = ['PERMISO_DENEGADO', 'LIMITE_DE_ROL'].includes(error.code);
  if (allowed && act.approve) return stay(askApproval(state, act, act.approve));
  return refuse(state, error);
};

const askApproval = (state: State, act: Doing, approve: NonNullable<Doing['approve']>): State => {
  const dialog: Approval = {
    kind: 'approval',
    purpose: { kind: 'act', ...approve },
    needsManager: true,
    login: '',
    secret: '',
    reason: '',
    focus: 'login',
    busy: false,
    seq: 0,
    error: null,
  };
  return { ...withOffice(state, { waiting: act }), notice: null, dialog };
};

/** Does the act that waited for a manager's approval, with it. */
export const resumeWith = (state: State, grant: Grant): Step => {
  const { waiting } = state.office;
  const closed = { ...state, dialog: null };
  return waiting ? doAct(closed, waiting, grant.id) : stay(closed);
};

/** The database was not there while an act was under way: everything typed is still here, to be sent again. */
export const actFailed = (state: State, seq: number, error: PosError): Step =>
  state.office.busy?.seq === seq ? refuse(withOffice(state, { busy: null }), error) : stay(state);

/** Saves the form in front, or goes to the field that is wrong. */
export const submitForm = (state: State): Step => {
  const open = openForm(state);
  if (!open) return state.office.busy ? refuseSaying(state, 'officeBusy') : stay(state);
  const { values } = open.form;
  const missing = open.view.fields.find(
    (field) => field.required === true && (values[field.id] ?? '').trim() === '',
  );
  if (missing)
    return refuseSaying(focusOn(state, missing.id, missing.id), 'fieldRequired', { field: missing.label });
  const signed = open.view.fields.find(({ id }) => id === open.form.signed);
  if (signed) return refuseSaying(focusOn(state, signed.id, signed.id), 'noSign');
  const result = open.view.submit(values);
  if ('wrong' in result) return refuse(focusOn(state, result.wrong, result.wrong), result.error);
  return perform(state, result);
};

/** A reading on a page that says what one means; null: it does not. */
export const scanAct = (state: State, code: string): Step | null => {
  const view = viewOf(state);
  if (!view?.scan) return null;
  const act = view.scan(code);
  // One card after another: each takes the place of the one before, and Escape leads to where the first was opened.
  const next = 'go' in act && act.go.page === frontOf(state)?.page && view.kind === 'text';
  return next && !state.office.busy ? replacePage(state, act.go) : perform(state, act);
};
