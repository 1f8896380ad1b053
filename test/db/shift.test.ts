import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { CloseShift } from '../../src/app/ports/shifts.ts';
import type { ActedBy } from '../../src/app/ports.ts';
import { documentOf } from '../../src/app/print-job.ts';
import {
  closeShift,
  moveCash,
  openShift,
  readShift,
  reprintClosing,
  requireShift,
} from '../../src/app/shift.ts';
import { gs } from '../../src/domain/money.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cashDue } from '../support/ledgers.ts';
import { cash, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let cashier: Actor;
let manager: Actor;
let admin: Actor;

const as = (actor: Actor): ActedBy => ({ actor, grant: null });
const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const TILL = 1;

const open = (float = 50_000, tillId = TILL, uuid = randomUUID()) =>
  openShift(services, as(cashier), { uuid, tillId, float });
const move = (direction: 'Entrada' | 'Salida', amount: number, uuid = randomUUID(), reason = 'prueba') =>
  moveCash(services, as(cashier), { uuid, tillId: TILL, direction, amount, reason });
const close = (over: Partial<CloseShift> = {}) =>
  closeShift(services, as(cashier), {
    uuid: randomUUID(),
    tillId: TILL,
    shiftId: null,
    count: gs(0),
    reason: '',
    ...over,
  });
const till = async (id = TILL) => db.owner('cajas').where('id_caja', id).first();
const rows = async (table: string): Promise<number> =>
  Number((await db.owner(table).count({ n: '*' }))[0]?.n);

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [cashier, manager, admin] = await Promise.all([
    actorOf(db.owner, 'cajero'),
    actorOf(db.owner, 'gerente'),
    actorOf(db.owner, 'admin'),
  ]);
  await db
    .owner('cajas')
    .insert([12, 13, 14, 15].map((id) => ({ id_caja: id, codigo: `0${id}`, nombre: `Caja ${id}` })));
});
afterAll(() => db.close());

/** Each test finds the till without a shift. */
beforeEach(async () => {
  for (const { id_caja } of await db.owner('cajas').whereNotNull('id_turno'))
    good(await close({ tillId: id_caja, reason: 'entre pruebas' }));
});

describe('opening', () => {
  it('gives the till one shift; a second one is refused', async () => {
    const shift = good(await open(75_000));
    expect(shift).toMatchObject({ till: '001', state: 'Abierto', float: 75_000, openedBy: cashier.name });
    expect(await services.shifts.current(TILL)).toEqual(shift);
    expect(codeOf(await open())).toBe('TURNO_YA_ABIERTO');
    expect((await till()).id_turno).toBe(shift.id);
  });

  it('sent twice under one UUID is one shift; another one under it is refused', async () => {
    const uuid = randomUUID();
    const first = good(await open(10_000, TILL, uuid));
    expect(good(await open(10_000, TILL, uuid)).id).toBe(first.id);
    expect(codeOf(await open(20_000, TILL, uuid))).toBe('UUID_EN_CONFLICTO');
    expect(codeOf(await open(10_000, 12, uuid))).toBe('UUID_EN_CONFLICTO');
  });

  it('by two people at once opens one', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => open()));
    expect(results.map(codeOf).sort()).toEqual([
      'TURNO_YA_ABIERTO',
      'TURNO_YA_ABIERTO',
      'TURNO_YA_ABIERTO',
      'TURNO_YA_ABIERTO',
      'TURNO_YA_ABIERTO',
      'ok',
    ]);
  });

  it.each([-1, 1.5, Number.NaN, 1e15])('refuses the float %s', async (float) => {
    expect(codeOf(await open(float))).toBe('MONTO_INVALIDO');
    expect((await till()).id_turno).toBeNull();
  });

  it('refuses a till that is not there, or not in use', async () => {
    expect(codeOf(await open(0, 999))).toBe('CAJA_INVALIDA');
    await db.owner('cajas').where('id_caja', 15).update({ activo: 0 });
    expect(codeOf(await open(0, 15))).toBe('CAJA_INVALIDA');
  });
});

