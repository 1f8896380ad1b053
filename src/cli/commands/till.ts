import type { Command } from 'commander';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf } from '../usage.ts';

const actions = () => import('../actions/tills.ts');
const inviting = () => import('../actions/till-invite.ts');

export const till: Noun = {
  name: 'till',
  outline: (noun, { cli }) => noun.description(cli.till.description),
  declare: (till, context) => {
    const { cli } = context.messages;
    const t = cli.till;
    const add = commonOptions(cli.options);
    till.addHelpText(
      'after',
      examples(cli, firstOf(t.listExamples, t.createExamples, t.inviteExamples, t.enrolExamples)),
    );
    const verb = (
      name: string,
      description: string,
      lines: readonly (readonly [string, string])[],
    ): Command =>
      add.json(till.command(name).description(description).addHelpText('after', examples(cli, lines)));

    add.csv(
      verb('list', t.list, t.listExamples).action(async (flags) =>
        (await actions()).listTills(context, flags),
      ),
    );
    add.user(
      verb('create', t.create, t.createExamples)
        .argument('<code>', t.code)
        .requiredOption('--name <text>', t.name)
        .action(async (code, flags) => (await actions()).newTill(context, code, flags)),
    );
    add.user(
      verb('edit', t.edit, t.editExamples)
        .argument('<code>', t.code)
        .requiredOption('--name <text>', t.name)
        .action(async (code, flags) => (await actions()).changeTill(context, code, flags)),
    );
    for (const name of ['deactivate', 'activate'] as const)
      add.user(
        verb(name, t[name], t[`${name}Examples`])
          .argument('<code>', t.code)
          .action(async (code, flags) =>
            (await actions()).changeTill(context, code, flags, name === 'activate'),
          ),
      );
    add.user(
      verb('invite', t.invite, t.inviteExamples)
        .argument('<code>', t.code)
        .argument('[file]', t.file)
        .requiredOption('--address <server:port>', t.address)
        .option('--ca <file>', t.ca)
        .option('--open', t.open)
        .option('--force', t.overwrite)
        .action(async (code, file, flags) => (await inviting()).inviteTill(context, code, file, flags)),
    );
    add.user(
      verb('revoke', t.revoke, t.revokeExamples)
        .argument('<code>', t.code)
        .action(async (code, flags) => (await inviting()).revokeTill(context, code, flags)),
    );
    verb('enroll', t.enrol, t.enrolExamples)
      .argument('<file>', t.invitation)
      .option('--force', t.replace)
      .action(async (file, flags) => (await inviting()).enrolTill(context, file, flags));
  },
};
