import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const pos = (line: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runPos(line, { env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });
const SECRETS = { POS_PASSWORD: 'gerente-demo', POS_APPROVER_PASSWORD: 'admin-demo' };
const manage = (...line: readonly string[]): Promise<Outcome> => pos([...line, '--user', 'gerente'], SECRETS);
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(home.path, name), content);
  return join(home.path, name);
};

describe('pos product import', () => {
  test('shows what would change, and applies it when told, from a Windows-1252 file with semicolons', async () => {
    const path = file(
      'productos.csv',
      Buffer.from(
        'Código;Nombre;Categoría;Precio\r\nN1;Piñata de maní;Golosinas;2.000\r\n5;;;5.500\r\n',
        'latin1',
      ),
    );
    const preview = await manage('product', 'import', path);
    expect([preview.code, preview.stderr]).toEqual([0, '']);
    expect(preview.stdout).toContain('1 nuevo · 1 con cambios · 0 sin cambios · 0 con errores');
    expect(preview.stdout).toMatch(/3 +5 .*precio_venta: 5000 → 5500/);
    expect(preview.stdout).toContain('Vista previa: no se escribió nada.');
    const json = (await manage('product', 'import', path, '--json')).json() as Record<string, unknown>;
    expect(json).toMatchObject({
      archivo: 'productos.csv',
      codificacion: 'windows-1252',
      aplicada: false,
      altas: 1,
      cambios: 1,
      errores: 0,
      registros: [
        { linea: 2, clave: 'N1', nombre: 'Piñata de maní', accion: 'alta' },
        { linea: 3, accion: 'cambio', campos: [{ campo: 'precio_venta', antes: '5000', despues: '5500' }] },
      ],
    });
    const stale = await manage('product', 'import', path, '--apply', '--fingerprint', 'otra', '--json');
    expect([stale.code, stale.json()]).toMatchObject([3, { error: { code: 'IMPORTACION_CAMBIADA' } }]);
    const applied = await manage('product', 'import', path, '--apply', '--fingerprint', String(json.huella));
    expect([applied.code, applied.stdout]).toEqual([
      0,
      expect.stringContaining('Importación aplicada: 1 nuevo y 1 con cambios.'),
    ]);
    expect(await database.owner('productos').where('codigo', 'N1').first()).toMatchObject({
      nombre: 'Piñata de maní',
      precio_venta: 2_000,
    });
    expect(await database.owner('importaciones_productos')).toEqual([]);
  });

  test('ends with 2 and names each bad row, with --json and --csv too, and writes nothing', async () => {
    const path = file(
      'malo.csv',
      'codigo,nombre,categoria,precio\nM1,Bueno,Golosinas,100\nM2,Malo,Golosinas,"5,5"\n',
    );
    const outcome = await manage('product', 'import', path, '--apply');
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toContain('línea 3, precio_venta «5,5»: tiene decimales');
    const json = await manage('product', 'import', path, '--json');
    expect(json.json()).toMatchObject({
      errores: 1,
      filas_con_errores: [{ linea: 3, columna: 'precio_venta', valor: '5,5' }],
    });
    const csv = await manage('product', 'import', path, '--csv');
    expect(csv.stdout.split('\r\n')[0]).toBe('\ufefflinea;clave;accion;campo;antes;despues;motivo');
    expect(csv.stdout).toContain('3;;error;precio_venta;;"5,5";');
    expect(
      await database.owner('productos').where('codigo', 'like', 'M_').andWhere('nombre', 'Bueno'),
    ).toEqual([]);
  });

  test('asks for an approval beyond the limit of the role', async () => {
    const path = file('caro.csv', 'codigo,precio\n5,9000\n');
    const refused = await manage('product', 'import', path, '--apply', '--json');
    expect([refused.code, refused.json()]).toMatchObject([
      3,
      { error: { code: 'LIMITE_DE_ROL', limite: 30 } },
    ]);
    const approved = await manage(
      'product',
      'import',
      path,
      '--apply',
      '--approver',
      'admin',
      '--reason',
      'Subió',
      '--json',
    );
    expect([approved.code, approved.json()]).toMatchObject([0, { aplicada: true, cambios: 1 }]);
    expect(await database.owner('aprobaciones').orderBy('id_aprobacion', 'desc').first()).toMatchObject({
      permiso: 'data.import',
      motivo: 'Subió',
    });
  });

  test('is refused to a cashier, and says what is wrong with a file', async () => {
    const refused = await pos(
      ['product', 'import', file('x.csv', 'codigo\n1\n'), '--user', 'cajero', '--json'],
      { POS_PASSWORD: 'cajero-demo' },
    );
    expect([refused.code, refused.json()]).toMatchObject([3, { error: { code: 'PERMISO_DENEGADO' } }]);
    for (const [path, code] of [
      [join(home.path, 'no-hay.csv'), 'ARCHIVO_ILEGIBLE'],
      [home.path, 'ARCHIVO_INVALIDO'],
      [file('nada.csv', ''), 'ARCHIVO_INVALIDO'],
    ] as const)
      expect((await manage('product', 'import', path, '--json')).json()).toMatchObject({ error: { code } });
  });
});

describe('what is exported', () => {
  test.each([
    ['product', 'productos'],
    ['client', 'familias'],
    ['stock', 'stock'],
  ])('of %s comes in again unchanged, and replaces no file unasked', async (noun, name) => {
    const path = join(home.path, `${name}-fuera.csv`);
    const done = await manage(noun, 'export', path, '--excel', '--json');
    expect([done.code, done.json()]).toMatchObject([0, { archivo: path }]);
    expect(readFileSync(path, 'utf8').startsWith('\ufeff')).toBe(true);
    expect((await manage(noun, 'export', path, '--json')).json()).toMatchObject({
      error: { code: 'ARCHIVO_EXISTE' },
    });
    expect((await manage(noun, 'export', path, '--force')).code).toBe(0);
    const again = await manage(noun, 'import', path, '--json');
    expect([again.code, again.json()]).toMatchObject([0, { altas: 0, cambios: 0, errores: 0 }]);
    const printed = await manage(noun, 'export');
    expect(printed.stdout).toBe(readFileSync(path, 'utf8'));
    expect((await manage(noun, 'export', '-')).stdout).toBe(printed.stdout);
    expect(await inconsistencies(database.owner)).toEqual(SOUND);
  });
});

describe('pos import template', () => {
  test('prints a file that can be imported', async () => {
    for (const [kind, noun] of [
      ['products', 'product'],
      ['families', 'client'],
    ] as const) {
      const template = await pos(['import', 'template', kind]);
      expect(template.code).toBe(0);
      const outcome = await manage(noun, 'import', file(`${kind}.csv`, template.stdout), '--apply', '--json');
      expect([outcome.code, outcome.json()]).toMatchObject([0, { aplicada: true, altas: 2 }]);
    }
    expect((await pos(['import', 'template', 'stock', '--excel'])).stdout).toContain(
      'codigo;nombre;cantidad;costo',
    );
    expect((await pos(['import', 'template', 'otro', '--json'])).code).toBe(2);
    expect(existsSync(join(home.path, 'products.csv'))).toBe(true);
  });
});
