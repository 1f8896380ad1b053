import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { VoidRequest } from '../../src/app/ports/returns.ts';
import { returnSale, voidSale } from '../../src/app/return-sale.ts';
import { allThatIsLeft, previewReturn, type ReturnLine } from '../../src/domain/returns.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { TAX_MODES } from '../../src/domain/tax.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let cashier: Actor;
let manager: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  // Sold without end: what is tried here is what comes back.
  await db
    .owner('productos')
    .whereIn('id_producto', [ID.cola, ID.sandwich, 49])
    .update({ vende_sin_stock: 1 });
  cashier = await actorOf(db.owner, 'cajero');
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(() => db.close());

const sell = async (over: Partial<SaleDocument> = {}) => {
  const result = await services.sales.register(saleOf(over));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const stored = async (id: number) => {
  const shown = await services.sales.show(id);
  if (!shown.ok) throw new Error(JSON.stringify(shown.error));
  return shown.value;
};
const stockOf = async (id: number): Promise<number> =>
  (await db.owner('productos').where('id_producto', id).first()).stock_actual;
const balanceOf = async (number: string): Promise<number> =>
  (await db.owner('tarjetas').where('nro_tarjeta', number).first()).saldo_actual;

const ask = (saleId: number, over: Partial<VoidRequest> = {}): VoidRequest => ({
  uuid: randomUUID(),
  saleId,
  tillId: 1,
  reason: 'se equivocó',
  cardToCash: false,
  ...over,
});
const back = (
  line: number,
  quantity: number,
  destination: ReturnLine['destination'] = 'Stock',
): ReturnLine => ({
  line,
  quantity,
  destination,
});
const asManager = () => ({ actor: manager, grant: null });
const give = (saleId: number, lines: readonly ReturnLine[], over: Partial<VoidRequest> = {}) =>
  returnSale(services, asManager(), { ...ask(saleId, over), lines });

describe('a void', () => {
  it('needs a manager and a reason, gives everything back once, and queues its paper', async () => {
    const stock = await stockOf(ID.sandwich);
    const { id, number } = await sell();
    const [asCashier, allowed] = [
      { actor: cashier, grant: null },
      await approvalOf(db.owner, cashier, manager, { permission: 'sale.void', reference: String(id) }),
    ];
    const code = { code: 'PERMISO_DENEGADO', params: { rol: 'cajero' } };
    expect(await voidSale(services, asCashier, ask(id))).toMatchObject({ error: code });
    // The routine by itself refuses as well: the use case is not the only door.
    expect(await services.returns.void(asCashier, ask(id))).toMatchObject({ error: code });
    expect(await voidSale(services, asManager(), ask(id, { reason: ' ' }))).toMatchObject({
      error: { code: 'MOTIVO_REQUERIDO' },
    });
    expect(await services.returns.void(asManager(), ask(id, { reason: ' ' }))).toMatchObject({
      error: { code: 'MOTIVO_REQUERIDO' },
    });
    expect(await voidSale(services, asManager(), ask(999_999))).toMatchObject({
      error: { code: 'VENTA_INEXISTENTE' },
    });
    const forged = { actor: { ...manager, session: 'nobody' }, grant: null };
    expect(await voidSale(services, forged, ask(id))).toMatchObject({ error: { code: 'SESION_REQUERIDA' } });
    const other = await approvalOf(db.owner, cashier, manager, {
      permission: 'sale.void',
      reference: String(id + 1),
    });
    expect(await voidSale(services, { actor: cashier, grant: other }, ask(id))).toMatchObject({
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
    const both = await Promise.all([
      voidSale(services, { actor: cashier, grant: allowed }, ask(id)),
      voidSale(services, { actor: cashier, grant: allowed }, ask(id, { tillId: 2 })),
    ]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await voidSale(services, asManager(), ask(id))).toMatchObject({
      error: { code: 'VENTA_YA_ANULADA', params: { venta: number } },
    });
    expect(await stockOf(ID.sandwich)).toBe(stock);
    expect(await stored(id)).toMatchObject({
      state: 'Anulada',
      returned: 25_000,
      voided: { by: 'Carolina Ayala', reason: 'se equivocó' },
    });
    const [row] = await db.owner('ventas').where('id_venta', id);
    expect(row.anulacion_autorizada_por).toBe(manager.id);
    expect((await services.spool.list({ saleId: id })).map((job) => [job.kind, job.tillId])).toEqual([
      ['anulacion', both[0]?.ok ? 1 : 2],
      ['ticket', 1],
    ]);
  });

  it('after partial returns gives back the rest; with nothing left it is refused', async () => {
    const { id } = await sell();
    expect(await give(id, [back(1, 1)])).toMatchObject({ ok: true, value: { total: 5_000, cash: 5_000 } });
    expect(await stored(id)).toMatchObject({ state: 'Completada', returned: 5_000 });
    expect(await voidSale(services, asManager(), ask(id))).toMatchObject({
      ok: true,
      value: { kind: 'Anulacion', total: 20_000, lines: [{ quantity: 1 }, { quantity: 1 }] },
    });
    const whole = await sell();
    expect(await give(whole.id, [back(1, 2), back(2, 1)])).toMatchObject({ ok: true });
    expect(await voidSale(services, asManager(), ask(whole.id))).toMatchObject({
      error: { code: 'VENTA_YA_DEVUELTA' },
    });
  });
});

describe('a return', () => {
  it('takes back some units, to the shelf or as waste, and is told line by line', async () => {
    const [cola, sandwich] = [await stockOf(ID.cola), await stockOf(ID.sandwich)];
    const { id } = await sell();
    const result = await give(id, [back(1, 1), back(2, 1, 'Merma')]);
    expect(result).toMatchObject({
      ok: true,
      value: {
        total: 20_000,
        by: 'Gustavo Benítez',
        lines: [
          { line: 1, name: 'Coca Cola 500ml', quantity: 1, amount: 5_000, destination: 'Stock' },
          { line: 2, name: 'Sándwich de jamón', quantity: 1, amount: 15_000, destination: 'Merma' },
        ],
        refunds: [{ method: 'EFECTIVO', amount: 20_000, isCash: true }],
      },
    });
    expect(await stockOf(ID.cola)).toBe(cola - 1);
    expect(await stockOf(ID.sandwich)).toBe(sandwich - 1);
    const waste = await db.owner('movimientos_inventario').where('id_venta', id).orderBy('id_movimiento');
    expect(waste.map((row) => [row.tipo_movimiento, row.cantidad_movimiento]).slice(2)).toEqual([
      ['Devolucion', 1],
      ['Devolucion', 1],
      ['Merma', -1],
    ]);
    expect((await stored(id)).lines.map((line) => line.returned)).toEqual([1, 1]);
    expect(await services.returns.ofSale(id)).toHaveLength(1);
    expect((await services.spool.list({ saleId: id }))[0]).toMatchObject({ kind: 'devolucion' });
  });

  it('never takes more than was sold less what came back, also at two tills at once', async () => {
    const { id } = await sell();
    expect(await give(id, [back(1, 3)])).toMatchObject({
      error: {
        code: 'DEVOLUCION_EXCEDIDA',
        params: { producto: 'Coca Cola 500ml', disponible: 2, pedido: 3 },
      },
    });
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, i) => give(id, [back(1, 1)], { tillId: (i % 2) + 1 })),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(2);
    for (const one of all)
      if (!one.ok)
        expect(one.error).toMatchObject({ code: 'DEVOLUCION_EXCEDIDA', params: { disponible: 0 } });
  });

  it('sent again is the same one, also at once; another one under its UUID is refused', async () => {
    const { id } = await sell();
    const request = { ...ask(id), lines: [back(1, 1)] };
    const grant = await approvalOf(db.owner, cashier, manager, {
      permission: 'sale.return',
      reference: String(id),
    });
    const by = { actor: cashier, grant };
    const answers = await Promise.all([1, 2, 3].map(() => returnSale(services, by, request)));
    expect(new Set(answers.map((one) => (one.ok ? one.value.id : one.error.code))).size).toBe(1);
    expect(await returnSale(services, by, request)).toMatchObject({ ok: true, value: { repeated: true } });
    expect(await returnSale(services, by, { ...request, lines: [back(1, 2)] })).toMatchObject({
      error: { code: 'UUID_EN_CONFLICTO' },
    });
    expect(await voidSale(services, asManager(), request)).toMatchObject({
      error: { code: 'UUID_EN_CONFLICTO' },
    });
    expect(await services.returns.ofSale(id)).toHaveLength(1);
  });

  it('needs a manager’s word for just this sale', async () => {
    const { id } = await sell();
    const lines = [back(1, 1)];
    for (const by of [{ actor: cashier, grant: null }])
      for (const way of [
        returnSale(services, by, { ...ask(id), lines }),
        services.returns.give(by, { ...ask(id), lines }),
      ])
        expect(await way).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
    const grant = await approvalOf(db.owner, cashier, manager, {
      permission: 'sale.void',
      reference: String(id),
    });
    expect(await returnSale(services, { actor: cashier, grant }, { ...ask(id), lines })).toMatchObject({
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
  });

  it.each([
    [{ lineas: [] }, 'DEVOLUCION_VACIA'],
    [{ lineas: null }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: 0 }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: -1 }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: 1.5 }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: '1' }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: 1e9 }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 1 }] }, 'DOCUMENTO_INVALIDO'],
    [{ lineas: [{ linea: 9, cantidad: 1 }] }, 'VALOR_INVALIDO'],
    [{ lineas: [{ linea: 1, cantidad: 1, destino: 'Basura' }] }, 'DOCUMENTO_INVALIDO'],
    [
      {
        lineas: [
          { linea: 1, cantidad: 1 },
          { linea: 1, cantidad: 1 },
        ],
      },
      'DOCUMENTO_INVALIDO',
    ],
    [{ uuid: 'x' }, 'DOCUMENTO_INVALIDO'],
    [{ id_venta: 'x' }, 'DOCUMENTO_INVALIDO'],
    [{ id_venta: -1 }, 'DOCUMENTO_INVALIDO'],
    [{ id_venta: 10 ** 15 }, 'DOCUMENTO_INVALIDO'],
    [{ id_caja: 99 }, 'CAJA_INVALIDA'],
    [{ motivo: '   ' }, 'MOTIVO_REQUERIDO'],
    [{ motivo: 'ñ'.repeat(301) }, 'DOCUMENTO_INVALIDO'],
    [{ efectivo: 'sí' }, 'DOCUMENTO_INVALIDO'],
    [{ efectivo: true }, 'DOCUMENTO_INVALIDO'],
    [{ sesion: "' OR 1=1 --" }, 'SESION_REQUERIDA'],
    [{ sesion: null }, 'SESION_REQUERIDA'],
  ])('%j says %s and changes nothing', async (over, code) => {
    const { id } = await sell();
    const document = {
      uuid: randomUUID(),
      id_venta: id,
      id_caja: 1,
      motivo: 'prueba',
      sesion: manager.session,
      id_aprobacion: null,
      lineas: [{ linea: 1, cantidad: 1 }],
      ...over,
    };
    await expect(db.till.raw('CALL sp_devolver_venta(?)', [JSON.stringify(document)])).rejects.toMatchObject({
      sqlMessage: expect.stringMatching(`^${code}`),
    });
    expect(await services.returns.ofSale(id)).toEqual([]);
  });

  it('takes hostile reasons as they are', async () => {
    for (const reason of [`'; DROP TABLE devoluciones; --`, '\u001b[2J😀', '"}|{']) {
      const { id } = await sell();
      expect(await give(id, [back(1, 1)], { reason })).toMatchObject({ ok: true, value: { reason } });
    }
  });

  it('needs an open shift where the store works with shifts, and belongs to it', async () => {
    const { id } = await sell();
    await db.owner('ajustes').where('clave', 'exige_turno').update({ valor: '1' });
    expect(await give(id, [back(1, 1)])).toMatchObject({ error: { code: 'TURNO_CERRADO' } });
    await db.owner('ajustes').where('clave', 'exige_turno').update({ valor: '0' });
  });
});

