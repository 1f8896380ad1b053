import type { CommandId, Reason } from './command-ids.ts';
import type { Scope } from './selectors.ts';
import type { State } from './state.ts';

export interface KeyEntry {
  readonly id: CommandId;
  /** `f4`, `ctrl-k`, `pageup`, or one character. The first is the one that is shown. */
  readonly keys: readonly string[];
  readonly scope: Scope | readonly Scope[];
  /** Absent: always. A key whose `when` says no is as good as not there: typed text goes on to the field. */
  readonly when?: (state: State) => boolean;
  /** Why the key does nothing now; it leaves the footer and says so when pressed. */
  readonly disabledReason?: (state: State) => Reason | null;
  /** Order in the footer, lowest first; absent: only in the help. */
  readonly footer?: number;
}
