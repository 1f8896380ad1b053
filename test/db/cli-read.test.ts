import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';
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

const pos = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runPos(args, { env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });

test("card show: exactly the client's document", async () => {
  const { code, stdout, stderr, json } = await pos(['card', 'show', '00203', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const card = json() as Record<string, unknown>;
  expect(Object.keys(card)).toEqual([
    'id_hijo',
    'nombre',
    'saldo',
    'grado',
    'cliente',
    'nro_tarjeta',
    'foto_perfil',
    'restricciones',
  ]);
  expect(card).toMatchObject({
    id_hijo: 11,
    nombre: 'ROMINA MONGELLOS RODRIGUEZ',
    saldo: 1000,
    grado: '5to Grado',
    cliente: 'CARMEN RODRIGUEZ',
    nro_tarjeta: '00203',
    restricciones: [
      {
        tipo_restriccion: 'Intolerancia a la lactosa',
        descripcion: 'Dificultad para digerir lácteos',
        severidad: 'Moderada',
      },
    ],
  });
  expect(stdout).toContain('"severidad": "Moderada"\n');
});

test('card show: for people, in both languages', async () => {
  const spanish = await pos(['card', 'show', '00203']);
  expect(spanish.stdout).toMatch(/^Tarjeta +00203\nEstudiante +ROMINA MONGELLOS RODRIGUEZ\n/);
  expect(spanish.stdout).toContain('Gs. 1.000');
  expect((await pos(['card', 'show', '00203', '--lang', 'en'])).stdout).toMatch(/^Card +00203\nStudent /);
});

test('card show: unknown is input (2), blocked and expired are refused (3), each saying why', async () => {
  const unknown = await pos(['card', 'show', '99999', '--json']);
  expect(unknown).toMatchObject({ code: 2, stderr: '' });
  expect(unknown.json()).toMatchObject({ error: { code: 'TARJETA_INEXISTENTE', numero: '99999' } });
  const cards = (await pos(['card', 'list', '--json'])).json() as { nro_tarjeta: string; estado: string }[];
  const blocked = cards.find((card) => card.estado === 'Bloqueada');
  const refused = await pos(['card', 'show', blocked?.nro_tarjeta ?? 'none']);
  expect(refused.code).toBe(3);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toMatch(/bloqueada: .*\.\n$/);
});

test('card list: searched, for people, JSON and CSV', async () => {
  const found = await pos(['card', 'list', '--search', 'romina', '--json']);
  expect(found.json()).toMatchObject([
    { nro_tarjeta: '00203', saldo: 1000, fecha_vencimiento: '2027-01-09' },
  ]);
  const csv = await pos(['card', 'list', '--csv']);
  expect(csv.stdout).toMatch(/^\ufeffnro_tarjeta;estado;saldo;/);
  expect(csv.stdout.trimEnd().split('\r\n').length).toBeGreaterThanOrEqual(41);
  expect((await pos(['card', 'list', '--limit', '3', '--json'])).json()).toHaveLength(3);
});

test('product list: found without accents and with a typo, as on the screen', async () => {
  for (const typed of ['sandwich', 'sandwhich']) {
    const found = (await pos(['product', 'list', '--search', typed, '--json'])).json();
    expect(found, typed).toEqual(
      expect.arrayContaining([expect.objectContaining({ id_producto: 12, precio: 15000 })]),
    );
  }
  expect((await pos(['product', 'list'])).stdout).toMatch(/Coca Cola 500ml .* 5\.000/);
  expect(await pos(['product', 'list', '--search', 'zzzzzzzz'])).toMatchObject({ code: 0 });
});

test('product list: a name with control characters cannot drive the terminal', async () => {
  await database
    .owner('productos')
    .where('id_producto', 5)
    .update({ nombre: 'Coca\u001b[2J\u0007 Cola \u202e500ml' });
  for (const args of [
    ['product', 'list'],
    ['product', 'list', '--json'],
  ]) {
    const { stdout } = await pos(args);
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  }
  await database.owner('productos').where('id_producto', 5).update({ nombre: 'Coca Cola 500ml' });
});

test('doctor: each check with result and meaning; ledgers of the demonstration add up', async () => {
  mkdirSync(home.path, { recursive: true, mode: 0o700 });
  const { code, json } = await pos(['doctor', '--json']);
  const { lista, revisiones } = json() as {
    lista: boolean;
    revisiones: { revision: string; estado: string }[];
  };
  const states = Object.fromEntries(revisiones.map((check) => [check.revision, check.estado]));
  expect(states).toMatchObject({
    node: 'bien',
    datos: 'bien',
    base: 'bien',
    esquema: 'bien',
    cuenta: 'bien',
    cuenta_duenia: 'bien',
    linea: 'bien',
    facturacion: 'sin_revisar',
    durabilidad: 'bien',
    reloj: 'bien',
    movimientos: 'bien',
    comercio: 'aviso',
    caja: 'bien',
    impresora: 'bien',
    cola: 'bien',
  });
  expect({ lista, code }).toEqual({ lista: true, code: 0 });
});

test('doctor: an account that may more than a till, and a printer that is not there', async () => {
  const owner = {
    POS_DATABASE_URL: database.env.POS_DATABASE_OWNER_URL ?? '',
    POS_PRINTER: 'tcp://127.0.0.1:9',
  };
  const found = await pos(['doctor', '--json'], owner);
  expect(found.json()).toMatchObject({
    revisiones: expect.arrayContaining([
      expect.objectContaining({ revision: 'cuenta', estado: 'aviso' }),
      expect.objectContaining({ revision: 'impresora', estado: 'aviso' }),
    ]),
  });
  expect(found.stdout).not.toMatch(/IDENTIFIED|PASSWORD/);
});

test('doctor: finds a till that does not exist and a database that does not answer', async () => {
  const noTill = await pos(['doctor'], { POS_TILL: '999' });
  expect(noTill.code).toBe(4);
  expect(noTill.stdout).toMatch(/✗ Caja: 999 \(FALLA\)\n.*\n +Remedio: .*001/);
  const url = 'mysql://nobody:secret@localhost/none?socket=/nowhere/mysqld.sock';
  const noDatabase = await pos(['doctor', '--json'], { POS_DATABASE_URL: url, POS_DATABASE_OWNER_URL: '' });
  expect(noDatabase.code).toBe(4);
  expect(noDatabase.stdout).not.toContain('secret');
  expect(noDatabase.json()).toMatchObject({
    lista: false,
    revisiones: expect.arrayContaining([expect.objectContaining({ revision: 'base', estado: 'falla' })]),
  });
});

test('a database that does not answer is exit code 4, in one sentence or one JSON document', async () => {
  const env = {
    POS_DATABASE_URL: 'mysql://nobody:secret@localhost/none?socket=/nowhere/mysqld.sock',
    POS_DATABASE_OWNER_URL: '',
  };
  const told = await pos(['sale', 'list'], env);
  expect(told).toMatchObject({ code: 4, stdout: '' });
  expect(told.stderr.trimEnd().split('\n')).toHaveLength(1);
  const data = await pos(['sale', 'list', '--json'], env);
  expect(data).toMatchObject({ code: 4, stderr: '' });
  expect(data.json()).toMatchObject({ error: { code: 'BASE_DE_DATOS' } });
});

test('a database without tables names the command that makes them', async () => {
  const bare = await emptyDatabase();
  try {
    const refused = await pos(['card', 'list'], bare.env);
    expect(refused.code).toBe(4);
    expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
  } finally {
    await bare.close();
  }
});

test('login: a wrong password is refused; a right one opens a session that only its owner can read', async () => {
  const wrong = await pos(['login', 'cajero'], { POS_PASSWORD: 'otra' });
  expect(wrong).toMatchObject({ code: 3, stdout: '' });
  const noTerminal = await pos(['login', 'gerente']);
  expect(noTerminal.code).toBe(3);
  expect(noTerminal.stderr).toContain('POS_PASSWORD');
  const right = await pos(['login', 'gerente'], { POS_PASSWORD: 'gerente-demo' });
  expect(right.code).toBe(0);
  const file = join(home.path, 'session');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { readFileSync } = await import('node:fs');
  const token = readFileSync(file, 'utf8').trim();
  const rows = JSON.stringify(await database.owner('sesiones').select('*'));
  expect(rows).not.toContain(token);
  expect((await pos(['logout'])).code).toBe(0);
  expect((await pos(['sale', 'reprint', '1', '--json'])).json()).toMatchObject({
    error: { code: 'SESION_REQUERIDA' },
  });
});