describe('cash in and out', () => {
  it('moves what should be in the drawer, once, with its paper', async () => {
    const shift = good(await open(50_000));
    const uuid = randomUUID();
    const moved = good(await move('Entrada', 20_000, uuid, '  sencillo '));
    expect(moved).toMatchObject({ direction: 'Entrada', amount: 20_000, reason: 'sencillo' });
    expect(good(await move('Entrada', 20_000, uuid))).toEqual(moved);
    expect(codeOf(await move('Entrada', 30_000, uuid))).toBe('UUID_EN_CONFLICTO');
    good(await move('Salida', 65_000));
    const { figures } = good(await readShift(services, as(cashier), TILL, false));
    expect(figures.cash).toMatchObject({ in: 20_000, out: 65_000, expected: 5_000 });
    expect(await services.shifts.cashMoves(shift.id)).toHaveLength(2);
    expect(
      await db.owner('trabajos_impresion').where({ tipo: 'mov_caja', id_referencia: moved.id }),
    ).toHaveLength(1);
  });

  it('never takes out more than should be there, even at once', async () => {
    const shift = good(await open(50_000));
    expect(codeOf(await move('Salida', 50_001))).toBe('EFECTIVO_INSUFICIENTE');
    const results = await Promise.all(Array.from({ length: 8 }, () => move('Salida', 20_000)));
    expect(results.map(codeOf).filter((code) => code === 'ok')).toHaveLength(2);
    expect(await services.shifts.cashMoves(shift.id)).toHaveLength(2);
  });

  it('needs a shift, a reason and an amount', async () => {
    expect(codeOf(await move('Entrada', 1_000))).toBe('TURNO_CERRADO');
    good(await open());
    expect(codeOf(await move('Entrada', 1_000, randomUUID(), '   '))).toBe('MOTIVO_REQUERIDO');
    expect(codeOf(await move('Entrada', 1_000, randomUUID(), 'x'.repeat(10_000)))).toBe('TEXTO_LARGO');
    for (const amount of [0, -5, 0.5, 1e13])
      expect(codeOf(await move('Salida', amount))).toBe('MONTO_INVALIDO');
  });

  it('keeps a reason as it was typed, whatever it looks like', async () => {
    good(await open());
    const reason = `'); DROP TABLE turnos; -- \u001b[31m 😀 {"a":1}`;
    expect(good(await move('Entrada', 1, randomUUID(), reason)).reason).toBe(reason);
  });
});

describe('a sale', () => {
  it('counts in the shift that is open, without its change', async () => {
    const shift = good(await open(10_000));
    good(await services.sales.register(saleOf({ pagos: [cash(25_000, 100_000)] })));
    const { figures } = good(await readShift(services, as(cashier), TILL, false));
    expect(figures.sales).toMatchObject({ tickets: 1, units: 3, total: 25_000 });
    expect(figures.cash).toMatchObject({ sales: 25_000, expected: 35_000 });
    expect(figures.methods).toEqual([
      { methodId: 1, method: 'EFECTIVO', isCash: true, sales: 25_000, topups: 0, refunds: 0 },
    ]);
    expect(await db.owner('ventas').where('id_turno', shift.id)).toHaveLength(1);
  });

  it('is refused without a shift where the store works with shifts', async () => {
    good(await requireShift(services, as(admin), true));
    expect(await services.shifts.required()).toBe(true);
    expect(codeOf(await services.sales.register(saleOf()))).toBe('TURNO_CERRADO');
    good(await open());
    expect(codeOf(await services.sales.register(saleOf()))).toBe('ok');
    good(await requireShift(services, as(admin), false));
    good(await close({ reason: 'fin' }));
    expect(codeOf(await services.sales.register(saleOf()))).toBe('ok');
  });
});

