import { addDays, businessDay, businessMoment, daysBetween } from '../domain/business-time.ts';
import { posError } from '../domain/errors.ts';
import type { Grain, Report, ReportKind, ReportTable } from '../domain/report.ts';
import { cardMoves, dailyTables, hoursTable, lowStockTable, methodsTable } from '../domain/report-daily.ts';
import { addSums, type CutFacts, NO_SUMS, type Sums } from '../domain/report-facts.ts';
import {
  balancesTable,
  cardStatesTable,
  restrictionTables,
  shiftsTable,
  stockValueTable,
  voidTables,
} from '../domain/report-lists.ts';
import { byNet, invoicedOf, periodOf, periodsTable, rateOf, sumsTable } from '../domain/report-tables.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorizeReader, type Reader } from './authorize.ts';
import type { ReportReader, Span } from './ports/reports.ts';
import type { Services } from './services.ts';

/** Best sellers of the daily sheet. */
const BEST = 10;
/** Most days of one report: ten years. */
const MOST_DAYS = 3660;
/** Up to so many days a period is told by day, then by week, then by month. */
const DAYS_BY_DAY = 45;
const DAYS_BY_WEEK = 200;

export interface ReportRequest {
  readonly kind: ReportKind;
  /** ISO business days, both inclusive; absent: `daily` is of today, the others from the first of the month. */
  readonly from?: string;
  readonly to?: string;
  /** Of `period`; absent: whatever gives a table of fair length. */
  readonly grain?: Grain;
  /** Id of the one till that is told of; absent: all. */
  readonly tillId?: number;
}

type Ports = Pick<Services, 'reports' | 'stores' | 'clock'>;
type Reading = (reader: ReportReader, span: Span, more: Told) => Promise<readonly ReportTable[]>;

interface Told {
  readonly grain: Grain;
  readonly cutMinutes: number;
}

const name = [['name', ({ name: value }: CutFacts) => value]] as const;
const sold = ({ sums }: { readonly sums: Sums }): boolean => sums.sales > 0 || sums.voids + sums.returns > 0;
const ranked = async (rows: Promise<readonly CutFacts[]>): Promise<readonly CutFacts[]> =>
  (await rows).filter(sold).sort(byNet);

const daily: Reading = async (reader, span, { cutMinutes }) => {
  const days = await reader.byDay({ ...span, from: addDays(span.from, -7) });
  const on = (day: string): Sums => days.find((one) => one.day === day)?.sums ?? NO_SUMS;
  return dailyTables({
    today: on(span.from),
    yesterday: on(addDays(span.from, -1)),
    lastWeek: on(addDays(span.from, -7)),
    methods: await reader.by('method', span),
    hours: await reader.by('hour', span),
    bestSellers: await reader.bestSellers(span, BEST),
    rates: await reader.by('rate', span),
    shifts: await reader.shifts(span),
    lowStock: await reader.lowStock(),
    cutMinutes,
  });
};

