import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { amountOf, idOf, wholeOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { registerTable } from './imports.ts';

const MOST_UNITS = 9_999_999;
const actions = () => import('../actions/stock.ts');
const countActions = () => import('../actions/stock-count.ts');
const registerReading = (stock: Command, context: CliContext): void => {
  const { stock: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const low = stock
    .command('low')
    .description(t.low)
    .addHelpText('after', help(t.lowExamples))
    .action(async (flags) => (await actions()).lowStock(context, flags));
  add.csv(add.json(low));
  const movements = stock
    .command('movements')
    .argument('[product]', t.product)
    .description(t.movements)
    .option('--from <date>', t.from, isoDay)
    .option('--to <date>', t.to, isoDay)
    .option('--date <date>', t.date, isoDay)
    .addHelpText('after', help(t.movementsExamples))
    .action(async (product, flags) => (await actions()).stockMovements(context, product, flags));
  add.limit(add.csv(add.json(movements)));
  const check = stock
    .command('check')
    .argument('<product>', t.product)
    .description(t.check)
    .option('--quantity <n>', t.units, wholeOf(1, MOST_UNITS))
    .addHelpText('after', help(t.checkExamples))
    .action(async (product, flags) => (await actions()).checkStock(context, product, flags));
  add.json(check);
  const list = stock
    .command('list')
    .description(t.list)
    .addHelpText('after', help(t.listExamples))
    .action(async (flags) => (await actions()).listDocuments(context, flags));
  add.limit(add.csv(add.json(list)));
  const show = stock
    .command('show')
    .argument('<document>', t.document, idOf)
    .description(t.show)
    .addHelpText('after', help(t.showExamples))
    .action(async (id, flags) => (await countActions()).showDocument(context, id, flags));
  add.csv(add.json(show));
};

const registerMoving = (stock: Command, context: CliContext): void => {
  const { stock: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const moving = (verb: 'receive' | 'adjust' | 'waste', kind: 'Ingreso' | 'Ajuste' | 'Merma') =>
    stock
      .command(verb)
      .description(t[verb])
      .option('--file <path>', t.file)
      .option('--product <code>', t.product)
      .action(async (flags) => (await actions()).moveGoods(context, kind, flags));
  const receive = moving('receive', 'Ingreso')
    .option('--quantity <n>', t.units, wholeOf(1, MOST_UNITS))
    .option('--cost <amount>', t.cost, amountOf)
    .option('--supplier <text>', t.supplier)
    .option('--document <text>', t.paper)
    .option('--update-cost', t.updateCost)
    .addHelpText('after', help(t.receiveExamples));
  const adjust = moving('adjust', 'Ajuste')
    .option('--quantity <n>', t.difference, wholeOf(-MOST_UNITS, MOST_UNITS))
    .option('--reason <text>', t.reason)
    .addHelpText('after', help(t.adjustExamples));
  const waste = moving('waste', 'Merma')
    .option('--quantity <n>', t.units, wholeOf(1, MOST_UNITS))
    .option('--reason <text>', t.reason)
    .addHelpText('after', help(t.wasteExamples));
  for (const command of [receive, adjust, waste]) add.json(add.approver(add.user(command)));
};

const registerCount = (stock: Command, context: CliContext): void => {
  const { stock: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const help = examples(context.messages.cli, t.countExamples);
  const count = stock.command('count').description(t.count).addHelpText('after', help);
  const open = count
    .command('open')
    .description(t.countOpen)
    .option('--note <text>', t.note)
    .addHelpText('after', help)
    .action(async (flags) => (await countActions()).openCount(context, flags));
  add.json(add.user(open));
  const note = count
    .command('add')
    .argument('<count>', t.document, idOf)
    .description(t.countAdd)
    .requiredOption('--product <code>', t.product)
    .option('--quantity <n>', t.counted, wholeOf(-MOST_UNITS, MOST_UNITS))
    .option('--set', t.set)
    .option('--remove', t.remove)
    .addHelpText('after', help)
    .action(async (id, flags) => (await countActions()).addToCount(context, id, flags));
  add.json(add.user(note));
  const show = count
    .command('show')
    .argument('<count>', t.document, idOf)
    .description(t.countShow)
    .addHelpText('after', help)
    .action(async (id, flags) => (await countActions()).showDocument(context, id, flags));
  add.csv(add.json(show));
  for (const how of ['apply', 'discard'] as const) {
    const close = count
      .command(how)
      .argument('<count>', t.document, idOf)
      .description(how === 'apply' ? t.countApply : t.countDiscard)
      .addHelpText('after', help)
      .action(async (id, flags) => (await countActions()).closeCount(context, id, how, flags));
    add.json(how === 'apply' ? add.approver(add.user(close)) : add.user(close));
  }
};

export const stock: Noun = {
  name: 'stock',
  outline: (noun, { cli }) => noun.description(cli.stock.description),
  declare: (stock, context) => {
    const { stock: t } = context.messages.cli;
    const lines = firstOf(
      t.lowExamples,
      t.movementsExamples,
      t.receiveExamples,
      t.wasteExamples,
      t.countExamples,
    );
    stock.addHelpText('after', examples(context.messages.cli, lines));
    registerReading(stock, context);
    registerMoving(stock, context);
    registerCount(stock, context);
    registerTable(stock, context, 'stock');
  },
};