describe('closing', () => {
  it('stores count, difference, reason and the whole summary, with its paper', async () => {
    const shift = good(await open(50_000));
    good(await services.sales.register(saleOf()));
    const x = good(await readShift(services, as(cashier), TILL, false));
    const before = (await till()).ultimo_z;
    const count = [
      { denomination: 50_000, pieces: 1 },
      { denomination: 5_000, pieces: 4 },
    ] as const;
    const closed = good(await close({ count, reason: 'Faltó un vuelto' }));
    expect(closed.closing).toMatchObject({
      z: before + 1,
      expected: 75_000,
      counted: 70_000,
      difference: -5_000,
      reason: 'Faltó un vuelto',
      closedBy: cashier.name,
    });
    expect(closed.count).toEqual(count);
    expect(closed.figures).toEqual(x.figures);
    expect(cashDue(closed.figures)).toBe(closed.closing.expected);
    const stored = JSON.parse((await db.owner('turnos').where('id_turno', shift.id).first()).resumen);
    expect(stored.efectivo).toMatchObject({ fondo: 50_000, ventas: 25_000, esperado: 75_000 });
    expect(await till()).toMatchObject({ id_turno: null, ultimo_z: before + 1 });
    expect(good(await services.shifts.show(shift.id))).toEqual(closed);
    expect(
      await db.owner('trabajos_impresion').where({ tipo: 'cierre_z', id_referencia: shift.id }),
    ).toHaveLength(1);
  });

  it('asks for a reason where the count differs, keeps that it was asked, and then closes', async () => {
    const shift = good(await open(50_000));
    const refused = await close({ count: gs(49_000) });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'MOTIVO_REQUERIDO', params: { diferencia: -1_000 } },
    });
    expect((await till()).id_turno).toBe(shift.id);
    const [asked] = await db
      .owner('auditoria')
      .where({ tabla: 'turnos', id_registro: shift.id, accion: 'conteo' });
    expect(JSON.parse(asked.despues)).toEqual({ contado: 49_000, esperado: 50_000, diferencia: -1_000 });
    expect(asked.id_usuario).toBe(cashier.id);
    expect(good(await close({ count: gs(49_000), reason: 'x' })).closing.difference).toBe(-1_000);
  });

  it('needs no reason without a difference, nor without a single coin', async () => {
    good(await open(0));
    expect(good(await close({ count: [] })).closing).toMatchObject({
      counted: 0,
      difference: 0,
      reason: null,
    });
  });

  it('by several at once closes once and tells the others', async () => {
    good(await open(0));
    const z = (await till()).ultimo_z;
    const results = await Promise.all(Array.from({ length: 6 }, () => close()));
    expect(results.map(codeOf).sort()).toEqual([...Array(5).fill('TURNO_CERRADO'), 'ok']);
    expect((await till()).ultimo_z).toBe(z + 1);
  });

  it('sent again under its UUID answers with the closing; with another count it is refused', async () => {
    good(await open(0));
    const uuid = randomUUID();
    const closed = good(await close({ uuid }));
    good(await open(7));
    expect(good(await close({ uuid }))).toEqual(closed);
    expect(codeOf(await close({ uuid, count: gs(7) }))).toBe('UUID_EN_CONFLICTO');
    expect(await services.shifts.current(TILL)).toMatchObject({ float: 7 });
  });

  it('does not close the shift of somebody who opened another meanwhile', async () => {
    const old = good(await open(0));
    good(await close());
    good(await open(0));
    expect(codeOf(await close({ shiftId: old.id }))).toBe('CONFLICTO');
  });

  it('numbers each till by itself without gaps, whatever is refused, at once on several tills', async () => {
    const tills = [1, 12, 13, 14];
    const before = Object.fromEntries(
      await Promise.all(tills.map(async (id) => [id, (await till(id)).ultimo_z])),
    );
    for (let round = 0; round < 5; round++) {
      await Promise.all(tills.map(async (id) => good(await open(1_000, id))));
      await Promise.all(
        tills.flatMap((tillId) => [
          close({ tillId, count: gs(5) }),
          close({ tillId, count: gs(1_000) }),
          close({ tillId, count: gs(1_000) }),
        ]),
      );
    }
    for (const id of tills) {
      const numbers = (
        await db.owner('turnos').where('id_caja', id).whereNotNull('numero_z').orderBy('numero_z')
      ).map((row) => row.numero_z);
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      expect(numbers.length).toBe(before[id] + 5);
    }
  });

  it('lets what is parked at the till expire, and only there', async () => {
    good(await open(0));
    const park = (id_caja: number, nota: string) =>
      db.owner('ventas_espera').insert({
        uuid: randomUUID(),
        id_caja,
        id_usuario: cashier.id,
        nota,
        contenido: '{}',
        total: 12_000,
        unidades: 2,
        creada_en: db.owner.raw('ahora_local()'),
      });
    await park(TILL, 'vuelve con plata');
    await park(12, 'de otra caja');
    expect(await services.shifts.parkedAt(TILL)).toMatchObject([{ note: 'vuelve con plata', total: 12_000 }]);
    const closed = good(await close());
    expect(closed.figures.parked).toEqual({ count: 1, total: 12_000 });
    const states = await db.owner('ventas_espera').orderBy('id_espera').select('estado', 'cerrada_por');
    expect(states).toEqual([
      { estado: 'Vencida', cerrada_por: cashier.id },
      { estado: 'Abierta', cerrada_por: null },
    ]);
  });

  it.each([
    ['an unknown note', [{ denominacion: 3, cantidad: 1 }]],
    [
      'a note twice',
      [
        { denominacion: 500, cantidad: 1 },
        { denominacion: 500, cantidad: 2 },
      ],
    ],
    ['pieces that are none', [{ denominacion: 500, cantidad: -1 }]],
    ['half a piece', [{ denominacion: 500, cantidad: 0.5 }]],
    ['words', [{ denominacion: 'mil', cantidad: 'dos' }]],
    ['no list', { denominacion: 500 }],
    ['far too many', [{ denominacion: 100_000, cantidad: 1e9 }]],
  ])('refuses a count with %s', async (_, conteo) => {
    good(await open(0));
    const document = { sesion: cashier.session, uuid: randomUUID(), id_caja: TILL, conteo, motivo: 'x' };
    await expect(db.till.raw('CALL sp_cerrar_turno(?)', [JSON.stringify(document)])).rejects.toMatchObject({
      errno: 1644,
      sqlMessage: 'DOCUMENTO_INVALIDO|campo=conteo',
    });
    expect((await till()).id_turno).not.toBeNull();
  });
});

