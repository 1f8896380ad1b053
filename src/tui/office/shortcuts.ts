import { type Step, stay } from '../events.ts';
import type { State } from '../state.ts';
import { openPage } from './frames.ts';

/** From the sale straight to the top-up of the card that is on the desk; the cart waits, and back leads to it. */
export const topUpHolder = (state: State): Step => {
  const { holder } = state.desk;
  return holder ? openPage(state, { page: 'cardTopup', params: { cardId: holder.cardId } }) : stay(state);
};
