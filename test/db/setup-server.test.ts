import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { ensureBuilt } from '../support/built.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import { type NetworkServer, startNetworkServer } from '../support/network-server.ts';
import { type Outcome, runPos } from '../support/run-pos.ts';

const keys = makeKeys();
let server: NetworkServer;
let ca: string;
const home = (): string => join(server.folder, 'tita');
const file = (): string => join(home(), '.config', 'cantina-pos', 'config.json');
const url = (user: string): string => `mysql://${user}@localhost:${server.port}/cantina?ca=${ca}`;
const setup = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runPos(['setup', ...args, '--yes', '--json'], { env: { HOME: home(), ...env } });

beforeAll(async () => {
  ensureBuilt();
  server = await startNetworkServer({
    certificate: forge.pki.certificateToPem(keys.certificate),
    key: forge.pki.privateKeyToPem(keys.key),
  });
  ca = join(server.folder, 'ca.pem');
  writeFileSync(ca, forge.pki.certificateToPem(keys.authority));
  mkdirSync(home());
}, 120_000);
afterAll(() => server?.stop());

it('makes database and account on a server, encrypted, with the rights of a till and no more; twice alike', async () => {
  const args = ['--database', url('pos_tita'), '--owner-url', url(server.root.user)];
  const admin = ['--admin', 'tita', '--admin-email', 'tita@c.py', '--store', 'Cantina Tita'];
  const secrets = {
    POS_DATABASE_OWNER_PASSWORD: server.root.password,
    POS_NEW_PASSWORD: 'lluvia mesa verde tren',
  };
  const refused = await setup(args, { POS_DATABASE_OWNER_PASSWORD: 'otra' });
  expect([refused.code, refused.json()]).toMatchObject([4, { error: { code: 'BASE_DE_DATOS' } }]);
  const done = await setup([...args, ...admin], secrets);
  expect([done.code, done.json()]).toMatchObject([
    0,
    {
      lista: true,
      pasos: expect.arrayContaining([{ paso: 'database', estado: 'cambiado' }]),
      revisiones: expect.arrayContaining([
        expect.objectContaining({ revision: 'cuenta', estado: 'bien' }),
        expect.objectContaining({ revision: 'linea', resultado: expect.stringMatching(/TLS|AES|CHACHA/) }),
      ]),
    },
  ]);
  expect(done.stderr).toMatch(/pos_tita@%, línea cifrada .*Puede:\n +llamar \d+ rutinas y leer \d+ vistas/);
  expect(done.stderr + done.stdout).not.toContain(server.root.password);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const written = readFileSync(file(), 'utf8');
  const again = await setup(args, secrets);
  expect([again.code, readFileSync(file(), 'utf8')]).toEqual([0, written]);
  // A machine that has lost its file is not given a password that others use.
  const other = join(server.folder, 'other');
  mkdirSync(other);
  const lost = await setup(args, { ...secrets, HOME: other });
  expect([lost.code, lost.json()]).toMatchObject([3, { error: { code: 'CUENTA_EXISTENTE' } }]);
});

it('keeps the password that it made for an account when what comes next fails, and goes on from there', async () => {
  const owner = openDatabase(server.root, { pool: 1 });
  const machine = join(server.folder, 'second');
  mkdirSync(machine);
  const address = (user: string): string => url(user).replace('/cantina?', '/segunda?');
  const run = () =>
    setup(['--database', address('pos_segunda'), '--owner-url', address(server.root.user)], {
      HOME: machine,
      POS_DATABASE_OWNER_PASSWORD: server.root.password,
    });
  try {
    // Somebody's table where the store's is to be.
    await owner.raw('CREATE DATABASE segunda');
    await owner.raw('CREATE TABLE segunda.clientes (a INT)');
    const failed = await run();
    expect([failed.code, failed.json()]).toMatchObject([4, { error: { code: expect.any(String) } }]);
    await owner.raw('DROP DATABASE segunda');
    const done = await run();
    expect([done.code, done.json()]).toMatchObject([
      4,
      // Without people it cannot sell yet.
      { lista: false, pasos: expect.arrayContaining([{ paso: 'database', estado: 'igual' }]) },
    ]);
    expect((await owner.raw('SELECT COUNT(*) AS n FROM segunda.ventas'))[0][0].n).toBe(0);
  } finally {
    await owner.destroy();
  }
});

it('says what a server with a binary log wants of an owner without SUPER, and goes on once it has it', async () => {
  const root = openDatabase(server.root, { pool: 1 });
  const machine = join(server.folder, 'third');
  mkdirSync(machine);
  const address = (user: string): string => url(user).replace('/cantina?', '/tercera?');
  const run = () =>
    setup(['--database', address('pos_tercera'), '--owner-url', address('inquilina')], {
      HOME: machine,
      POS_DATABASE_OWNER_PASSWORD: 'de-prueba',
    });
  try {
    await root.raw("CREATE USER 'inquilina'@'%' IDENTIFIED BY 'de-prueba'");
    await root.raw("GRANT ALL PRIVILEGES ON tercera.* TO 'inquilina'@'%' WITH GRANT OPTION");
    await root.raw("GRANT CREATE USER ON *.* TO 'inquilina'@'%'");
    const refused = await run();
    expect([refused.code, refused.json()]).toMatchObject([4, { error: { code: 'BASE_DE_DATOS' } }]);
    expect(refused.stdout).toContain('log_bin_trust_function_creators');
    await root.raw('SET GLOBAL log_bin_trust_function_creators = 1');
    expect((await run()).json()).toMatchObject({
      pasos: expect.arrayContaining([{ paso: 'database', estado: 'igual' }]),
    });
  } finally {
    await root.raw('SET GLOBAL log_bin_trust_function_creators = 0');
    await root.destroy();
  }
});
