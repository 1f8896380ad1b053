import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { databaseImports } from '../../src/adapters/db/imports.ts';
import { exportFile } from '../../src/app/export-file.ts';
import { applyImport, planImport } from '../../src/app/import-file.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { got, type ImportDesk, importDesk } from '../support/import-desk.ts';

let db: TestDatabase;
let desk: ImportDesk;
let manager: Actor;
let admin: Actor;
let cashier: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  desk = importDesk(db.till);
  [manager, admin, cashier] = await Promise.all([
    actorOf(db.owner, 'gerente'),
    actorOf(db.owner, 'admin'),
    actorOf(db.owner, 'cajero'),
  ]);
});
afterAll(async () => {
  desk.remove();
  await db.close();
});

const HEAD = 'codigo,nombre,categoria,precio';
const priceOf = async (code: string) =>
  (await db.owner('productos').where('codigo', code).first())?.precio_venta;
const staged = async () => {
  const tables = ['productos', 'codigos', 'alergenos', 'familias', 'restricciones', 'stock'];
  const counts = await Promise.all(
    tables.map((table) => db.owner(`importaciones_${table}`).count({ n: '*' }).first()),
  );
  return counts.reduce((sum, row) => sum + Number(row?.n), 0);
};

describe('who may import', () => {
  it('is a manager, for the use case and for each routine alike', async () => {
    const by = { actor: cashier, grant: null };
    expect(await desk.plan('products', `${HEAD}\n`, cashier)).toMatchObject({
      error: { code: 'PERMISO_DENEGADO' },
    });
    expect(await applyImport(desk.services, by, { id: 1, bad: 0, fingerprint: 'x' })).toMatchObject({
      error: { code: 'PERMISO_DENEGADO' },
    });
    expect(
      await exportFile(desk.services, cashier, {
        kind: 'products',
        path: '/tmp/x.csv',
        style: 'plain',
        overwrite: false,
      }),
    ).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
    const { imports } = desk.services;
    for (const refused of [
      imports.begin(by, { uuid: randomUUID(), kind: 'products', file: 'x' }),
      imports.stage(by, 1, { kind: 'stock', rows: [] }),
      imports.plan(by, 1),
      imports.changes(by, 1, { afterLine: 0, limit: 1 }),
      imports.faults(by, 1, 1),
      imports.apply(by, 1, 'x'),
      imports.discard(by, 1),
    ])
      expect(await refused).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
  });

  it('is only the person who began it', async () => {
    const plan = got(await desk.plan('products', `${HEAD}\n801,X,Bebidas,1000\n`, manager));
    const other = { actor: admin, grant: null };
    for (const refused of [
      desk.services.imports.plan(other, plan.id),
      desk.services.imports.changes(other, plan.id, { afterLine: 0, limit: 1 }),
      applyImport(desk.services, other, plan),
    ])
      expect(await refused).toMatchObject({ error: { code: 'IMPORTACION_INEXISTENTE' } });
  });

  it('and a session of nobody imports nothing', async () => {
    const nobody = { actor: { ...manager, session: 'x'.repeat(43) }, grant: null };
    expect(await desk.services.imports.plan(nobody, 1)).toMatchObject({
      error: { code: 'SESION_REQUERIDA' },
    });
  });
});

describe('rows that another program sends', () => {
  it('are checked again: what no file can hold is refused whole', async () => {
    const by = { actor: manager, grant: null };
    const id = got(
      await desk.services.imports.begin(by, { uuid: randomUUID(), kind: 'products', file: 'x' }),
    );
    const send = (row: Record<string, unknown>) =>
      db.till.raw('CALL sp_agregar_filas(?)', [
        JSON.stringify({
          sesion: manager.session,
          id_importacion: id,
          filas: [{ linea: 2, codigo: '1', ...row }],
        }),
      ]);
    for (const row of [
      { precio_venta: 0 },
      { precio_venta: -1 },
      { precio_venta: 1000.5 },
      { precio_venta: 1e30 },
      { precio_venta: '1; DROP' },
      { codigo: 'a b' },
      { codigo: 'x'.repeat(41) },
      { codigo: '' },
      { nombre: '' },
      { nombre: 'x'.repeat(121) },
      { nombre: 'a\u0007b' },
      { tasa_iva: 101 },
      { activo: 2 },
      { linea: 'uno' },
      { codigos_barra: ['a b'] },
      { codigos_barra: [''] },
      { codigos_barra: ['1', '1'] },
    ])
      await expect(send(row), JSON.stringify(row)).rejects.toMatchObject({ errno: 1644 });
    expect(await db.owner('importaciones_productos').where('id_importacion', id)).toEqual([]);
    const many = Array.from({ length: 2_001 }, (_, i) => ({ linea: i, codigo: `${i}` }));
    await expect(
      db.till.raw('CALL sp_agregar_filas(?)', [
        JSON.stringify({ sesion: manager.session, id_importacion: id, filas: many }),
      ]),
    ).rejects.toMatchObject({ errno: 1644 });
  });
});

