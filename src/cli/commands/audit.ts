import type { Command } from 'commander';
import type { Noun } from '../noun.ts';
import { idOf } from '../numbers.ts';
import { commonOptions, isoDay } from '../options.ts';
import { examples, firstOf } from '../usage.ts';

const actions = () => import('../actions/audit.ts');

export const audit: Noun = {
  name: 'audit',
  outline: (noun, { cli }) => noun.description(cli.audit.description),
  declare: (audit, context) => {
    const { audit: t, options } = context.messages.cli;
    const help = (lines: readonly (readonly [string, string])[]) => examples(context.messages.cli, lines);
    const add = commonOptions(options);
    const days = (command: Command): Command =>
      command
        .option('--from <date>', t.from, isoDay)
        .option('--to <date>', t.to, isoDay)
        .option('--date <date>', t.date, isoDay);
    audit.addHelpText('after', help(firstOf(t.listExamples, t.showExamples, t.approvalsExamples)));
    const list = days(audit.command('list').description(t.list))
      .option('--table <name>', t.table)
      .option('--record <id>', t.record)
      .option('--user <name>', t.user)
      .option('--action <name>', t.action)
      .option('--search <text>', t.search)
      .addHelpText('after', help(t.listExamples))
      .action(async (flags) => (await actions()).listAudit(context, flags));
    add.limit(add.csv(add.json(list)));
    const show = audit
      .command('show')
      .argument('<entry>', t.id, idOf)
      .description(t.show)
      .addHelpText('after', help(t.showExamples))
      .action(async (entry, flags) => (await actions()).showAudit(context, entry, flags));
    add.json(show);
    const approvals = days(audit.command('approvals').description(t.approvals))
      .addHelpText('after', help(t.approvalsExamples))
      .action(async (flags) => (await actions()).listApprovals(context, flags));
    add.limit(add.csv(add.json(approvals)));
  },
};
