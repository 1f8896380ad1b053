import { cancelInvoice, issueCreditNote, owedNote, resendInvoice } from '../../../app/follow-invoice.ts';
import { reprintPaper } from '../../../app/reprint.ts';
import { posError } from '../../../domain/errors.ts';
import {
  APPROVED,
  type InvoiceRecord,
  type InvoiceStep,
  type RecordState,
  UNDECIDED,
} from '../../../domain/invoice/record.ts';
import { cancellable } from '../../../domain/invoice/undo.ts';
import { formatGsWithUnit } from '../../../domain/money.ts';
import { ok } from '../../../domain/result.ts';
import { type Messages, whyText } from '../../../i18n/index.ts';
import type { Span, Style } from '../../look.ts';
import { type Act, type Ask, type FormView, page, type TextView } from '../page.ts';
import type { PageSet } from './page-set.ts';

/** How a state is shown. */
export const styleOf = (state: RecordState): Style =>
  state === 'rechazada' ? 'danger' : UNDECIDED.includes(state) ? 'warn' : 'plain';

interface Shown {
  readonly invoice: InvoiceRecord;
  readonly steps: readonly InvoiceStep[];
  /** The return that a credit note is owed for. */
  readonly owed: number | null;
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

const creditAct = ({ invoice, owed }: Shown, words: Messages): Act => {
  const t = words.office.invoices;
  return owed === null
    ? { disabled: t.noCredit }
    : { do: 'credit', input: owed, confirm: t.creditConfirm(invoice.code) };
};

const textView = (data: Shown, ask: Ask): TextView => {
  const { words } = ask;
  const { labels, states, kinds, unnamed, eventStates, ofVoided } = words.cli.invoice;
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
    [labels.alert, invoice.ofVoided ? ofVoided : '', 'danger'],
    [labels.protocol, invoice.protocol ?? ''],
    [labels.cancellation, invoice.cancellation ? eventStates[invoice.cancellation] : ''],
  ];
  const stateOf = (state: string): string => (states as Readonly<Record<string, string>>)[state] ?? state;
  return {
    kind: 'text',
    title: words.office.titles.invoice,
    aside: formatGsWithUnit(invoice.total),
    // A sentence of the authority's may be longer than the window: a note goes on below.
    note: [
      [[invoice.code, 'accent']],
      ...(why === '' ? [] : [[[`${labels.reason}: ${why}`, 'warn']] as const]),
    ],
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
      creditInvoice: creditAct(data, words),
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

const load = async ({ services }: Parameters<Parameters<typeof page<Shown>>[0]['load']>[0], id: number) => {
  const found = await services.invoices.find(id);
  if (!found.ok) return found;
  const [steps, owed] = await Promise.all([services.invoices.history(id), owedNote(services, found.value)]);
  return ok({ invoice: found.value, steps, owed });
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
    credit: async ({ services, actor, grant, till, words }, returnId: number) => {
      const note = await issueCreditNote(services, { actor, grant }, returnId, till.id);
      return note.ok
        ? ok({
            say: words.screen.notices.invoiceCredited({ code: note.value.code }),
            printed: true,
            next: 'reload' as const,
          })
        : note;
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

/** One document: how it went, and what can be done about it. */
export const invoicePages: PageSet = { invoice: invoicePage, invoiceCancel: cancelPage };
