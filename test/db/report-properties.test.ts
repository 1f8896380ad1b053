import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { type ReportRequest, readReport } from '../../src/app/report.ts';
import { addDays, businessDay } from '../../src/domain/business-time.ts';
import { type ColumnId, columnOf, type ReportTable, type TableId, tableOf } from '../../src/domain/report.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { act, doAct, stockShop } from '../support/random-shop.ts';
import { numberOf, type Truth, truthOf } from '../support/report-truth.ts';

let db: TestDatabase;
let manager: Actor;
let admin: Actor;
const clock = { now: () => new Date() };
const today = businessDay(clock.now());
const span = { from: addDays(today, -1), to: addDays(today, 1) };

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  [manager, admin] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'admin')]);
  await stockShop(db);
});
afterAll(() => db.close());

const read = async (request: ReportRequest) => {
  const result = await readReport({ ...databaseServices(db.till), clock }, manager, request);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
};
const tableFrom = async (request: ReportRequest, id: TableId): Promise<ReportTable> => {
  const table = tableOf(await read(request), id);
  if (!table) throw new Error(`no table ${id}`);
  return table;
};
const sumOf = (table: ReportTable, column: ColumnId): number =>
  columnOf(table, column).reduce((sum: number, value) => sum + Number(value ?? 0), 0);

/** Rows by what they are called, as plain SQL has them. */
const asTruth = (table: ReportTable, names: readonly ColumnId[], gross: ColumnId | null, net: ColumnId) => {
  const columns = names.map((name) => columnOf(table, name));
  return Object.fromEntries(
    table.rows.map((_, at) => [
      columns.map((values) => String(values[at])).join(' '),
      { gross: gross === null ? null : columnOf(table, gross)[at], net: columnOf(table, net)[at] },
    ]),
  );
};
const wanted = (truth: readonly Truth[], withGross: boolean) =>
  Object.fromEntries(truth.map(({ key, gross, net }) => [key, { gross: withGross ? gross : null, net }]));

/** A method that only topped up cards sold nothing; plain SQL does not know of it. */
const told = (rows: Readonly<Record<string, { gross: unknown; net: unknown }>>) =>
  Object.fromEntries(Object.entries(rows).filter(([, { gross, net }]) => Boolean(gross) || Boolean(net)));

const checkCuts = async (tillId: number | null): Promise<void> => {
  const request = { ...span, ...(tillId === null ? {} : { tillId }) };
  const at = { ...span, tillId };
  const cuts = [
    ['period', 'periods', ['period'], 'gross', 'net', truthOf.days],
    ['cashiers', 'cashiers', ['name'], 'gross', 'net', truthOf.cashiers],
    ['payments', 'methods', ['name'], 'gross', 'net', truthOf.methods],
    ['hours', 'hours', ['hour'], null, 'net', truthOf.hours],
    ['clients', 'clients', ['name'], null, 'net', truthOf.clients],
    ['products', 'products', ['code'], null, 'net', truthOf.products],
    ['categories', 'categories', ['name'], null, 'net', truthOf.categories],
    ['taxes', 'taxes', ['rate', 'invoiced'], 'gross', 'amount', truthOf.rates],
  ] as const;
  const [whole] = await truthOf.whole(db.owner, at);
  for (const [kind, id, names, gross, net, truth] of cuts) {
    const table = await tableFrom({ kind, ...request }, id);
    const plain = await truth(db.owner, at);
    expect([kind, told(asTruth(table, names, gross, net))]).toEqual([
      kind,
      told(wanted(plain, gross !== null)),
    ]);
    // Whichever way it is cut, it is the same money.
    expect([kind, sumOf(table, net)]).toEqual([kind, whole?.net ?? 0]);
    if (table.total) expect([kind, table.total[table.columns.indexOf(net)]]).toEqual([kind, whole?.net]);
  }
};

const checkDay = async (): Promise<void> => {
  const report = await read({ kind: 'daily' });
  const [whole] = await truthOf.whole(db.owner, { from: today, to: today });
  const summary = columnOf(tableOf(report, 'summary') as ReportTable, 'today');
  const [net = 0, tickets = 0] = [whole?.net, whole?.tickets];
  expect(summary).toEqual([
    net,
    tickets,
    tickets > 0 ? Math.round(net / tickets) : 0,
    await numberOf(
      db.owner,
      `(SELECT COALESCE(SUM(unidades), 0) FROM ventas WHERE dia_negocio = ?) - (SELECT COALESCE(SUM(x.cantidad), 0)
        FROM devoluciones d JOIN detalles_devolucion x ON x.id_devolucion = d.id_devolucion WHERE d.dia_negocio = ?)`,
      [today, today],
    ),
  ]);
  const [voids, returns] = [
    await numberOf(db.owner, "SELECT SUM(total) FROM devoluciones WHERE tipo = 'Anulacion'"),
    await numberOf(db.owner, "SELECT SUM(total) FROM devoluciones WHERE tipo = 'Devolucion'"),
  ];
  const discounts = await numberOf(
    db.owner,
    '(SELECT SUM(descuento) FROM ventas) + (SELECT SUM(descuento_linea) FROM detalles_venta)',
  );
  expect(
    columnOf(tableOf(report, 'movements') as ReportTable, 'amount').map((value) => Number(value) + 0),
  ).toEqual([whole?.gross ?? 0, discounts, 0 - voids, 0 - returns, net]);
  const [topups, paid] = columnOf(tableOf(report, 'cardMoves') as ReportTable, 'amount');
  expect(topups).toBe(await numberOf(db.owner, 'SELECT SUM(monto) FROM recargas'));
  expect(0 - Number(paid)).toBe(await numberOf(db.owner, 'SELECT SUM(monto_tarjeta) FROM ventas'));
  const backs = await tableFrom({ kind: 'voids', ...span }, 'voids');
  expect(sumOf(backs, 'amount')).toBe(voids + returns);
  const balances = await tableFrom({ kind: 'cards', ...span }, 'balances');
  expect(sumOf(balances, 'balance')).toBe(await numberOf(db.owner, 'SELECT SUM(saldo_actual) FROM tarjetas'));
  const taxes = await tableFrom({ kind: 'taxes', ...span }, 'taxes');
  expect(sumOf(taxes, 'tax')).toBe(
    await numberOf(
      db.owner,
      '(SELECT SUM(impuesto) FROM ventas) - (SELECT COALESCE(SUM(impuesto), 0) FROM devoluciones)',
    ),
  );
};

describe('reports over random days', () => {
  it('say what plain SQL says, whichever way they are cut', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 14 }), async (acts) => {
        for (const one of acts) if (await doAct(db, admin, one)) done++;
        await checkCuts(null);
        await checkCuts(2);
        await checkDay();
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(done).toBeGreaterThan(30);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('stay the same when the roll-ups are made anew from the sales', async () => {
    const before = await db.owner('resumen_ventas').orderBy(['corte', 'dia_negocio', 'id_caja', 'clave']);
    expect(before.length).toBeGreaterThan(20);
    await db.owner.raw('CALL sp_rehacer_resumen(?, ?)', [span.from, span.to]);
    const after = await db.owner('resumen_ventas').orderBy(['corte', 'dia_negocio', 'id_caja', 'clave']);
    expect(after).toEqual(before);
  });
});
