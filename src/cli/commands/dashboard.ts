import type { Noun } from '../noun.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples } from '../usage.ts';

export const dashboard: Noun = {
  name: 'dashboard',
  outline: (noun, { cli }) => noun.description(cli.dashboard.description),
  declare: (dashboard, context) => {
    const { dashboard: t, options } = context.messages.cli;
    const add = commonOptions(options);
    dashboard
      .option('--date <date>', t.date, isoDay)
      .addHelpText('after', examples(context.messages.cli, t.examples))
      .action(async (flags) => (await import('../actions/dashboard.ts')).showDashboard(context, flags));
    add.json(add.user(dashboard));
  },
};
