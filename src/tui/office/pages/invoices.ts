import { authorize } from '../../../app/authorize.ts';
import { cancelInvoice, resendInvoice } from '../../../app/follow-invoice.ts';
import { reprintPaper } from '../../../app/reprint.ts';
import { posError } from '../../../domain/errors.ts';
import {
  APPROVED,
  type InvoiceBacklog,
  type InvoiceRecord,
  type InvoiceStep,
  type RecordState,
  UNDECIDED,
  warningOf,
} from '../../../domain/invoice/record.ts';
import { cancellable } from '../../../domain/invoice/undo.ts';
import { formatGs, formatGsWithUnit } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import { type Messages, whyText } from '../../../i18n/index.ts';
import type { Span, Style } from '../../look.ts';
import { type Act, type Ask, type FormView, type ListView, page, type TextView } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';

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

const styleOf = (state: RecordState): Style =>
  state === 'rechazada' ? 'danger' : UNDECIDED.includes(state) ? 'warn' : 'plain';

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
  ];
};

const cellsOf = (one: InvoiceRecord, words: Messages): readonly string[] => {
  const { states, unnamed } = words.cli.invoice;
  return [
    one.code,
    `${one.issuedAt.slice(8, 10)}/${one.issuedAt.slice(5, 7)} ${one.issuedAt.slice(11, 16)}`,
    formatGs(one.total),
    one.receiver.name ?? unnamed,
    states[one.state],
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
      { title: t.columns.number, width: 15 },
      { title: t.columns.date, width: 11 },
      { title: t.columns.total, width: 11, align: 'right' },
      { title: t.columns.receiver, width: 'rest' },
      { title: t.columns.state, width: 22 },
    ],
    rows: shown.map((one) => ({
      id: one.id,
      cells: cellsOf(one, words),
      style: styleOf(one.state),
      actions: { open: { go: { page: 'invoice', params: { id: one.id } } } },
    })),
    empty: t.empty,
    actions: { filter: { go: { page: 'invoices', params: { filter: nextFilter(filter) } } } },
  };
};

interface Shown {
  readonly invoice: InvoiceRecord;
  readonly steps: readonly InvoiceStep[];
}

const resendAct = ({ invoice }: Shown, words: Messages): Act => {
  const { id, code, state } = invoice;
  if (!['sin_firmar', 'rechazada', 'pendiente', 'en_duda'].includes(state))
    return { disabled: words.office.invoices.noResend };
  return {
    do: 'resend',
    input: invoice,
    approve: { permission: 'invoice.send', reference: `factura:${id}`, about: code },
  };
};

const cancelAct = ({ invoice }: Shown, { words, now }: Ask): Act => {
  const t = words.office.invoices;
  const open =
    APPROVED.includes(invoice.state) ||
    ['pendiente', 'enviando', 'en_duda', 'en_lote'].includes(invoice.state);
  if (!open) return { disabled: t.noCancel };
  if (!cancellable(invoice, new Date(now))) return { disabled: t.tooLate };
  return { go: { page: 'invoiceCancel', params: { id: invoice.id } } };
};

