import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { Screen } from './app.tsx';
import { playSale } from './demo-script.ts';
import { initialState } from './initial.ts';
import { makeLook, SMALLEST } from './look.ts';
import type { TerminalDeps } from './main.tsx';
import { makeRuntime } from './runtime.ts';
import { makeStore } from './store.ts';

/** Plays the demonstration without a terminal: the same reducer and the same panels, written as text. */
export const printDemo = async (deps: TerminalDeps, out: (text: string) => void): Promise<void> => {
  const { services, printer, messages } = deps;
  const look = makeLook(messages, 'basic', deps.settings.ascii);
  const now = services.clock.now().getTime();
  const start = { till: deps.till, demo: true, words: messages, now, ...SMALLEST };
  let crash: (error: unknown) => void = () => {};
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  const store = makeStore(initialState(start), (effect) => run(effect));
  const run = makeRuntime({
    services,
    till: deps.till,
    words: messages,
    printer,
    dispatch: store.dispatch,
    bell: () => {},
    exit: () => {},
    crash,
  });
  const tick = (): void => store.dispatch([{ kind: 'tick', now: services.clock.now().getTime() }]);
  const timer = setInterval(tick, 250);
  const leave = printer.subscribe((status) => store.dispatch([{ kind: 'printer', status }]));
  tick();
  const show = playSale(store, {
    letter: 0,
    screen: 0,
    onScreen: (screen, state) => {
      const frame = renderToString(<Screen state={state} look={look} />, { columns: SMALLEST.columns });
      out(`\n== ${messages.demo.screens[screen]} ==\n\n${stripVTControlCharacters(frame)}\n`);
    },
  });
  try {
    await Promise.race([show, crashed]);
  } finally {
    clearInterval(timer);
    leave();
  }
};
