import { changePercent } from './dashboard.ts';
import type { ReportTable, WordId } from './report.ts';
import {
  averageOfSums,
  type CutFacts,
  netOf,
  type ShiftFacts,
  type StockFacts,
  type Sums,
  ticketsOf,
  unitsOf,
} from './report-facts.ts';
import { byHour, byNet, mergeRates, rateOf, sumsTable, tableFrom } from './report-tables.ts';

/** The owner's sheet of one day, from the day's sums and those of yesterday and of the same weekday last week. */
export interface DailyFacts {
  readonly today: Sums;
  readonly yesterday: Sums;
  readonly lastWeek: Sums;
  readonly methods: readonly CutFacts[];
  readonly hours: readonly CutFacts[];
  readonly bestSellers: readonly CutFacts[];
  readonly rates: readonly CutFacts[];
  readonly shifts: readonly ShiftFacts[];
  readonly lowStock: readonly StockFacts[];
  readonly cutMinutes: number;
}

const summary = ({ today, yesterday, lastWeek }: DailyFacts): ReportTable => {
  const figures: readonly (readonly [WordId, (sums: Sums) => number])[] = [
    ['takings', netOf],
    ['tickets', ticketsOf],
    ['average', averageOfSums],
    ['units', unitsOf],
  ];
  return tableFrom('summary', figures, [
    ['figure', ([word]) => word],
    ['today', ([, of]) => of(today)],
    ['yesterday', ([, of]) => of(yesterday)],
    ['againstYesterday', ([, of]) => changePercent(of(today), of(yesterday))],
    ['lastWeek', ([, of]) => of(lastWeek)],
    ['againstLastWeek', ([, of]) => changePercent(of(today), of(lastWeek))],
  ]);
};

type Move = readonly [figure: WordId, count: number | null, amount: number];
const movesTable = (id: 'movements' | 'cardMoves', rows: readonly Move[]): ReportTable =>
  tableFrom(id, rows, [
    ['figure', ([figure]) => figure],
    ['count', ([, count]) => count],
    ['amount', ([, , amount]) => amount],
  ]);

/** From what was sold to what was taken. */
const movements = ({ today }: DailyFacts): ReportTable =>
  movesTable('movements', [
    ['gross', today.sales, today.amount],
    ['discounts', null, today.discount],
    ['voids', today.voids, -today.voided],
    ['returns', today.returns, -today.returned],
    ['net', ticketsOf(today), netOf(today)],
  ]);

const isCard = ({ code }: CutFacts): boolean => code === '1';

/** What the families' cards were given and what they paid. */
export const cardMoves = (
  all: Sums,
  methods: readonly CutFacts[],
  adjustments?: { readonly count: number; readonly amount: number },
): ReportTable => {
  const cards = methods.filter(isCard).map(({ sums }) => sums);
  const sum = (of: (sums: Sums) => number): number => cards.reduce((total, one) => total + of(one), 0);
  const back = sum((one) => one.voided + one.returned);
  return movesTable('cardMoves', [
    ['topups', all.topups, all.toppedUp],
    ['consumption', sum((one) => one.sales), -sum((one) => one.amount)],
    ...(back === 0 && !adjustments
      ? []
      : [['refunds', sum((one) => one.voids + one.returns), back] as const]),
    ...(adjustments ? [['adjustments', adjustments.count, adjustments.amount] as const] : []),
  ]);
};

/** The drawers of the shifts that were closed, and those that still are open. */
const drawer = ({ shifts }: DailyFacts): ReportTable => {
  const sum = (of: (shift: ShiftFacts) => number | null): number =>
    shifts.reduce((total, shift) => total + (of(shift) ?? 0), 0);
  return tableFrom(
    'drawer',
    shifts,
    [
      ['till', ({ till }) => till],
      ['z', ({ z }) => z],
      ['state', ({ closedAt }) => (closedAt === null ? 'openShift' : 'closedShift')],
      ['cashier', ({ openedBy }) => openedBy],
      ['expected', ({ expected }) => expected],
      ['counted', ({ counted }) => counted],
      ['difference', ({ difference }) => difference],
    ],
    {
      total: [
        null,
        null,
        null,
        null,
        sum(({ expected }) => expected),
        sum(({ counted }) => counted),
        sum(({ difference }) => difference),
      ],
    },
  );
};

export const lowStockTable = (stock: readonly StockFacts[]): ReportTable =>
  tableFrom('lowStock', stock, [
    ['code', ({ code }) => code],
    ['name', ({ name }) => name],
    ['stock', (one) => one.stock],
    ['minimum', ({ minimum }) => minimum],
    ['missing', (one) => Math.max(0, one.minimum - one.stock)],
  ]);

export const methodsTable = (methods: readonly CutFacts[]): ReportTable =>
  sumsTable(
    'methods',
    [...methods].sort(byNet),
    [['name', ({ name }) => name]],
    ['payments', 'gross', 'back', 'net', 'share', 'topups', 'toppedUp', 'received'],
  );

export const hoursTable = (hours: readonly CutFacts[], cutMinutes: number): ReportTable =>
  sumsTable(
    'hours',
    [...hours].sort(byHour(cutMinutes)),
    [['hour', ({ key }) => key]],
    ['tickets', 'units', 'net', 'average', 'share'],
  );

export const dailyTables = (facts: DailyFacts): readonly ReportTable[] => [
  summary(facts),
  methodsTable(facts.methods),
  hoursTable(
    facts.hours.filter(({ sums }) => sums.sales > 0 || netOf(sums) !== 0),
    facts.cutMinutes,
  ),
  sumsTable(
    'bestSellers',
    [...facts.bestSellers].sort((a, b) => unitsOf(b.sums) - unitsOf(a.sums) || byNet(a, b)),
    [['name', ({ name }) => name]],
    ['units', 'net'],
  ),
  sumsTable('taxes', mergeRates(facts.rates), [['rate', rateOf]], ['base', 'tax', 'amount'], 'amount'),
  movements(facts),
  cardMoves(facts.today, facts.methods),
  drawer(facts),
  lowStockTable(facts.lowStock),
];
