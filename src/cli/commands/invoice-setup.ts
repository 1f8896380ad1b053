import { type Command, Option } from 'commander';
import { ENVIRONMENTS } from '../../domain/invoice/issuer.ts';
import type { CliContext } from '../context.ts';
import { wholeOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, unfit } from '../usage.ts';

/** `56101:RESTAURANTES`, `1:ASUNCION`: a code of the authority's tables with its name. */
const codeAndName = (typed: string): { readonly code: string; readonly name: string } => {
  const [, code = '', name = ''] = /^([0-9A-Za-z]{1,8}):(.+)$/.exec(typed.trim()) ?? [];
  if (code === '' || name.trim() === '') throw unfit('56101:RESTAURANTES');
  return { code: code.toUpperCase(), name: name.trim() };
};

const placeOf = (typed: string) => {
  const { code, name } = codeAndName(typed);
  if (!/^\d{1,5}$/.test(code)) throw unfit('1:ASUNCION');
  return { code: Number(code), name: name.toUpperCase() };
};

const activities = (typed: string, before: readonly unknown[] = []) => {
  const { code, name } = codeAndName(typed);
  return [...before, { code, description: name }];
};

const form = (pattern: RegExp, example: string) => (typed: string) => {
  if (!pattern.test(typed)) throw unfit(example);
  return typed;
};

export const registerInvoiceSetup = (invoice: Command, context: CliContext): void => {
  const { invoiceSetup: t, options } = context.messages.cli;
  const f = t.flags;
  const add = commonOptions(options);
  const setup = invoice
    .command('setup')
    .description(t.setup)
    .option('--ruc <ruc>', f.ruc)
    .addOption(new Option('--taxpayer <kind>', f.taxpayer).choices(['fisica', 'juridica']))
    .option('--name <text>', f.name)
    .option('--trade-name <text>', f.tradeName)
    .option('--activity <code:name>', f.activity, activities)
    .option('--address <text>', f.address)
    .option('--house <n>', f.house, wholeOf(0, 999_999))
    .option('--department <code>', f.department, wholeOf(1, 20))
    .option('--district <code:name>', f.district, placeOf)
    .option('--city <code:name>', f.city, placeOf)
    .option('--phone <text>', f.phone)
    .option('--email <text>', f.email)
    .option('--timbrado <digits>', f.timbrado, form(/^\d{8}$/, '12345678'))
    .option('--timbrado-start <date>', f.timbradoStart, isoDay)
    .option('--establishment <digits>', f.establishment, form(/^\d{3}$/, '001'))
    .option('--point <digits>', f.point, form(/^\d{3}$/, '001'))
    .option('--first-invoice <n>', f.firstInvoice, wholeOf(1, 9_999_999))
    .option('--first-note <n>', f.firstNote, wholeOf(1, 9_999_999))
    .option('--csc-id <digits>', f.cscId, form(/^\d{1,4}$/, '0001'))
    .addOption(new Option('--environment <name>', f.environment).choices(ENVIRONMENTS))
    .option('--p12 <path>', f.p12)
    .option('--on', f.on)
    .addOption(new Option('--off', f.off).conflicts('on'))
    .addHelpText('after', examples(context.messages.cli, t.setupExamples))
    .action(async (flags) => (await import('../actions/invoice-setup.ts')).setUpInvoicing(context, flags));
  add.json(add.user(add.till(setup)));
  const check = invoice
    .command('check')
    .description(t.check)
    .option('--offline', t.offline)
    .addHelpText('after', examples(context.messages.cli, t.checkExamples))
    .action(async (flags) => (await import('../actions/invoice-check.ts')).checkInvoicing(context, flags));
  add.json(check);
};
