import { argon2Sync, createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingreso } from '../../migrations/20261121110110_ingreso.ts';
import { provisionTill } from '../../src/adapters/db/accounts.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { type SignInRequest, signIn } from '../../src/app/sign-in.ts';
import { DEMO_USERS } from '../../src/domain/demo.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { heardOf } from '../support/guesses.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner('intentos_acceso').delete();
});

const ports = () => ({ ...databaseServices(db.till), hasher: argon2Hasher });
const attempt = (login: string, secret: string, more: Partial<SignInRequest> = {}) =>
  signIn(ports(), { login, secret, kind: 'password', ...more });
const codeOf = (result: Awaited<ReturnType<typeof attempt>>): string =>
  result.ok ? 'OK' : result.error.code;
const codes = (results: readonly Awaited<ReturnType<typeof attempt>>[]): string[] =>
  results.map(codeOf).sort();
const demo = (login: string) =>
  DEMO_USERS.find((user) => user.login === login) as (typeof DEMO_USERS)[number];
const cashier = () => attempt('cajero', demo('cajero').password);
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** As if the last failures had been so many seconds ago. */
const later = (seconds: number) =>
  db.owner.raw('UPDATE intentos_acceso SET ultimo_fallo = ultimo_fallo - INTERVAL ? SECOND', [seconds]);

describe('attempts to sign in at the same time', () => {
  it('hear one guess of many, however the name is written', async () => {
    const names = ['gerente', 'GERENTE', ' Gerente', 'gérente', 'gerente@cantinatita.example'];
    const guesses = await heardOf(20, (i) => attempt(names[i % names.length] as string, `guess ${i}`));
    expect(guesses.heard).toBeLessThanOrEqual(guesses.allowed);
  });

  it('hear one guess of many at a name that does not exist', async () => {
    const guesses = await heardOf(10, (i) => attempt('nadie', `guess ${i}`));
    expect(guesses.heard).toBeLessThanOrEqual(guesses.allowed);
  });

  it('all succeed with the right password, each with a session of its own', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, cashier));
    expect(codes(results)).toEqual(Array(20).fill('OK'));
    expect(new Set(results.map((result) => result.ok && result.value.session)).size).toBe(20);
    expect(codes([await cashier()])).toEqual(['OK']);
  });
});

describe('a wrong guess', () => {
  it('makes the next one wait longer each time, and the right one ends the wait', async () => {
    for (const seconds of [1, 2, 4, 8, 16, 32]) {
      expect(codeOf(await attempt('cajero', 'no es'))).toBe('CREDENCIALES_INVALIDAS');
      const early = await cashier();
      expect(early).toMatchObject({ ok: false, error: { code: 'DEMASIADOS_INTENTOS' } });
      const told = early.ok ? 0 : Number(early.error.params.segundos);
      expect(told).toBeGreaterThan(seconds / 2);
      expect(told).toBeLessThanOrEqual(seconds);
      await later(seconds);
    }
    expect(codeOf(await cashier())).toBe('OK');
    expect(codeOf(await attempt('cajero', 'no es'))).toBe('CREDENCIALES_INVALIDAS');
    await wait(1_050);
    expect(codeOf(await cashier())).toBe('OK');
  });

  it('never makes anybody wait more than five minutes, and is forgotten after an hour', async () => {
    await db
      .owner('intentos_acceso')
      .insert({ clave: '@nadie', fallos: 60, ultimo_fallo: db.owner.raw('UTC_TIMESTAMP(3)') });
    const told = await attempt('nadie', 'x');
    expect(told).toMatchObject({ ok: false, error: { params: { segundos: 300 } } });
    await later(3_700);
    expect(codeOf(await attempt('nadie', 'x'))).toBe('CREDENCIALES_INVALIDAS');
    expect(await attempt('nadie', 'x')).toMatchObject({ ok: false, error: { params: { segundos: 1 } } });
  });

  it('is in the audit with the name that was typed, and so is the sign-in', async () => {
    await attempt('fulano', 'x');
    await attempt('cajero', 'x');
    await later(5);
    await cashier();
    const rows = await db
      .owner('auditoria')
      .whereIn('accion', ['ingreso', 'ingreso_fallido'])
      .orderBy('id_auditoria', 'desc')
      .limit(3);
    expect(rows.map((row) => [row.accion, row.id_usuario, JSON.parse(row.despues).usuario])).toEqual([
      ['ingreso', 3, 'cajero'],
      ['ingreso_fallido', 3, 'cajero'],
      ['ingreso_fallido', null, 'fulano'],
    ]);
    const everything = JSON.stringify(await db.owner('auditoria').select());
    expect(everything).not.toMatch(/argon2id|prueba/);
  });
});

