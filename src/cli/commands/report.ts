import { Option } from 'commander';
import { GRAINS, REPORT_KINDS, type ReportKind } from '../../domain/report.ts';
import type { Noun } from '../noun.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples } from '../usage.ts';

export const report: Noun = {
  name: 'report',
  outline: (noun, { cli }) => noun.description(cli.report.description),
  declare: (report, context) => {
    const { report: t, options } = context.messages.cli;
    const add = commonOptions(options);
    report.addHelpText('after', examples(context.messages.cli, t.examples));

    const verb = (kind: ReportKind): void => {
      const command = report
        .command(kind)
        .description(context.messages.reports.purposes[kind])
        .option('--date <date>', kind === 'daily' ? t.day : t.oneDay, isoDay);
      if (kind !== 'daily') {
        command.option('--from <date>', t.from, isoDay).option('--to <date>', t.to, isoDay);
      }
      if (kind === 'period') command.addOption(new Option('--by <grain>', t.by).choices(GRAINS));
      command
        .option('--till <code>', t.till)
        .option('--html [file]', t.html)
        .option('--force', t.force)
        .option('--print', t.print)
        .option('--mail <address>', t.mail);
      add.json(add.csv(add.user(command)));
      command
        .addHelpText('after', examples(context.messages.cli, t.examplesOf(kind)))
        .action(async (flags) => (await import('../actions/report.ts')).showReport(context, kind, flags));
    };
    for (const kind of REPORT_KINDS) verb(kind);

    const cut = report
      .command('day-cut')
      .argument('[time]', t.dayCut.time)
      .description(t.dayCut.description)
      .addHelpText('after', examples(context.messages.cli, t.dayCut.examples))
      .action(async (time, flags) =>
        (await import('../actions/report-day-cut.ts')).dayCut(context, time, flags),
      );
    add.json(add.user(cut));
  },
};