/** How each report is read: what it takes from the books, and the tables made of it. */
const READINGS: Readonly<Record<ReportKind, Reading>> = {
  daily,
  period: async (reader, span, { grain }) => [periodsTable(await reader.byDay(span), grain)],
  products: async (reader, span) => [
    sumsTable(
      'products',
      await ranked(reader.by('product', span)),
      [['code', ({ code }) => code], ...name],
      ['tickets', 'units', 'discount', 'net', 'share'],
    ),
  ],
  categories: async (reader, span) => [
    sumsTable('categories', await ranked(reader.by('category', span)), name, [
      'units',
      'discount',
      'net',
      'share',
    ]),
  ],
  cashiers: async (reader, span) => [
    sumsTable('cashiers', await ranked(reader.by('cashier', span)), name, [
      'tickets',
      'units',
      'gross',
      'back',
      'discount',
      'net',
      'average',
    ]),
  ],
  payments: async (reader, span) => [methodsTable(await reader.by('method', span))],
  hours: async (reader, span, { cutMinutes }) => [
    hoursTable((await reader.by('hour', span)).filter(sold), cutMinutes),
  ],
  clients: async (reader, span) => [
    sumsTable('clients', await ranked(reader.by('client', span)), name, [
      'tickets',
      'units',
      'net',
      'average',
      'share',
    ]),
  ],
  stock: async (reader) => [
    lowStockTable(await reader.lowStock()),
    stockValueTable(await reader.stockValue()),
  ],
  cards: async (reader, span) => [
    cardStatesTable(await reader.cardStates()),
    cardMoves(
      addSums((await reader.byDay(span)).map(({ sums }) => sums)),
      await reader.by('method', span),
      await reader.cardAdjustments(span),
    ),
    balancesTable(await reader.balances()),
  ],
  shifts: async (reader, span) => [shiftsTable(await reader.shifts(span))],
  restrictions: async (reader, span) => restrictionTables(await reader.restrictions(span)),
  voids: async (reader, span) => voidTables(await reader.backs(span)),
  taxes: async (reader, span) => [
    sumsTable(
      'taxes',
      [...(await reader.by('rate', span))].sort((a, b) => b.key - a.key),
      [
        ['rate', rateOf],
        ['invoiced', (one) => (invoicedOf(one) ? 'yes' : 'no')],
      ],
      ['gross', 'back', 'base', 'tax', 'amount'],
      'amount',
    ),
  ],
};

/** Nothing at all, or nothing but zeros. */
const isEmpty = (kind: ReportKind, tables: readonly ReportTable[]): boolean => {
  if (kind !== 'daily') return tables.every(({ rows }) => rows.length === 0);
  const told = tables.filter(({ id }) => ['movements', 'cardMoves', 'drawer'].includes(id));
  return told.every(({ rows }) =>
    rows.every((row) => row.every((value) => !value || typeof value === 'string')),
  );
};

const grainOf = ({ grain }: ReportRequest, from: string, to: string): Grain => {
  if (grain) return grain;
  const days = daysBetween(from, to) + 1;
  return days <= DAYS_BY_DAY ? 'day' : days <= DAYS_BY_WEEK ? 'week' : 'month';
};

/** The days that a request means. */
export const datesOf = (
  { kind, from, to }: Pick<ReportRequest, 'kind' | 'from' | 'to'>,
  today: string,
): { readonly from: string; readonly to: string } => {
  const last = to ?? (kind === 'daily' ? (from ?? today) : today);
  return { from: kind === 'daily' ? last : (from ?? periodOf(last, 'month')), to: last };
};

/**
 * A report as tables, all of one moment. Refuses PERMISO_DENEGADO, CAJA_INVALIDA, RANGO_INVALIDO.
 * @param who the person who asks; `system`: a program that was set up to (the daily mail), or a command under
 *   the account of the configuration
 */
export const readReport = async (
  { reports, stores, clock }: Ports,
  who: Reader,
  request: ReportRequest,
): Promise<Result<Report>> => {
  const allowed = authorizeReader(who, 'report.read');
  if (!allowed.ok) return allowed;
  const { kind, tillId } = request;
  const [store, tills] = await Promise.all([stores.store(), stores.tills()]);
  const till = tills.find(({ id }) => id === tillId);
  if (tillId !== undefined && !till) return fail(posError('CAJA_INVALIDA'));
  const today = businessDay(clock.now(), store.dayCutMinutes);
  const { from, to } = datesOf(request, today);
  if (from > to || daysBetween(from, to) >= MOST_DAYS)
    return fail(posError('RANGO_INVALIDO', { desde: from, hasta: to }));
  const grain = grainOf(request, from, to);
  const span = { from, to, tillId: tillId ?? null };
  const told = { grain, cutMinutes: store.dayCutMinutes };
  const tables = await reports.read((reader) => READINGS[kind](reader, span, told));
  return ok({
    kind,
    from,
    to,
    grain: kind === 'period' ? grain : null,
    store: store.name,
    till: till?.code ?? null,
    madeAt: businessMoment(clock.now()),
    partial: to >= today,
    future: from > today,
    empty: isEmpty(kind, tables),
    tables,
  });
};
