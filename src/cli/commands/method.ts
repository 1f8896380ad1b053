import type { Command } from 'commander';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';

const actions = () => import('../actions/methods.ts');

export const method: Noun = {
  name: 'method',
  outline: (noun, { cli }) => noun.description(cli.method.description),
  declare: (method, context) => {
    const { method: t, options } = context.messages.cli;
    const add = commonOptions(options);
    const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
    method.addHelpText(
      'after',
      help(firstOf(t.listExamples, t.createExamples, t.editExamples, t.turnExamples)),
    );
    const list = method
      .command('list')
      .description(t.list)
      .addHelpText('after', help(t.listExamples))
      .action(async (flags) => (await actions()).listMethods(context, flags));
    add.csv(add.json(list));
    const changing = (verb: 'create' | 'edit' | 'activate' | 'deactivate', description: string): Command =>
      method
        .command(verb)
        .argument('<code>', t.code)
        .description(description)
        .action(async (code, flags) => (await actions()).saveMethod(context, code, verb, flags));
    const asking = (command: Command): Command =>
      command
        .option('--invoice', t.invoice)
        .option('--no-invoice', t.noInvoice)
        .option('--reference', t.reference)
        .option('--no-reference', t.noReference);
    const create = asking(changing('create', t.create).requiredOption('--name <text>', t.name)).addHelpText(
      'after',
      help(t.createExamples),
    );
    const edit = asking(changing('edit', t.edit).option('--name <text>', t.name)).addHelpText(
      'after',
      help(t.editExamples),
    );
    const turns = [changing('activate', t.activate), changing('deactivate', t.deactivate)].map((turn) =>
      turn.addHelpText('after', help(t.turnExamples)),
    );
    for (const command of [create, edit, ...turns]) add.json(add.user(command));
  },
};
