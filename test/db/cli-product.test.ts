import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let database: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

const SECRETS = { POS_PASSWORD: 'gerente-demo', POS_APPROVER_PASSWORD: 'admin-demo' };
const CASHIER = { POS_PASSWORD: 'cajero-demo', POS_APPROVER_PASSWORD: 'gerente-demo' };
const pos = (line: readonly string[], input = '', env: Readonly<Record<string, string>> = {}) =>
  runPos(line, { input, env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });
/** As the demonstration's manager, with what it answers in JSON. */
const manage = (...line: readonly string[]): Promise<Outcome> =>
  pos([...line, '--user', 'gerente', '--json'], '', SECRETS);
const refusal = (outcome: Outcome) => ({
  code: outcome.code,
  ...(outcome.json() as { error: object }).error,
});

describe('pos product', () => {
  test('creates, shows, edits, takes out of the sale and tells the prices', async () => {
    const created = await manage(
      ...'product create --code ALFAJOR --name Alfajor --category golosinas --price 4.000 --cost 2000'.split(
        ' ',
      ),
      ...'--barcodes 7840001112223,111 --allergens gluten,LECHE --stock 24 --min-stock 6'.split(' '),
    );
    expect([created.code, created.json()]).toMatchObject([
      0,
      { codigo: 'ALFAJOR', precio_venta: 4_000, stock_actual: 24, alergenos: ['GLUTEN', 'LECHE'] },
    ]);
    expect(created.stderr).toContain('7840001112223: el dígito de control no coincide');
    const edited = await manage(...'product edit 111 --price 4500 --add-barcode 222 --below-zero'.split(' '));
    expect(edited.json()).toMatchObject({
      codigos_barra: ['111', '222', '7840001112223'],
      precio_venta: 4_500,
      precio_compra: 2_000,
      vende_sin_stock: true,
    });
    const off = await manage('product', 'deactivate', 'ALFAJOR');
    expect(off.json()).toMatchObject({ activo: false });
    expect((await manage('product', 'activate', 'ALFAJOR')).json()).toMatchObject({ activo: true });
    const history = await pos(['product', 'history', 'ALFAJOR', '--csv']);
    expect(history.stdout.split('\r\n')[1]).toMatch(/;Gustavo Benítez;4000;4500;2000;2000$/);
    const shown = await pos(['product', 'show', '222']);
    expect(shown.stdout).toMatch(/Precio de venta +4\.500/);
  });

  test('asks for an approval beyond the limit of the role', async () => {
    const edit = ['product', 'edit', 'ALFAJOR', '--price', '9000'];
    expect(refusal(await manage(...edit))).toMatchObject({ code: 'LIMITE_DE_ROL', limite: 30, pedido: 100 });
    const approved = await manage(...edit, '--approver', 'admin', '--reason', 'Subió el costo');
    expect([approved.code, approved.json()]).toMatchObject([0, { precio_venta: 9_000 }]);
    const [approval] = await database.owner('aprobaciones').orderBy('id_aprobacion', 'desc').limit(1);
    expect(approval).toMatchObject({ motivo: 'Subió el costo', permiso: 'product.edit' });
  });

  test('refuses bad input with one sentence and an exit code', async () => {
    const create = (...more: readonly string[]) =>
      manage('product', 'create', '--code', 'Q', '--name', 'Q', '--category', 'Bebidas', ...more);
    const outcomes: readonly (readonly [Promise<Outcome>, number, string])[] = [
      [create('--price', '-1'), 2, 'VALOR_INVALIDO'],
      [create('--price', '1e9'), 2, 'VALOR_INVALIDO'],
      [create(), 2, 'PRECIO_REQUERIDO'],
      [create('--price', '1', '--allergens', 'NADA'), 2, 'ALERGENO_INEXISTENTE'],
      [
        manage(
          'product',
          'create',
          '--code',
          'ALFAJOR',
          '--name',
          'Q',
          '--category',
          'Bebidas',
          '--price',
          '1',
        ),
        3,
        'CODIGO_DUPLICADO',
      ],
      [manage('product', 'edit', 'ALFAJOR', '--category', "x' OR 1=1"), 2, 'CATEGORIA_INEXISTENTE'],
      [manage('product', 'edit', 'no-existe', '--price', '1'), 2, 'PRODUCTO_INEXISTENTE'],
      [
        pos(['product', 'deactivate', 'ALFAJOR', '--user', 'cajero', '--json'], '', CASHIER),
        3,
        'PERMISO_DENEGADO',
      ],
    ];
    for (const [running, exit, code] of outcomes) {
      const outcome = await running;
      expect([code, outcome.code, (outcome.json() as { error: { code: string } }).error.code]).toEqual([
        code,
        exit,
        code,
      ]);
    }
  });
});

