import type { Messages } from '../../i18n/index.ts';

/** How a check ended. `warn` lets the till sell, `fail` does not; `skip`: it could not be looked at. */
export type CheckState = 'ok' | 'warn' | 'fail' | 'skip';

export interface Check {
  /** Stable, for programs. */
  readonly id: string;
  readonly name: string;
  readonly state: CheckState;
  /** What was found. */
  readonly result: string;
  /** What that means for selling. */
  readonly meaning: string;
  /** What to do; null: nothing. */
  readonly remedy: string | null;
}

export type Words = Messages['doctor'];

export const good = (id: string, name: string, result: string, meaning: string): Check => ({
  id,
  name,
  state: 'ok',
  result,
  meaning,
  remedy: null,
});

export const bad = (
  state: 'warn' | 'fail' | 'skip',
  id: string,
  name: string,
  result: string,
  meaning: string,
  remedy: string,
): Check => ({ id, name, state, result, meaning, remedy });
