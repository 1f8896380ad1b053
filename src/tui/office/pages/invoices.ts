import { authorize } from '../../../app/authorize.ts';
import {
  APPROVED,
  type InvoiceBacklog,
  type InvoiceRecord,
  type RecordState,
  UNDECIDED,
  warningOf,
} from '../../../domain/invoice/record.ts';
import { formatGs } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span } from '../../look.ts';
import { type Ask, type ListView, page } from '../page.ts';
import { matching } from '../rows.ts';
import { styleOf } from './invoice.ts';

/** Documents that are shown; more is a matter of the command's filters. */
const MOST = 300;

/** What F2 goes through: all, those that are under way, those to be mended, those that hold. */
const FILTERS = ['all', 'undecided', 'rejected', 'approved'] as const;
type Filter = (typeof FILTERS)[number];
const STATES: Readonly<Record<Filter, readonly RecordState[] | null>> = {
  all: null,
  undecided: UNDECIDED,
  rejected: ['rechazada'],
  approved: APPROVED,
};

const filterOf = (given: unknown): Filter => FILTERS.find((one) => one === given) ?? 'all';
const nextFilter = (now: Filter): Filter => FILTERS[(FILTERS.indexOf(now) + 1) % FILTERS.length] ?? 'all';

interface Listed {
  readonly invoices: readonly InvoiceRecord[];
  readonly backlog: InvoiceBacklog;
}

const backlogNote = ({ backlog }: Listed, { words }: Ask): readonly (readonly Span[])[] => {
  const t = words.cli.invoice;
  const { unsigned, waiting, inProcess, rejected } = backlog;
  const warning = warningOf(backlog);
  return [
    [[t.backlog(unsigned, waiting, inProcess, rejected), rejected > 0 ? 'warn' : 'dim']],
    ...(warning === null ? [] : [[[t.warning(backlog.oldestHours ?? 0), 'danger']] as const]),
    ...(backlog.ofVoided === 0 ? [] : [[[t.ofVoidedCount(backlog.ofVoided), 'danger']] as const]),
  ];
};

const cellsOf = (one: InvoiceRecord, words: Messages): readonly string[] => {
  const { states, unnamed, ofVoided } = words.cli.invoice;
  return [
    one.kind === 'factura' ? one.code : words.office.invoices.note(one.code),
    `${one.issuedAt.slice(8, 10)}/${one.issuedAt.slice(5, 7)} ${one.issuedAt.slice(11, 16)}`,
    formatGs(one.total),
    one.receiver.name ?? unnamed,
    one.ofVoided ? ofVoided : states[one.state],
  ];
};

const listView = (data: Listed, ask: Ask): ListView => {
  const { words } = ask;
  const t = words.office.invoices;
  const filter = filterOf(ask.params.filter);
  const shown = matching(data.invoices, ask.text, (one) => [
    ...cellsOf(one, words),
    one.saleNumber,
    one.cdc ?? '',
    one.receiver.document ?? '',
  ]);
  return {
    kind: 'list',
    title: words.office.titles.invoices,
    aside: t.shown(t.filters[filter], shown.length),
    note: backlogNote(data, ask),
    columns: [
      { title: t.columns.number, width: 18 },
      { title: t.columns.date, width: 11 },
      { title: t.columns.total, width: 11, align: 'right' },
      { title: t.columns.receiver, width: 'rest' },
      { title: t.columns.state, width: 22 },
    ],
    rows: shown.map((one) => ({
      id: one.id,
      cells: cellsOf(one, words),
      style: one.ofVoided ? 'danger' : styleOf(one.state),
      actions: { open: { go: { page: 'invoice', params: { id: one.id } } } },
    })),
    empty: t.empty,
    actions: { filter: { go: { page: 'invoices', params: { filter: nextFilter(filter) } } } },
  };
};

export const invoicesPage = page<Listed>({
  permission: 'invoice.list',
  hint: (words) => words.office.invoices.hint,
  load: async ({ services, actor }, params) => {
    const allowed = authorize(actor, 'invoice.list');
    if (!allowed.ok) return allowed;
    const states = STATES[filterOf(params.filter)];
    const [invoices, backlog] = await Promise.all([
      services.invoices.list({ limit: MOST, ...(states ? { states } : {}) }),
      services.invoices.backlog(),
    ]);
    return ok({ invoices, backlog });
  },
  view: listView,
  everySeconds: 10,
});
