import { readdirSync } from 'node:fs';
import { parsePrinter } from '../../adapters/printer/setting.ts';
import { ok, type Result } from '../../domain/result.ts';
import { printTest } from '../actions/print.ts';
import type { CliContext } from '../context.ts';
import { unwrap } from '../unwrap.ts';
import type { Desk, StepState, StoreStep, Wizard } from './wizard.ts';

const judge =
  (home: string) =>
  (typed: string): Result<string> => {
    const parsed = parsePrinter(typed, home);
    return parsed.ok ? ok(typed) : parsed;
  };

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Ports of this machine that a printer may be at, as settings. */
const found = (): readonly string[] => [
  ...namesIn('/dev')
    .filter((name) => /^tty(USB|ACM)\d+$/.test(name))
    .map((name) => `serial:/dev/${name}?baud=9600`),
  ...namesIn('/dev/usb')
    .filter((name) => /^lp\d+$/.test(name))
    .map((name) => `device:/dev/usb/${name}`),
];

/** Prints over the queue as `pos print test` does, as the person who is here. */
const test = async (wizard: Wizard, desk: Desk): Promise<boolean> => {
  try {
    const actor = await desk.actor();
    const context: CliContext = {
      ...wizard.context(),
      asPerson: async () => actor,
      present: ({ text }) => wizard.say(text(80)),
    };
    await printTest(context, {});
    return true;
  } catch (error) {
    wizard.say(wizard.refusal(error));
    return false;
  }
};

export const printer: StoreStep = {
  name: 'printer',
  check: (wizard) => {
    const { printer: given } = wizard.flags;
    if (given !== undefined) unwrap(judge(wizard.context().config().home)(given));
  },
  run: async (wizard, desk): Promise<StepState> => {
    const { flags } = wizard;
    const config = wizard.context().config();
    const words = wizard.words().printer;
    if (wizard.asks && flags.printer === undefined) {
      wizard.say(words.forms);
      const ports = found();
      if (ports.length > 0) wizard.say(words.found(ports.join(', ')));
    }
    const chosen = await wizard.ask({
      text: words.ask,
      present: config.printer,
      judge: judge(config.home),
      given: flags.printer,
    });
    const changed = chosen !== null && chosen !== config.printer && (await wizard.keep({ printer: chosen }));
    const wanted = flags.printTest ?? (await wizard.confirm(words.test, false));
    if (wanted && !(await test(wizard, desk))) return changed ? 'untested' : 'failed';
    return changed ? 'changed' : 'kept';
  },
};
