import { may } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/user.ts';
import type { CommandId } from '../command-ids.ts';
import { userOf } from '../selectors.ts';
import type { State } from '../state.ts';
import type { PageId } from './ids.ts';
import type { Act, AnyPage, Ask, Field, FormView, ListView, Row, View } from './page.ts';
import type { Frame } from './state.ts';

export const actorOf = (state: State): Actor | null => userOf(state);

export const frontOf = (state: State): Frame | null => state.office.frames.at(-1) ?? null;

export const pageOf = (state: State, frame: Frame): AnyPage | null =>
  state.office.pages?.[frame.page] ?? null;

/** Whether a page is there and the person's role may open it. */
export const opens = (state: State, id: PageId): boolean => {
  const page = state.office.pages?.[id];
  const actor = actorOf(state);
  return page !== undefined && actor !== null && may(actor.role, page.permission);
};

/** The typed text belongs to the question of a page that searches outside. */
export const paramsOf = (page: AnyPage | null, frame: Frame): Frame['params'] =>
  page?.searchesOutside ? { ...frame.params, text: frame.text } : frame.params;

interface Made {
  readonly from: readonly unknown[];
  /** The time it was made at, where it shows one; null: it stands whatever the clock says. */
  readonly at: number | null;
  readonly view: View;
}

/** The last view made of what was read: a key asks for it several times, and a list may be long. */
const made = new WeakMap<object, Made>();

/** What a frame shows; null while it has nothing to show. */
const viewOfFrame = (state: State, frame: Frame): View | null => {
  const page = pageOf(state, frame);
  const actor = actorOf(state);
  if (!page || !frame.data || !actor) return null;
  const values = frame.form?.values ?? NO_VALUES;
  const { columns, now } = state.world;
  const selling = state.desk.cart.lines.length > 0;
  const from = [page, actor, frame.params, frame.text, values, columns, state.words, selling];
  const before = made.get(frame.data);
  const stands = before && (before.at === null || before.at === now);
  if (stands && before.from.every((each, at) => each === from[at])) return before.view;
  let asked = false;
  const ask: Ask = {
    params: paramsOf(page, frame),
    words: state.words,
    actor,
    get now() {
      asked = true;
      return now;
    },
    text: frame.text,
    values,
    columns,
    opens: (id) => opens(state, id),
    selling,
  };
  const view = page.view(frame.data.value, ask);
  made.set(frame.data, { from, at: asked ? now : null, view });
  return view;
};

const NO_VALUES = {};

export const viewKindOf = (state: State, frame: Frame): View['kind'] | null =>
  viewOfFrame(state, frame)?.kind ?? null;

/** What the page in front shows. */
export const viewOf = (state: State): View | null => {
  const frame = frontOf(state);
  return frame && viewOfFrame(state, frame);
};

/** The selected row's place; -1: none. */
export const selectedAt = (frame: Frame, view: ListView): number =>
  frame.choice === null ? -1 : view.rows.findIndex((row) => row.id === frame.choice);

const selectedRow = (frame: Frame, view: ListView): Row | null => view.rows[selectedAt(frame, view)] ?? null;

/** What a command means on the page in front: the selected row's word comes before the page's. */
export const actOf = (state: State, id: CommandId): Act | null => {
  const frame = frontOf(state);
  const view = viewOf(state);
  if (!frame || !view) return null;
  const row = view.kind === 'list' ? selectedRow(frame, view) : null;
  return row?.actions?.[id] ?? view.actions?.[id] ?? null;
};

/** Keys that all pages of a kind share; a page that has nothing to show yet can be left like a text. */
export const kindOf = (state: State): 'list' | 'form' | 'text' | null => {
  if (state.pane !== 'office' || !frontOf(state)) return null;
  return viewOf(state)?.kind ?? 'text';
};

export const fieldOf = (frame: Frame, view: FormView): Field | null =>
  view.fields.find((field) => field.id === frame.form?.focus) ?? view.fields[0] ?? null;

/** Whether a form holds what leaving would lose. */
export const isUnsaved = (frame: Frame): boolean => {
  const { form } = frame;
  if (!form) return false;
  return Object.keys(form.values).some((id) => form.values[id] !== form.initial[id]);
};

export const withOffice = (state: State, change: Partial<State['office']>): State => ({
  ...state,
  office: { ...state.office, ...change },
});

/** Changes the page in front. */
export const withFront = (state: State, change: Partial<Frame>): State => {
  const frame = frontOf(state);
  if (!frame) return state;
  return withOffice(state, { frames: [...state.office.frames.slice(0, -1), { ...frame, ...change }] });
};
