import type { ReportTable } from './report.ts';
import type {
  BackFacts,
  BalanceFacts,
  CardStateFacts,
  RestrictionFacts,
  ShiftFacts,
  StockValueFacts,
} from './report-facts.ts';
import { tableFrom } from './report-tables.ts';

const sumOf = <Row>(rows: readonly Row[], of: (row: Row) => number | null): number =>
  rows.reduce((total, row) => total + (of(row) ?? 0), 0);

export const shiftsTable = (shifts: readonly ShiftFacts[]): ReportTable =>
  tableFrom(
    'shifts',
    shifts,
    [
      ['till', ({ till }) => till],
      ['z', ({ z }) => z],
      ['opened', ({ openedAt }) => openedAt],
      ['closed', ({ closedAt }) => closedAt],
      ['cashier', ({ openedBy }) => openedBy],
      ['gross', ({ sales }) => sales],
      ['expected', ({ expected }) => expected],
      ['counted', ({ counted }) => counted],
      ['difference', ({ difference }) => difference],
      ['reason', ({ reason }) => reason],
    ],
    {
      total: [
        null,
        null,
        null,
        null,
        null,
        sumOf(shifts, ({ sales }) => sales),
        sumOf(shifts, ({ expected }) => expected),
        sumOf(shifts, ({ counted }) => counted),
        sumOf(shifts, ({ difference }) => difference),
        null,
      ],
    },
  );

export const stockValueTable = (categories: readonly StockValueFacts[]): ReportTable =>
  tableFrom(
    'stockValue',
    categories,
    [
      ['name', ({ category }) => category],
      ['products', ({ products }) => products],
      ['units', ({ units }) => units],
      ['cost', ({ cost }) => cost],
      ['value', ({ value }) => value],
    ],
    {
      total: [
        null,
        sumOf(categories, ({ products }) => products),
        sumOf(categories, ({ units }) => units),
        sumOf(categories, ({ cost }) => cost),
        sumOf(categories, ({ value }) => value),
      ],
      bars: 'value',
    },
  );

export const cardStatesTable = (states: readonly CardStateFacts[]): ReportTable =>
  tableFrom(
    'cardStates',
    states,
    [
      ['state', ({ state }) => state],
      ['cards', ({ cards }) => cards],
      ['balance', ({ balance }) => balance],
    ],
    {
      total: [null, sumOf(states, ({ cards }) => cards), sumOf(states, ({ balance }) => balance)],
      bars: 'balance',
    },
  );

export const balancesTable = (families: readonly BalanceFacts[]): ReportTable =>
  tableFrom(
    'balances',
    families,
    [
      ['client', ({ client }) => client],
      ['cards', ({ cards }) => cards],
      ['balance', ({ balance }) => balance],
    ],
    {
      total: [null, sumOf(families, ({ cards }) => cards), sumOf(families, ({ balance }) => balance)],
      bars: 'balance',
    },
  );

/** How often each severity was confirmed, and how often a manager had to allow it. */
export const restrictionTables = (rows: readonly RestrictionFacts[]): readonly ReportTable[] => {
  const severities = [...new Set(rows.map(({ severity }) => severity))].sort();
  const sums = severities.map((severity) => {
    const those = rows.filter((row) => row.severity === severity);
    return { severity, count: those.length, approved: those.filter((row) => row.approvedBy !== null).length };
  });
  return [
    tableFrom(
      'restrictionSums',
      sums,
      [
        ['severity', ({ severity }) => severity],
        ['count', ({ count }) => count],
        ['approved', ({ approved }) => approved],
      ],
      { total: [null, sumOf(sums, ({ count }) => count), sumOf(sums, ({ approved }) => approved)] },
    ),
    tableFrom('restrictions', rows, [
      ['moment', ({ at }) => at],
      ['sale', ({ sale }) => sale],
      ['student', ({ student }) => student],
      ['product', ({ product }) => product],
      ['restriction', ({ restriction }) => restriction],
      ['severity', ({ severity }) => severity],
      ['blocking', ({ blocking }) => (blocking ? 'yes' : 'no')],
      ['person', ({ confirmedBy }) => confirmedBy],
      ['approver', ({ approvedBy }) => approvedBy],
      ['reason', ({ reason }) => reason],
    ]),
  ];
};

export const voidTables = (rows: readonly BackFacts[]): readonly ReportTable[] => {
  const sums = (['void', 'return'] as const)
    .map((kind) => ({ kind, those: rows.filter((row) => row.kind === kind) }))
    .filter(({ those }) => those.length > 0);
  return [
    tableFrom(
      'voidSums',
      sums,
      [
        ['kind', ({ kind }) => kind],
        ['count', ({ those }) => those.length],
        ['amount', ({ those }) => sumOf(those, ({ amount }) => amount)],
      ],
      { total: [null, rows.length, sumOf(rows, ({ amount }) => amount)] },
    ),
    tableFrom('voids', rows, [
      ['moment', ({ at }) => at],
      ['kind', ({ kind }) => kind],
      ['sale', ({ sale }) => sale],
      ['till', ({ till }) => till],
      ['amount', ({ amount }) => amount],
      ['person', ({ person }) => person],
      ['approver', ({ approvedBy }) => approvedBy],
      ['reason', ({ reason }) => reason],
    ]),
  ];
};
