import { Argument, type Command } from 'commander';
import { IMPORT_KINDS, type ImportKind } from '../../domain/import-columns.ts';
import type { CliContext } from '../context.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const actions = () => import('../actions/imports.ts');

type Examples = readonly (readonly [string, string])[];

const registerVerbs = (
  noun: Command,
  context: CliContext,
  kind: ImportKind,
  help: { readonly in: Examples; readonly out: Examples },
): void => {
  const { imports: t, options } = context.messages.cli;
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

/** Verbs of nouns that are there already, and the templates. */
export const registerImports = (program: Command, context: CliContext): void => {
  const t = context.messages.cli.imports;
  const noun = (name: string): Command => program.commands.find((one) => one.name() === name) as Command;
  registerVerbs(noun('product'), context, 'products', {
    in: t.productExamples,
    out: t.productExportExamples,
  });
  registerVerbs(noun('client'), context, 'families', { in: t.clientExamples, out: t.clientExportExamples });
  registerVerbs(noun('stock'), context, 'stock', { in: t.stockExamples, out: t.stockExportExamples });
  const help = examples(context.messages.cli, t.templateExamples);
  program
    .command('import')
    .description(t.description)
    .addHelpText('after', help)
    .command('template')
    .addArgument(new Argument('<kind>', t.kind).choices(IMPORT_KINDS))
    .description(t.template)
    .option('--excel', t.excel)
    .addHelpText('after', help)
    .action(async (kind: ImportKind, flags) => (await actions()).printTemplate(context, kind, flags));
};