describe('money that comes back', () => {
  const byCard = (applied: number) => ({
    id_medio: ID.studentCard,
    monto_entregado: applied,
    monto_aplicado: applied,
  });
  const mixed = (card: string, part = 15_000): Partial<SaleDocument> => ({
    nro_tarjeta: card,
    pagos: [cash(25_000 - part), byCard(part)],
  });

  it('goes to the card first, in cash only after that', async () => {
    const before = await balanceOf('00198');
    const { id } = await sell(mixed('00198'));
    expect(await give(id, [back(1, 2)])).toMatchObject({
      ok: true,
      value: { total: 10_000, cash: 0, cardNumber: '00198', balance: before - 5_000 },
    });
    expect(await give(id, [back(2, 1)])).toMatchObject({
      ok: true,
      value: { total: 15_000, cash: 10_000, balance: before },
    });
    expect(await balanceOf('00198')).toBe(before);
  });

  it('is given back to the daily limit', async () => {
    const { id } = await sell({ nro_tarjeta: '00201', pagos: [cash(10_000), byCard(15_000)] });
    await give(id, [back(1, 2)]);
    const again = (amount: number) =>
      services.sales.register(
        saleOf({
          nro_tarjeta: '00201',
          lineas: [{ id_producto: ID.cola, cantidad: amount / 5_000 }],
          pagos: [byCard(amount)],
        }),
      );
    expect(await again(20_000)).toMatchObject({
      error: { code: 'LIMITE_DIARIO', params: { gastado: 5_000, disponible: 15_000 } },
    });
    expect(await services.cards.find('00201')).toMatchObject({ value: { spentToday: 5_000 } });
    expect(await again(15_000)).toMatchObject({ ok: true });
  });

  it('follows a replaced card to its student’s present one, and is cash only when there is none', async () => {
    const { id } = await sell(mixed('00194'));
    const old = await db.owner('tarjetas').where('nro_tarjeta', '00194').first();
    const kill = (number: string) =>
      db.owner('tarjetas').where('nro_tarjeta', number).update({ estado: 'Reemplazada' });
    await db.owner('tarjetas').insert({ nro_tarjeta: '90194', id_hijo: old.id_hijo, saldo_actual: 0 });
    await kill('00194');
    expect(await services.returns.cardFor('00194')).toBe('90194');
    expect(await give(id, [back(1, 1)])).toMatchObject({ ok: true, value: { cardNumber: '90194' } });
    expect(await balanceOf('90194')).toBe(5_000);
    await kill('90194');
    expect(await services.returns.cardFor('00194')).toBeNull();
    expect(await give(id, [back(1, 1)])).toMatchObject({
      error: { code: 'TARJETA_SIN_DESTINO', params: { monto: 5_000 } },
    });
    expect(await give(id, [back(1, 1)], { cardToCash: true })).toMatchObject({
      ok: true,
      value: { cash: 5_000, cardNumber: null },
    });
  });

  it.each(TAX_MODES)('adds up to the sale, whatever is returned in whatever order (%s)', async (mode) => {
    await db.owner('ajustes').where('clave', 'modo_iva').update({ valor: mode });
    const admin = await actorOf(db.owner, 'admin');
    const step = fc.record({
      quantities: fc.uniqueArray(
        fc.record({ line: fc.constantFrom(1, 2, 3), quantity: fc.integer({ min: 1, max: 3 }) }),
        {
          selector: ({ line }) => line,
          minLength: 1,
        },
      ),
      destination: fc.constantFrom('Stock' as const, 'Merma' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.nat(3_333), fc.nat(7_001), fc.nat(9_999)),
        fc.array(step, { maxLength: 6 }),
        async ([lineOff, saleOff, cardPart], steps) => {
          const lineas = [
            { id_producto: ID.cola, cantidad: 3, descuento_linea: lineOff },
            { id_producto: ID.sandwich, cantidad: 1 },
            { id_producto: 49, cantidad: 3 },
          ];
          const price = (await db.owner('productos').where('id_producto', 49).first()).precio_venta;
          await db.owner('productos').where('id_producto', 49).update({ tasa_iva: 5 });
          const document = saleOf({
            id_usuario: admin.id,
            sesion: admin.session,
            nro_tarjeta: '00198',
            descuento: saleOff,
            lineas,
          });
          const net = 30_000 - lineOff + price * 3 - saleOff;
          // The tax that a mode adds is learnt from the refusal, which says how much is missing.
          const probe = await services.sales.register({ ...document, pagos: [cash(net)] });
          const due = probe.ok ? probe.value.total : net + Number(probe.error.params.falta);
          const sold = probe.ok
            ? probe.value
            : await sell({
                ...document,
                pagos: [cash(due - cardPart), ...(cardPart > 0 ? [byCard(cardPart)] : [])],
              });
          let given = 0;
          for (const { quantities, destination } of steps) {
            const sale = await stored(sold.id);
            const lines = quantities.flatMap(({ line, quantity }) => {
              const kept = sale.lines[line - 1];
              const now = Math.min(quantity, kept ? kept.quantity - kept.returned : 0);
              return now > 0 ? [back(line, now, destination)] : [];
            });
            if (lines.length === 0) continue;
            const preview = previewReturn(sale, new Map(lines.map(({ line, quantity }) => [line, quantity])));
            const result = await give(sold.id, lines);
            if (!result.ok) throw new Error(JSON.stringify(result.error));
            expect(result.value.total).toBe(preview.total);
            expect(result.value.refunds).toEqual(preview.refunds);
            given += result.value.total;
          }
          const rest = await stored(sold.id);
          const preview = previewReturn(rest, allThatIsLeft(rest));
          const voided = await voidSale(services, asManager(), ask(sold.id));
          if (voided.ok) {
            expect(voided.value.total).toBe(preview.total);
            given += voided.value.total;
          } else expect(voided.error.code).toBe('VENTA_YA_DEVUELTA');
          expect(given).toBe(due);
          expect(await stored(sold.id)).toMatchObject({ returned: due });
        },
      ),
      { numRuns: 15 },
    );
  });
});

it('leaves every ledger and sum sound', async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
});
