import { type ChildProcess, spawn } from 'node:child_process';
import type { PrinterMonitor, PrinterStatus } from '../../app/ports.ts';
import type { PrintFault } from '../../domain/print-fault.ts';
import type { Till } from '../../domain/user.ts';
import { ALIVE_EVERY, type FromWorker, type ToWorker } from './messages.ts';
import { deviceName, parsePrinter } from './setting.ts';

export interface MonitorOptions {
  readonly config: { readonly printer: string; readonly home: string };
  readonly till: Pick<Till, 'code'>;
  /** How to start `pos`; default: as this process was started. */
  readonly command?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds; for tests. */
  readonly timing?: Partial<MonitorTiming>;
}

interface MonitorTiming {
  /** Before the print process is started: it takes half a processor for a moment that belongs to the first screen. */
  readonly first: number;
  /** First pause before a dead print process is started again; it doubles each time. */
  readonly restart: number;
  readonly longestRestart: number;
  /** For the ticket in hand when the till closes; then the process is killed. */
  readonly stop: number;
  /** Between two counts of a silent print process. */
  readonly tick: number;
}

const TIMING: MonitorTiming = {
  first: 400,
  restart: 500,
  longestRestart: 30_000,
  stop: 15_000,
  tick: ALIVE_EVERY,
};

/** Ticks without a sign of life after which the process hangs in its port. Counted, so that a sleeping machine is none. */
const SILENT_TICKS = 10;

const FAULT_BY_EXIT_CODE: Readonly<Record<number, PrintFault>> = { 2: 'CONFIGURACION', 4: 'SIN_BASE' };

const isMessage = (message: unknown): message is FromWorker =>
  typeof message === 'object' && message !== null && 'kind' in message;

const same = (a: PrinterStatus, b: PrinterStatus): boolean =>
  a.state === b.state && a.open === b.open && a.fault === b.fault && a.device === b.device;

/**
 * Starts the till's print process and keeps it: started again when it dies, killed when it hangs. A blocked port can
 * then stop nothing but that process. It shares nothing with the till but a channel of small messages.
 */
export const startPrintMonitor = (options: MonitorOptions): PrinterMonitor => {
  const timing = { ...TIMING, ...options.timing };
  const setting = parsePrinter(options.config.printer, options.config.home);
  const device = setting.ok ? deviceName(setting.value) : options.config.printer;
  const [program = '', ...args] = options.command ?? [
    process.execPath,
    ...process.execArgv,
    process.argv[1] ?? '',
  ];
  const listeners = new Set<(status: PrinterStatus) => void>();
  let status: PrinterStatus = { state: 'ready', open: 0, fault: null, device };
  let child: ChildProcess | null = null;
  let stopping = false;
  let deaths = 0;
  let silent = 0;
  let restart: NodeJS.Timeout | undefined;

  const publish = (next: PrinterStatus): void => {
    if (same(status, next)) return;
    status = next;
    for (const listener of listeners) listener(status);
  };
  const send = (message: ToWorker): void => {
    if (child?.connected) child.send(message, () => {});
  };
  const died = (code: number | null): void => {
    child = null;
    if (stopping) return;
    const pause = Math.min(timing.restart * 2 ** deaths, timing.longestRestart);
    deaths += 1;
    publish({ ...status, state: 'stopped', fault: FAULT_BY_EXIT_CODE[code ?? -1] ?? 'PROCESO_CAIDO' });
    restart = setTimeout(start, pause);
  };
  const start = (): void => {
    silent = 0;
    const started = spawn(program, [...args, 'print', 'worker', '--till', options.till.code], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: options.env ?? process.env,
    });
    child = started;
    let ended = false;
    const end = (code: number | null): void => {
      if (ended) return;
      ended = true;
      died(code);
    };
    started.on('message', (message: unknown) => {
      silent = 0;
      if (!isMessage(message) || message.kind !== 'status') return;
      if (message.status.state !== 'stopped') deaths = 0;
      publish(message.status);
    });
    started.on('error', () => end(null));
    started.on('exit', end);
  };
  const ticker = setInterval(() => {
    silent += 1;
    if (child && silent > SILENT_TICKS) child.kill('SIGKILL');
  }, timing.tick);

  restart = setTimeout(start, timing.first);
  return {
    wake: () => {
      send({ kind: 'wake' });
      // Something to print: whatever has ended the process may be over, and nobody waits half a minute for a ticket.
      if (child || stopping) return;
      clearTimeout(restart);
      start();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      stopping = true;
      clearInterval(ticker);
      clearTimeout(restart);
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      send({ kind: 'stop' });
      const timer = setTimeout(() => last.kill('SIGKILL'), timing.stop);
      await gone;
      clearTimeout(timer);
    },
  };
};
