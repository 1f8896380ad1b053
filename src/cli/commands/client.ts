import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { idOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';
import { registerTable } from './imports.ts';

const actions = () => import('../actions/client.ts');

/** What a change of a family takes besides its own: who, and who approves. */
export const editing = (command: Command, context: CliContext): void => {
  const { options, client } = context.messages.cli;
  const add = commonOptions(options);
  add.json(add.approver(add.user(command))).option('--reason <text>', client.reason);
};

const registerReading = (client: Command, context: CliContext): void => {
  const { client: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const list = client
    .command('list')
    .description(t.list)
    .option('--search <text>', t.search)
    .option('--all', t.all)
    .addHelpText('after', examples(context.messages.cli, t.listExamples))
    .action(async (flags) => (await actions()).listClients(context, flags));
  add.limit(add.csv(add.json(list)));
  const show = client
    .command('show')
    .argument('<id>', t.id, idOf)
    .description(t.show)
    .addHelpText('after', examples(context.messages.cli, t.showExamples))
    .action(async (id, flags) => (await actions()).showClient(context, id, flags));
  add.json(show);
};

const formOptions = (command: Command, context: CliContext): Command => {
  const { client: t } = context.messages.cli;
  return command
    .option('--surname <text>', t.surname)
    .option('--document <ci|ruc>', t.document)
    .option('--phone <number>', t.phone)
    .option('--email <address>', t.email);
};

const registerChanging = (client: Command, context: CliContext): void => {
  const { client: t } = context.messages.cli;
  const create = client
    .command('create')
    .description(t.create)
    .requiredOption('--name <text>', t.name)
    .option('--uuid <uuid>', t.uuid)
    .addHelpText('after', examples(context.messages.cli, t.createExamples))
    .action(async (flags) => (await actions()).makeClient(context, flags));
  editing(formOptions(create, context), context);
  const edit = client
    .command('edit')
    .argument('<id>', t.id, idOf)
    .description(t.edit)
    .option('--name <text>', t.name)
    .addHelpText('after', examples(context.messages.cli, t.editExamples))
    .action(async (id, flags) => (await actions()).editClient(context, id, flags));
  editing(formOptions(edit, context), context);
  for (const active of [false, true]) {
    const command = client
      .command(active ? 'activate' : 'deactivate')
      .argument('<id>', t.id, idOf)
      .description(active ? t.activate : t.deactivate)
      .addHelpText(
        'after',
        examples(context.messages.cli, active ? t.activateExamples : t.deactivateExamples),
      )
      .action(async (id, flags) => (await actions()).switchClient(context, id, active, flags));
    editing(command, context);
  }
};

export const client: Noun = {
  name: 'client',
  outline: (noun, { cli }) => noun.description(cli.client.about),
  declare: (client, context) => {
    const { client: t } = context.messages.cli;
    const all = firstOf(
      t.listExamples,
      t.showExamples,
      t.createExamples,
      t.editExamples,
      t.deactivateExamples,
    );
    client.addHelpText('after', examples(context.messages.cli, all));
    registerReading(client, context);
    registerChanging(client, context);
    registerTable(client, context, 'families');
  },
};
