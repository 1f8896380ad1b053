import { type Command, Option } from 'commander';
import type { CliContext } from '../context.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples } from '../usage.ts';

export const registerLogs = (program: Command, context: CliContext): void => {
  const { logs: t, options } = context.messages.cli;
  const add = commonOptions(options);
  const logs = program
    .command('logs')
    .description(t.description)
    .option('--date <date>', t.date, isoDay)
    .addOption(new Option('--level <level>', t.level).choices(['info', 'warn', 'error']))
    .option('--event <text>', t.event)
    .addOption(new Option('-f, --follow', t.follow).conflicts(['date', 'csv']))
    .addHelpText('after', examples(context.messages.cli, t.examples))
    .action(async (flags) => (await import('../actions/logs.ts')).showLogs(context, flags));
  add.limit(add.csv(add.json(logs)));
};
