import { authorize } from '../../../app/authorize.ts';
import { retryMails } from '../../../app/notices.ts';
import { MAIL_STATES, type MailCounts, type MailState, type QueuedMail } from '../../../app/ports/mail.ts';
import { posError } from '../../../domain/errors.ts';
import { isNoticeKind } from '../../../domain/notice.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span, Style } from '../../look.ts';
import { type Act, type Ask, type ListView, page, type TextView } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

/** Mails that are shown; more is a matter of the command. */
const MOST = 300;
/** A queue that `pos notify` looks at every five minutes is late after three of them. */
const LATE_SECONDS = 900;

/** What F2 goes through. */
const FILTERS = ['open', 'failed', 'sent', 'all'] as const;
type Filter = (typeof FILTERS)[number];
const STATES: Readonly<Record<Filter, readonly MailState[]>> = {
  open: ['fallida', 'pendiente', 'enviando', 'retenida'],
  failed: ['fallida'],
  sent: ['enviada', 'agrupada'],
  all: MAIL_STATES,
};

const filterOf = (given: unknown): Filter => FILTERS.find((one) => one === given) ?? 'open';
const nextFilter = (now: Filter): Filter => FILTERS[(FILTERS.indexOf(now) + 1) % FILTERS.length] ?? 'open';

const styleOf = ({ state, reason }: QueuedMail): Style =>
  state === 'fallida' ? 'danger' : state === 'pendiente' && reason !== null ? 'warn' : 'plain';

/** `26/11 10:15` of the database's time. */
const short = (time: string): string => `${time.slice(8, 10)}/${time.slice(5, 7)} ${time.slice(11, 16)}`;

const kindText = (kind: string, words: Messages): string =>
  isNoticeKind(kind) ? words.notify.kinds[kind] : kind;

/** Why it is not sent, or when it is tried again. */
const detailOf = (mail: QueuedMail, words: Messages): string => {
  const next = mail.state === 'pendiente' && mail.attempts > 0 && mail.nextAt ? short(mail.nextAt) : null;
  return [next === null ? null : words.office.mail.next(next), mail.reason].filter(Boolean).join(' · ');
};

interface Listed {
  readonly mails: readonly QueuedMail[];
  readonly counts: MailCounts;
}

const countsNote = ({ counts }: Listed, words: Messages): readonly (readonly Span[])[] => {
  const t = words.office.mail;
  const failed = counts.states.fallida;
  const last = counts.lastSentAt === null ? words.notify.status.never : short(counts.lastSentAt);
  const oldest = counts.oldestSeconds ?? 0;
  return [
    [[t.counts(counts.due, failed, last), failed > 0 ? 'warn' : 'dim']],
    ...(oldest < LATE_SECONDS ? [] : [[[t.late(Math.floor(oldest / 60)), 'danger']] as const]),
  ];
};

const retryAct = (mail: QueuedMail, words: Messages): Act =>
  ['fallida', 'pendiente'].includes(mail.state)
    ? { do: 'retry', input: mail.id }
    : { disabled: words.office.mail.noRetry };

const listView = (data: Listed, { params, text, words, opens }: Ask): ListView => {
  const t = words.office.mail;
  const filter = filterOf(params.filter);
  const failed = data.counts.states.fallida;
  const rows = data.mails.map((mail) => ({
    mail,
    cells: [
      short(mail.createdAt),
      kindText(mail.kind, words),
      mail.to,
      words.notify.states[mail.state],
      String(mail.attempts),
      detailOf(mail, words),
    ],
  }));
  const shown = matching(rows, text, ({ mail, cells }) => [...cells, mail.subject, String(mail.id)]);
  return {
    kind: 'list',
    title: words.office.titles.mail,
    aside: t.shown(t.filters[filter], shown.length),
    note: countsNote(data, words),
    // At 80 columns the last one has room for the time of the next attempt, whole.
    columns: [
      { title: t.columns.created, width: 11 },
      { title: t.columns.kind, width: 13 },
      { title: t.columns.to, width: 17 },
      { title: t.columns.state, width: 9 },
      { title: t.columns.attempts, width: 4, align: 'right' },
      { title: t.columns.detail, width: 'rest' },
    ],
    rows: shown.map(({ mail, cells }) => ({
      id: mail.id,
      cells,
      style: styleOf(mail),
      actions: {
        open: { go: { page: 'mailOne', params: { id: mail.id } } },
        retryMail: retryAct(mail, words),
      },
    })),
    empty: t.empty,
    actions: {
      filter: { go: { page: 'mail', params: { filter: nextFilter(filter) } }, instead: true },
      retryMails:
        failed === 0 ? { disabled: t.noneFailed } : { do: 'retry', input: null, confirm: t.retryAll(failed) },
      ...((opens?.('notices') ?? true) ? { notices: { go: { page: 'notices' } } } : {}),
    },
  };
};

const LABEL = 18;

const textView = (mail: QueuedMail, { words }: Ask): TextView => {
  const { labels } = words.office.mail;
  const pairs: readonly (readonly [string, string | null, Style?])[] = [
    [labels.to, mail.to],
    [labels.subject, mail.subject],
    [labels.kind, kindText(mail.kind, words)],
    [labels.state, words.notify.states[mail.state], styleOf(mail)],
    [labels.attempts, String(mail.attempts)],
    [labels.created, mail.createdAt],
    [labels.sent, mail.sentAt],
    [labels.next, mail.state === 'pendiente' ? mail.nextAt : null],
    [labels.reason, mail.reason, 'warn'],
  ];
  return {
    kind: 'text',
    title: words.office.titles.mailOne,
    aside: String(mail.id),
    rows: pairs
      .filter(([, value]) => value !== null)
      .map(([label, value, style]): readonly Span[] => [
        [label.padEnd(LABEL), 'dim'],
        [value ?? '', style ?? 'plain'],
      ]),
    actions: { retryMail: retryAct(mail, words) },
  };
};

const retry = async (
  { services, actor, grant, words }: Parameters<Parameters<typeof page>[0]['load']>[0],
  id: number | null,
) => {
  const done = await retryMails(services, { actor, grant }, id);
  return done.ok ? ok({ say: words.notify.retried(done.value), next: 'reload' as const }) : done;
};

export const mailPages: PageSet = {
  mail: page<Listed>({
    permission: 'dashboard.read',
    hint: (words) => words.office.mail.hint,
    load: async ({ services, actor }, params) => {
      const allowed = authorize(actor, 'dashboard.read');
      if (!allowed.ok) return allowed;
      const states = STATES[filterOf(params.filter)];
      const [mails, counts] = await Promise.all([
        services.mail.list({ states, limit: MOST }),
        services.mail.counts(),
      ]);
      return ok({ mails, counts });
    },
    view: listView,
    commands: { retry },
    everySeconds: 10,
  }),
  mailOne: page<QueuedMail>({
    permission: 'dashboard.read',
    load: async ({ services }, { id }) => {
      const [mail] = await services.mail.list({ id: Number(id) });
      return mail ? ok(mail) : fail(posError('CORREO_INEXISTENTE', { correo: Number(id) }));
    },
    view: textView,
    commands: { retry },
    everySeconds: 10,
  }),
};
