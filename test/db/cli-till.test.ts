import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceTill, dismissTill } from '../../src/adapters/db/open-tills.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
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

const till = (...args: string[]): Promise<Outcome> =>
  runPos(['till', ...args, '--user', 'admin', '--json'], {
    env: { HOME: home.path, POS_HOME: home.path, ...database.env, POS_PASSWORD: 'admin-demo' },
  });

test('a till is not closed under a screen that sells on it, nor the last one', async () => {
  const process = '7e0f2b2a-6f43-4a0c-9d0a-3f1e5a3b9c11';
  await announceTill(database.till, { process, till: '001', program: '1.0.0', host: 'mostrador' });
  const used = await till('deactivate', '001');
  expect(used.code).toBe(3);
  expect(used.json()).toMatchObject({ error: { code: 'CAJA_EN_USO', caja: '001', equipos: 'mostrador' } });
  expect(await database.owner('cajas').where('codigo', '001').first('activo')).toEqual({ activo: 1 });
  expect((await till('edit', '001', '--name', 'Mostrador')).json()).toMatchObject({ nombre: 'Mostrador' });
  await dismissTill(database.till, process);
  expect((await till('deactivate', '001')).json()).toMatchObject({ caja: '001', activa: false });
  const open: string[] = await database.owner('cajas').where('activo', 1).orderBy('codigo').pluck('codigo');
  for (const code of open.slice(0, -1)) expect((await till('deactivate', code)).code).toBe(0);
  const last = await till('deactivate', open.at(-1) ?? '');
  expect(last.json()).toMatchObject({ error: { code: 'CAJA_NECESARIA' } });
  expect((await till('activate', '001')).json()).toMatchObject({ activa: true });
});

test('what is done to the database and the settings leaves a line each, without a secret', async () => {
  const pos = (args: readonly string[], input = '') =>
    runPos(args, { env: { HOME: home.path, POS_HOME: home.path, ...database.env }, input });
  const folder = join(home.path, 'copies');
  expect((await pos(['db', 'migrate'])).code).toBe(0);
  const made = await pos(['db', 'backup', folder, '--json']);
  const { archivo } = made.json() as { archivo: string };
  expect((await pos(['db', 'restore', archivo, '--into', 'not-a-name'])).code).toBe(2);
  expect((await pos(['db', 'restore', join(folder, 'none.sql.gz')])).code).toBe(2);
  expect((await pos(['db', 'verify', join(folder, 'none.sql.gz')])).code).toBe(2);
  expect((await pos(['config', 'set', 'sifen_csc'], 'ABCDSECRET\n')).code).toBe(0);
  expect((await pos(['config', 'unset', 'sifen_csc'])).code).toBe(0);
  const { stdout, json } = await pos(['logs', '--json']);
  expect(stdout).not.toContain('ABCDSECRET');
  expect(json()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ evento: 'db.migrate', migraciones: 0 }),
      expect.objectContaining({ evento: 'db.backup', archivo: basename(archivo), cifrada: false }),
      expect.objectContaining({ evento: 'db.restore', archivo: 'none.sql.gz', codigo: 'ARCHIVO_ILEGIBLE' }),
      expect.objectContaining({ evento: 'db.verify', archivo: 'none.sql.gz', codigo: 'ARCHIVO_ILEGIBLE' }),
      expect.objectContaining({ evento: 'config.set', ajuste: 'sifen_csc' }),
      expect.objectContaining({ evento: 'config.unset', ajuste: 'sifen_csc' }),
    ]),
  );
});
