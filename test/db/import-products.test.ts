import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got, type ImportDesk, importDesk } from '../support/import-desk.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';

let db: TestDatabase;
let desk: ImportDesk;
let manager: Actor;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  desk = importDesk(db.till);
  [manager, admin] = [await actorOf(db.owner, 'gerente'), await actorOf(db.owner, 'admin')];
});
afterAll(async () => {
  desk.remove();
  await db.close();
});

const HEAD = 'codigo,nombre,categoria,precio,codigos de barras,alergenos';

describe('a file of products', () => {
  it('says what it would do and writes nothing before it is applied', async () => {
    const before = await db.owner('productos').count({ n: '*' }).first();
    const plan = got(
      await desk.plan(
        'products',
        `${HEAD}\n901,Chipa,Panificados,2.500,7840001 7840002,LECHE;Huevo\n`,
        manager,
      ),
    );
    expect(plan).toMatchObject({ added: 1, changed: 0, same: 0, bad: 0, newCategories: ['Panificados'] });
    expect(await db.owner('productos').count({ n: '*' }).first()).toEqual(before);
    expect(
      got(
        await desk.take(
          'products',
          `${HEAD}\n901,Chipa,Panificados,2.500,7840001 7840002,LECHE;Huevo\n`,
          manager,
        ),
      ),
    ).toEqual({
      added: 1,
      changed: 0,
      same: 0,
    });
    const product = await db.owner('productos').where('codigo', '901').first();
    expect(product).toMatchObject({ nombre: 'Chipa', precio_venta: 2500, tasa_iva: 10, estado: 'Activo' });
    expect(
      await db.owner('codigos_barra').where('id_producto', product.id_producto).pluck('codigo_barra'),
    ).toEqual(['7840001', '7840002']);
    expect(await db.owner('productos_alergenos').where('id_producto', product.id_producto)).toHaveLength(2);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('exported imports again without a change', async () => {
    for (const style of ['plain', 'excel'] as const) {
      const text = await desk.exported('products', style);
      const plan = got(await desk.plan('products', text, admin));
      expect(plan.faults).toEqual([]);
      expect(plan).toMatchObject({ added: 0, changed: 0, bad: 0 });
      expect(plan.same).toBeGreaterThan(20);
    }
  });
});
