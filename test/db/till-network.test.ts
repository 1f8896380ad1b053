import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import type { NetworkServer } from '../support/network-server.ts';
import { type NetworkStore, startNetworkStore } from '../support/network-store.ts';
import { runPos } from '../support/run-pos.ts';

let store: NetworkStore;
let server: NetworkServer;
let ca: string;
let otherCa: string;

const home = (machine: string): string => store.home(machine);
const pos: NetworkStore['pos'] = (...call) => store.pos(...call);
const url: NetworkStore['url'] = (...parts) => store.url(...parts);

beforeAll(async () => {
  store = await startNetworkStore();
  ({ server, ca } = store);
  otherCa = join(server.folder, 'other.pem');
  writeFileSync(otherCa, forge.pki.certificateToPem(makeKeys().authority));
}, 120_000);
afterAll(() => store?.stop());

describe('the line to a server', () => {
  it.each([
    ['by its name, for which its authority vouches', () => `?ca=${ca}`, 'localhost', 0, 'ROMINA'],
    ['by its address, for which its authority vouches', () => `?ca=${ca}`, '127.0.0.1', 0, 'ROMINA'],
    ['in the open, where that was asked for', () => '?tls=off', 'localhost', 0, 'ROMINA'],
    ['whom no authority of this system knows', () => '?tls=verify', 'localhost', 4, 'no se reconoce'],
    ['whom another authority vouches for', () => `?ca=${otherCa}`, 'localhost', 4, 'no se reconoce'],
    ['by an authority that is no file', () => '?ca=/nowhere/ca.pem', 'localhost', 2, '/nowhere/ca.pem'],
  ])('%s', async (_what, words, host, code, said) => {
    const address = url('caja', 'clave-de-caja', words(), host);
    const shown = await pos('third', ['card', 'show', '00203'], { POS_DATABASE_URL: address });
    expect([shown.code, shown.stdout + shown.stderr]).toEqual([code, expect.stringContaining(said)]);
    expect(shown.stderr).not.toContain('clave-de-caja');
  });

  it('says when it is the account that is refused', async () => {
    const address = url('caja', 'otra-clave', `?ca=${ca}`);
    const shown = await pos('third', ['card', 'show', '00203'], { POS_DATABASE_URL: address });
    expect([shown.code, shown.stderr]).toEqual([4, expect.stringContaining('no acepta la cuenta')]);
  });
});

