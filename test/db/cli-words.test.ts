import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

/* What the commands say to people: their language, and what is wrong. */

let database: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

const pos = (args: readonly string[], lang = 'es', input = ''): Promise<Outcome> =>
  runPos(args, {
    env: {
      HOME: home.path,
      POS_HOME: home.path,
      ...database.env,
      POS_PASSWORD: 'admin-demo',
      POS_LANG: lang,
    },
    input,
  });
const AS_ADMIN = ['--user', 'admin'];

test('states and acts are in the language of whoever reads, and in the database’s for programs', async () => {
  const sale = JSON.stringify({
    lineas: [{ id_producto: 5, cantidad: 1 }],
    pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
  });
  expect((await pos(['shift', 'open', '--float', '0', ...AS_ADMIN])).stderr).toBe('');
  expect((await pos(['sale', 'register', '--file', '-', ...AS_ADMIN], 'es', sale)).code).toBe(0);
  const sales = ['sale', 'list'];
  expect((await pos(sales, 'en')).stdout).toContain('Completed');
  expect((await pos(sales, 'en')).stdout).not.toContain('Completada');
  expect((await pos([...sales, '--json'], 'en')).json()).toMatchObject([{ estado: 'Completada' }]);
  expect((await pos(['shift', 'list'], 'en')).stdout).toMatch(/ Open /);
  expect((await pos(['card', 'list'], 'en')).stdout).not.toContain('Activa');
  expect((await pos(['student', 'show', '1'], 'en')).stdout).not.toContain('Activa');
  const audit = (await pos(['audit', 'list'], 'en')).stdout;
  expect(audit).not.toMatch(/ (?:alta|cambio|ingreso) /);
  expect(audit).toContain('sign-in');
});

test.each([
  [['sale', 'list'], 'RANGO_INVALIDO'],
  [['invoice', 'list'], 'RANGO_INVALIDO'],
  [['audit', 'list'], 'RANGO_INVALIDO'],
  [['shift', 'list'], 'RANGO_INVALIDO'],
  [['card', 'statement', '00203'], 'RANGO_INVALIDO'],
])('%j says that its days are the wrong way round', async (args, code) => {
  const refused = await pos([...args, '--from', '2026-03-02', '--to', '2026-03-01', '--json']);
  expect([refused.code, refused.json()]).toMatchObject([2, { error: { code } }]);
});

test('what is wrong is said, not only that something is', async () => {
  const mailed = await pos(['report', 'daily', '--mail', 'nope', ...AS_ADMIN, '--json']);
  expect([mailed.code, mailed.json()]).toMatchObject([
    2,
    { error: { code: 'EMAIL_INVALIDO', valor: 'nope' } },
  ]);
  const ruc = ['invoice', 'setup', '--ruc', '80012345-1', ...AS_ADMIN];
  expect((await pos(ruc)).stderr).toContain('sería 0');
  const same = await pos(['product', 'edit', '5', ...AS_ADMIN]);
  expect(same).toMatchObject({ code: 0 });
  expect(same.stdout).toContain('No hay nada que cambiar');
  expect(same.stdout).not.toContain('guardado');
  const closed = await pos(['shift', 'x']);
  expect(closed.stderr + closed.stdout).not.toContain('antes de cobrar');
});

test('a stock document that is wrong is told what its form is, and the help shows it', async () => {
  const receive = ['stock', 'receive', '--file', '-', ...AS_ADMIN];
  const given = (document: object) => pos(receive, 'es', JSON.stringify(document));
  expect((await given({ lineas: 'todas' })).stderr).toContain('[{"codigo": "12", "cantidad": 24');
  expect((await given({ linea: [] })).stderr).toContain('proveedor, documento, motivo');
  expect((await given({ lineas: [{ codigo: '5', cantidad: '24' }] })).stderr).toContain('use 1, 2, 3…');
  expect((await pos(['stock', 'receive', '--help'])).stdout.replace(/\s+/g, ' ')).toContain(
    '"lineas": [{"codigo": "12", "cantidad": 24, "costo_unitario": 1800}]',
  );
  const stored = await given({
    documento: '1',
    lineas: [{ codigo: '5', cantidad: 24, costo_unitario: 1_800 }],
  });
  expect(stored.code).toBe(0);
});

test('a token whose person may not do what it is for is made with a warning', async () => {
  const create = (name: string, person: string) =>
    pos(['token', 'create', name, '--scope', 'reports:read', '--acts-as', person, ...AS_ADMIN]);
  const idle = await create('Contable', 'cajero');
  expect(idle.code).toBe(0);
  expect(idle.stderr).toContain('token no funciona reports:read: el rol cajero');
  expect((await create('Contable dos', 'gerente')).stderr).toBe('');
});
