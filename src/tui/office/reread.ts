import { type Step, stay } from '../events.ts';
import { askAgain } from '../slices/desk.ts';
import type { State } from '../state.ts';

/**
 * Asks again for who is on the desk, after the cashier was in the back office: a top-up, a new limit, a new restriction
 * must show before anything is paid. Not while a card is being read already.
 */
export const rereadHolder = (state: State): Step => {
  const { holder, reading } = state.desk;
  if (!holder || reading || state.pane !== 'sale') return stay(state);
  return askAgain(state, holder);
};
