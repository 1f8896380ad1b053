import type { Event } from '../events.ts';
import type { KeyEvent, KeyName } from '../keys/types.ts';
import { scopeOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { frontOf, kindOf, withFront } from './view.ts';

/** More than a hand or a scanner gives while a page is read. */
const MOST = 500;

const IN_FORM: ReadonlySet<KeyName> = new Set([
  ...(['enter', 'tab', 'backspace', 'delete'] as const),
  ...(['up', 'down', 'left', 'right', 'home', 'end'] as const),
]);

/** A page is in front that has not been read yet: what it does with keys is not known. */
const isUnread = (state: State): boolean => {
  const front = frontOf(state);
  if (state.pane !== 'office' || !front || front.data || front.error) return false;
  return scopeOf(state).startsWith('office.');
};

/** Whether an event is kept until the page in front has been read, because it may be a form. */
const isAhead = (state: State, event: Event): boolean => {
  if (!isUnread(state)) return false;
  if (event.kind === 'key') return IN_FORM.has(event.name) && !event.ctrl && !event.alt && !event.repeat;
  return event.kind === 'char' || event.kind === 'scan' || event.kind === 'paste';
};

const withAhead = (state: State, ahead: readonly KeyEvent[]): State => ({
  ...state,
  office: { ...state.office, ahead },
});

/** Remembers what is typed ahead; any other key forgets it, so that nothing outlives the page that it was meant for. */
export const remembered = (state: State, event: Event): State => {
  if (isAhead(state, event))
    return withAhead(state, [...state.office.ahead, event as KeyEvent].slice(0, MOST));
  return event.kind === 'key' && state.office.ahead.length > 0 ? withAhead(state, []) : state;
};

/** A scan cannot be judged before the page is there; text can be searched for meanwhile. */
export const mustWait = (state: State, event: Event): boolean =>
  event.kind === 'scan' && isAhead(state, event);

/**
 * What was typed ahead of a page that has now been read, to happen again: all of it in a form, where it can be seen; in a
 * list the scans, since its text is there already and no hand has chosen among rows that were not.
 */
export const released = (state: State): { readonly events: readonly Event[]; readonly state: State } => {
  const { ahead } = state.office;
  if (ahead.length === 0 || isUnread(state)) return { events: [], state };
  const kind = frontOf(state)?.error ? null : kindOf(state);
  const rest = withAhead(state, []);
  if (kind === 'form') return { events: ahead, state: withFront(rest, { text: '' }) };
  return { events: kind === 'list' ? ahead.filter((event) => event.kind === 'scan') : [], state: rest };
};
