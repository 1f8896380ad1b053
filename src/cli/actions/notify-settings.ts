import { changeNotice, keepMails } from '../../app/notices.ts';
import type { NoticeChange } from '../../app/ports/mail.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { NoticeKind, NoticeSetting } from '../../domain/notice.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { listOf } from '../numbers.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { noticeView } from '../views-mail.ts';

export interface NoticeFlags extends PersonFlags, OutputFlags {
  readonly on?: boolean;
  readonly off?: boolean;
  readonly at?: string;
  readonly to?: string;
  readonly threshold?: number;
  readonly keep?: number;
}

const changeOf = (kind: NoticeKind, flags: NoticeFlags): NoticeChange => ({
  kind,
  ...(flags.on || flags.off ? { on: flags.on === true } : {}),
  ...(flags.at === undefined ? {} : { hour: flags.at === 'now' ? null : flags.at }),
  ...(flags.to === undefined ? {} : { to: flags.to === 'usual' ? null : listOf(flags.to) }),
  ...(flags.threshold === undefined ? {} : { limit: flags.threshold }),
});

const columnsOf = ({ messages }: CliContext): Column<NoticeSetting>[] => {
  const { columns: t, kinds, settings: words } = messages.notify;
  return [
    { title: t.key, value: ({ kind }) => kind },
    { title: t.kind, value: ({ kind }) => kinds[kind], shrinks: true },
    { title: t.on, value: ({ on }) => (on ? words.yes : words.no) },
    { title: t.when, value: ({ hour }) => hour ?? words.atOnce },
    { title: t.limit, value: ({ limit }) => (limit === null ? '' : String(limit)), align: 'right' },
    { title: t.to, value: ({ to, reader }) => to?.join(', ') ?? words.readers[reader], shrinks: true },
  ];
};

/** Shows how each kind is told, or changes one first. */
export const noticeSettings = (
  context: CliContext,
  kind: NoticeKind | undefined,
  flags: NoticeFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { mail } = opened.services;
    const change = kind === undefined ? null : changeOf(kind, flags);
    const given = [flags.on, flags.off, flags.at, flags.to, flags.threshold].some((one) => one !== undefined);
    if (given && !change) throw new PosFailure(posError('DATO_REQUERIDO', { campo: 'tipo' }));
    if (given && change) {
      const actor = await context.asPerson(opened, flags, 'settings.edit');
      unwrap(await changeNotice({ mail }, { actor, grant: null }, change));
    }
    if (flags.keep !== undefined) {
      const actor = await context.asPerson(opened, flags, 'settings.edit');
      unwrap(await keepMails({ mail }, { actor, grant: null }, flags.keep));
    }
    const kept = context.messages.notify.settings.kept(await mail.keptDays());
    const shown = (await mail.settings()).filter((one) => kind === undefined || one.kind === kind);
    const rows = shown.map(noticeView);
    context.present(
      {
        data: rows,
        rows: rows.map((row) => ({ ...row, destinatarios: row.destinatarios?.join(', ') ?? null })),
        text: (width) => `${table(shown, columnsOf(context), width)}\n\n${kept}`,
      },
      flags,
    );
  });
