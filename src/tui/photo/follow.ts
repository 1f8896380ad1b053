import type { Step } from '../events.ts';
import type { State } from '../state.ts';
import type { ShownPhoto } from './shown.ts';

const withPhoto = (state: State, photo: ShownPhoto | null): State =>
  state.world.photo === photo ? state : { ...state, world: { ...state.world, photo } };

/** Whoever stands at the till now: the photo is asked for once the card was answered, and forgotten with the student. */
export const photoFollows = (before: State, step: Step): Step => {
  const { state } = step;
  if (!state.world.photos) return step;
  const student = state.desk.holder?.studentId ?? null;
  const cleared = state.world.photo?.studentId === student ? state : withPhoto(state, null);
  const same = student === (before.desk.holder?.studentId ?? null);
  if (student === null || same || cleared.world.photo) return { ...step, state: cleared };
  return { state: cleared, effects: [...step.effects, { kind: 'readPhoto', studentId: student }] };
};

/** The answer, unless another student stands there by now. */
export const photoRead = (state: State, studentId: number, picture: ShownPhoto['picture'] | null): State =>
  state.desk.holder?.studentId === studentId ? withPhoto(state, picture && { studentId, picture }) : state;
