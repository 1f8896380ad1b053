import { type PosError, posError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { type Effect, numbered, refuse, refuseSaying, type Step, stay } from '../events.ts';
import type { State } from '../state.ts';
import { openedForm } from './form.ts';
import type { PageRef } from './page.ts';
import { rereadHolder } from './reread.ts';
import { EMPTY_OFFICE, type Frame, newFrame } from './state.ts';
import {
  actorOf,
  frontOf,
  isUnsaved,
  opens,
  pageOf,
  paramsOf,
  selectedAt,
  viewOf,
  withFront,
  withOffice,
} from './view.ts';

/** Seconds until a page that could not be read is tried again by itself. */
const RETRY_SECONDS = 3;

export const joined = (first: Step, next: (state: State) => Step): Step => {
  const after = next(first.state);
  return { state: after.state, effects: [...first.effects, ...after.effects] };
};

/** Opens a page over what is open now; from another pane it begins the back office there. */
export const openPage = (state: State, ref: PageRef): Step => {
  const from = state.pane === 'office' ? state.office.from : state.pane;
  const frames = state.pane === 'office' ? state.office.frames.map(left) : [];
  const entered: State = {
    ...state,
    pane: 'office',
    notice: null,
    office: {
      ...state.office,
      from,
      owner: actorOf(state)?.id ?? null,
      frames: [...frames, newFrame(ref.page, ref.params)],
    },
  };
  if (state.office.pages === null) return stay(entered, { kind: 'officePages' });
  return opens(state, ref.page) ? ask(entered) : refusePage(state, ref);
};

/** What was typed in the menu led to its place; the next place is typed afresh. A list keeps what it was searched for. */
const left = (frame: Frame): Frame => (frame.page === 'menu' ? { ...frame, text: '' } : frame);

const refusePage = (state: State, ref: PageRef): Step => {
  const rol = actorOf(state)?.role ?? '';
  const there = state.office.pages?.[ref.page] !== undefined;
  return there
    ? refuse(state, posError('PERMISO_DENEGADO', { rol }))
    : refuseSaying(state, 'officeNoPage', { page: state.words.office.titles[ref.page] });
};

/** The pages' own code has come: what was opened meanwhile is read. */
export const pagesLoaded = (state: State, pages: State['office']['pages']): Step => {
  const ready = withOffice(state, { pages });
  const front = frontOf(ready);
  if (state.pane !== 'office' || !front || front.data) return stay(ready);
  return opens(ready, front.page) ? ask(ready) : joined(leave(ready), (left) => refusePage(left, front));
};

/** Reads the page in front; while an answer is awaited the newest question goes next. */
export const ask = (state: State): Step => {
  const frame = frontOf(state);
  const actor = actorOf(state);
  if (!frame || !actor) return stay(state);
  const page = pageOf(state, frame);
  if (!page) return stay(state, { kind: 'officePages' });
  if (frame.loading) return stay(withFront(state, { again: true }));
  const { asking, seq } = numbered(state);
  return stay(withFront(asking, { loading: true, again: false, seq }), {
    kind: 'officeLoad',
    seq,
    actor,
    page: frame.page,
    params: paramsOf(page, frame),
  });
};

/** An answer belongs to the frame that asked, wherever it is by now; to none when it was closed. */
const answer = (state: State, seq: number, change: (frame: Frame) => Frame): State =>
  withOffice(state, {
    frames: state.office.frames.map((frame) => (frame.seq === seq && frame.loading ? change(frame) : frame)),
  });

export const loaded = (state: State, seq: number, result: Result<unknown>): Step => {
  const mine = frontOf(state)?.seq === seq;
  if (!result.ok) return loadRefused(state, seq, result.error);
  const arrived = answer(state, seq, (frame) => ({
    ...frame,
    data: { value: result.value },
    loading: false,
    readAt: state.world.now,
    error: null,
  }));
  const again = mine && frontOf(state)?.again === true;
  // An answer to what was typed before selects nothing: the row that it would take may not be in the next one.
  const drawn = mine && !again ? settled(arrived) : arrived;
  return again ? ask(drawn) : stay(drawn);
};

export const loadRefused = (state: State, seq: number, error: PosError): Step => {
  const waited = state.office.frames.some((frame) => frame.seq === seq && frame.loading);
  if (!waited) return stay(state);
  const told = answer(state, seq, (frame) => ({
    ...frame,
    loading: false,
    readAt: state.world.now,
    error,
  }));
  const front = frontOf(state);
  // Tried again by itself: what is wrong was said aloud already.
  return front?.seq === seq && front.error === null ? refuse(told, error) : stay(told);
};

/** After reading or typing: a form has its values, a list its selected row. */
export const settled = (state: State): State => {
  const frame = frontOf(state);
  const view = viewOf(state);
  if (!frame || !view) return state;
  if (view.kind === 'form') return withFront(state, { form: openedForm(frame.form, view) });
  if (view.kind !== 'list') return state;
  const at = selectedAt(frame, view);
  if (at >= 0) return withFront(state, { at });
  return frame.choice === null ? withFront(state, { choice: view.rows[0]?.id ?? null, at: 0 }) : state;
};

/** One page back; a list or a text below is read again, a form below keeps what it holds. */
export const back = (state: State): Step => {
  if (state.office.busy) return refuseSaying(state, 'officeBusy');
  const frames = state.office.frames.slice(0, -1);
  if (frames.length === 0) return leave(state);
  return reread(withOffice({ ...state, notice: null }, { frames }));
};

export const reread = (state: State): Step => {
  const frame = frontOf(state);
  if (!frame || (frame.form && frame.data)) return stay(state);
  return frame.loading ? stay(withFront(state, { again: true })) : ask(state);
};

/** To the pane from which the back office was opened. */
export const leave = (state: State): Step => {
  const { pages, from } = state.office;
  return rereadHolder({ ...state, pane: from, notice: null, office: { ...EMPTY_OFFICE, pages } });
};

/** All the way to the sale, whatever the back office was opened from. */
export const goHome = (state: State): Step => leave(withOffice(state, { from: 'sale' }));

/** Back or home by a key: a form with unsaved values asks first. */
export const askToLeave = (state: State, home: boolean): Step => {
  if (state.office.busy) return refuseSaying(state, 'officeBusy');
  const frames = home ? state.office.frames : state.office.frames.slice(-1);
  if (frames.some(isUnsaved)) return stay({ ...state, notice: null, question: { kind: 'leaveForm', home } });
  return home ? goHome(state) : back(state);
};

/** What is watched is read again by itself, only while somebody may see it. */
export const follow = (state: State): Step => {
  const frame = frontOf(state);
  if (state.pane !== 'office' || state.session.kind !== 'open' || !frame) return stay(state);
  const waits = frame.error?.code === 'BASE_DE_DATOS' && frame.data === null;
  const seconds = waits ? RETRY_SECONDS : pageOf(state, frame)?.everySeconds;
  const due = seconds !== undefined && state.world.now - frame.readAt >= seconds * 1_000;
  const asked = waits || frame.data !== null;
  return due && asked && !frame.loading && !frame.form && !state.office.busy ? ask(state) : stay(state);
};

/** Another person at the till than the one whose pages are open: nothing of them is for the next one's eyes. */
export const forNewcomer = (step: Step): Step => {
  const { office, session } = step.state;
  const stranger = session.kind === 'open' && office.owner !== null && office.owner !== session.user.id;
  return stranger ? { ...step, state: forgetOffice(step.state) } : step;
};

export const forgetOffice = (state: State): State => ({
  ...state,
  dialog: isActApproval(state) ? null : state.dialog,
  pane: state.pane === 'office' ? 'sale' : state.pane,
  question: state.pane === 'office' ? null : state.question,
  office: { ...EMPTY_OFFICE, pages: state.office.pages },
});

const isActApproval = ({ dialog }: State): boolean =>
  dialog?.kind === 'approval' && dialog.purpose.kind === 'act';

export const wake = (printed: boolean | undefined): readonly Effect[] =>
  printed ? [{ kind: 'wakePrinter' }] : [];
