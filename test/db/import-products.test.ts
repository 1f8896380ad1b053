import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyImport, plannedRows } from '../../src/app/import-file.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
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
const productOf = (code: string) => db.owner('productos').where('codigo', code).first();
const reasonsOf = async (content: string, actor = admin) => {
  const plan = got(await desk.plan('products', content, actor));
  return plan.faults.map(({ line, field, reason }) => `${line} ${field} ${reason}`);
};

describe('a file of products', () => {
  it('says what it would do and writes nothing before it is applied', async () => {
    const file = `${HEAD}\n901,Chipa,Panificados,2.500,7840001 7840002,LECHE;Huevo\n`;
    const plan = got(await desk.plan('products', file, manager));
    expect(plan).toMatchObject({ added: 1, changed: 0, same: 0, bad: 0, newCategories: ['Panificados'] });
    expect(await productOf('901')).toBeUndefined();
    expect(got(await desk.take('products', file, manager))).toEqual({ added: 1, changed: 0, same: 0 });
    const product = await productOf('901');
    expect(product).toMatchObject({ nombre: 'Chipa', precio_venta: 2500, tasa_iva: 10, estado: 'Activo' });
    const { id_producto } = product;
    expect(await db.owner('codigos_barra').where({ id_producto }).pluck('codigo_barra')).toEqual([
      '7840001',
      '7840002',
    ]);
    expect(await db.owner('productos_alergenos').where({ id_producto })).toHaveLength(2);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
    const audit = await db
      .owner('auditoria')
      .where('tabla', 'importaciones')
      .orderBy('id_auditoria', 'desc')
      .first();
    expect(audit).toMatchObject({ accion: 'importacion', id_usuario: manager.id });
    expect(JSON.parse(audit.despues)).toMatchObject({ tipo: 'Productos', altas: 1 });
    const row = await db
      .owner('auditoria')
      .where({ tabla: 'productos', id_registro: String(id_producto) })
      .first();
    expect(row).toMatchObject({ accion: 'alta', id_usuario: manager.id });
  });

  it('tells each changed field, old and new, leaves blank cells and absent columns as they are', async () => {
    await desk.take('products', `${HEAD}\n902,Té,Panificados,1.000,7850001 7850002,LECHE\n`, manager);
    const before = await productOf('902');
    const file =
      'precio;codigo;nombre;alergenos;codigos de barras;descripcion\n1100;902;;-;7850002 7850003;Con limón\n';
    const plan = got(await desk.plan('products', file, manager));
    expect(plan).toMatchObject({ added: 0, changed: 1, priceChange: 10 });
    const [change] = got(
      await plannedRows(desk.services, { actor: manager, grant: null }, plan, { afterLine: 0, limit: 20 }),
    );
    expect(change).toMatchObject({ line: 2, key: '902', name: 'Té', action: 'changed' });
    expect(change?.fields.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      { field: 'alergenos', before: 'LECHE', after: '' },
      { field: 'codigos_barra', before: '7850001 7850002', after: '7850002 7850003' },
      { field: 'descripcion', before: '', after: 'Con limón' },
      { field: 'precio_venta', before: '1000', after: '1100' },
    ]);
    got(await applyImport(desk.services, { actor: manager, grant: null }, plan));
    const after = await productOf('902');
    expect(after).toMatchObject({
      nombre: 'Té',
      precio_venta: 1100,
      descripcion: 'Con limón',
      id_categoria: before.id_categoria,
    });
    expect(after.version).toBeGreaterThan(before.version);
    expect(
      await db.owner('codigos_barra').where('id_producto', after.id_producto).pluck('codigo_barra'),
    ).toEqual(['7850002', '7850003']);
    expect(await db.owner('productos_alergenos').where('id_producto', after.id_producto)).toEqual([]);
    expect(got(await desk.plan('products', file, manager))).toMatchObject({ changed: 0, same: 1 });
  });

  it('exported imports again without a change, also after hostile names', async () => {
    await db.owner('productos').where('codigo', '901').update({ nombre: '=1+1', descripcion: '-2; \'o"x' });
    for (const style of ['plain', 'excel'] as const) {
      const text = await desk.exported('products', style);
      expect(text.startsWith('\ufeff')).toBe(style === 'excel');
      expect(text).not.toMatch(/(^|[,;\n])=/);
      const plan = got(await desk.plan('products', text, admin));
      expect(plan.faults).toEqual([]);
      expect(plan).toMatchObject({ added: 0, changed: 0, bad: 0 });
      expect(plan.same).toBeGreaterThan(20);
    }
    await db.owner('productos').where('codigo', '901').update({ nombre: 'Chipa', descripcion: null });
  });

  it('names every bad row with its line, column and reason, and then writes none', async () => {
    const file = [
      HEAD,
      '903,Buena,Panificados,1000,,',
      '904,,Panificados,1000,,',
      '905,Sin precio,Panificados,,,',
      '906,Caro,Panificados,"1.000,5",,',
      '903,Repetida,Panificados,1000,,',
      '907,Código ajeno,Panificados,1000,7840001,',
      '7840002,Es un código de barras,Panificados,1000,,',
      '908,Otra,Panificados,1000,903,',
      '909,Alergia,Panificados,1000,,polvo',
      '"7,84E+12",Número,Panificados,1000,,',
      '910,De más,Panificados,1000,,,x',
      '00203,Es una tarjeta,Panificados,1000,,',
      '911,Otra tarjeta,Panificados,1000,00204,',
      '',
      ',,,',
    ].join('\n');
    const plan = got(await desk.plan('products', file, admin));
    expect(
      plan.faults.map(({ line, field, value, reason, limit }) => [line, field, value, reason, limit]),
    ).toEqual([
      [3, 'nombre', '', 'requiredForNew', ''],
      [4, 'precio_venta', '', 'requiredForNew', ''],
      [5, 'precio_venta', '1.000,5', 'fraction', ''],
      [6, 'codigo', '903', 'repeated', '2'],
      [7, 'codigos_barra', '7840001', 'codeTaken', '901'],
      [8, 'codigo', '7840002', 'codeTaken', '901'],
      [9, 'codigos_barra', '903', 'repeated', '2'],
      [10, 'alergenos', 'polvo', 'allergen', ''],
      [11, 'codigo', '7,84E+12', 'scientific', ''],
      [12, '', 'x', 'cells', '6'],
      [13, 'codigo', '00203', 'codeIsCard', ''],
      [14, 'codigos_barra', '00204', 'codeIsCard', ''],
    ]);
    expect(plan.bad).toBe(plan.faults.length);
    expect(await applyImport(desk.services, { actor: admin, grant: null }, plan)).toMatchObject({
      ok: false,
      error: { code: 'IMPORTACION_CON_ERRORES' },
    });
    expect(
      await desk.services.imports.apply({ actor: admin, grant: null }, plan.id, plan.fingerprint),
    ).toMatchObject({
      ok: false,
      error: { code: 'IMPORTACION_CON_ERRORES' },
    });
    expect(await productOf('903')).toBeUndefined();
  });

  it('moves a bar code from one product to another when both are in the file', async () => {
    await desk.take(
      'products',
      `${HEAD}\n921,A,Panificados,100,5550001,\n922,B,Panificados,100,5550002,\n`,
      admin,
    );
    got(await desk.take('products', 'codigo,codigos de barras\n921,5550002\n922,5550001\n', admin));
    const owner = await db.owner('codigos_barra').where('codigo_barra', '5550002').first();
    expect(owner.id_producto).toBe((await productOf('921')).id_producto);
  });

  it('keeps out of an inactive category, and takes products out of the sale and back', async () => {
    await db.owner('categorias').insert({ nombre: 'Vieja', estado: 'Inactivo' });
    expect(await reasonsOf('codigo,nombre,categoria,precio\n931,X,Vieja,100\n')).toEqual([
      '2 categoria categoryInactive',
    ]);
    got(await desk.take('products', 'codigo,activo\n921,no\n', admin));
    expect((await productOf('921')).estado).toBe('Inactivo');
    got(await desk.take('products', 'codigo,activo\n921,si\n', admin));
    expect((await productOf('921')).estado).toBe('Activo');
  });

  it('refuses a file whose titles are unknown, missing or twice there', async () => {
    for (const [text, code] of [
      ['a,b\n1,2\n', 'COLUMNAS_FALTANTES'],
      ['nombre,precio\nx,1\n', 'COLUMNAS_FALTANTES'],
      ['codigo,precio,precio de venta\n1,2,3\n', 'COLUMNAS_REPETIDAS'],
    ] as const)
      expect(await desk.plan('products', text, admin), text).toMatchObject({ ok: false, error: { code } });
    const plan = got(await desk.plan('products', 'codigo,Foto\n901,x\n', admin));
    expect(plan).toMatchObject({ unknownTitles: ['Foto'], same: 1 });
  });

  it('takes SQL, control sequences and endless text for what they are', async () => {
    const name = "Robert'); DROP TABLE productos;--";
    got(await desk.take('products', `${HEAD}\n941,"${name}",Panificados,100,,\n`, admin));
    expect((await productOf('941')).nombre).toBe(name);
    expect(
      await reasonsOf(
        `${HEAD}\n942,a\u001b[31mb,Panificados,1e9,,\n${'9'.repeat(10_000)},${'x'.repeat(10_000)},P,-1,,\n`,
      ),
    ).toEqual([
      '2 nombre unfit',
      '2 precio_venta notMoney',
      '3 codigo tooLong',
      '3 nombre tooLong',
      '3 precio_venta range',
    ]);
  });
});

