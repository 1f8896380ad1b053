import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { applyDraft, discardDraft, moveStock, noteInDraft, openDraft } from '../../src/app/move-stock.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let manager: Actor;
let cashier: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
});
afterAll(() => db.close());

const by = (actor: Actor, grant: number | null = null) => ({ actor, grant });
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const stockOf = async (id: number): Promise<number> => value(await services.products.show(id)).stock;
/** A product of the demonstration with just so many units. */
const withStock = async (id: number, units: number): Promise<number> => {
  const now = await stockOf(id);
  if (now !== units) {
    const lines = [{ productId: id, quantity: units - now }];
    value(await moveStock(services, by(manager), 'Ajuste', { uuid: randomUUID(), reason: 'prueba', lines }));
  }
  return id;
};
const sell = async (productId: number, units: number) => {
  const { price } = value(await services.products.show(productId));
  return services.sales.register(
    saleOf({
      lineas: [{ id_producto: productId, cantidad: units, precio_unitario: price }],
      pagos: [{ id_medio: ID.cash, monto_entregado: price * units, monto_aplicado: price * units }],
    }),
  );
};
const paper = (over: object = {}) => ({ uuid: randomUUID(), reason: 'prueba', ...over });

describe('goods that come in', () => {
  it('raise the stock with supplier, document and cost, once for a UUID', async () => {
    const id = await withStock(20, 5);
    const other = await withStock(21, 0);
    const receipt = {
      uuid: randomUUID(),
      supplier: 'Distribuidora Ñandutí',
      document: '001-001-0004567',
      updatesCost: true,
      lines: [
        { productId: other, quantity: 24, cost: gs(1_500) },
        { productId: id, quantity: 12, cost: gs(2_750) },
      ],
    };
    const first = value(await moveStock(services, by(manager), 'Ingreso', receipt));
    expect(first).toMatchObject({ kind: 'Ingreso', state: 'Aplicado', lines: 2, units: 36, repeated: false });
    expect(value(await moveStock(services, by(manager), 'Ingreso', receipt))).toMatchObject({
      id: first.id,
      repeated: true,
    });
    const again = await Promise.all(
      [1, 2, 3, 4].map(() => moveStock(services, by(manager), 'Ingreso', receipt)),
    );
    expect(again.every((result) => result.ok && result.value.id === first.id)).toBe(true);
    expect([await stockOf(id), await stockOf(other)]).toEqual([17, 24]);
    expect(value(await services.products.show(id)).cost).toBe(2_750);
    expect((await services.stock.movements({ productId: id }))[0]).toMatchObject({
      kind: 'Entrada',
      quantity: 12,
      before: 5,
      after: 17,
      supplier: 'Distribuidora Ñandutí',
      document: '001-001-0004567',
      person: manager.name,
      documentId: first.id,
    });
    expect(value(await services.stock.document(first.id))).toMatchObject({
      cost: 24 * 1_500 + 12 * 2_750,
      items: { length: 2 },
    });
    const different = { ...receipt, lines: [{ productId: id, quantity: 1 }] };
    expect(await moveStock(services, by(manager), 'Ingreso', different)).toMatchObject({
      ok: false,
      error: { code: 'UUID_EN_CONFLICTO' },
    });
    expect(await moveStock(services, by(manager), 'Merma', { ...receipt, reason: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'UUID_EN_CONFLICTO' },
    });
  });

  it('with one UUID sent by many at once come in once', async () => {
    const id = await withStock(22, 3);
    const receipt = { uuid: randomUUID(), lines: [{ productId: id, quantity: 10 }] };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => moveStock(services, by(manager), 'Ingreso', receipt)),
    );
    expect(new Set(results.map((result) => value(result).id)).size).toBe(1);
    expect(await stockOf(id)).toBe(13);
  });

  it('may be noted line by line before they count', async () => {
    const id = await withStock(23, 4);
    const { id: draft } = value(
      await openDraft(services, by(manager), 'Ingreso', { uuid: randomUUID(), supplier: 'X' }),
    );
    const note = (mode: 'add' | 'set' | 'remove', quantity: number, cost: number | null = null) =>
      noteInDraft(services, by(manager), 'Ingreso', {
        documentId: draft,
        productId: id,
        mode,
        quantity,
        cost: cost === null ? null : gs(cost),
      });
    expect(await applyDraft(services, by(manager), 'Ingreso', draft)).toMatchObject({
      ok: false,
      error: { code: 'SIN_LINEAS' },
    });
    expect(value(await note('add', 6, 900))).toEqual({ quantity: 6, expected: null });
    expect(value(await note('add', 2))).toEqual({ quantity: 8, expected: null });
    expect(await note('set', 0)).toMatchObject({ ok: false, error: { code: 'CANTIDAD_FUERA_DE_RANGO' } });
    expect(await stockOf(id)).toBe(4);
    value(await applyDraft(services, by(manager), 'Ingreso', draft, true));
    expect([await stockOf(id), value(await services.products.show(id)).cost]).toEqual([12, 900]);
    expect(value(await applyDraft(services, by(manager), 'Ingreso', draft, true)).repeated).toBe(true);
    expect(await stockOf(id)).toBe(12);
    expect(await note('add', 1)).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENTO_CERRADO', params: { estado: 'Aplicado' } },
    });
    expect(await discardDraft(services, by(manager), 'Ingreso', draft)).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENTO_CERRADO' },
    });
  });
});

