import type { Knex } from 'knex';
import { rebuildRollUps } from '../../migrations/20261126100200_resumen_ventas.ts';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { recentRollUpDifferences, rollUpDifferences } from '../../src/adapters/db/health.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readReport } from '../../src/app/report.ts';
import { addDays } from '../../src/domain/business-time.ts';
import type { ReportKind } from '../../src/domain/report.ts';
import { freshDatabase } from '../support/database.ts';
import { fillHistory } from '../support/history.ts';
import { type BenchTable, median, ms, timed } from './measure.ts';

/*
 * Reports over five years of sales beside plain SQL on the same indexed tables, and beside a history of the same
 * density that has just begun: a report should cost its days, not what lies behind them.
 */

const LAST_DAY = '2026-11-26';
const SALES = { whole: 2_000_000, small: 60_000 } as const;
const DAYS = 1_826;
const YOUNG = 20_000;
const ROUNDS = 15;
const MID_MONTH = '2026-10-15';

const SPANS = [
  ['a day', 1],
  ['30 days', 30],
  ['365 days', 365],
] as const;

/** Takings, tickets and the amounts by method of a period, as one would write it without roll-ups. */
const plain = async (owner: Knex, from: string): Promise<void> => {
  await owner.raw(
    `SELECT dia_negocio, COUNT(*), SUM(total) FROM ventas WHERE dia_negocio BETWEEN ? AND ? GROUP BY dia_negocio`,
    [from, LAST_DAY],
  );
  await owner.raw(
    `SELECT p.id_medio, SUM(p.monto_aplicado) FROM ventas v JOIN pagos_venta p ON p.id_venta = v.id_venta
     WHERE v.dia_negocio BETWEEN ? AND ? GROUP BY p.id_medio`,
    [from, LAST_DAY],
  );
};

/** The median and the least of some rounds, as they stand in the table. */
const timesOf = async (work: () => Promise<unknown>, rounds = ROUNDS): Promise<string> => {
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push(await timed(work));
  return `${ms(median(samples))} (${ms(Math.min(...samples))})`;
};

interface Shop {
  readonly read: (kind: ReportKind, from: string, to?: string) => Promise<void>;
  readonly owner: Knex;
  readonly filledIn: number;
  readonly rolledUpIn: number;
  readonly close: () => Promise<void>;
}

const shopOf = async (sales: number, days: number): Promise<Shop> => {
  const database = await freshDatabase({ seed: 'demo' });
  const owner = openDatabase(database.ownerTarget, { pool: 2, statementTimeoutMs: 0 });
  const close = async (): Promise<void> => {
    await owner.destroy();
    await database.close();
  };
  try {
    const filledIn = await timed(() =>
      fillHistory(
        owner,
        { sales, lastDay: LAST_DAY, days, tills: 4, products: 300, clients: 500 },
        (done, all) => console.error(`  ${sales} sales: ${done} of ${all} tables`),
      ),
    );
    const rolledUpIn = await timed(() =>
      rebuildRollUps(owner, (done, all) => console.error(`  roll-ups: ${done} of ${all} months`)),
    );
    const services = {
      ...databaseServices(database.till),
      clock: { now: () => new Date(`${LAST_DAY}T18:00:00Z`) },
    };
    const read = async (kind: ReportKind, from: string, to = LAST_DAY): Promise<void> => {
      const report = await readReport(services, 'system', { kind, from, to });
      if (!report.ok || report.value.empty) throw new Error('nothing to report');
    };
    return { read, owner, filledIn, rolledUpIn, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** @param small a history that is made in seconds, for a quick look */
export async function run({ small = false } = {}): Promise<BenchTable> {
  const sales = small ? SALES.small : SALES.whole;
  const density = sales / DAYS;
  const young = await shopOf(Math.min(YOUNG, sales), Math.max(1, Math.round(YOUNG / density)));
  const old = await shopOf(sales, DAYS).catch(async (error) => {
    await young.close();
    throw error;
  });
  try {
    const rows: (string | number)[][] = [];
    const add = async (name: string, kind: ReportKind, days: number, floor = false, to = LAST_DAY) => {
      const from = addDays(to, 1 - days);
      rows.push([
        name,
        await timesOf(() => old.read(kind, from, to)),
        floor ? await timesOf(() => plain(old.owner, from), days > 100 ? 3 : ROUNDS) : '',
        to === LAST_DAY ? await timesOf(() => young.read(kind, from)) : '',
      ]);
    };
    await add('daily (the whole sheet)', 'daily', 1, true);
    for (const [name, days] of SPANS) await add(`period, ${name}`, 'period', days, true);
    for (const kind of ['payments', 'cashiers', 'hours', 'taxes', 'products', 'clients'] as const)
      await add(`${kind}, 365 days`, kind, 365);
    for (const kind of ['products', 'clients'] as const)
      await add(`${kind}, 365 days to a mid-month`, kind, 365, false, MID_MONTH);
    const looked = await timed(() => recentRollUpDifferences(old.owner));
    const compared = await timed(() => rollUpDifferences(old.owner));
    const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
    return {
      title: `Reports over ${sales.toLocaleString('en')} sales and ${(sales * 3).toLocaleString('en')} lines in ${DAYS} days`,
      columns: ['report', 'p50 (min) ms', 'plain SQL ms', `of ${YOUNG.toLocaleString('en')} sales, ms`],
      rows,
      note: `Plain SQL: takings by day and amounts by method, on the same indexes. History made in ${seconds(old.filledIn)}, its roll-ups from it in ${seconds(old.rolledUpIn)} (\`pos db rollups --rebuild\`), compared with it in ${seconds(compared)} (\`pos db rollups\`); the doctor's look at them took ${seconds(looked)}.`,
    };
  } finally {
    await Promise.all([young.close(), old.close()]);
  }
}
