import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { applyImport } from '../../src/app/import-file.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got, type ImportDesk, importDesk } from '../support/import-desk.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let desk: ImportDesk;
let manager: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  desk = importDesk(db.till);
  manager = await actorOf(db.owner, 'gerente');
});
afterAll(async () => {
  desk.remove();
  await db.close();
});

const productOf = (id: number) => db.owner('productos').where('id_producto', id).first();

describe('a file of stock', () => {
  it('makes the stock what it says, by one document with its movements', async () => {
    const cola = await productOf(ID.cola);
    const file = `codigo;cantidad;costo\n${cola.codigo};${cola.stock_actual + 7};3.100\n`;
    const plan = got(await desk.plan('stock', file, manager));
    expect(plan).toMatchObject({ added: 0, changed: 1, bad: 0 });
    got(await applyImport(desk.services, { actor: manager, grant: null }, plan));
    expect(await productOf(ID.cola)).toMatchObject({
      stock_actual: cola.stock_actual + 7,
      precio_compra: 3_100,
    });
    const movement = await db
      .owner('movimientos_inventario')
      .where('id_producto', ID.cola)
      .orderBy('id_movimiento', 'desc')
      .first();
    expect(movement).toMatchObject({
      tipo_movimiento: 'Ajuste',
      cantidad_movimiento: 7,
      id_usuario: manager.id,
    });
    expect(
      await db.owner('documentos_stock').where('id_documento', movement.id_documento).first(),
    ).toMatchObject({ tipo: 'Ajuste', estado: 'Aplicado' });
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
    expect(got(await desk.plan('stock', file, manager))).toMatchObject({ changed: 0, same: 1 });
  });

  it('exported imports again without a change', async () => {
    const plan = got(await desk.plan('stock', await desk.exported('stock'), manager));
    expect(plan).toMatchObject({ added: 0, changed: 0, bad: 0 });
  });

  it('names unknown products, repeats and quantities that cannot be', async () => {
    const cola = await productOf(ID.cola);
    const plan = got(
      await desk.plan(
        'stock',
        `codigo;cantidad\nno-hay;1\n${cola.codigo};-1\n${cola.codigo};2\nx;\n12;1e9\n`,
        manager,
      ),
    );
    expect(plan.faults.map(({ line, field, reason }) => [line, field, reason])).toEqual([
      [2, 'codigo', 'productUnknown'],
      [3, 'cantidad', 'range'],
      [4, 'codigo', 'repeated'],
      [5, 'cantidad', 'required'],
      [6, 'cantidad', 'notWhole'],
    ]);
  });

  it('does not undo a sale that was made after the preview', async () => {
    const cola = await productOf(ID.cola);
    const plan = got(await desk.plan('stock', `codigo,cantidad\n${cola.codigo},500\n`, manager));
    const { sales } = databaseServices(db.till);
    got(await sales.register(saleOf()));
    expect(await applyImport(desk.services, { actor: manager, grant: null }, plan)).toMatchObject({
      error: { code: 'IMPORTACION_CAMBIADA' },
    });
    expect((await productOf(ID.cola)).stock_actual).toBe(cola.stock_actual - 2);
  });

  it('adds up beside sales that go on', async () => {
    const cola = await productOf(ID.cola);
    const { sales } = databaseServices(db.till);
    const selling = Promise.all(Array.from({ length: 10 }, () => sales.register(saleOf())));
    const results = await Promise.all(
      Array.from({ length: 4 }, (_, at) =>
        desk.take('stock', `codigo,cantidad\n${cola.codigo},${400 + at}\n`, manager),
      ),
    );
    await selling;
    expect(results.every((result) => result.ok || result.error.code === 'IMPORTACION_CAMBIADA')).toBe(true);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });
});