const textView = (data: Shown, ask: Ask): TextView => {
  const { words } = ask;
  const { labels, states, kinds, unnamed, eventStates } = words.cli.invoice;
  const { invoice, steps } = data;
  const why = whyText(words, invoice);
  const pairs: readonly (readonly [string, string, Style?])[] = [
    [labels.kind, kinds[invoice.kind]],
    [labels.sale, invoice.saleNumber],
    [
      labels.receiver,
      [invoice.receiver.name ?? unnamed, invoice.receiver.document].filter(Boolean).join(', '),
    ],
    [labels.issued, invoice.issuedAt],
    [labels.cdc, invoice.cdc ?? ''],
    [labels.state, states[invoice.state], styleOf(invoice.state)],
    [labels.reason, why, 'warn'],
    [labels.protocol, invoice.protocol ?? ''],
    [labels.cancellation, invoice.cancellation ? eventStates[invoice.cancellation] : ''],
  ];
  const stateOf = (state: string): string => (states as Readonly<Record<string, string>>)[state] ?? state;
  return {
    kind: 'text',
    title: words.office.titles.invoice,
    aside: formatGsWithUnit(invoice.total),
    note: [[[invoice.code, 'accent']]],
    rows: [
      ...pairs
        .filter(([, value]) => value !== '')
        .map(([label, value, style]): readonly Span[] => [
          [label.padEnd(16), 'dim'],
          [value, style ?? 'plain'],
        ]),
      [['']],
      ...steps.map((step): readonly Span[] => [
        [`${step.at}  `, 'dim'],
        [stateOf(step.to)],
        [step.reason || step.trouble ? `  ${whyText(words, step)}` : '', 'dim'],
      ]),
    ],
    actions: {
      reprint: invoice.cdc
        ? { do: 'print', input: invoice.id }
        : { disabled: words.office.invoices.unsigned },
      cancelInvoice: cancelAct(data, ask),
      resendInvoice: resendAct(data, words),
    },
  };
};

const cancelView = ({ invoice }: Shown, { words }: Ask): FormView => {
  const t = words.office.invoices;
  return {
    kind: 'form',
    title: words.office.titles.invoiceCancel,
    aside: formatGsWithUnit(invoice.total),
    note: [[[t.cancelNote(invoice.code)]]],
    fields: [{ id: 'reason', kind: 'text', label: t.reason, value: '', most: 300, required: true }],
    submit: (values) => {
      const reason = values.reason?.trim() ?? '';
      if (reason.length < 5) return { wrong: 'reason', error: posError('MOTIVO_CORTO', { minimo: 5 }) };
      return {
        do: 'cancel',
        input: { invoice, reason },
        confirm: t.cancelConfirm(invoice.code),
        approve: { permission: 'invoice.cancel', reference: `factura:${invoice.id}`, about: invoice.code },
      };
    },
  };
};

const invoicesPage = page<Listed>({
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

const load = async ({ services }: Parameters<Parameters<typeof page<Shown>>[0]['load']>[0], id: number) => {
  const found = await services.invoices.find(id);
  if (!found.ok) return found;
  return ok({ invoice: found.value, steps: await services.invoices.history(id) });
};

const invoicePage = page<Shown>({
  permission: 'invoice.list',
  load: (desk, params) => load(desk, Number(params.id)),
  view: textView,
  commands: {
    print: async ({ services, actor, till, words }, id: number) => {
      const job = await reprintPaper(services, { actor, grant: null }, { kind: 'invoice', id }, till.id);
      return job.ok
        ? ok({ say: words.office.invoices.printed(job.value.copy), printed: true, next: 'reload' as const })
        : job;
    },
    resend: async ({ services, actor, grant, words }, invoice: InvoiceRecord) => {
      const again = await resendInvoice(services, { actor, grant }, invoice);
      if (!again.ok) return again;
      const t = words.cli.invoice;
      return ok({ say: t.resent(again.value.code, t.states[again.value.state]), next: 'reload' as const });
    },
  },
  everySeconds: 10,
});

const cancelPage = page<Shown>({
  permission: 'invoice.list',
  load: (desk, params) => load(desk, Number(params.id)),
  view: cancelView,
  commands: {
    cancel: async (
      { services, actor, grant, words },
      { invoice, reason }: { invoice: InvoiceRecord; reason: string },
    ) => {
      const asked = await cancelInvoice(services, { actor, grant }, invoice, reason);
      return asked.ok ? ok({ say: words.cli.invoice.cancelAsked(invoice.code) }) : asked;
    },
  },
});

export const invoicePages: PageSet = {
  invoices: invoicesPage,
  invoice: invoicePage,
  invoiceCancel: cancelPage,
};
