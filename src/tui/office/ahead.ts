import type { Event } from '../events.ts';
import { entryFor } from '../keymap.ts';
import type { KeyEvent, KeyName } from '../keys/types.ts';
import { scopeOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { actOf, frontOf, kindOf, withFront, withOffice } from './view.ts';

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

/** The page in front is being read again: what it shows may not be so any more. */
const isOutdated = (state: State): boolean => {
  const front = frontOf(state);
  return state.pane === 'office' && front?.data != null && front.loading;
};

/** A key that asks a question about what the page shows: asked of old figures it would be answered for others. */
const isQuestion = (state: State, event: Event): boolean => {
  if (event.kind !== 'key' || event.repeat || !isOutdated(state)) return false;
  const entry = entryFor(state, event);
  const act = entry && actOf(state, entry.id);
  return act !== null && 'confirm' in act && act.confirm !== undefined;
};

/** Whether an event is kept until the page in front has been read, because it may be a form. */
const isAhead = (state: State, event: Event): boolean => {
  if (!isUnread(state)) return false;
  if (event.kind === 'key') return IN_FORM.has(event.name) && !event.ctrl && !event.alt && !event.repeat;
  return event.kind === 'char' || event.kind === 'scan' || event.kind === 'paste';
};

/**
 * Remembers what is typed ahead, and the key whose question waits; any other key forgets them, so that nothing outlives
 * the page that it was meant for.
 */
export const remembered = (state: State, event: Event): State => {
  const { ahead, asking } = state.office;
  if (isAhead(state, event))
    return withOffice(state, { ahead: [...ahead, event as KeyEvent].slice(0, MOST) });
  if (isQuestion(state, event)) return withOffice(state, { asking: event as KeyEvent });
  const forgets = event.kind === 'key' && (ahead.length > 0 || asking !== null);
  return forgets ? withOffice(state, { ahead: [], asking: null }) : state;
};

/** A scan cannot be judged before the page is there, nor a question asked; text can be searched for meanwhile. */
export const mustWait = (state: State, event: Event): boolean =>
  (event.kind === 'scan' && isAhead(state, event)) || isQuestion(state, event);

interface Released {
  readonly events: readonly Event[];
  readonly state: State;
}

/** What waited for a page that has now been read, to happen again. */
export const released = (state: State): Released => {
  const { asking } = state.office;
  if (asking === null || isOutdated(state)) return releasedAhead(state);
  const events = frontOf(state)?.error ? [] : [asking];
  return { events, state: withOffice(state, { asking: null }) };
};

/** All that was typed ahead of a form, where it can be seen; of a list the scans: its text is there, its rows nobody saw. */
const releasedAhead = (state: State): Released => {
  const { ahead } = state.office;
  if (ahead.length === 0 || isUnread(state)) return { events: [], state };
  const kind = frontOf(state)?.error ? null : kindOf(state);
  const rest = withOffice(state, { ahead: [] });
  if (kind === 'form') return { events: ahead, state: withFront(rest, { text: '' }) };
  return { events: kind === 'list' ? ahead.filter((event) => event.kind === 'scan') : [], state: rest };
};
