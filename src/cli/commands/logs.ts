import { Option } from 'commander';
import type { Noun } from '../noun.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples } from '../usage.ts';

export const logs: Noun = {
  name: 'logs',
  outline: (noun, { cli }) => noun.description(cli.logs.description),
  declare: (logs, context) => {
    const { logs: t, options } = context.messages.cli;
    const add = commonOptions(options);
    logs
      .option('--date <date>', t.date, isoDay)
      .option('--from <date>', t.from, isoDay)
      .option('--to <date>', t.to, isoDay)
      .addOption(new Option('--level <level>', t.level).choices(['info', 'warn', 'error']))
      .option('--event <text>', t.event)
      .addOption(new Option('-f, --follow', t.follow).conflicts(['date', 'from', 'to', 'csv']))
      .addHelpText('after', examples(context.messages.cli, t.examples))
      .action(async (flags) => (await import('../actions/logs.ts')).showLogs(context, flags));
    add.limit(add.csv(add.json(logs)));
  },
};
