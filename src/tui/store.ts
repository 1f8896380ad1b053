import type { Effect, Event } from './events.ts';
import type { State } from './state.ts';
import { update } from './update.ts';

/** The state outside React: all events of one chunk are reduced before anyone is told, once. */
export interface Store {
  readonly get: () => State;
  readonly dispatch: (events: readonly Event[]) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export const makeStore = (initial: State, run: (effect: Effect) => void): Store => {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (events) => {
      const before = state;
      const effects: Effect[] = [];
      for (const event of events) {
        const step = update(state, event);
        state = step.state;
        effects.push(...step.effects);
      }
      if (state !== before) for (const listener of listeners) listener();
      for (const effect of effects) run(effect);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