describe('corrections and waste', () => {
  it('take off what is there, with a reason, and never more', async () => {
    const id = await withStock(24, 10);
    const waste = (quantity: number, over: object = {}) =>
      moveStock(services, by(manager), 'Merma', { ...paper(over), lines: [{ productId: id, quantity }] });
    value(await waste(3, { reason: 'vencido' }));
    expect((await services.stock.movements({ productId: id }))[0]).toMatchObject({
      kind: 'Merma',
      quantity: -3,
      after: 7,
      reason: 'vencido',
    });
    expect(await waste(8)).toMatchObject({
      ok: false,
      error: { code: 'STOCK_NO_ALCANZA', params: { disponible: 7, pedido: 8, producto: expect.any(String) } },
    });
    expect(await waste(1, { reason: '  ' })).toMatchObject({
      ok: false,
      error: { code: 'MOTIVO_REQUERIDO' },
    });
    await db.owner('productos').where('id_producto', id).update({ vende_sin_stock: 1 });
    value(await waste(8));
    expect(await stockOf(id)).toBe(-1);
    await db.owner('productos').where('id_producto', id).update({ vende_sin_stock: 0 });
    const lines = [{ productId: id, quantity: 1 }];
    value(await moveStock(services, by(manager), 'Ajuste', { ...paper(), lines }));
    expect(await stockOf(id)).toBe(0);
  });

  it('refuse quantities and products that cannot be, in the program and in the routine', async () => {
    const id = await withStock(25, 10);
    for (const quantity of [0, 1.5, 1e9, Number.NaN]) {
      const moved = { ...paper(), lines: [{ productId: id, quantity }] };
      expect(await moveStock(services, by(manager), 'Ajuste', moved)).toMatchObject({
        ok: false,
        error: { code: 'CANTIDAD_FUERA_DE_RANGO' },
      });
      expect(await services.stock.move(by(manager), 'Ajuste', moved)).toMatchObject({
        ok: false,
        error: { code: 'VALOR_INVALIDO' },
      });
    }
    const negative = { ...paper(), lines: [{ productId: id, quantity: -1 }] };
    expect(await moveStock(services, by(manager), 'Merma', negative)).toMatchObject({ ok: false });
    expect(await services.stock.move(by(manager), 'Merma', negative)).toMatchObject({
      ok: false,
      error: { code: 'VALOR_INVALIDO' },
    });
    const nobody = {
      ...paper(),
      lines: [
        { productId: 99_999, quantity: 1 },
        { productId: id, quantity: 1 },
      ],
    };
    expect(await moveStock(services, by(manager), 'Ingreso', nobody)).toMatchObject({
      ok: false,
      error: { code: 'PRODUCTO_INEXISTENTE', params: { id_producto: 99_999 } },
    });
    const huge = { ...paper(), lines: [{ productId: id, quantity: 9_999_999 }] };
    expect(await moveStock(services, by(manager), 'Ingreso', huge)).toMatchObject({
      ok: false,
      error: { code: 'STOCK_EXCEDIDO' },
    });
    expect(await moveStock(services, by(manager), 'Ingreso', { ...paper(), lines: [] })).toMatchObject({
      ok: false,
      error: { code: 'SIN_LINEAS' },
    });
    const twice = [
      { productId: id, quantity: 1 },
      { productId: id, quantity: 1 },
    ];
    expect(await services.stock.move(by(manager), 'Ingreso', { ...paper(), lines: twice })).toMatchObject({
      ok: false,
    });
    for (const uuid of ['', 'x', "' OR 1=1", `${randomUUID()}0`])
      expect(
        await moveStock(services, by(manager), 'Ingreso', { uuid, lines: [{ productId: id, quantity: 1 }] }),
      ).toMatchObject({
        ok: false,
        error: { code: 'VALOR_INVALIDO', params: { campo: 'uuid' } },
      });
    expect(await stockOf(id)).toBe(10);
  });

  it('are not for cashiers, but with an approval of this very document', async () => {
    const id = await withStock(26, 10);
    const moved = { ...paper(), lines: [{ productId: id, quantity: 2 }] };
    const denied = { ok: false, error: { code: 'PERMISO_DENEGADO' } };
    for (const kind of ['Ingreso', 'Ajuste', 'Merma'] as const) {
      expect(await moveStock(services, by(cashier), kind, moved)).toMatchObject(denied);
      expect(await services.stock.move(by(cashier), kind, moved)).toMatchObject(denied);
    }
    const approval = (reference: string) =>
      approvalOf(db.owner, cashier, manager, { permission: 'stock.adjust', reference });
    const other = await approval(randomUUID());
    expect(await moveStock(services, by(cashier, other), 'Merma', moved)).toMatchObject({
      ok: false,
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
    const grant = await approval(moved.uuid);
    value(await moveStock(services, by(cashier, grant), 'Merma', moved));
    expect(value(await moveStock(services, by(cashier, grant), 'Merma', moved)).repeated).toBe(true);
    expect(await stockOf(id)).toBe(8);
    const [stored] = await db.owner('documentos_stock').where('uuid', moved.uuid);
    expect(stored).toMatchObject({ id_usuario: cashier.id, id_aprobacion: grant });
  });
});

describe('a count', () => {
  const begin = async (actor = cashier): Promise<number> =>
    value(await openDraft(services, by(actor), 'Conteo', { uuid: randomUUID() })).id;
  const count = (
    documentId: number,
    productId: number,
    quantity: number,
    mode: 'add' | 'set' | 'remove' = 'set',
  ) => noteInDraft(services, by(cashier), 'Conteo', { documentId, productId, mode, quantity });

  it('is right although sales go on: 12 expected, 10 counted, 3 sold, 7 left', async () => {
    const id = await withStock(27, 12);
    const draft = await begin();
    expect(value(await count(draft, id, 10))).toEqual({ quantity: 10, expected: 12 });
    value(await sell(id, 3));
    value(await applyDraft(services, by(manager), 'Conteo', draft));
    expect(await stockOf(id)).toBe(7);
    expect((await services.stock.movements({ productId: id }))[0]).toMatchObject({
      kind: 'Conteo',
      quantity: -2,
      before: 9,
      after: 7,
    });
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('adds up scans, keeps the stock of the first one, and is counted anew when it is set', async () => {
    const id = await withStock(28, 8);
    const draft = await begin();
    for (const expected of [1, 2, 3])
      expect(value(await count(draft, id, 1, 'add'))).toEqual({ quantity: expected, expected: 8 });
    value(await sell(id, 2));
    expect(value(await count(draft, id, 1, 'add'))).toEqual({ quantity: 4, expected: 8 });
    expect(value(await count(draft, id, 6, 'set'))).toEqual({ quantity: 6, expected: 6 });
    expect(await count(draft, id, -7, 'add')).toMatchObject({
      ok: false,
      error: { code: 'CANTIDAD_FUERA_DE_RANGO' },
    });
    expect(value(await count(draft, id, -1, 'add')).quantity).toBe(5);
    expect(value(await count(draft, id, 0, 'remove'))).toEqual({ quantity: null, expected: null });
  });

  it('is counted by anybody and applied by a manager, once', async () => {
    const id = await withStock(29, 5);
    const draft = await begin();
    value(await count(draft, id, 0));
    const denied = { ok: false, error: { code: 'PERMISO_DENEGADO' } };
    expect(await applyDraft(services, by(cashier), 'Conteo', draft)).toMatchObject(denied);
    expect(await services.stock.apply(by(cashier), 'Conteo', draft, false)).toMatchObject(denied);
    const results = await Promise.all(
      [1, 2, 3].map(() => applyDraft(services, by(manager), 'Conteo', draft)),
    );
    expect(results.map((result) => value(result).repeated).sort()).toEqual([false, true, true]);
    expect(await stockOf(id)).toBe(0);
    const other = await begin();
    value(await discardDraft(services, by(cashier), 'Conteo', other));
    expect(await count(other, id, 3)).toMatchObject({ ok: false, error: { code: 'DOCUMENTO_CERRADO' } });
    expect(await count(99_999, id, 3)).toMatchObject({ ok: false, error: { code: 'DOCUMENTO_INEXISTENTE' } });
    const receipt = value(await openDraft(services, by(manager), 'Ingreso', { uuid: randomUUID() }));
    expect(await count(receipt.id, id, 3)).toMatchObject({
      ok: false,
      error: { code: 'DOCUMENTO_INEXISTENTE' },
    });
  });

  it('refuses what cannot be, and leaves everything as it was', async () => {
    const id = await withStock(30, 4);
    const whole = await withStock(31, 9);
    const draft = await begin();
    value(await count(draft, id, 0));
    value(await count(draft, whole, 8));
    value(await sell(id, 4));
    expect(await applyDraft(services, by(manager), 'Conteo', draft)).toMatchObject({
      ok: false,
      error: { code: 'STOCK_NO_ALCANZA', params: { disponible: 0, pedido: 4 } },
    });
    expect([await stockOf(id), await stockOf(whole)]).toEqual([0, 9]);
    value(await count(draft, id, 0));
    value(await applyDraft(services, by(manager), 'Conteo', draft));
    expect([await stockOf(id), await stockOf(whole)]).toEqual([0, 8]);
  });
});

describe('the low stock', () => {
  it('lists what has reached its minimum, and tells whether enough can be sold', async () => {
    const id = await withStock(32, 2);
    await db.owner('productos').where('id_producto', id).update({ stock_minimo: 2 });
    expect((await services.stock.low()).map(({ productId }) => productId)).toContain(id);
    await db.owner('productos').where('id_producto', id).update({ stock_minimo: 1 });
    expect((await services.stock.low()).map(({ productId }) => productId)).not.toContain(id);
    expect([await services.stock.enough(id, 2), await services.stock.enough(id, 3)]).toEqual([true, false]);
  });
});

describe('any history', () => {
  it('adds up, whoever moves the stock at once', async () => {
    const ids = await Promise.all([40, 41, 42].map((id) => withStock(id, 30)));
    const act = fc.record({
      what: fc.constantFrom('sale', 'Ingreso', 'Ajuste', 'Merma', 'count') as fc.Arbitrary<
        'sale' | 'Ingreso' | 'Ajuste' | 'Merma' | 'count'
      >,
      lines: fc.uniqueArray(fc.record({ at: fc.nat(2), units: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        selector: ({ at }) => at,
      }),
      sign: fc.constantFrom(1, -1),
    });
    const run = async ({
      what,
      lines,
      sign,
    }: typeof act extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
      const moved = lines.map(({ at, units }) => ({ productId: ids[at] as number, quantity: units }));
      if (what === 'sale') {
        for (const each of moved) await sell(each.productId, each.quantity);
      } else if (what === 'count') {
        const { id } = value(await openDraft(services, by(manager), 'Conteo', { uuid: randomUUID() }));
        for (const each of moved)
          await noteInDraft(services, by(manager), 'Conteo', { documentId: id, mode: 'set', ...each });
        await applyDraft(services, by(manager), 'Conteo', id);
      } else {
        const signed = moved.map((each) => ({
          ...each,
          quantity: each.quantity * (what === 'Ajuste' ? sign : 1),
        }));
        await moveStock(services, by(manager), what, { ...paper(), lines: signed });
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12 }), async (acts) => {
        await Promise.all(acts.map(run));
        expect(await inconsistencies(db.owner)).toEqual(SOUND);
        for (const id of ids) expect(await stockOf(id)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 8 },
    );
  });
});
