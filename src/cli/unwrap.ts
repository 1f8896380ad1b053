import { PosFailure } from '../domain/errors.ts';
import type { Result } from '../domain/result.ts';

/** The value of an outcome; a refusal goes up to run.ts, which turns it into a sentence and an exit code. */
export const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new PosFailure(result.error);
  return result.value;
};
