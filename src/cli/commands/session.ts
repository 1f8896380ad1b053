import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { examples } from '../usage.ts';

export const registerSession = (program: Command, context: CliContext): void => {
  const t = context.messages.cli;
  program
    .command('login')
    .argument('[user]', t.session.name)
    .description(t.session.login)
    .addHelpText('after', examples(t, t.session.loginExamples))
    .action(async (login) => (await import('../actions/session.ts')).login(context, login));
  program
    .command('logout')
    .description(t.session.logout)
    .addHelpText('after', examples(t, t.session.logoutExamples))
    .action(async () => (await import('../actions/session.ts')).logout(context));
};
