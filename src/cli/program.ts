import type { Command } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { audit } from './commands/audit.ts';
import { card } from './commands/card.ts';
import { client } from './commands/client.ts';
import { completion } from './commands/completion.ts';
import { config } from './commands/config.ts';
import { dashboard } from './commands/dashboard.ts';
import { db } from './commands/db.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { help } from './commands/help.ts';
import { imports } from './commands/imports.ts';
import { invoice } from './commands/invoice.ts';
import { logs } from './commands/logs.ts';
import { method } from './commands/method.ts';
import { notify } from './commands/notify.ts';
import { print } from './commands/print.ts';
import { product } from './commands/product.ts';
import { allergen, category } from './commands/product-edit.ts';
import { report } from './commands/report.ts';
import { sale } from './commands/sale.ts';
import { sell } from './commands/sell.ts';
import { serve, token } from './commands/serve.ts';
import { login, logout } from './commands/session.ts';
import { setup } from './commands/setup.ts';
import { shift } from './commands/shift.ts';
import { stock } from './commands/stock.ts';
import { student } from './commands/student.ts';
import { till } from './commands/till.ts';
import { user } from './commands/user.ts';
import { webhook } from './commands/webhook.ts';
import type { CliContext } from './context.ts';
import type { Noun } from './noun.ts';
import { baseProgram, examples } from './usage.ts';

/** In the order of the help. */
const NOUNS: readonly Noun[] = [
  ...[sell, demo, sale, card, dashboard, report],
  ...[product, category, allergen, stock, client, student, imports],
  ...[shift, invoice, audit, print, notify],
  ...[db, login, logout, user, till, method, setup, config],
  ...[serve, token, webhook, doctor, logs, completion, help],
];

/** Nouns that show the others, down to their last option. */
const SHOW_ALL: readonly Noun[] = [completion, help];

/** What may stand before a noun. */
const bareProgram = (context: CliContext): Command => {
  const t = context.messages.cli;
  return baseProgram(t, {
    out: context.out,
    err: (text) => void process.stderr.write(text),
  })
    .description(t.help.description)
    .version(pkg.version, '-V, --version', t.help.version)
    .option('--lang <es|en>', t.options.lang)
    .addHelpText('after', examples(t, t.help.examplesOfPos));
};

const addNouns = (program: Command, context: CliContext, isWanted: (noun: Noun) => boolean): Command => {
  for (const noun of NOUNS) {
    const command = noun.outline(program.command(noun.name), context.messages);
    if (isWanted(noun)) noun.declare(command, context);
  }
  return program;
};

/** Every command, declared and not run: nothing heavy is loaded for it. */
export const buildProgram = (context: CliContext): Command =>
  addNouns(bareProgram(context), context, () => true);

const ASKS_FOR_HELP: readonly string[] = ['-h', '--help', '-V', '--version'];

/**
 * A line as it is understood, and as much of the program as it needs: most of it takes longer to declare than to run.
 * `pos` and `pos --demo` mean `pos sell`: a line without a noun gets that one.
 */
export const readLine = (
  context: CliContext,
  args: readonly string[],
): { readonly program: Command; readonly line: readonly string[] } => {
  const program = bareProgram(context);
  const plain = args.filter((argument) => !ASKS_FOR_HELP.includes(argument));
  const [named] = program.parseOptions([...plain]).operands;
  const line = named === undefined && plain.length === args.length ? ['sell', ...args] : args;
  const first = named ?? line[0];
  const showsAll = SHOW_ALL.some(({ name }) => name === first);
  return { program: addNouns(program, context, ({ name }) => showsAll || name === first), line };
};
