import { NO_QUIET, type Quiet, type SendPorts, sendStep } from '../../../src/app/send-invoices.ts';
import type { SendMode } from '../../../src/domain/invoice/plan.ts';

/** A clock that is moved by hand. */
export interface TestClock {
  now: () => Date;
  move: (milliseconds: number) => void;
}

export const testClock = (start: Date): TestClock => {
  let at = start.getTime();
  return { now: () => new Date(at), move: (milliseconds) => (at += milliseconds) };
};

const MINUTE_MS = 60_000;

/**
 * Drives the sending as `--watch` does, over a clock that is moved instead of waited for.
 * @param each called at each turn, before it: things may be sold meanwhile
 * @returns steps taken
 */
export const runSending = async (
  ports: SendPorts,
  clock: TestClock,
  {
    mode,
    until,
    each = async () => {},
  }: {
    readonly mode: SendMode;
    /** True when the run may end. */
    readonly until: () => boolean | Promise<boolean>;
    readonly each?: () => Promise<void>;
  },
): Promise<number> => {
  let quiet: Quiet = NO_QUIET;
  for (let steps = 0; ; steps += 1) {
    if (steps > 20_000) throw new Error('the sending does not end');
    await each();
    if (await until()) return steps;
    const turn = await sendStep(ports, { sender: 'prueba', mode }, quiet);
    quiet = turn.quiet;
    // A call takes its time; an idle turn looks again after a while, as the watch does.
    clock.move(turn.event.kind === 'did' ? 1_500 : MINUTE_MS / 2);
  }
};
