import type { PrinterStatus, Spool, SpoolWorker } from '../../app/ports.ts';
import { type PrintPorts, printerStatus, printNext, retryPauseSeconds } from '../../app/print-worker.ts';
import type { PrintFault } from '../../domain/print-fault.ts';
import { ALIVE_EVERY, type FromWorker, type ToWorker } from './messages.ts';

export interface WorkerPorts extends PrintPorts {
  readonly worker: SpoolWorker;
  readonly queue: Spool;
}

/** Milliseconds between two looks at the queue when nobody calls: jobs may come from other programs. */
const POLL = 2_000;
/** Milliseconds between two attempts to become the till's print process. */
const ACQUIRE_EVERY = 3_000;

const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** A wait that a call ends early, also a call that came before the wait. */
const doorbell = () => {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    ring: (): void => {
      rung = true;
      answer?.();
    },
    wait: async (milliseconds: number): Promise<void> => {
      if (!rung) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          answer = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
        answer = null;
      }
      rung = false;
    },
  };
};

/** The till's screen at the other end; without one (started by hand) there are only signals. */
export interface WorkerChannel {
  readonly send: (message: FromWorker) => void;
  readonly stopping: () => boolean;
  /** Waits to be called, at most so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly close: () => void;
}

/** Opened before anything slow, so that the till hears signs of life from the start. */
export const openChannel = (): WorkerChannel => {
  const bell = doorbell();
  let stopping = false;
  const send = (message: FromWorker): void => {
    // A parent that has just gone closes the channel under us: the `disconnect` event says the rest.
    if (process.connected) process.send?.(message, () => {});
  };
  const stop = (): void => {
    stopping = true;
    bell.ring();
  };
  const hear = (message: ToWorker): void => (message.kind === 'stop' ? stop() : bell.ring());
  process.on('message', hear);
  process.on('disconnect', stop);
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  const alive = setInterval(() => send({ kind: 'alive' }), ALIVE_EVERY);
  send({ kind: 'alive' });
  return {
    send,
    stopping: () => stopping,
    wait: bell.wait,
    close: () => {
      clearInterval(alive);
      process.off('message', hear);
      process.off('disconnect', stop);
      for (const signal of STOP_SIGNALS) process.off(signal, stop);
      if (process.connected) process.disconnect();
    },
  };
};

/**
 * The print process of one till: takes its jobs to the printer until it is told to stop or its parent goes away, and
 * then only ends the ticket in hand. Throws PosFailure when the database goes away: the caller ends the process, and
 * who started it starts it again. Returns true when a device is stuck and the process must not wait for it.
 */
export const runWorker = async (
  ports: WorkerPorts,
  tillId: number,
  channel: WorkerChannel,
): Promise<boolean> => {
  const device = ports.printer.device;
  const tell = (status: PrinterStatus): void => channel.send({ kind: 'status', status });
  let open = 0;
  let away: PrintFault | null = null;
  const tellQueue = async (): Promise<void> => {
    const jobs = await ports.queue.list({ tillId, open: true, limit: 100 });
    open = jobs.length;
    const status = printerStatus(jobs, device);
    tell(away !== null && status.state === 'ready' ? { ...status, state: 'waiting', fault: away } : status);
  };
  const tellPrinting = (): void => tell({ state: 'printing', open: Math.max(1, open), fault: null, device });

  while (!channel.stopping() && !(await ports.worker.acquire(tillId))) {
    tell({ state: 'stopped', open: 0, fault: 'OTRO_PROCESO' satisfies PrintFault, device });
    await channel.wait(ACQUIRE_EVERY);
  }
  if (!channel.stopping()) await ports.worker.recover(tillId);
  let failures = 0;
  let looked = false;
  while (!channel.stopping()) {
    const step = await printNext(ports, tillId, tellPrinting);
    // Looked for once, and again while it is not there: what came of a ticket says more about a printer than a look.
    if (step.kind === 'done') away = null;
    else if (!looked || away !== null) away = (await ports.printer.missing?.()) ?? null;
    looked = true;
    await tellQueue();
    if (step.kind === 'done' && step.outcome.stuck) return true;
    const failed = step.kind === 'done' && step.outcome.state === 'pendiente';
    failures = failed ? failures + 1 : 0;
    if (failed) await channel.wait(retryPauseSeconds(failures) * 1_000);
    else if (step.kind === 'idle') await channel.wait(POLL);
  }
  return false;
};
