import { usableCard } from '../../domain/student.ts';
import { type Step, stay } from '../events.ts';
import type { State } from '../state.ts';
import { openPage } from './frames.ts';

/** From the sale straight to the top-up of the card that is on the desk; the cart waits, and back leads to it. */
export const topUpHolder = (state: State): Step => {
  const card = usableCard(state.desk.holder);
  return card ? openPage(state, { page: 'cardTopup', params: { cardId: card.cardId } }) : stay(state);
};