describe('readings and copies', () => {
  it('print what was read, however much is sold before the paper comes', async () => {
    good(await open(1_000));
    const first = good(await readShift(services, as(cashier), TILL, true));
    const [job] = await db
      .owner('trabajos_impresion')
      .where('tipo', 'lectura_x')
      .orderBy('id_trabajo', 'desc');
    good(await move('Entrada', 500));
    expect(good(await services.shifts.reading(Number(job.id_referencia)))).toEqual(first);
    expect(good(await readShift(services, as(cashier), TILL, false)).figures.readings).toBe(1);
  });

  it('come on paper from the queue, in the order in which they were asked for', async () => {
    good(await open(2_000));
    good(await move('Entrada', 500));
    good(await readShift(services, as(cashier), TILL, true));
    const { shift } = good(await close({ count: gs(2_500) }));
    good(await reprintClosing(services, as(cashier), shift.id, TILL));
    const ports = { ...services, words, printer: { device: 'papel', columns: 32 }, till: '001' };
    const jobs = (await services.spool.list({ tillId: TILL, limit: 4 })).toSorted((a, b) => a.id - b.id);
    const papers = await Promise.all(jobs.map(async (job) => good(await documentOf(ports, job))));
    expect(papers.map(({ receipt }) => layoutReceipt(receipt, 32)[5]?.trim())).toEqual([
      'ENTRADA DE CAJA',
      'LECTURA X',
      expect.stringMatching(/^CIERRE Z N\.º \d+$/),
      expect.stringMatching(/^CIERRE Z N\.º \d+$/),
    ]);
    expect(papers.map(({ receipt }) => receipt.openDrawer)).toEqual([true, false, true, false]);
    expect(papers.at(-1)?.name).toMatch(/^z-001-\d+-copia1$/);
    expect(layoutReceipt(papers[3]?.receipt ?? { lines: [], openDrawer: false }, 32)[6]).toContain(
      'REIMPRESIÓN N.º 1',
    );
  });

  it('number the copies of a closing, also when asked for at once', async () => {
    const shift = good(await open(0));
    expect(codeOf(await reprintClosing(services, as(cashier), shift.id, TILL))).toBe('TURNO_INEXISTENTE');
    good(await close());
    const jobs = await Promise.all(
      [1, 2, 3].map(async () => good(await reprintClosing(services, as(cashier), shift.id, TILL))),
    );
    expect(jobs.map((job) => job.copy).sort()).toEqual([1, 2, 3]);
    expect(codeOf(await services.shifts.show(999_999))).toBe('TURNO_INEXISTENTE');
  });

  it('list shifts by till, day and state', async () => {
    good(await open(3));
    const [today] = await db.owner.raw('SELECT DATE(ahora_local()) AS d').then(([r]) => r);
    expect((await services.shifts.list({ state: 'Abierto' })).map(({ shift }) => shift.float)).toEqual([3]);
    expect(await services.shifts.list({ from: today.d, to: today.d, tillId: 14 })).toHaveLength(5);
    expect(await services.shifts.list({ to: '2001-01-01' })).toEqual([]);
  });
});

