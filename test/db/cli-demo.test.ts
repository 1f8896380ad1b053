import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratchEnvironment } from '../../src/cli/actions/demo.ts';
import { loadConfig } from '../../src/cli/config.ts';
import { readConfigFile } from '../../src/cli/config-file.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { runPos, temporaryHome } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

let store: TestDatabase;
const home = temporaryHome();

beforeAll(async () => {
  store = await freshDatabase({ seed: 'demo' });
  const place = join(home.path, '.config', 'cantina-pos');
  mkdirSync(place, { recursive: true });
  const settings = { database_url: store.env.POS_DATABASE_URL, printer: `file:${join(home.path, 'paper')}` };
  writeFileSync(join(place, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
});
afterAll(async () => {
  await store?.close();
  home.remove();
});

test('demo: plays a sale as text and leaves the configured store alone, its print queue too', async () => {
  await store.till.raw('CALL sp_registrar_venta(?)', [JSON.stringify(saleOf())]);
  const before = await store.owner('trabajos_impresion').select('id_trabajo', 'estado');
  const { code, stdout, stderr } = await runPos(['demo'], { env: { HOME: home.path } });
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  for (const sight of [
    'ROMINA MONGELLOS RODRIGUEZ',
    'ATENCIÓN',
    'CUBIERTO',
    'VENTA REGISTRADA',
    'TICKET VENTA',
  ])
    expect(stdout).toContain(sight);
  expect(before).toMatchObject([{ estado: 'pendiente' }]);
  expect(await store.owner('trabajos_impresion').select('id_trabajo', 'estado')).toEqual(before);
  expect(await store.owner('ventas').count({ n: '*' })).toMatchObject([{ n: 1 }]);
  // A server and a schema are made from nothing for it: on a busy disk that alone can take a minute.
}, 240_000);

test('demo: its print process reads the scratch store, whatever the user has configured', () => {
  const scratch = join(home.path, 'scratch');
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'config.json'), JSON.stringify({ home: scratch, printer: 'file:' }));
  const users = { HOME: home.path, ...store.env, POS_PRINTER: 'tcp://127.0.0.1:9100', POS_TILL: '002' };
  const env = scratchEnvironment(users, scratch);
  const file = readConfigFile(env);
  if (!file.ok) throw new Error(file.error.code);
  expect(loadConfig({}, env, file.value)).toMatchObject({
    ok: true,
    value: { home: scratch, database: { kind: 'private' }, printer: 'file:', till: '001' },
  });
});
