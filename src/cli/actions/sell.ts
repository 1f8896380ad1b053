import { flushCompileCache } from 'node:module';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Store, Till } from '../../domain/user.ts';
import { announceSelling } from '../announce.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { bugSentence } from '../crash.ts';
import type { Opened } from '../opened.ts';
import { tillOf } from './till.ts';

interface SellFlags extends ConfigFlags {
  readonly demo?: boolean;
}

/**
 * Milliseconds until the code that the first screen needed is kept for the next start (bin/pos says where). Node does so at
 * the end, which a till that is switched off never sees. Nothing is written when it is there already.
 */
const KEEP_CODE_AFTER = 2_000;

/** A store without people has nobody who could sign in. */
const refuseEmpty = async ({ services }: Opened): Promise<void> => {
  const users = await services.users.list();
  if (users.length === 0) throw new PosFailure(posError('BASE_VACIA'));
};

/** One question after the other, on the connection that is open: another one costs more than all three answers. */
const storeFor = async (opened: Opened): Promise<{ readonly till: Till; readonly store: Store }> => {
  const till = await tillOf(opened.services, opened.config.till);
  await refuseEmpty(opened);
  return { till, store: await opened.services.stores.store() };
};

const runScreen = async (context: CliContext, opened: Opened): Promise<number> => {
  const { services, config } = opened;
  const [{ runTerminal }, { startPrintMonitor }, { fileHints }, { till, store }] = await Promise.all([
    import('../../tui/main.tsx'),
    import('../../adapters/printer/monitor.ts'),
    import('../../adapters/files/hints.ts'),
    storeFor(opened),
  ]);
  const endSelling = announceSelling(opened);
  const printer = startPrintMonitor({ config, till });
  const keepCode = setTimeout(flushCompileCache, KEEP_CODE_AFTER);
  try {
    return await runTerminal({
      services,
      printer,
      messages: context.messages,
      till,
      hints: fileHints(config.home),
      settings: { theme: config.theme, ascii: config.ascii, photos: config.photos, demo: store.demo },
      onCrash: (error) => context.say(bugSentence(context, error)),
    });
  } finally {
    clearTimeout(keepCode);
    await Promise.all([printer.stop(), endSelling()]);
  }
};

/** Opens the sale screen and stays until it is left. Throws SIN_TERMINAL, BASE_VACIA, CAJA_INEXISTENTE. */
export const sell = async (context: CliContext, flags: SellFlags): Promise<void> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new PosFailure(posError('SIN_TERMINAL'));
  // The screen takes longer to load than the database to answer: begin with both at once, and meet what fails below.
  import('../../tui/main.tsx').catch(() => {});
  await context.withServices(flags, async (opened) => context.exitWith(await runScreen(context, opened)), {
    demo: flags.demo === true,
  });
};
