import { type Command, Option } from 'commander';
import { parseCount } from '../../domain/shift.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { amountOf, idOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, firstOf, unfit } from '../usage.ts';

const actions = () => import('../actions/shift.ts');
const readActions = () => import('../actions/shift-read.ts');

const piles = (typed: string) => {
  const count = parseCount(typed);
  if (!count) throw unfit('100000x3,50000x2,500x7');
  return count;
};

const registerDrawer = (shift: Command, context: CliContext): void => {
  const { shift: t, options } = context.messages.cli;
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const add = commonOptions(options);
  const open = shift
    .command('open')
    .description(t.open)
    .requiredOption('--float <amount>', t.float, amountOf)
    .addHelpText('after', help(t.openExamples))
    .action(async (flags) => (await actions()).openTheShift(context, flags));
  add.json(add.user(add.till(open)));
  const cash = shift
    .command('cash')
    .argument('<in|out>', t.direction, (typed: string) => {
      if (typed !== 'in' && typed !== 'out') throw unfit('in, out');
      return typed;
    })
    .argument('<amount>', t.amount, amountOf)
    .description(t.cash)
    .requiredOption('--reason <text>', t.cashReason)
    .addHelpText('after', help(t.cashExamples))
    .action(async (direction, sum, flags) => (await actions()).moveTheCash(context, direction, sum, flags));
  add.json(add.user(add.till(cash)));
  const close = shift
    .command('close')
    .description(t.close)
    .addOption(new Option('--count <list>', t.count).argParser(piles).conflicts('counted'))
    .addOption(new Option('--counted <amount>', t.counted).argParser(amountOf))
    .option('--reason <text>', t.reason)
    .addHelpText('after', help(t.closeExamples))
    .action(async (flags) => (await actions()).closeTheShift(context, flags));
  add.json(add.user(add.till(close)));
};

const registerReading = (shift: Command, context: CliContext): void => {
  const { shift: t, options } = context.messages.cli;
  const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
  const add = commonOptions(options);
  const x = shift
    .command('x')
    .description(t.x)
    .option('--print', t.print)
    .addHelpText('after', help(t.xExamples))
    .action(async (flags) => (await readActions()).readTheShift(context, flags));
  add.json(add.user(add.till(x)));
  const list = shift
    .command('list')
    .description(t.list)
    .option('--from <date>', t.from, isoDay)
    .option('--to <date>', t.to, isoDay)
    .option('--date <date>', t.date, isoDay)
    .addOption(new Option('--state <state>', t.state).choices(['Abierto', 'Cerrado']))
    .addHelpText('after', help(t.listExamples))
    .action(async (flags) => (await readActions()).listShifts(context, flags));
  add.limit(add.csv(add.json(add.till(list))));
  const show = shift
    .command('show')
    .argument('<shift>', t.id, idOf)
    .description(t.show)
    .addHelpText('after', help(t.showExamples))
    .action(async (which, flags) => (await readActions()).showShift(context, which, flags));
  add.json(show);
  const reprint = shift
    .command('reprint')
    .argument('<shift>', t.id, idOf)
    .description(t.reprint)
    .addHelpText('after', help(t.reprintExamples))
    .action(async (which, flags) => (await actions()).reprintTheClosing(context, which, flags));
  add.json(add.user(add.till(reprint)));
};

export const shift: Noun = {
  name: 'shift',
  outline: (noun, { cli }) => noun.description(cli.shift.description),
  declare: (shift, context) => {
    const { shift: t, options } = context.messages.cli;
    const add = commonOptions(options);
    const all = firstOf(t.openExamples, t.cashExamples, t.xExamples, t.closeExamples, t.listExamples);
    shift.addHelpText('after', examples(context.messages.cli, all));
    registerDrawer(shift, context);
    registerReading(shift, context);
    const need = shift
      .command('require')
      .argument('<on|off>', t.needed, (typed: string) => {
        if (typed !== 'on' && typed !== 'off') throw unfit('on, off');
        return typed;
      })
      .description(t.require)
      .addHelpText('after', examples(context.messages.cli, t.requireExamples))
      .action(async (which, flags) => (await actions()).requireShifts(context, which, flags));
    add.json(add.user(need));
  },
};
