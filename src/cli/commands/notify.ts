import { type Command, InvalidArgumentError, Option } from 'commander';
import { isNoticeKind, NOTICE_KINDS, type NoticeKind } from '../../domain/notice.ts';
import type { Noun } from '../noun.ts';
import { wholeOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const MOST_MINUTES_OR_AMOUNT = 999_999_999_999;

const kindOf = (typed: string): NoticeKind => {
  if (!isNoticeKind(typed)) throw new InvalidArgumentError(`Allowed choices are ${NOTICE_KINDS.join(', ')}.`);
  return typed;
};

/** `notify` has `--json` and `--csv` of its own, and takes them wherever they are typed. */
const whole = (command: Command) => command.optsWithGlobals();

export const notify: Noun = {
  name: 'notify',
  outline: (noun, { notify }) => noun.description(notify.description),
  declare: (notify, context) => {
    const { cli, notify: t } = context.messages;
    const add = commonOptions(cli.options);
    notify
      .option('--watch', t.watch)
      .addOption(new Option('--dry-run', t.dryRun).conflicts(['watch', 'status', 'retry']))
      .addOption(new Option('--status', t.statusOption).conflicts(['watch', 'retry']))
      .addOption(new Option('--retry <id|all>', t.retry).conflicts(['watch']))
      .addHelpText('after', examples(cli, t.examples))
      .action(async (flags) => {
        if (flags.status) return (await import('../actions/notify-status.ts')).notifyStatus(context, flags);
        if (flags.retry !== undefined)
          return (await import('../actions/notify-status.ts')).notifyRetry(context, flags.retry, flags);
        const actions = await import('../actions/notify.ts');
        if (flags.dryRun) return actions.notifyDryRun(context, flags);
        return flags.watch ? actions.notifyWatch(context, flags) : actions.notifyOnce(context, flags);
      });
    add.limit(add.csv(add.json(notify)));

    const mails = () => import('../actions/notify-mails.ts');
    const preview = notify
      .command('preview')
      .argument('<kind>', `${t.kind}: ${NOTICE_KINDS.join(', ')}`, kindOf)
      .description(t.preview)
      .option('--html', t.html)
      .addHelpText('after', examples(cli, t.previewExamples))
      .action(async (kind, _, command) => (await mails()).previewMail(context, kind, whole(command)));
    add.json(preview);

    const test = notify
      .command('test')
      .argument('<address>', t.address)
      .description(t.test)
      .addHelpText('after', examples(cli, t.testExamples))
      .action(async (address, _, command) => (await mails()).testAddress(context, address, whole(command)));
    add.json(test);

    const settings = notify
      .command('settings')
      .argument('[kind]', `${t.kind}: ${NOTICE_KINDS.join(', ')}`, kindOf)
      .description(t.settings.description)
      .option('--on', t.settings.on)
      .addOption(new Option('--off', t.settings.off).conflicts('on'))
      .option('--at <HH:MM|now>', t.settings.at)
      .option('--to <addresses|usual>', t.settings.to)
      .option('--threshold <n>', t.settings.threshold, wholeOf(0, MOST_MINUTES_OR_AMOUNT))
      .option('--keep <days>', t.settings.keep, wholeOf(1, 9_999))
      .addHelpText('after', examples(cli, t.settings.examples))
      .action(async (kind, _, command) =>
        (await import('../actions/notify-settings.ts')).noticeSettings(context, kind, whole(command)),
      );
    add.csv(add.json(add.user(settings)));
  },
};
