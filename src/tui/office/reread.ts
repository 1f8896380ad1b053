import { numbered, type Step, stay } from '../events.ts';
import type { State } from '../state.ts';

/**
 * Reads the card on the desk again, after its owner was in the back office: a top-up, a new limit, a new restriction
 * must show before anything is paid. Not while a card is being read already.
 */
export const rereadHolder = (state: State): Step => {
  const { holder, reading } = state.desk;
  if (!holder || reading || state.pane !== 'sale') return stay(state);
  const { asking, seq } = numbered(state);
  const number = holder.cardNumber;
  return stay(
    { ...asking, desk: { ...asking.desk, reading: { number, seq, thenPay: false } } },
    { kind: 'findCard', seq, number },
  );
};