test('pos category and pos allergen', async () => {
  expect((await manage('category', 'create', 'Helados')).json()).toMatchObject({
    nombre: 'Helados',
    activo: true,
  });
  expect((await manage('category', 'edit', 'helados', '--name', 'Heladería')).json()).toMatchObject({
    nombre: 'Heladería',
  });
  expect((await manage('category', 'deactivate', 'Heladería')).json()).toMatchObject({ activo: false });
  expect(refusal(await manage('category', 'deactivate', 'Bebidas'))).toMatchObject({
    code: 'CATEGORIA_EN_USO',
  });
  expect((await pos(['category', 'list', '--csv'])).stdout).toContain('Heladería;;false;0');
  expect((await manage('allergen', 'create', 'colorante', '--name', 'Colorante')).json()).toMatchObject({
    codigo: 'COLORANTE',
    propio: true,
  });
  expect(refusal(await manage('allergen', 'edit', 'LECHE', '--name', 'X'))).toMatchObject({
    code: 'ALERGENO_FIJO',
  });
  expect((await manage('allergen', 'remove', 'COLORANTE')).code).toBe(0);
  expect(JSON.parse((await pos(['allergen', 'list', '--json'])).stdout)).toHaveLength(14);
});

describe('pos stock', () => {
  test('receives from a file, corrects, writes off, and tells the movements', async () => {
    const uuid = 'b7b7f0a2-6f0e-4a53-9a6f-0d5e0f7c1a11';
    const document = {
      uuid,
      proveedor: 'Arcor',
      documento: '001-002-77',
      actualiza_costo: true,
      lineas: [
        { codigo: '111', cantidad: 12, costo_unitario: 2_100 },
        { id_producto: 10, cantidad: 5 },
      ],
    };
    const receive = (given: unknown, env = SECRETS, user = 'gerente', ...more: readonly string[]) =>
      pos(['stock', 'receive', '--file', '-', '--user', user, '--json', ...more], JSON.stringify(given), env);
    expect((await receive(document)).json()).toMatchObject({
      tipo: 'Ingreso',
      lineas: 2,
      unidades: 17,
      repetida: false,
    });
    expect((await receive(document)).json()).toMatchObject({ repetida: true });
    expect((await pos(['product', 'show', 'ALFAJOR', '--json'])).json()).toMatchObject({
      stock_actual: 36,
      precio_compra: 2_100,
    });
    await manage(...'stock adjust --product ALFAJOR --quantity -2 --reason contado'.split(' '));
    await manage(...'stock waste --product ALFAJOR --quantity 3 --reason vencido'.split(' '));
    const { stdout } = await pos(['stock', 'movements', 'ALFAJOR', '--json']);
    expect(
      (JSON.parse(stdout) as { tipo: string; nueva: number }[]).map(({ tipo, nueva }) => [tipo, nueva]),
    ).toEqual([
      ['Merma', 31],
      ['Ajuste', 34],
      ['Entrada', 36],
      ['Inicial', 24],
    ]);
    expect(refusal(await receive({ ...document, lineas: [{ codigo: '111', cantidad: 1.5 }] }))).toMatchObject(
      { code: 'VALOR_INVALIDO' },
    );
    expect(refusal(await receive({ ...document, lineas: [{ codigo: '111', cantidda: 1 }] }))).toMatchObject({
      campo: 'lineas.cantidda',
    });
    expect(refusal(await receive('no'))).toMatchObject({ code: 'VALOR_INVALIDO', campo: 'JSON' });
    const other = { ...document, uuid: 'b7b7f0a2-6f0e-4a53-9a6f-0d5e0f7c1a12' };
    expect(refusal(await receive(other, CASHIER, 'cajero'))).toMatchObject({ code: 'PERMISO_DENEGADO' });
    expect((await receive(other, CASHIER, 'cajero', '--approver', 'gerente')).code).toBe(0);
    expect(refusal(await manage(...'stock waste --product ALFAJOR --quantity 1'.split(' ')))).toMatchObject({
      code: 'MOTIVO_REQUERIDO',
    });
  });

  test('counts while nobody stops selling', async () => {
    const cashier = (...line: readonly string[]) => pos([...line, '--user', 'cajero', '--json'], '', CASHIER);
    const { id_documento } = (await cashier('stock', 'count', 'open', '--note', 'depósito')).json() as {
      id_documento: number;
    };
    const id = String(id_documento);
    const add = (...more: readonly string[]) =>
      cashier('stock', 'count', 'add', id, '--product', 'ALFAJOR', ...more);
    expect((await add('--quantity', '20')).json()).toMatchObject({ cantidad: 20, esperada: 43 });
    expect((await add('--quantity', '19')).json()).toMatchObject({ cantidad: 39 });
    expect(refusal(await cashier('stock', 'count', 'apply', id))).toMatchObject({ code: 'PERMISO_DENEGADO' });
    expect((await pos(['stock', 'count', 'show', id, '--csv'])).stdout).toMatch(
      /ALFAJOR;Alfajor;39;;43;-4;43/,
    );
    expect((await cashier('stock', 'count', 'apply', id, '--approver', 'gerente')).json()).toMatchObject({
      estado: 'Aplicado',
    });
    expect(refusal(await add())).toMatchObject({ code: 'DOCUMENTO_CERRADO' });
    expect((await pos(['stock', 'check', 'ALFAJOR', '--quantity', '39'])).code).toBe(0);
    expect((await pos(['stock', 'low', '--csv'])).stdout).toMatch(/^\ufeffid_producto;codigo;nombre/);
    expect(await inconsistencies(database.owner)).toEqual(SOUND);
  });
});
