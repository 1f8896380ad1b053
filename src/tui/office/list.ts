import { type Step, stay } from '../events.ts';
import { bodyRows } from '../selectors.ts';
import type { State } from '../state.ts';
import { ask, settled } from './frames.ts';
import type { View } from './page.ts';
import type { Frame } from './state.ts';
import { frontOf, pageOf, selectedAt, viewOf, withFront } from './view.ts';

const MOST_TEXT = 60;

/** Rows of the body that a page takes for itself: title, search line, heads, last line. */
const FRAME_AND_HEAD = 11;

/** Of a text: its title and the last line. */
const TITLE_AND_LAST = 2;

/** Lines that Page Up and Page Down go. */
export const pageOfLines = (state: State): number => Math.max(5, state.world.rows - FRAME_AND_HEAD);

/**
 * Whether typed text goes into the search line; also before the page was read, because a quick hand does not wait for it.
 * What then turns out to have no search line can still be emptied.
 */
const takesText = (frame: Frame, view: View | null, text: string): boolean => {
  if (view === null) return frame.data === null && frame.error === null;
  return view.kind === 'list' && (view.search !== false || text === '');
};

/** Typed into the search line; the first row that matches is selected. */
export const typeSearch = (state: State, text: string): Step => {
  const frame = frontOf(state);
  if (!frame || !takesText(frame, viewOf(state), text)) return stay(state);
  const cut = [...text].slice(0, MOST_TEXT).join('').trimStart();
  if (cut === frame.text) return stay(state);
  const typed = withFront({ ...state, notice: null }, { text: cut, choice: null, at: 0 });
  const page = pageOf(state, frame);
  return page?.searchesOutside ? ask(typed) : stay(settled(typed));
};

/** Up and down: rows of a list, lines of a text. */
export const moveBy = (state: State, by: number): State => {
  const frame = frontOf(state);
  const view = viewOf(state);
  if (!frame || !view || view.kind === 'form') return state;
  if (view.kind === 'text') {
    // No further than its end: back from there moves at once.
    const room = bodyRows(state) - TITLE_AND_LAST - (view.note?.length ?? 0);
    const last = Math.max(0, view.rows.length - room);
    return withFront(state, { offset: Math.max(0, Math.min(last, frame.offset + by)) });
  }
  const count = view.rows.length;
  const chosen = selectedAt(frame, view);
  // A row that is gone: the arrows go on from where it was.
  const from = chosen >= 0 ? chosen : frame.at + (by > 0 ? -1 : 0);
  const at = Math.max(0, Math.min(count - 1, from + by));
  const row = view.rows[at];
  return row ? { ...withFront(state, { choice: row.id, at }), notice: null } : state;
};

export const moveToEnd = (state: State, end: 1 | -1): State =>
  moveBy(state, end * (Number.MAX_SAFE_INTEGER / 2));