describe('somebody who tries out names', () => {
  it('learns nothing from the answer: unknown, inactive and wrong read alike', async () => {
    await db.owner('usuarios').where('usuario', 'gerente').update({ estado: 'Inactivo' });
    const answers = [
      await attempt('nadie', 'x'),
      await attempt('gerente', demo('gerente').password),
      await attempt('cajero', 'x'),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await db.owner('usuarios').where('usuario', 'gerente').update({ estado: 'Activo' });
  });

  it('gets salts of one shape, the same each time, whoever exists and whoever has a PIN', async () => {
    const { users } = databaseServices(db.till);
    const shape = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}$/;
    for (const name of ['cajero', 'nadie', 'nadie@x.com', '', "' OR 1=1 -- ", '🙂', 'x'.repeat(190)]) {
      const first = await users.secretParameters(name);
      expect(first.password).toMatch(shape);
      expect(first.pin).toMatch(shape);
      expect(first.pin).not.toBe(first.password);
      expect(await users.secretParameters(name)).toEqual(first);
    }
    const known = await users.secretParameters('cajero');
    for (const spelling of ['CAJERO', 'cajéro', 'cajero '])
      expect(await users.secretParameters(spelling)).toEqual(known);
    const unknown = await users.secretParameters('nadie');
    for (const spelling of ['NADIE', 'nádie', 'nadie '])
      expect(await users.secretParameters(spelling)).toEqual(unknown);
    expect(await users.secretParameters('nadia')).not.toEqual(unknown);
  });

  it('waits as long for a name that is not there as for one that is', async () => {
    const time = async (name: string): Promise<number> => {
      await db.owner('intentos_acceso').delete();
      const from = performance.now();
      await attempt(name, 'equivocada');
      return performance.now() - from;
    };
    const median = async (name: string): Promise<number> => {
      const times = [];
      for (let i = 0; i < 7; i++) times.push(await time(name));
      return times.toSorted((a, b) => a - b)[3] as number;
    };
    await median('cajero');
    const [known, unknown] = [await median('cajero'), await median('nadie')];
    expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) / 2);
  });
});

describe('a PIN', () => {
  const pin = (beside: string | null) => attempt('gerente', demo('gerente').pin, { kind: 'pin', beside });

  it('opens nothing by itself, and something beside a session that is open', async () => {
    expect(codeOf(await pin(null))).toBe('CLAVE_REQUERIDA');
    expect(codeOf(await pin('A'.repeat(43)))).toBe('CLAVE_REQUERIDA');
    const open = await cashier();
    expect(await pin(open.ok ? open.value.session : '')).toMatchObject({
      ok: true,
      value: { login: 'gerente' },
    });
  });

  it('is no password, and a password is no PIN', async () => {
    const open = await cashier();
    const beside = open.ok ? open.value.session : '';
    expect(codeOf(await attempt('cajero', demo('cajero').pin))).toBe('CREDENCIALES_INVALIDAS');
    await later(5);
    expect(codeOf(await attempt('cajero', demo('cajero').password, { kind: 'pin', beside }))).toBe(
      'CREDENCIALES_INVALIDAS',
    );
  });

  it('opens a session that ends with the one beside it, so that each day begins with a password', async () => {
    const open = await attempt('cajero', demo('cajero').password, { hours: 2 });
    const second = await pin(open.ok ? open.value.session : '');
    expect(second.ok).toBe(true);
    const ends = await db.owner('sesiones').orderBy('creada_en', 'desc').select('token_hash', 'vence_en');
    const end = (session: string) =>
      ends.find(({ token_hash }) => token_hash === createHash('sha256').update(session).digest('hex'))
        ?.vence_en;
    expect(end(second.ok ? second.value.session : '')).toEqual(end(open.ok ? open.value.session : ''));
  });
});

