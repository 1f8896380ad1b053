import { type Command, Option } from 'commander';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { idOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { registerReturns } from './sale-returns.ts';

const registerReading = (sale: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const list = sale
    .command('list')
    .description(t.sale.list)
    .option('--from <date>', t.sale.from, isoDay)
    .option('--to <date>', t.sale.to, isoDay)
    .option('--date <date>', t.sale.date, isoDay)
    .addOption(new Option('--state <state>', t.sale.state).choices(['Completada', 'Anulada']))
    .option('--search <text>', t.sale.search)
    .addHelpText('after', examples(t, t.sale.listExamples))
    .action(async (flags) => (await import('../actions/sale-read.ts')).listSales(context, flags));
  add.limit(add.csv(add.json(add.till(list))));
  const show = sale
    .command('show')
    .argument('<sale>', t.sale.reference)
    .description(t.sale.show)
    .addHelpText('after', examples(t, t.sale.showExamples))
    .action(async (reference, flags) =>
      (await import('../actions/sale-read.ts')).showSale(context, reference, flags),
    );
  add.json(add.till(show));
};

const registerChanging = (sale: Command, context: CliContext): void => {
  const t = context.messages.cli;
  const add = commonOptions(t.options);
  const register = sale
    .command('register')
    .description(t.sale.register)
    .requiredOption('--file <path>', t.sale.file)
    .option('--reason <text>', t.returns.discountReason)
    .addHelpText('after', examples(t, t.sale.registerExamples))
    .action(async (flags) => (await import('../actions/sale-register.ts')).registerSale(context, flags));
  add.json(add.approver(add.user(add.till(register))));
  const reprint = sale
    .command('reprint')
    .argument('<sale>', t.sale.reference)
    .description(t.sale.reprint)
    .option('--return [id]', t.returns.slip, idOf)
    .addHelpText('after', examples(t, t.sale.reprintExamples))
    .action(async (reference, flags) =>
      (await import('../actions/sale-change.ts')).reprintSale(context, reference, flags),
    );
  add.json(add.user(add.till(reprint)));
};

export const sale: Noun = {
  name: 'sale',
  outline: (noun, { cli }) => noun.description(cli.sale.description),
  declare: (sale, context) => {
    const t = context.messages.cli;
    const { registerExamples, listExamples, showExamples, reprintExamples } = t.sale;
    const { voidExamples, returnExamples, parkedExamples } = t.returns;
    const all = firstOf(
      registerExamples,
      listExamples,
      showExamples,
      voidExamples,
      returnExamples,
      parkedExamples,
      reprintExamples,
    );
    sale.addHelpText('after', examples(t, all));
    registerChanging(sale, context);
    registerReturns(sale, context);
    registerReading(sale, context);
  },
};
