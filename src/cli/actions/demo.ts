import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch } from '../../adapters/files/scratch.ts';
import { openServices } from '../compose.ts';
import { type Config, type ConfigFlags, type Environment, FILE_KEYS } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { tillOf } from './till.ts';

/** A pace that one can watch, in milliseconds. */
const PACE = { letter: 90, screen: 2_500 } as const;

/** What a server with the demonstration's data takes up, with room to spare. */
const DATABASE_BYTES = 500_000_000;

/** Settings of the scratch store, in its own directory. */
const settingsFile = (home: string): string => join(home, 'config.json');

/**
 * The environment of the demonstration's print process. It reads the scratch store's settings and nobody else's: with
 * the user's file it would print, and so take away, the waiting tickets of the real store.
 */
export const scratchEnvironment = (env: Environment, home: string): Environment => ({
  ...env,
  ...Object.fromEntries(Object.values(FILE_KEYS).map((variable) => [variable, undefined])),
  POS_CONFIG: settingsFile(home),
});

const play = async (context: CliContext, { services, config }: Opened): Promise<number> => {
  const [{ runTerminal }, { printDemo }, { playSale }, { startPrintMonitor }, till] = await Promise.all([
    import('../../tui/main.tsx'),
    import('../../tui/transcript.tsx'),
    import('../../tui/demo-script.ts'),
    import('../../adapters/printer/monitor.ts'),
    tillOf(services, config.till),
  ]);
  await writeFile(settingsFile(config.home), JSON.stringify({ home: config.home, printer: config.printer }), {
    mode: 0o600,
  });
  const printer = startPrintMonitor({ config, till, env: scratchEnvironment(process.env, config.home) });
  const settings = { theme: config.theme, ascii: config.ascii, demo: true };
  const deps = { services, printer, messages: context.messages, till, settings };
  try {
    if (process.stdin.isTTY && process.stdout.isTTY)
      return await runTerminal({ ...deps, play: (store) => playSale(store, PACE) });
    await printDemo(deps, context.out);
    return 0;
  } finally {
    await printer.stop();
  }
};

/** Plays one sale on a private database of its own, which goes with its directory at the end. */
export const demo = async (context: CliContext, flags: ConfigFlags): Promise<void> => {
  const home = makeScratch('pos-demo-', DATABASE_BYTES);
  const config: Config = {
    ...context.config(flags),
    home,
    database: { kind: 'private' },
    till: '001',
    printer: 'file:',
  };
  try {
    context.say(context.messages.demo.preparing);
    const opened = await openServices(config, { demo: true });
    try {
      context.exitWith(await play(context, opened));
    } finally {
      await opened.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
};
