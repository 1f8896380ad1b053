import type { Seen } from '../app/ports/hints.ts';
import { type Step, stay } from './events.ts';
import { frontOf, pageOf } from './office/view.ts';
import { userOf } from './selectors.ts';
import type { State } from './state.ts';

/** Where a first-use hint is shown: a pane, or a page of the back office. */
type Place = string;

/** So many times at a place, and its hint has been read. */
const ENOUGH = 3;

const placeOf = (state: State): Place =>
  state.pane === 'office' ? `office.${frontOf(state)?.page ?? ''}` : state.pane;

/** The hint of the place in front; null: the person knows it by now, or there is none. */
export const hintOf = (state: State): string | null => {
  const { seen } = state.hints;
  const { session, pane, history } = state;
  const reading = pane === 'history' && history.open !== null;
  const free = session.kind === 'open' && !state.dialog && !state.question && state.help === null && !reading;
  if (!free || seen === null || (seen[placeOf(state)] ?? 0) > ENOUGH) return null;
  if (state.pane !== 'office') return state.words.screen.hints[state.pane];
  return pageHint(state);
};

/** What the page in front says of itself, or else what the menu says of the place. */
export const pageHint = (state: State): string | null => {
  const frame = state.pane === 'office' ? frontOf(state) : null;
  if (!frame) return null;
  const purposes: Readonly<Record<string, string>> = state.words.office.menu.purposes;
  const purpose = purposes[frame.page];
  const said = pageOf(state, frame)?.hint?.(state.words);
  return said ?? (purpose === undefined ? null : `${state.words.office.titles[frame.page]}: ${purpose}.`);
};

const withSeen = (state: State, seen: Seen): Step => {
  const { login } = state.hints;
  if (login === null) return stay(state);
  return stay({ ...state, hints: { login, seen } }, { kind: 'saveHints', login, seen });
};

/** The person wants to read this hint no more. */
export const dismissHint = (state: State): Step =>
  withSeen(state, { ...state.hints.seen, [placeOf(state)]: ENOUGH + 1 });

export const hintsLoaded = (state: State, login: string, seen: Seen): State =>
  state.hints.login === login ? { ...state, hints: { login, seen } } : state;

const joined = (step: Step, after: Step): Step => ({
  state: after.state,
  effects: [...step.effects, ...after.effects],
});

/** After each event: who came to the till, and where they have been. A sale made counts for the sale screen. */
export const noted = (before: State, step: Step): Step => {
  const { state } = step;
  if (state.session !== before.session && state.session.kind === 'open') {
    const { login } = state.session.user;
    if (state.hints.login !== login)
      return joined(step, stay({ ...state, hints: { login, seen: null } }, { kind: 'loadHints', login }));
  }
  const sold = state.desk.done !== null && state.desk.done !== before.desk.done;
  const moved = state.pane !== 'sale' && placeOf(state) !== placeOf(before);
  const { seen } = state.hints;
  if ((!sold && !moved) || seen === null || userOf(state) === null) return step;
  const place = sold ? 'sale' : placeOf(state);
  const count = (seen[place] ?? 0) + 1;
  return count > ENOUGH + 1 ? step : joined(step, withSeen(state, { ...seen, [place]: count }));
};
