import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../../domain/permissions.ts';
import type { CliContext } from '../context.ts';
import type { Noun } from '../noun.ts';
import { commonOptions } from '../options.ts';
import { examples, firstOf, unfit } from '../usage.ts';

const reading = () => import('../actions/user.ts');
const changing = () => import('../actions/user-change.ts');

const role = (typed: string): Role => {
  const found = ROLES.find((one) => one === typed);
  if (!found) throw unfit(ROLES.join(', '));
  return found;
};

const percent = (typed: string): number => {
  if (!/^\d{1,4}$/.test(typed)) throw unfit('0-1000');
  return Number(typed);
};

type Verb = (name: string, description: string, lines: readonly (readonly [string, string])[]) => Command;

const registerReading = (verb: Verb, context: CliContext): void => {
  const t = context.messages.cli.user;
  const add = commonOptions(context.messages.cli.options);
  const list = verb('list', t.list, t.listExamples).action(async (flags) =>
    (await reading()).listUsers(context, flags),
  );
  add.csv(add.json(add.user(list)));
  const show = verb('show', t.show, t.showExamples)
    .argument('<user>', t.login)
    .action(async (login, flags) => (await reading()).showUser(context, login, flags));
  add.json(add.user(show));
  const permissions = verb('permissions', t.permissions, t.permissionsExamples).action(async (flags) =>
    (await reading()).showPermissions(context, flags),
  );
  add.csv(add.json(permissions));
  const limits = verb('limits', t.limits, t.limitsExamples)
    .argument('[role]', t.roleArgument, role)
    .option('--discount <percent>', t.discount, percent)
    .option('--price <percent>', t.price, percent)
    .action(async (one, flags) => (await reading()).userLimits(context, one, flags));
  add.csv(add.json(add.user(limits)));
};

const registerPeople = (verb: Verb, context: CliContext): void => {
  const t = context.messages.cli.user;
  const add = commonOptions(context.messages.cli.options);
  const roles = new Option('--role <role>', t.role).choices([...ROLES]);
  const create = verb('create', t.create, t.createExamples)
    .argument('<user>', t.login)
    .requiredOption('--name <name>', t.name)
    .requiredOption('--email <email>', t.email)
    .addOption(new Option('--role <role>', t.role).choices([...ROLES]).makeOptionMandatory())
    .action(async (login, flags) => (await changing()).createUser(context, login, flags));
  add.json(add.user(create));
  const edit = verb('edit', t.edit, t.editExamples)
    .argument('<user>', t.login)
    .option('--login <user>', t.newLogin)
    .option('--name <name>', t.name)
    .option('--email <email>', t.email)
    .addOption(roles)
    .action(async (login, flags) => (await changing()).editUser(context, login, flags));
  add.json(add.user(edit));
  const simple = [
    ['deactivate', t.deactivate, t.deactivateExamples],
    ['activate', t.activate, t.activateExamples],
    ['unlock', t.unlock, t.unlockExamples],
  ] as const;
  for (const [name, description, lines] of simple) {
    const command = verb(name, description, lines)
      .argument('<user>', t.login)
      .action(async (login, flags) => {
        const actions = await changing();
        if (name === 'unlock') return actions.unlockUser(context, login, flags);
        return actions.setUserActive(context, login, flags, name === 'activate');
      });
    add.json(add.user(command));
  }
  const reset = verb('reset', t.reset, t.resetExamples)
    .argument('<user>', t.login)
    .option('--owner', t.asOwner)
    .action(async (login, flags) => (await changing()).resetUser(context, login, flags));
  add.json(add.user(reset));
};

const registerSecrets = (verb: Verb, context: CliContext): void => {
  const t = context.messages.cli.user;
  const add = commonOptions(context.messages.cli.options);
  const password = verb('password', t.password, t.passwordExamples).action(async (flags) =>
    (await changing()).changePassword(context, flags),
  );
  add.json(add.user(password));
  const pin = verb('pin', t.pin, t.pinExamples)
    .option('--none', t.noPin)
    .action(async (flags) => (await changing()).changePin(context, flags));
  add.json(add.user(pin));
};

export const user: Noun = {
  name: 'user',
  outline: (noun, { cli }) => noun.description(cli.user.description),
  declare: (user, context) => {
    const t = context.messages.cli;
    user.addHelpText(
      'after',
      examples(t, firstOf(t.user.listExamples, t.user.createExamples, t.user.resetExamples)),
    );
    const verb: Verb = (name, description, lines) =>
      user.command(name).description(description).addHelpText('after', examples(t, lines));
    registerReading(verb, context);
    registerPeople(verb, context);
    registerSecrets(verb, context);
  },
};
