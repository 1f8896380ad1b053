import { render } from 'ink';
import type { Hints } from '../app/ports/hints.ts';
import type { PrinterMonitor } from '../app/ports.ts';
import type { Services } from '../app/services.ts';
import type { Till } from '../domain/user.ts';
import type { Messages } from '../i18n/index.ts';
import { App } from './app.tsx';
import { initialState } from './initial.ts';
import { type Terminal, withTerminal } from './keys/terminal.ts';
import { endSession } from './leave.ts';
import { makeLook, type ThemeName } from './look.ts';
import type { PhotoMode } from './photo/mode.ts';
import { overlayFor } from './photo/overlay.ts';
import { makeRuntime } from './runtime.ts';
import { makeStore, type Store } from './store.ts';
import { clean } from './text.ts';
import { wholeFrames } from './whole-frames.ts';

export interface TerminalDeps {
  readonly services: Services;
  readonly printer: PrinterMonitor;
  readonly messages: Messages;
  readonly till: Till;
  readonly settings: {
    readonly theme: ThemeName;
    readonly demo: boolean;
    readonly ascii: boolean;
    /** How photos of students are shown; absent: not at all. */
    readonly photos?: PhotoMode | null;
  };
  /** Remembers which hints the person has read. */
  readonly hints?: Hints;
  /** Says what a fault of the program was, once the terminal is its old self again. */
  readonly onCrash?: (error: unknown) => void;
  /** Somebody else at the keys: the screen ends when it is done, or at the first key of a person. */
  readonly play?: (store: Store) => Promise<void>;
}

const SECOND = 1_000;
const BELL = '\x07';

/**
 * Runs the sale screen until the cashier leaves it.
 * @returns the exit code of the process: 0, or 128 + the signal that ended it
 */
export const runTerminal = (deps: TerminalDeps): Promise<number> =>
  withTerminal({ stdin: process.stdin, stdout: process.stdout }, deps.onCrash ?? printCrash, (terminal) =>
    runScreen(deps, terminal),
  );

const printCrash = (error: unknown): void => {
  process.stderr.write(`${clean(error instanceof Error ? error.message : String(error))}\n`);
};

const runScreen = async (deps: TerminalDeps, { input, ending, beforeRestore }: Terminal): Promise<number> => {
  const { services, printer } = deps;
  const { stdout } = process;
  let finish: (code: number) => void = () => {};
  let crash: (error: unknown) => void = () => {};
  const finished = new Promise<number>((resolve, reject) => {
    finish = resolve;
    crash = reject;
  });
  const store = makeStore(
    initialState({
      till: deps.till,
      demo: deps.settings.demo,
      words: deps.messages,
      now: services.clock.now().getTime(),
      columns: stdout.columns,
      rows: stdout.rows,
      photos: deps.settings.photos ?? null,
    }),
    (effect) => run(effect),
  );
  const run = makeRuntime({
    services,
    till: deps.till,
    words: deps.messages,
    hints: deps.hints,
    printer,
    photos: deps.settings.photos,
    dispatch: store.dispatch,
    bell: () => stdout.write(BELL),
    exit: finish,
    crash,
  });
  const look = makeLook(deps.messages, deps.settings.theme, deps.settings.ascii);
  const overlay = overlayFor(store, look, deps.settings.photos ?? null, stdout);
  const app = render(<App store={store} look={look} />, {
    stdout: wholeFrames(stdout, overlay?.afterFrame),
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 120,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  // A fault while drawing ends Ink by itself; it must end the program too, and say why.
  app.waitUntilExit().catch(crash);
  beforeRestore(() => {
    overlay?.close();
    app.unmount();
  });
  const tick = (): void => store.dispatch([{ kind: 'tick', now: services.clock.now().getTime() }]);
  const resized = (): void =>
    store.dispatch([{ kind: 'resized', columns: stdout.columns, rows: stdout.rows }]);
  const timer = setInterval(tick, SECOND);
  const unsubscribe = [
    input.subscribe(deps.play ? () => finish(0) : store.dispatch),
    printer.subscribe((status) => store.dispatch([{ kind: 'printer', status }])),
  ];
  stdout.on('resize', resized);
  ending.addEventListener('abort', () => finish(Number(ending.reason)));
  tick();
  deps.play?.(store).then(() => finish(0), crash);
  try {
    return await finished;
  } finally {
    clearInterval(timer);
    stdout.off('resize', resized);
    for (const leave of unsubscribe) leave();
    const ended = endSession(store.get(), services.users);
    app.unmount();
    await ended;
  }
};