describe('a price that moves further than the role may', () => {
  it('needs the approval of just this plan, by somebody who may go so far', async () => {
    await desk.take('products', `${HEAD}\n951,Caro,Panificados,1000,,\n`, admin);
    const plan = got(await desk.plan('products', 'codigo,precio\n951,2000\n', manager));
    expect(plan.priceChange).toBe(100);
    const apply = (grant: number | null) => applyImport(desk.services, { actor: manager, grant }, plan);
    expect(await apply(null)).toMatchObject({
      ok: false,
      error: { code: 'LIMITE_DE_ROL', params: { limite: 30, pedido: 100 } },
    });
    const grantOf = (approver: Actor, reference: string) =>
      approvalOf(db.owner, manager, approver, { permission: 'data.import', reference });
    expect(await apply(await grantOf(admin, 'import:otra'))).toMatchObject({
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
    expect(await apply(await grantOf(manager, `import:${plan.fingerprint}`))).toMatchObject({
      error: { code: 'LIMITE_DE_ROL' },
    });
    expect((await productOf('951')).precio_venta).toBe(1000);
    const grant = await grantOf(admin, `import:${plan.fingerprint}`);
    expect(got(await apply(grant))).toMatchObject({ changed: 1 });
    expect(await db.owner('aprobaciones').where('id_aprobacion', grant).first()).toMatchObject({
      usada_para: 'data.import',
    });
    expect((await productOf('951')).precio_venta).toBe(2000);
  });
});
