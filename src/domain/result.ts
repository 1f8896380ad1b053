import type { PosError } from './errors.ts';

/** An expected outcome: success or a refusal as a value. What should not happen is thrown instead. */
export type Result<T, E = PosError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
