import { type Command, InvalidArgumentError, Option } from 'commander';
import { NOTICE_KINDS, type NoticeKind } from '../../domain/notice.ts';
import type { CliContext } from '../context.ts';
import { wholeOf } from '../numbers.ts';
import { commonOptions } from '../options.ts';
import { examples } from '../usage.ts';

const MOST_MINUTES_OR_AMOUNT = 999_999_999_999;

const kindOf =
  (kinds: readonly NoticeKind[]) =>
  (typed: string): NoticeKind => {
    const found = kinds.find((kind) => kind === typed);
    if (!found) throw new InvalidArgumentError(`Allowed choices are ${kinds.join(', ')}.`);
    return found;
  };

export const registerNotify = (program: Command, context: CliContext): void => {
  const { cli, notify: t } = context.messages;
  const add = commonOptions(cli.options);
  const notify = program
    .command('notify')
    .description(t.description)
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
  const drawnKinds = NOTICE_KINDS.filter((kind) => kind !== 'resumen_diario');
  const preview = notify
    .command('preview')
    .argument('<kind>', `${t.kind}: ${drawnKinds.join(', ')}`, kindOf(drawnKinds))
    .description(t.preview)
    .option('--html', t.html)
    .addHelpText('after', examples(cli, t.previewExamples))
    .action(async (kind, flags) => (await mails()).previewMail(context, kind, flags));
  add.json(preview);

  const test = notify
    .command('test')
    .argument('<address>', t.address)
    .description(t.test)
    .addHelpText('after', examples(cli, t.testExamples))
    .action(async (address, flags) => (await mails()).testAddress(context, address, flags));
  add.json(test);

  const settings = notify
    .command('settings')
    .argument('[kind]', `${t.kind}: ${NOTICE_KINDS.join(', ')}`, kindOf(NOTICE_KINDS))
    .description(t.settings.description)
    .option('--on', t.settings.on)
    .addOption(new Option('--off', t.settings.off).conflicts('on'))
    .option('--at <HH:MM|now>', t.settings.at)
    .option('--to <addresses|usual>', t.settings.to)
    .option('--threshold <n>', t.settings.threshold, wholeOf(0, MOST_MINUTES_OR_AMOUNT))
    .option('--keep <days>', t.settings.keep, wholeOf(1, 9_999))
    .addHelpText('after', examples(cli, t.settings.examples))
    .action(async (kind, flags) =>
      (await import('../actions/notify-settings.ts')).noticeSettings(context, kind, flags),
    );
  add.csv(add.json(add.user(settings)));
};