describe('a session', () => {
  it('ends when it is closed, by its hour, and with the person', async () => {
    const { users } = databaseServices(db.till);
    const [one, two] = [await cashier(), await cashier()];
    if (!one.ok || !two.ok) throw new Error('no session');
    expect(await users.sessionUser(one.value.session)).toMatchObject({ login: 'cajero', mustChange: false });
    await users.closeSession(one.value.session);
    expect(await users.sessionUser(one.value.session)).toBeNull();
    await db.owner('usuarios').where('usuario', 'cajero').update({ estado: 'Inactivo' });
    expect(await users.sessionUser(two.value.session)).toBeNull();
    await db.owner('usuarios').where('usuario', 'cajero').update({ estado: 'Activo' });
    await db.owner.raw('UPDATE sesiones SET vence_en = UTC_TIMESTAMP() - INTERVAL 1 SECOND');
    expect(await users.sessionUser(two.value.session)).toBeNull();
  });
});

describe('the till’s account alone', () => {
  const document = async (change: Record<string, unknown>) => {
    const { users } = databaseServices(db.till);
    const parameters = await users.secretParameters('admin');
    return JSON.stringify({
      usuario: 'admin',
      clase: 'password',
      prueba: await argon2Hasher.prove(demo('admin').password, parameters.password),
      sesion: 'B'.repeat(43),
      horas: 16,
      sesion_abierta: null,
      ...change,
    });
  };
  const call = async (change: Record<string, unknown>): Promise<string> => {
    try {
      await db.till.raw('CALL sp_ingresar(?)', [await document(change)]);
      return 'OK';
    } catch (error) {
      return String((error as Error & { sqlMessage?: string }).sqlMessage);
    }
  };

  it('opens no session without the proof, and what is stored is no proof', async () => {
    const [{ contrasena }] = await db.owner('usuarios').where('usuario', 'admin').select('contrasena');
    const stored = String(contrasena).split('$').at(-1);
    expect(await call({ prueba: stored })).toBe('CREDENCIALES_INVALIDAS');
    await later(5);
    for (const prueba of [null, '', 'x', contrasena, "' OR ''='", 0, 'z'.repeat(64)])
      expect(await call({ prueba })).toMatch(/^DOCUMENTO_INVALIDO/);
    expect(await call({})).toBe('OK');
  });

  it('cannot choose a weak token, an endless session or somebody else’s token', async () => {
    for (const sesion of [null, '', 'short', 'B'.repeat(42), `${'B'.repeat(42)}ñ`, 'B'.repeat(200)])
      expect(await call({ sesion })).toMatch(/VALOR_INVALIDO\|campo=sesion/);
    for (const horas of [null, 0, -1, 25, 1e9, 'x', 1.5])
      expect(await call({ horas })).toMatch(/VALOR_INVALIDO\|campo=horas/);
    expect(await call({ sesion: 'C'.repeat(43) })).toBe('OK');
    expect(await call({ sesion: 'C'.repeat(43) })).toMatch(/Duplicate/);
  });
});

describe('a store of before', () => {
  it('goes on with its passwords: each is stored anew without being typed, and doing so again changes nothing', async () => {
    const phc = (secret: string): string => {
      const nonce = randomBytes(16);
      const tag = argon2Sync('argon2id', {
        message: secret,
        nonce,
        memory: 19_456,
        passes: 2,
        parallelism: 1,
        tagLength: 32,
      });
      const [salt, hash] = [nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
      return `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}`;
    };
    await ingreso.down(db.owner);
    await db
      .owner('usuarios')
      .where('usuario', 'admin')
      .update({ contrasena: phc('de antes, señora'), pin: phc('4071') });
    await db
      .owner('usuarios')
      .where('usuario', 'gerente')
      .update({ contrasena: phc('otra de antes'), pin: null });
    await ingreso.up(db.owner);
    const once = await db.owner('usuarios').orderBy('id_usuario').select('contrasena', 'pin');
    await ingreso.up(db.owner);
    expect(await db.owner('usuarios').orderBy('id_usuario').select('contrasena', 'pin')).toEqual(once);
    expect(once.map(({ pin }) => pin === null)).toEqual([false, true, false]);
    const host = db.tillTarget.socketPath ? 'localhost' : '%';
    await provisionTill(db.owner, { database: db.name, user: db.tillTarget.user, host });
    const signed = await attempt('admin', 'de antes, señora');
    expect(codeOf(signed)).toBe('OK');
    const beside = signed.ok ? signed.value.session : '';
    expect(codeOf(await attempt('admin', '4071', { kind: 'pin', beside }))).toBe('OK');
    expect(codeOf(await attempt('gerente', 'otra de antes'))).toBe('OK');
    expect(codeOf(await cashier())).toBe('OK');
  });
});
