import { Argument, type Command, Option } from 'commander';
import { TAX_MODES } from '../../domain/tax.ts';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { STEPS } from '../setup/steps.ts';
import { examples } from '../usage.ts';

export const setup: Noun = {
  name: 'setup',
  outline: (noun, { setup: t }) =>
    noun.description(t.description).addArgument(new Argument('[step]', t.step).choices(STEPS)),
  declare: (setup, context) => {
    const { cli, setup: t } = context.messages;
    const f = t.flags;
    const add = commonOptions(cli.options);
    setup
      .option('--database <private|url>', f.database)
      .option('--owner-url <url>', f.ownerUrl)
      .option('--admin <login>', f.admin)
      .option('--admin-name <text>', f.adminName)
      .option('--admin-email <address>', f.adminEmail)
      .option('--store <name>', f.store)
      .option('--ruc <ruc>', f.ruc)
      .option('--address <text>', f.address)
      .option('--phone <text>', f.phone)
      .option('--footer <text>', f.footer)
      .addOption(new Option('--tax-mode <mode>', f.taxMode).choices(TAX_MODES))
      .option('--till <code>', cli.options.till)
      .option('--till-name <text>', f.tillName)
      .option('--printer <setting>', f.printer)
      .option('--print-test', f.printTest)
      .option('--smtp-url <url>', f.smtpUrl)
      .option('--mail-from <address>', f.mailFrom)
      .option('--manager-email <addresses>', f.managerEmail)
      .option('--mail-test <address>', f.mailTest)
      .option('--yes', f.yes)
      .addHelpText('after', examples(cli, t.examples))
      .action(async (step, _flags, command: Command) =>
        (await import('../actions/setup.ts')).setUp(context, step, command.optsWithGlobals()),
      );
    add.json(add.user(setup));
  },
};
