import { type Command, Option } from 'commander';
import { RECORD_STATES } from '../../domain/invoice/record.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { idOf, wholeOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, exitCodes, firstOf, unfit } from '../usage.ts';
import { registerInvoiceSetup } from './invoice-setup.ts';

const readActions = () => import('../actions/invoice-read.ts');
const changeActions = () => import('../actions/invoice-change.ts');

const KINDS = ['factura', 'nota_credito'];
/** The most that a numbering gives. */
const LAST_NUMBER = 9_999_999;
const MOST_SENT = 100_000;

const threeDigits = (typed: string): string => {
  if (!/^\d{3}$/.test(typed)) throw unfit('001-999');
  return typed;
};

const helpOf =
  ({ messages }: CliContext) =>
  (lines: readonly (readonly [string, string])[]) =>
    examples(messages.cli, lines);

const registerReading = (invoice: Command, context: CliContext): void => {
  const { invoice: t, options } = context.messages.cli;
  const help = helpOf(context);
  const add = commonOptions(options);
  const list = invoice
    .command('list')
    .description(t.list)
    .option('--from <date>', t.from, isoDay)
    .option('--to <date>', t.to, isoDay)
    .option('--date <date>', t.date, isoDay)
    .addOption(new Option('--state <state>', t.state).choices(RECORD_STATES))
    .addOption(new Option('--kind <kind>', t.kind).choices(KINDS))
    .option('--search <text>', t.search)
    .addHelpText('after', help(t.listExamples))
    .action(async (flags) => (await readActions()).listInvoices(context, flags));
  add.limit(add.csv(add.json(add.till(list))));
  const show = invoice
    .command('show')
    .argument('<invoice>', t.reference)
    .description(t.show)
    .addHelpText('after', help(t.showExamples))
    .action(async (reference, flags) => (await readActions()).showInvoice(context, reference, flags));
  add.json(show);
  const status = invoice
    .command('status')
    .argument('[invoice]', t.reference)
    .description(t.status)
    .addHelpText('after', help(t.statusExamples))
    .action(async (reference, flags) => (await readActions()).invoiceStatus(context, reference, flags));
  add.json(status);
};

const registerSending = (invoice: Command, context: CliContext): void => {
  const { invoice: t, options } = context.messages.cli;
  const send = invoice
    .command('send')
    .description(t.send)
    .option('--watch', t.watch)
    .addOption(new Option('--limit <n>', t.sendLimit).argParser(wholeOf(1, MOST_SENT)))
    .addOption(new Option('--dry-run', t.dryRun).conflicts('watch'))
    .addOption(new Option('--mode <mode>', t.mode).choices(['uno', 'lote', 'auto']))
    .addHelpText('after', helpOf(context)(t.sendExamples))
    .addHelpText('after', exitCodes(context.messages.cli, t.sendCodes))
    .action(async (flags) => (await import('../actions/invoice-send.ts')).sendInvoices(context, flags));
  const add = commonOptions(options);
  add.csv(add.json(send));
};

const registerGivingUp = (invoice: Command, context: CliContext): void => {
  const { invoice: t, options } = context.messages.cli;
  const help = helpOf(context);
  const add = commonOptions(options);
  const cancel = invoice
    .command('cancel')
    .argument('<invoice>', t.reference)
    .description(t.cancel)
    .requiredOption('--reason <text>', t.reason)
    .addHelpText('after', help(t.cancelExamples))
    .action(async (reference, flags) => (await changeActions()).cancelOne(context, reference, flags));
  add.json(add.approver(add.user(cancel)));
  const unused = invoice
    .command('unused')
    .argument('<first>', t.first, wholeOf(1, LAST_NUMBER))
    .argument('[last]', t.last, wholeOf(1, LAST_NUMBER))
    .description(t.unused)
    .requiredOption('--reason <text>', t.reason)
    .option('--establishment <digits>', t.establishment, threeDigits)
    .option('--point <digits>', t.point, threeDigits)
    .addOption(new Option('--kind <kind>', t.kind).choices(KINDS))
    .addHelpText('after', help(t.unusedExamples))
    .action(async (from, to, flags) => (await changeActions()).reportNumbers(context, from, to, flags));
  add.json(add.approver(add.user(add.till(unused))));
};

const registerMending = (invoice: Command, context: CliContext): void => {
  const { invoice: t, options } = context.messages.cli;
  const help = helpOf(context);
  const add = commonOptions(options);
  const resend = invoice
    .command('resend')
    .argument('<invoice>', t.reference)
    .description(t.resend)
    .addHelpText('after', help(t.resendExamples))
    .action(async (reference, flags) => (await changeActions()).resendOne(context, reference, flags));
  add.json(add.approver(add.user(resend)));
  const reissue = invoice
    .command('reissue')
    .argument('<invoice>', t.reference)
    .description(t.reissue)
    .addHelpText('after', help(t.reissueExamples))
    .action(async (reference, flags) => (await changeActions()).reissueOne(context, reference, flags));
  add.json(add.approver(add.user(add.till(reissue))));
  const credit = invoice
    .command('credit')
    .argument('<sale>', context.messages.cli.sale.reference)
    .description(t.credit)
    .option('--return <id>', t.creditReturn, idOf)
    .addHelpText('after', help(t.creditExamples))
    .action(async (reference, flags) => (await changeActions()).creditSale(context, reference, flags));
  add.json(add.user(add.till(credit)));
};

const registerPaper = (invoice: Command, context: CliContext): void => {
  const { invoice: t, options } = context.messages.cli;
  const help = helpOf(context);
  const add = commonOptions(options);
  const files = invoice
    .command('export')
    .argument('<invoice>', t.reference)
    .description(t.export)
    .option('--dir <path>', t.dir)
    .addOption(new Option('--only <xml|pdf>', t.only).choices(['xml', 'pdf']))
    .option('--force', t.force)
    .addHelpText('after', help(t.exportExamples))
    .action(async (reference, flags) =>
      (await import('../actions/invoice-export.ts')).exportInvoice(context, reference, flags),
    );
  add.json(files);
  const print = invoice
    .command('print')
    .argument('<invoice>', t.reference)
    .description(t.print)
    .addHelpText('after', help(t.printExamples))
    .action(async (reference, flags) => (await changeActions()).printInvoice(context, reference, flags));
  add.json(add.user(add.till(print)));
};

export const invoice: Noun = {
  name: 'invoice',
  outline: (noun, { cli }) => noun.description(cli.invoice.description),
  declare: (invoice, context) => {
    const { invoice: t, invoiceSetup } = context.messages.cli;
    const all = firstOf(
      invoiceSetup.setupExamples,
      invoiceSetup.checkExamples,
      t.listExamples,
      t.sendExamples,
      t.cancelExamples,
      t.creditExamples,
    );
    invoice.addHelpText('after', helpOf(context)(all));
    registerInvoiceSetup(invoice, context);
    registerReading(invoice, context);
    registerSending(invoice, context);
    registerMending(invoice, context);
    registerGivingUp(invoice, context);
    registerPaper(invoice, context);
  },
};