describe('who may', () => {
  it('is asked by the use case and by the routine', async () => {
    expect(codeOf(await requireShift(services, as(cashier), true))).toBe('PERMISO_DENEGADO');
    expect(codeOf(await requireShift(services, as(manager), true))).toBe('PERMISO_DENEGADO');
    expect(codeOf(await services.shifts.require(as(cashier), true))).toBe('PERMISO_DENEGADO');
    const stranger = { ...admin, session: 'x'.repeat(43) };
    const by = as(stranger);
    const uuid = randomUUID();
    expect(codeOf(await openShift(services, by, { uuid, tillId: TILL, float: 0 }))).toBe('SESION_REQUERIDA');
    good(await open(0));
    for (const refused of [
      await moveCash(services, by, { uuid, tillId: TILL, direction: 'Entrada', amount: 1, reason: 'x' }),
      await readShift(services, by, TILL, true),
      await closeShift(services, by, { uuid, tillId: TILL, shiftId: null, count: gs(0), reason: 'x' }),
      await requireShift(services, by, true),
    ])
      expect(codeOf(refused)).toBe('SESION_REQUERIDA');
    expect(await services.shifts.required()).toBe(false);
  });

  it('changes no setting but those that are meant to', async () => {
    for (const [clave, valor] of [
      ['zona_horaria', '+14:00'],
      ['exige_turno', 'sí'],
      ['demo', '1'],
      ['exige_turno', null],
    ]) {
      const document = JSON.stringify({ sesion: admin.session, clave, valor });
      await expect(db.till.raw('CALL sp_actualizar_ajuste(?)', [document])).rejects.toMatchObject({
        errno: 1644,
      });
    }
  });

  it('leaves nothing of a person on the connection', async () => {
    const [[state]] = await db.till.raw('SELECT @pos_usuario AS u, @pos_mueve AS m');
    expect(state).toEqual({ u: null, m: null });
    expect(await rows('turnos')).toBeGreaterThan(20);
  });
});