describe('a plan', () => {
  it('is refused when the data has changed since, and a sale of what it does not touch changes nothing', async () => {
    await desk.take('products', `${HEAD}\n811,X,Bebidas,1000\n812,Y,Bebidas,1000\n`, manager);
    const plan = got(await desk.plan('products', 'codigo,precio\n811,1100\n', manager));
    await db.owner('productos').where('codigo', '812').update({ precio_venta: 3 });
    await db.owner('productos').where('codigo', '811').update({ precio_venta: 1050 });
    const by = { actor: manager, grant: null };
    expect(await applyImport(desk.services, by, plan)).toMatchObject({
      error: { code: 'IMPORTACION_CAMBIADA' },
    });
    expect(await priceOf('811')).toBe(1050);
    await db.owner('productos').where('codigo', '811').update({ precio_venta: 1000 });
    expect(got(await applyImport(desk.services, by, plan))).toMatchObject({ changed: 1 });
    expect(await priceOf('811')).toBe(1100);
  });

  it('applied again answers the same and changes nothing', async () => {
    const by = { actor: manager, grant: null };
    const plan = got(await desk.plan('products', `${HEAD}\n821,X,Bebidas,1000\n`, manager));
    const first = got(await applyImport(desk.services, by, plan));
    const audited = () => db.owner('auditoria').count({ n: '*' }).first();
    const before = await audited();
    expect(got(await applyImport(desk.services, by, plan))).toEqual(first);
    expect(await audited()).toEqual(before);
    expect(await desk.services.imports.apply(by, plan.id, 'otra')).toMatchObject({
      error: { code: 'IMPORTACION_INEXISTENTE' },
    });
  });

  it('leaves nothing behind when it is applied, given up, or the file is no good', async () => {
    await db.owner('importaciones').where('estado', 'Abierta').delete();
    expect(await staged()).toBe(0);
    await desk.plan('products', `${HEAD}\n822,X,Bebidas,1000\n"abierta`, manager).catch(() => null);
    got(await desk.take('products', `${HEAD}\n823,X,Bebidas,1000\n`, manager));
    const plan = got(await desk.plan('products', `${HEAD}\n824,X,Bebidas,1000\n`, manager));
    expect(await staged()).toBe(1);
    await desk.services.imports.discard({ actor: manager, grant: null }, plan.id);
    expect(await staged()).toBe(0);
    await db.owner('importaciones').insert({
      uuid: randomUUID(),
      tipo: 'Stock',
      archivo: 'x',
      id_usuario: manager.id,
      creada_en: '2020-01-01',
    });
    got(await desk.take('products', `${HEAD}\n825,X,Bebidas,1000\n`, manager));
    expect(await db.owner('importaciones').where('estado', 'Abierta')).toEqual([]);
  });
});

describe('two imports at once', () => {
  it('of the same file make each product once', async () => {
    const file = `${HEAD},codigos de barras\n${Array.from({ length: 300 }, (_, i) => `C${i},Nombre ${i},Nueva,1000,99${i}`).join('\n')}\n`;
    const plans = await Promise.all([
      desk.plan('products', file, manager),
      desk.plan('products', file, admin),
    ]);
    const done = await Promise.all(
      plans.map((plan, at) =>
        applyImport(desk.services, { actor: at === 0 ? manager : admin, grant: null }, got(plan)),
      ),
    );
    expect(done.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual([
      'IMPORTACION_CAMBIADA',
      'done',
    ]);
    expect(
      await db.owner('productos').where('codigo', 'like', 'C%').andWhere('nombre', 'like', 'Nombre %'),
    ).toHaveLength(300);
    expect(await db.owner('categorias').where('nombre', 'Nueva')).toHaveLength(1);
  });
});

describe('an import that is killed in the middle', () => {
  it('has written nothing, and its rows are staged for nobody', async () => {
    const count = 3_000;
    const file = desk.file(
      `${HEAD},codigos de barras,alergenos\n${Array.from({ length: count }, (_, i) => `K${i},Nombre ${i},Cortada,1000,77${i},LECHE`).join('\n')}\n`,
    );
    const doomed = openDatabase(db.tillTarget, { pool: 1 });
    const services = { ...desk.services, imports: databaseImports(doomed) };
    const by = { actor: manager, grant: null };
    const plan = got(await planImport(services, by, { kind: 'products', path: file }));
    const [[{ id }]] = await doomed.raw('SELECT CONNECTION_ID() AS id');
    const applying = applyImport(services, by, plan).then(
      () => 'done',
      () => 'lost',
    );
    // Killed as soon as its first products are there to be seen by an uncommitted read.
    await db.owner.transaction(
      async (trx) => {
        for (;;) {
          const [{ n }] = (await trx('productos').where('codigo', 'like', 'K%').count({ n: '*' })) as [
            { n: number },
          ];
          if (Number(n) > 0) break;
          await sleep(1);
        }
      },
      { isolationLevel: 'read uncommitted' },
    );
    await db.owner.raw(`KILL ${Number(id)}`);
    expect(await applying).toBe('lost');
    await doomed.destroy();
    expect(
      await db.owner('productos').where('codigo', 'like', 'K%').andWhere('nombre', 'like', 'Nombre %'),
    ).toEqual([]);
    expect(await db.owner('categorias').where('nombre', 'Cortada')).toEqual([]);
    expect(got(await applyImport(desk.services, by, plan))).toMatchObject({ added: count });
  });
});
