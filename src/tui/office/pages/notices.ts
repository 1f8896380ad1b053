import { changeNotice, noticeProblem } from '../../../app/notices.ts';
import type { NoticeChange } from '../../../app/ports/mail.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs } from '../../../domain/money.ts';
import { isNoticeKind, type NoticeSetting } from '../../../domain/notice.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import { type Act, type Ask, type Field, page, type Values, type Wrong } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

/** A limit's own words; kinds without one have none. */
const limitLabel = ({ kind, limit }: NoticeSetting, words: Messages): string | null => {
  const labels: Readonly<Record<string, string>> = words.office.mail.settings.limits;
  return limit === null ? null : (labels[kind] ?? null);
};

const cellsOf = (one: NoticeSetting, words: Messages): readonly string[] => {
  const { kinds, settings: t } = words.notify;
  return [
    kinds[one.kind],
    one.on ? t.yes : t.no,
    one.hour ?? t.atOnce,
    one.limit === null ? '' : formatGs(one.limit),
    one.to?.join(', ') ?? t.readers[one.reader],
  ];
};

const fieldsOf = (one: NoticeSetting, { words }: Ask): readonly Field[] => {
  const t = words.office.mail.settings;
  const limit = limitLabel(one, words);
  return [
    { id: 'on', kind: 'flag', label: t.on, value: one.on ? '1' : '0' },
    {
      id: 'to',
      kind: 'text',
      label: t.to,
      hint: one.reader === 'cliente' ? t.copiesHint : t.toHint,
      value: one.to?.join(', ') ?? '',
      most: 1_000,
    },
    // What is told to clients is told at once.
    ...(one.reader === 'cliente'
      ? []
      : ([
          {
            id: 'hour',
            kind: 'text',
            label: t.hour,
            hint: one.reader === 'diario' ? t.dailyHint : t.hourHint,
            value: one.hour ?? '',
            most: 5,
            required: one.reader === 'diario',
          },
        ] as const)),
    ...(limit === null
      ? []
      : ([
          { id: 'limit', kind: 'money', label: limit, value: String(one.limit), most: 12, required: true },
        ] as const)),
  ];
};

const changeOf = (one: NoticeSetting, values: Values): NoticeChange => {
  const to = (values.to ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return {
    kind: one.kind,
    on: values.on === '1',
    to: to.length === 0 ? null : to,
    ...(one.reader === 'cliente' ? {} : { hour: values.hour?.trim() || null }),
    ...(one.limit === null ? {} : { limit: Number(values.limit) }),
  };
};

const submit = (one: NoticeSetting, values: Values): Act | Wrong => {
  const change = changeOf(one, values);
  const problem = noticeProblem(change);
  if (problem) return { wrong: problem.code === 'EMAIL_INVALIDO' ? 'to' : 'hour', error: problem };
  return { do: 'save', input: change };
};

export const noticePages: PageSet = {
  notices: page<readonly NoticeSetting[]>({
    permission: 'settings.edit',
    hint: (words) => words.office.mail.settings.hint,
    load: async ({ services }) => ok(await services.mail.settings()),
    view: (settings, { words, text }) => {
      const t = words.notify.columns;
      return {
        kind: 'list',
        title: words.office.titles.notices,
        columns: [
          { title: t.kind, width: 23 },
          { title: t.on, width: 6 },
          { title: t.when, width: 10 },
          { title: t.limit, width: 10, align: 'right' },
          { title: t.to, width: 'rest' },
        ],
        rows: matching(settings, text, (one) => [one.kind, ...cellsOf(one, words)]).map((one) => ({
          id: one.kind,
          cells: cellsOf(one, words),
          style: one.on ? 'plain' : 'dim',
          actions: { open: { go: { page: 'notice', params: { kind: one.kind } } } },
        })),
        empty: words.office.menu.noneFound,
      };
    },
  }),
  notice: page<NoticeSetting>({
    permission: 'settings.edit',
    load: async ({ services }, { kind }) => {
      const found = (await services.mail.settings()).find((one) => one.kind === kind);
      return found ? ok(found) : fail(posError('VALOR_INVALIDO', { campo: 'tipo', valor: String(kind) }));
    },
    view: (one, ask) => ({
      kind: 'form',
      title: ask.words.office.titles.notice,
      aside: isNoticeKind(one.kind) ? ask.words.notify.kinds[one.kind] : one.kind,
      fields: fieldsOf(one, ask),
      submit: (values) => submit(one, values),
    }),
    commands: {
      save: async ({ services, actor, grant, words }, change: NoticeChange) => {
        const saved = await changeNotice(services, { actor, grant }, change);
        return saved.ok
          ? ok({ say: words.office.mail.settings.saved(words.notify.kinds[saved.value.kind]) })
          : saved;
      },
    },
  }),
};
