import { type Kude, kudeOf } from '../../app/kude.ts';
import type { InvoiceFilter } from '../../app/ports/invoices.ts';
import { businessDay, businessTime } from '../../domain/business-time.ts';
import type { DocumentKind } from '../../domain/invoice/cdc.ts';
import {
  type InvoiceRecord,
  type InvoiceStep,
  type RecordState,
  UNDECIDED,
  warningOf,
} from '../../domain/invoice/record.ts';
import { formatGs, formatGsWithUnit } from '../../domain/money.ts';
import { kudeReceipt } from '../../domain/receipt-kude.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { whyText } from '../../i18n/index.ts';
import type { CliContext } from '../context.ts';
import { invoiceService } from '../invoicing.ts';
import type { ListFlags } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { spanOf } from '../span.ts';
import { type Column, pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { backlogView, eventView, invoiceView, stepView } from '../views-invoice.ts';
import { invoiceOf } from './references.ts';
import { PAPER_COLUMNS } from './shift.ts';
import { tillOf } from './till.ts';

interface InvoiceListFlags extends ListFlags {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
  readonly state?: RecordState;
  readonly kind?: DocumentKind;
}

/** The timbrado where there are several, the environment where one is the test one: else they say nothing new. */
const tellingApart = (
  { messages }: CliContext,
  invoices: readonly InvoiceRecord[],
): readonly Column<InvoiceRecord>[] => {
  const { columns: t, inTest } = messages.cli.invoice;
  const isTest = ({ environment }: InvoiceRecord): boolean => environment === 'prueba';
  return [
    ...(new Set(invoices.map(({ timbrado }) => timbrado.number)).size > 1
      ? [{ title: t.timbrado, value: (one: InvoiceRecord) => one.timbrado.number }]
      : []),
    ...(invoices.some(isTest)
      ? [{ title: t.environment, value: (one: InvoiceRecord) => (isTest(one) ? inTest : '') }]
      : []),
  ];
};

const columnsOf = (context: CliContext, invoices: readonly InvoiceRecord[]): Column<InvoiceRecord>[] => {
  const { messages } = context;
  const { columns: t, states, unnamed, kinds, ofVoided } = messages.cli.invoice;
  return [
    { title: t.number, value: (one) => one.code },
    ...tellingApart(context, invoices),
    { title: t.kind, value: (one) => kinds[one.kind], shrinks: true },
    { title: t.date, value: (one) => one.issuedAt.slice(0, 16) },
    { title: t.total, value: (one) => formatGs(one.total), align: 'right' },
    { title: t.receiver, value: (one) => one.receiver.name ?? unnamed, shrinks: true },
    { title: t.sale, value: (one) => one.saleNumber },
    { title: t.state, value: (one) => (one.ofVoided ? ofVoided : states[one.state]) },
    { title: t.reason, value: (one) => whyText(messages, one), shrinks: true },
  ];
};

export const listInvoices = (context: CliContext, flags: InvoiceListFlags): Promise<void> =>
  context.withServices(flags, async ({ services, config }) => {
    const filter: InvoiceFilter = {
      ...spanOf(flags),
      ...(flags.state === undefined ? {} : { states: [flags.state] }),
      ...(flags.kind === undefined ? {} : { kind: flags.kind }),
      ...(flags.search === undefined ? {} : { text: flags.search }),
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
      ...(flags.till === undefined ? {} : { tillId: (await tillOf(services, config.till)).id }),
    };
    const invoices = await services.invoices.list(filter);
    const rows = invoices.map(invoiceView);
    context.present(
      {
        data: rows,
        rows,
        text: (width) =>
          rows.length === 0
            ? context.messages.cli.invoice.none
            : table(invoices, columnsOf(context, invoices), width),
      },
      flags,
    );
  });

const at = (moment: Date | null): string =>
  moment === null ? '' : `${businessDay(moment)} ${businessTime(moment)}`;

const headOf = ({ messages }: CliContext, one: InvoiceRecord): (readonly [string, string])[] => {
  const { labels: t, states, kinds, unnamed, eventStates, ofVoided, inTest } = messages.cli.invoice;
  const receiver = [one.receiver.name ?? unnamed, one.receiver.document].filter(Boolean).join(', ');
  const pairsOf: (readonly [string, string])[] = [
    [t.number, one.code],
    [t.kind, kinds[one.kind]],
    [t.timbrado, one.timbrado.number],
    [t.environment, one.environment === 'prueba' ? inTest : ''],
    [t.sale, one.saleNumber],
    [t.receiver, receiver],
    [t.total, formatGsWithUnit(one.total)],
    [t.issued, one.issuedAt],
    [t.signed, one.signedAt ?? ''],
    [t.cdc, one.cdc ?? ''],
    [t.state, states[one.state]],
    [t.alert, one.ofVoided ? ofVoided : ''],
    [t.reason, whyText(messages, one)],
    [t.protocol, one.protocol ?? ''],
    [t.batch, one.batch ?? ''],
    [t.approved, at(one.approvedAt)],
    [t.next, at(one.nextAt)],
    [t.cancellation, one.cancellation ? eventStates[one.cancellation] : ''],
  ];
  return pairsOf.filter(([, value]) => value !== '');
};

const historyOf = ({ messages }: CliContext, steps: readonly InvoiceStep[], width: number): string => {
  const { columns: t, states } = messages.cli.invoice;
  const stateOf = (state: string): string => (states as Readonly<Record<string, string>>)[state] ?? state;
  return table(
    steps,
    [
      { title: t.at, value: (step) => step.at },
      { title: t.from, value: (step) => stateOf(step.from) },
      { title: t.to, value: (step) => stateOf(step.to) },
      { title: t.reason, value: (step) => whyText(messages, step), shrinks: true },
    ],
    width,
  );
};

const paperOf = ({ messages }: CliContext, kude: Kude, width: number): string =>
  layoutReceipt(kudeReceipt(kude, messages.receipt, { copy: 0 }), Math.min(PAPER_COLUMNS, width)).join('\n');

export const showInvoice = (context: CliContext, reference: string, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async (opened) => {
    const { services } = opened;
    const { invoices } = services;
    const one = await invoiceOf(opened, reference);
    const [kude, steps, events] = await Promise.all([
      kudeOf(services, one.id),
      invoices.history(one.id),
      invoices.events({ invoiceId: one.id }),
    ]);
    context.present(
      {
        data: {
          ...invoiceView(one),
          qr: kude.ok ? kude.value.qr : null,
          historia: steps.map(stepView),
          eventos: events.map(eventView),
        },
        text: (width) =>
          [
            pairs(headOf(context, one)),
            ...(steps.length > 0 ? [historyOf(context, steps, width)] : []),
            ...(kude.ok ? [paperOf(context, kude.value, width)] : []),
          ].join('\n\n'),
      },
      flags,
    );
  });

/** Documents that the overview names; `pos invoice list --state` has all. */
const MOST_NAMED = 20;

/** What is not settled, and when something is done about it. */
const overview = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services: { invoices } }) => {
    const { messages } = context;
    const { columns, labels, states, ...t } = messages.cli.invoice;
    const [backlog, open, voided] = await Promise.all([
      invoices.backlog(),
      invoices.list({ states: [...UNDECIDED, 'rechazada'], oldestFirst: true, limit: MOST_NAMED }),
      invoices.list({ ofVoided: true, oldestFirst: true, limit: MOST_NAMED }),
    ]);
    const { unsigned, waiting, inProcess, rejected, oldestHours, ofVoided } = backlog;
    // One that is under way may be of a voided sale, too.
    const all = [...open, ...voided.filter(({ id }) => open.every((one) => one.id !== id))];
    const named: readonly Column<InvoiceRecord>[] = [
      { title: columns.number, value: (one) => one.code },
      { title: columns.date, value: (one) => one.issuedAt.slice(0, 16) },
      { title: columns.state, value: (one) => (one.ofVoided ? t.ofVoided : states[one.state]) },
      { title: labels.next, value: (one) => at(one.nextAt) },
      { title: columns.reason, value: (one) => whyText(messages, one), shrinks: true },
    ];
    context.present(
      {
        data: { ...backlogView(backlog), documentos: all.map(invoiceView) },
        text: (width) =>
          [
            unsigned + waiting + inProcess + rejected === 0
              ? t.allDone
              : t.backlog(unsigned, waiting, inProcess, rejected),
            ...(warningOf(backlog) === null ? [] : [t.warning(oldestHours ?? 0)]),
            ...(ofVoided === 0 ? [] : [t.ofVoidedCount(ofVoided)]),
            ...(all.length === 0 ? [] : ['', table(all, named, width)]),
          ].join('\n'),
      },
      flags,
    );
  });

/** What the authority says of one document, beside what is stored; nothing is changed. */
const statusOfOne = (context: CliContext, reference: string, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async (opened) => {
    const { messages } = context;
    const t = messages.cli.invoice;
    const one = await invoiceOf(opened, reference);
    const service = one.cdc === null ? null : unwrap(await invoiceService(opened));
    const reply = service && one.cdc ? await service.askCdc(one.cdc) : null;
    const said =
      reply === null
        ? t.states.sin_firmar
        : reply.kind === 'found'
          ? t.found(reply.protocol, reply.cancelled)
          : reply.kind === 'not_found'
            ? t.notFound
            : reply.kind === 'refused'
              ? whyText(messages, { reason: reply.reason, trouble: null })
              : messages.sifen.troubles[reply.cause];
    context.present(
      {
        data: { ...invoiceView(one), servicio: reply?.kind ?? null },
        text: () => pairs([...headOf(context, one), [t.labels.service, said]]),
      },
      flags,
    );
    if (reply?.kind === 'trouble') context.exitWith(4);
  });

export const invoiceStatus = (
  context: CliContext,
  reference: string | undefined,
  flags: OutputFlags,
): Promise<void> =>
  reference === undefined ? overview(context, flags) : statusOfOne(context, reference, flags);
