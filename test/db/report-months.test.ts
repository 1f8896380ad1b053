import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildRollUps } from '../../migrations/20261126100200_resumen_ventas.ts';
import { mendRollUps, recentRollUpDifferences, rollUpDifferences } from '../../src/adapters/db/health.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { readReport } from '../../src/app/report.ts';
import { columnOf, type ReportTable, tableOf } from '../../src/domain/report.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { fillHistory } from '../support/history.ts';
import { truthOf } from '../support/report-truth.ts';

const LAST_DAY = '2026-11-26';
let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await fillHistory(db.owner, {
    sales: 1_500,
    lastDay: LAST_DAY,
    days: 500,
    tills: 2,
    products: 40,
    clients: 20,
  });
  await rebuildRollUps(db.owner);
});
afterAll(() => db.close());

const CUTS = [
  ['products', 'code', truthOf.products],
  ['categories', 'name', truthOf.categories],
  ['clients', 'name', truthOf.clients],
] as const;

const SPANS = [
  ['2025-11-27', LAST_DAY],
  ['2025-11-12', '2026-10-07'],
  ['2026-03-20', '2026-05-03'],
  ['2026-06-02', '2026-06-29'],
  ['2026-06-01', '2026-06-30'],
  ['2026-08-05', '2026-08-09'],
  ['2025-01-01', '2027-01-31'],
] as const;

const netsOf = async (kind: (typeof CUTS)[number][0], from: string, to: string, tillId: number | null) => {
  const services = { ...databaseServices(db.till), clock: { now: () => new Date(`${LAST_DAY}T18:00:00Z`) } };
  const report = await readReport(services, 'system', { kind, from, to, ...(tillId ? { tillId } : {}) });
  if (!report.ok) throw new Error(JSON.stringify(report));
  return tableOf(report.value, kind) as ReportTable;
};

describe('a long period, read from sums of months', () => {
  it('says what plain SQL says, wherever it begins and ends', async () => {
    for (const [from, to] of SPANS)
      for (const tillId of [null, 2])
        for (const [kind, name, truth] of CUTS) {
          const table = await netsOf(kind, from, to, tillId);
          const nets = columnOf(table, 'net');
          const read = Object.fromEntries(
            columnOf(table, name).map((key, at) => [String(key) || 'null', nets[at]]),
          );
          const plain = await truth(db.owner, { from, to, tillId });
          expect(plain.length).toBeGreaterThan(0);
          expect([kind, from, to, tillId, read]).toEqual([
            kind,
            from,
            to,
            tillId,
            Object.fromEntries(plain.map(({ key, net }) => [key, net])),
          ]);
        }
  });
});

describe('the look at roll-ups', () => {
  const sound = { figures: 0, firstDay: null };

  it('finds what is wrong with a month and with an old day, and mends that month alone', async () => {
    expect(await rollUpDifferences(db.owner)).toEqual(sound);
    expect(await recentRollUpDifferences(db.owner)).toEqual({
      ...sound,
      days: { since: '2026-11-17', totalsSince: '2025-11-01' },
    });
    for (const [cut, day, all, recent] of [
      [15, '2026-11-01', 1, 1],
      [3, '2026-11-20', 1, 1],
      [1, '2026-02-04', 1, 2],
      [1, '2025-08-05', 1, 0],
      [17, '2025-12-01', 1, 1],
    ] as const) {
      await db.owner.raw(
        'UPDATE resumen_ventas SET monto = monto + 1 WHERE corte = ? AND dia_negocio = ? LIMIT 1',
        [cut, day],
      );
      expect([cut, day, await rollUpDifferences(db.owner)]).toEqual([
        cut,
        day,
        { figures: all, firstDay: day },
      ]);
      const found = await recentRollUpDifferences(db.owner);
      const month = recent > 0 ? day.slice(0, 7) : undefined;
      expect([cut, day, found.figures, found.firstDay?.slice(0, 7)]).toEqual([cut, day, recent, month]);
      expect(await mendRollUps(db.owner)).toEqual({ found: { figures: all, firstDay: day }, left: sound });
      expect(await rollUpDifferences(db.owner)).toEqual(sound);
    }
  });

  it('finds a sum that is missing and one too many', async () => {
    await db.owner.raw("DELETE FROM resumen_ventas WHERE corte = 5 AND dia_negocio = '2026-02-11' LIMIT 1");
    await db.owner.raw(
      "INSERT INTO resumen_ventas (corte, dia_negocio, id_caja, clave, ventas) VALUES (6, '2026-02-04', 1, 999, 1)",
    );
    // The product's month is short of its day's sum, too.
    expect(await rollUpDifferences(db.owner)).toEqual({ figures: 3, firstDay: '2026-02-01' });
    expect((await mendRollUps(db.owner)).left).toEqual(sound);
  });
});
