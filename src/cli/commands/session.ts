import type { Noun } from '../noun.ts';
import { examples } from '../usage.ts';

export const login: Noun = {
  name: 'login',
  outline: (noun, { cli }) => noun.argument('[user]', cli.session.name).description(cli.session.login),
  declare: (noun, context) => {
    const t = context.messages.cli;
    noun
      .addHelpText('after', examples(t, t.session.loginExamples))
      .action(async (name) => (await import('../actions/session.ts')).login(context, name));
  },
};

export const logout: Noun = {
  name: 'logout',
  outline: (noun, { cli }) => noun.description(cli.session.logout),
  declare: (noun, context) => {
    const t = context.messages.cli;
    noun
      .addHelpText('after', examples(t, t.session.logoutExamples))
      .action(async () => (await import('../actions/session.ts')).logout(context));
  },
};
