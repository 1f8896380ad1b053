import { Argument, type Command } from 'commander';
import { IMPORT_KINDS, type ImportKind } from '../../domain/import-columns.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const actions = () => import('../actions/imports.ts');

/** What the table of a noun adds to its verbs. */
export const registerTable = (noun: Command, context: CliContext, kind: ImportKind): void => {
  const { imports: t, options } = context.messages.cli;
  const help = {
    products: { in: t.productExamples, out: t.productExportExamples },
    families: { in: t.clientExamples, out: t.clientExportExamples },
    stock: { in: t.stockExamples, out: t.stockExportExamples },
  }[kind];
  const add = commonOptions(options);
  const take = noun
    .command('import')
    .argument('<file>', t.importFile)
    .description(t.import)
    .option('--apply', t.apply)
    .option('--fingerprint <text>', t.fingerprint)
    .addHelpText('after', examples(context.messages.cli, help.in))
    .action(async (file, flags) => (await actions()).importTable(context, kind, file, flags));
  add.limit(add.csv(add.json(add.approver(add.user(take).option('--reason <text>', t.reason)))));
  const give = noun
    .command('export')
    .argument('[file]', t.exportFile)
    .description(t.export)
    .option('--excel', t.excel)
    .option('--force', t.force)
    .addHelpText('after', examples(context.messages.cli, help.out))
    .action(async (file, flags) => (await actions()).exportTable(context, kind, file, flags));
  add.json(add.user(give));
};

export const imports: Noun = {
  name: 'import',
  outline: (noun, { cli }) => noun.description(cli.imports.description),
  declare: (noun, context) => {
    const t = context.messages.cli.imports;
    const help = examples(context.messages.cli, t.templateExamples);
    noun
      .addHelpText('after', help)
      .command('template')
      .addArgument(new Argument('<kind>', t.kind).choices(IMPORT_KINDS))
      .description(t.template)
      .option('--excel', t.excel)
      .addHelpText('after', help)
      .action(async (kind: ImportKind, flags) => (await actions()).printTemplate(context, kind, flags));
  },
};
