import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples } from '../usage.ts';

export const registerDashboard = (program: Command, context: CliContext): void => {
  const { dashboard: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const dashboard = program
    .command('dashboard')
    .description(t.description)
    .option('--date <date>', t.date, isoDay)
    .addHelpText('after', examples(context.messages.cli, t.examples))
    .action(async (flags) => (await import('../actions/dashboard.ts')).showDashboard(context, flags));
  add.json(add.user(dashboard));
};