describe('a till on another machine', () => {
  const invitation = () => join(server.folder, 'pos-caja-007.json');
  const place = () => `localhost:${server.port}`;
  const invite = (...more: string[]) =>
    pos('first', ['till', 'invite', '7', invitation(), '--address', place(), ...more, '--user', 'admin']);

  it('is made by an admin only, once, with a code that sales can be numbered with', async () => {
    const create = (code: string, user: string, name = 'Patio') =>
      pos('first', ['till', 'create', code, '--name', name, '--user', user, '--json'], {
        POS_PASSWORD: `${user}-demo`,
      });
    expect(await create('7', 'gerente')).toMatchObject({ code: 3 });
    for (const code of ['0', '1234', 'x', "1'"])
      expect(await create(code, 'admin')).toMatchObject({ code: 2 });
    expect(await create('8', 'admin', 'a\u001b[2Jb')).toMatchObject({ code: 2 });
    const made = await create('7', 'admin');
    expect([made.code, made.json()]).toEqual([
      0,
      { caja: '007', nombre: 'Patio', activa: true, cuenta: null },
    ]);
    expect((await create('007', 'admin')).json()).toMatchObject({ error: { code: 'CAJA_REPETIDA' } });
  });

  it('is not invited to a server that proves nothing, nor by who may not; nothing is left behind', async () => {
    expect(await invite()).toMatchObject({ code: 4, stderr: expect.stringContaining('no se reconoce') });
    expect(await invite('--ca', otherCa)).toMatchObject({ code: 4 });
    const nobody = await pos('second', ['till', 'invite', '7', '--address', place(), '--user', 'admin'], {
      POS_HOME: home('third'),
    });
    expect(nobody.code).not.toBe(0);
    expect((await pos('first', ['till', 'list', '--json'])).json()).toContainEqual(
      expect.objectContaining({ caja: '007', cuenta: null }),
    );
    expect(() => statSync(invitation())).toThrow();
  });

  it('enrols with one command, sells with an account of its own, and can be taken back', async () => {
    expect(await invite('--ca', ca)).toMatchObject({ code: 0 });
    expect(statSync(invitation()).mode & 0o777).toBe(0o600);
    expect(await invite('--ca', ca)).toMatchObject({ code: 2, stderr: expect.stringContaining('Ya existe') });
    const enrolled = await pos('second', ['till', 'enroll', invitation(), '--json']);
    expect([enrolled.code, enrolled.json()]).toMatchObject([0, { caja: '007' }]);
    const settings = (await pos('second', ['config', 'list', '--json'])).stdout;
    expect(settings).toContain('tienda_caja_007:••••@');
    const sale = {
      uuid: '7e0f2b2a-6f43-4a0c-9d0a-3f1e5a3b9c11',
      lineas: [{ codigo: '5', cantidad: 1 }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 5000, monto_aplicado: 5000 }],
    };
    const sold = await pos(
      'second',
      ['sale', 'register', '--file', '-', '--user', 'admin', '--json'],
      {},
      JSON.stringify(sale),
    );
    expect([sold.code, sold.json()]).toMatchObject([0, { numero: '007-0000001' }]);
    // The file is spent: its password no longer opens anything.
    const again = await pos('third', ['till', 'enroll', invitation()]);
    expect([again.code, again.stderr]).toEqual([4, expect.stringContaining('no acepta la cuenta')]);
    expect(await pos('second', ['till', 'enroll', invitation()])).toMatchObject({ code: 3 });
    expect((await pos('second', ['card', 'show', '00203'])).code).toBe(0);
    // The account owns nothing, and is good over an encrypted line only.
    const root = openDatabase({ ...server.root, database: 'tienda' }, { pool: 1 });
    const [grants] = await root.raw("SHOW GRANTS FOR 'tienda_caja_007'@'%'");
    expect(JSON.stringify(grants)).not.toMatch(/ON `?tienda`?\.\*|INSERT|UPDATE|DELETE/);
    await root.destroy();
    const config = readFileSync(join(home('second'), '.config', 'cantina-pos', 'config.json'), 'utf8');
    const open = /"(mysql:[^"?]+)\?/.exec(config)?.[1];
    expect(
      await pos('third', ['card', 'show', '00203'], { POS_DATABASE_URL: `${open}?tls=off` }),
    ).toMatchObject({ code: 4 });
    expect(await pos('first', ['till', 'revoke', '7', '--user', 'admin'])).toMatchObject({ code: 0 });
    expect(await pos('second', ['card', 'show', '00203'])).toMatchObject({ code: 4 });
    const audit = await pos('first', [
      'audit',
      'list',
      '--table',
      'cuentas_caja',
      '--user',
      'admin',
      '--json',
    ]);
    expect(audit.json()).toHaveLength(2);
    rmSync(invitation());
  }, 120_000);

  it('keeps its grants when the schema moves on', async () => {
    expect(await invite('--ca', ca)).toMatchObject({ code: 0 });
    expect(await pos('second', ['till', 'enroll', invitation(), '--force'])).toMatchObject({ code: 0 });
    const root = openDatabase({ ...server.root, database: 'tienda' }, { pool: 1 });
    await root.raw("REVOKE SELECT ON tienda.v_tarjetas FROM 'tienda_caja_007'@'%'");
    await root.destroy();
    expect((await pos('second', ['card', 'show', '00203'])).code).not.toBe(0);
    expect(await pos('first', ['db', 'migrate'])).toMatchObject({ code: 0 });
    expect(await pos('second', ['card', 'show', '00203'])).toMatchObject({ code: 0 });
  });

  it('refuses a file that is no invitation', async () => {
    const file = join(server.folder, 'odd.json');
    for (const text of ['', '{}', '[1]', '{"invitacion_de_caja":1,"caja":"7"}']) {
      writeFileSync(file, text);
      expect(await pos('third', ['till', 'enroll', file])).toMatchObject({ code: 2 });
    }
  });

  it('cannot share a private database, and says what it needs', async () => {
    const env = { HOME: home('third'), POS_HOME: join(server.folder, 'own'), POS_PASSWORD: 'admin-demo' };
    await runPos(['db', 'seed', '--demo'], { env });
    const refused = await runPos(['till', 'invite', '1', '--address', place(), '--user', 'admin'], { env });
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining('no atiende a otros equipos'),
    ]);
    await runPos(['db', 'stop'], { env });
  }, 120_000);
});
