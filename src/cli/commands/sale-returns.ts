import { type Command, Option } from 'commander';
import type { ReturnLine } from '../../domain/returns.ts';
import type { CliContext } from '../context.ts';
import { idOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, unfit } from '../usage.ts';

const changing = () => import('../actions/sale-change.ts');
const parking = () => import('../actions/sale-parked.ts');

/** `2=1` or `2=1:waste`: so many units of a line, written off. */
const returnLine = (typed: string, before: readonly ReturnLine[] = []): readonly ReturnLine[] => {
  const found = /^(\d{1,4})=(\d{1,4})(:waste)?$/.exec(typed);
  const [line, quantity] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || line < 1 || quantity < 1 || before.some((one) => one.line === line))
    throw unfit('1=2, 3=1:waste');
  return [...before, { line, quantity, destination: found[3] ? 'Merma' : 'Stock' }];
};

const invoiceOption = (text: string): Option =>
  new Option('--invoice <undo|keep>', text).choices(['undo', 'keep']);

/** What undoes a sale, and sales that wait. */
export const registerReturns = (sale: Command, context: CliContext): void => {
  const { cli } = context.messages;
  const t = cli.returns;
  const add = commonOptions(cli.options);
  const undo = sale
    .command('void')
    .argument('<sale>', cli.sale.reference)
    .description(t.void)
    .requiredOption('--reason <text>', t.voidReason)
    .option('--cash', t.cash)
    .option('--yes', t.yes)
    .addOption(invoiceOption(cli.invoice.undo))
    .addHelpText('after', examples(cli, t.voidExamples))
    .action(async (reference, flags) => (await changing()).undoSale(context, reference, flags));
  add.json(add.approver(add.user(add.till(undo))));
  const back = sale
    .command('return')
    .argument('<sale>', cli.sale.reference)
    .description(t.return)
    .requiredOption('--line <n=quantity[:waste]>', t.line, returnLine)
    .requiredOption('--reason <text>', t.reason)
    .option('--cash', t.cash)
    .option('--yes', t.yes)
    .addOption(invoiceOption(cli.invoice.undo))
    .addHelpText('after', examples(cli, t.returnExamples))
    .action(async (reference, flags) => (await changing()).giveBack(context, reference, flags));
  add.json(add.approver(add.user(add.till(back))));
  const parked = sale
    .command('parked')
    .description(t.parked)
    .option('--recovered', t.recovered)
    .addHelpText('after', examples(cli, t.parkedExamples))
    .action(async (flags) => (await parking()).listParked(context, flags));
  add.csv(add.json(parked));
  const unpark = sale
    .command('unpark')
    .argument('<id>', t.parkedId, idOf)
    .description(t.unpark)
    .requiredOption('--discard', t.discard)
    .addHelpText('after', examples(cli, t.unparkExamples))
    .action(async (id, flags) => (await parking()).unpark(context, id, flags));
  add.json(add.user(add.till(unpark)));
};
