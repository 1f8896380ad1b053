import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { createFirstPerson } from '../../src/adapters/db/people.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import * as people from '../../src/app/people.ts';
import { signIn } from '../../src/app/sign-in.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let admin: Actor;
let manager: Actor;
let cashier: Actor;

const ports = () => ({ ...databaseServices(db.till), hasher: argon2Hasher });
const by = (actor: Actor) => ({ actor, grant: null });
const code = (result: Result<unknown>): string => (result.ok ? 'OK' : result.error.code);
const idOf = async (login: string): Promise<number> =>
  Number((await db.owner('usuarios').where('usuario', login).first())?.id_usuario);

const FORM = {
  login: 'ana.rios',
  name: 'Ana Ríos',
  email: 'ana@escuela.edu.py',
  role: 'cajero',
  password: 'lluvia mesa verde tren',
  pin: null,
} as const;
const create = (change: Partial<people.PersonForm> = {}, actor = admin) =>
  people.createPerson(ports(), by(actor), { ...FORM, ...change });
const enter = (login: string, secret: string) => signIn(ports(), { login, secret, kind: 'password' });

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.owner('sesiones').delete();
  await db.owner('intentos_acceso').delete();
  await db.owner('usuarios').where('id_usuario', '>', 3).delete();
  await db.owner('usuarios').update({ estado: 'Activo', debe_cambiar: 0 });
  await db.owner('usuarios').where('id_usuario', 1).update({ rol: 'admin' });
  [admin, manager, cashier] = (await Promise.all(
    ['admin', 'gerente', 'cajero'].map((login) => actorOf(db.owner, login)),
  )) as [Actor, Actor, Actor];
});

describe('a new user', () => {
  it('signs in once with the given password, does nothing with it but choose another, and then works', async () => {
    expect(code(await create())).toBe('OK');
    const first = await enter('ana.rios', FORM.password);
    expect(first).toMatchObject({ ok: true, value: { role: 'cajero', mustChange: true } });
    if (!first.ok) return;
    const wanted = { permission: 'sale.void', reference: '1', reason: 'x' } as const;
    const { users, people: port } = ports();
    const proof = { login: 'gerente', kind: 'password', proof: 'a'.repeat(64) } as const;
    expect(code(await port.approve(first.value, proof, wanted))).toBe('SESION_REQUERIDA');
    const change = (present: string, password: string) =>
      people.changeSecrets(ports(), first.value, present, { password });
    expect(code(await change(FORM.password, FORM.password))).toBe('CLAVE_DEBIL');
    expect(code(await change('otra que no es', 'cuatro perros duermen'))).toBe('CREDENCIALES_INVALIDAS');
    expect(code(await change(FORM.password, 'cuatro perros duermen'))).toBe('DEMASIADOS_INTENTOS');
    await db.owner('intentos_acceso').delete();
    expect(code(await change(FORM.password, 'cuatro perros duermen'))).toBe('OK');
    expect(await users.sessionUser(first.value.session)).toMatchObject({ mustChange: false });
    expect(code(await enter('ana.rios', FORM.password))).toBe('CREDENCIALES_INVALIDAS');
    await db.owner('intentos_acceso').delete();
    expect(await enter('ANA@escuela.edu.py', 'cuatro perros duermen')).toMatchObject({
      value: { mustChange: false },
    });
  });

  it('is not made twice, with either name or address, also by two at once', async () => {
    const both = await Promise.all([create(), create()]);
    expect(both.map(code).sort()).toEqual(['OK', 'USUARIO_DUPLICADO']);
    expect(await create({ email: 'otra@escuela.edu.py' })).toMatchObject({
      error: { code: 'USUARIO_DUPLICADO', params: { campo: 'usuario' } },
    });
    expect(await create({ login: 'otra' })).toMatchObject({ error: { params: { campo: 'email' } } });
    expect(await create({ login: 'otra', email: 'ANA@ESCUELA.edu.py' })).toMatchObject({
      error: { params: { campo: 'email' } },
    });
  });

  it.each([
    [
      'login',
      [
        '',
        'ab',
        'Ana',
        'ana ríos',
        'ñandu',
        "x'; DROP TABLE usuarios; --",
        'a'.repeat(41),
        '🙂🙂🙂',
        'a@b.cc',
      ],
    ],
    ['name', ['', '   ', 'A\u001b[2Jna', 'A\nB', 'x'.repeat(121), 'x'.repeat(10_000)]],
    [
      'email',
      ['', 'ana', 'ana@', '@x.com', 'a b@x.com', 'a@x', `${'a'.repeat(200)}@x.com`, 'a@x.com\nBcc: b@x.com'],
    ],
  ] as const)('is refused with a bad %s, in the program and in the routine', async (field, values) => {
    const wrong = { login: 'usuario', name: 'nombre', email: 'email' }[field];
    for (const value of values) {
      expect([value, await create({ [field]: value })]).toMatchObject([
        value,
        { error: { code: 'VALOR_INVALIDO', params: { campo: wrong } } },
      ]);
      const sealed = { ...FORM, password: SEALED, [field]: value };
      expect([value, await ports().people.create(by(admin), sealed)]).toMatchObject([
        value,
        { error: { code: 'VALOR_INVALIDO', params: { campo: wrong } } },
      ]);
    }
    expect(await idOf(FORM.login)).toBeNaN();
  });

  it('is refused by the routine with a password that is not sealed as it must be', async () => {
    const weak = SEALED.replace('m=19456', 'm=1024');
    for (const password of [
      'secreto',
      '',
      weak,
      SEALED.replace('t=2', 't=1'),
      SEALED.toUpperCase(),
      `${SEALED}a`,
    ])
      expect([password, await ports().people.create(by(admin), { ...FORM, password })]).toMatchObject([
        password,
        { error: { code: 'VALOR_INVALIDO', params: { campo: 'contrasena' } } },
      ]);
  });
});

/** As a sealed secret looks; nobody's. */
const SEALED = `$argon2id$v=19$m=19456,t=2,p=1$V9pIdhHd0EmgvQx0wC7g6A$${'0'.repeat(64)}`;

describe('who is no admin', () => {
  it('changes no user, neither through the program nor by calling the routine', async () => {
    const id = await idOf('cajero');
    const { people: port } = ports();
    for (const actor of [cashier, manager]) {
      expect(code(await create({}, actor))).toBe('PERMISO_DENEGADO');
      expect(code(await people.resetPassword(ports(), by(actor), 1))).toBe('PERMISO_DENEGADO');
      for (const call of [
        () => port.create(by(actor), { ...FORM, password: SEALED }),
        () => port.edit(by(actor), id, { role: 'admin' }),
        () => port.setActive(by(actor), 1, false),
        () => port.resetPassword(by(actor), 1, SEALED),
        () => port.setLimits(by(actor), { role: 'cajero', discount: 100, priceChange: 1000 }),
      ])
        expect(code(await call())).toBe('PERMISO_DENEGADO');
    }
    expect(code(await port.unlock(by(cashier), 1))).toBe('PERMISO_DENEGADO');
    expect(code(await port.unlock(by(manager), id))).toBe('OK');
    const forged = { ...admin, session: 'A'.repeat(43) };
    expect(code(await port.edit(by(forged), id, { role: 'admin' }))).toBe('SESION_REQUERIDA');
    expect((await db.owner('usuarios').where('id_usuario', id).first()).rol).toBe('cajero');
  });
});

describe('the last admin', () => {
  it('stays: not demoted, not deactivated, whoever asks', async () => {
    const { people: port } = ports();
    expect(code(await port.edit(by(admin), 1, { role: 'gerente' }))).toBe('ULTIMO_ADMIN');
    expect(code(await port.setActive(by(admin), 1, false))).toBe('PROPIO_USUARIO');
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'admin', estado: 'Inactivo' });
    expect(code(await port.edit(by(admin), 1, { role: 'cajero' }))).toBe('ULTIMO_ADMIN');
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'gerente', estado: 'Activo' });
  });

  it('is left when two admins demote each other at the same moment', async () => {
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'admin' });
    const { people: port } = ports();
    for (let round = 0; round < 5; round++) {
      const both = await Promise.all([
        port.edit(by(admin), 2, { role: 'cajero' }),
        port.setActive(by(manager), 1, false),
      ]);
      expect(both.map(code).filter((one) => one === 'OK')).toHaveLength(1);
      const admins = await db.owner('usuarios').where({ rol: 'admin', estado: 'Activo' });
      expect(admins).toHaveLength(1);
      await db.owner('usuarios').whereIn('id_usuario', [1, 2]).update({ rol: 'admin', estado: 'Activo' });
      [admin, manager] = await Promise.all([actorOf(db.owner, 'admin'), actorOf(db.owner, 'gerente')]);
    }
    await db.owner('usuarios').where('usuario', 'gerente').update({ rol: 'gerente' });
  });
});

describe('a person who leaves, or is helped', () => {
  it('deactivated: the sessions end at once, and coming back is one command', async () => {
    const { users, people: port } = ports();
    const id = await idOf('cajero');
    expect(code(await people.setPersonActive(ports(), by(admin), id, false))).toBe('OK');
    expect(await users.sessionUser(cashier.session)).toBeNull();
    expect(code(await enter('cajero', 'cajero-demo'))).toBe('CREDENCIALES_INVALIDAS');
    expect(await port.show('cajero')).toMatchObject({ value: { active: false } });
    expect(code(await people.setPersonActive(ports(), by(admin), id, true))).toBe('OK');
    await people.unlockPerson(ports(), by(manager), id);
    expect(code(await enter('cajero', 'cajero-demo'))).toBe('OK');
  });

  it('another role: the sessions end, so that no screen goes on with the old one; another name does not', async () => {
    const { users } = ports();
    const id = await idOf('cajero');
    await people.editPerson(ports(), by(admin), id, { name: 'Carolina Ayala de Paz' });
    expect(await users.sessionUser(cashier.session)).toMatchObject({ name: 'Carolina Ayala de Paz' });
    await people.editPerson(ports(), by(admin), id, { role: 'gerente' });
    expect(await users.sessionUser(cashier.session)).toBeNull();
    await people.editPerson(ports(), by(admin), id, { role: 'cajero', name: 'Carolina Ayala' });
  });

  it('reset: a password for one time, no PIN, no session, nothing to wait for; not for oneself', async () => {
    const { users, people: port } = ports();
    await create({ pin: '4071' });
    const id = await idOf('ana.rios');
    for (let i = 0; i < 3; i++) await enter('ana.rios', 'no es');
    const ana = await actorOf(db.owner, 'ana.rios');
    const reset = await people.resetPassword(ports(), by(admin), id);
    expect(reset.ok && reset.value).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(await users.sessionUser(ana.session)).toBeNull();
    expect(await port.show(id)).toMatchObject({
      value: { hasPin: false, mustChange: true, failures: 0, waitSeconds: 0 },
    });
    expect(await enter('ana.rios', reset.ok ? reset.value : '')).toMatchObject({
      value: { mustChange: true },
    });
    expect(code(await people.resetPassword(ports(), by(admin), admin.id))).toBe('PROPIO_USUARIO');
  });

  it('unlocked: may try at once, and the audit says who allowed it', async () => {
    await enter('cajero', 'no es');
    expect(code(await enter('cajero', 'cajero-demo'))).toBe('DEMASIADOS_INTENTOS');
    expect(await ports().people.show('cajero')).toMatchObject({ value: { failures: 1, waitSeconds: 1 } });
    expect(code(await people.unlockPerson(ports(), by(manager), cashier.id))).toBe('OK');
    expect(code(await enter('cajero', 'cajero-demo'))).toBe('OK');
    const row = await db
      .owner('auditoria')
      .where('accion', 'desbloqueo')
      .orderBy('id_auditoria', 'desc')
      .first();
    expect(row).toMatchObject({ id_usuario: manager.id, id_registro: '3' });
  });

  it('a user that is not there is said', async () => {
    const { people: port } = ports();
    for (const reference of ['nadie', 999, "' OR 1=1 --"])
      expect(code(await port.show(reference))).toBe('USUARIO_INEXISTENTE');
    for (const id of [0, -1, 999, 1e9, 1.5]) {
      expect(code(await port.edit(by(admin), id, { name: 'X' }))).toBe('USUARIO_INEXISTENTE');
      expect(code(await port.unlock(by(admin), id))).toBe('USUARIO_INEXISTENTE');
    }
  });
});

describe('one’s own secrets', () => {
  it('a new password ends the other sessions and keeps this one; a PIN ends none', async () => {
    await create();
    await db.owner('usuarios').where('usuario', 'ana.rios').update({ debe_cambiar: 0 });
    const [here, there] = [await actorOf(db.owner, 'ana.rios'), await actorOf(db.owner, 'ana.rios')];
    const { users } = ports();
    expect(code(await people.changeSecrets(ports(), here, FORM.password, { pin: '4071' }))).toBe('OK');
    expect(await users.sessionUser(there.session)).not.toBeNull();
    expect(
      await signIn(ports(), { login: 'ana.rios', secret: '4071', kind: 'pin', beside: there.session }),
    ).toMatchObject({ ok: true });
    expect(
      code(await people.changeSecrets(ports(), here, FORM.password, { password: 'otra frase bien larga' })),
    ).toBe('OK');
    expect(await users.sessionUser(there.session)).toBeNull();
    expect(await users.sessionUser(here.session)).not.toBeNull();
    expect(code(await people.changeSecrets(ports(), here, 'otra frase bien larga', { pin: '' }))).toBe('OK');
    expect(await ports().people.show('ana.rios')).toMatchObject({ value: { hasPin: false } });
  });

  it('are in the audit as changed, never as what they are', async () => {
    await people.changeSecrets(ports(), cashier, 'cajero-demo', { pin: '4071' });
    const row = await db
      .owner('auditoria')
      .where({ tabla: 'usuarios', id_registro: '3' })
      .orderBy('id_auditoria', 'desc')
      .first();
    expect(row).toMatchObject({ id_usuario: 3, accion: 'cambio' });
    const { pin_cambiado, contrasena_cambiado } = JSON.parse(row.despues);
    expect([Boolean(pin_cambiado), Boolean(contrasena_cambiado)]).toEqual([true, false]);
    expect(row.despues).not.toMatch(/argon2/);
  });
});

describe('limits', () => {
  it('are set by an admin, in whole per cent within reason', async () => {
    const { people: port } = ports();
    const set = (discount: number, priceChange: number) =>
      port.setLimits(by(admin), { role: 'cajero', discount, priceChange });
    for (const [discount, price] of [
      [-1, 0],
      [101, 0],
      [0, 1001],
      [1.5, 0],
      [1e9, 0],
      [Number.NaN, 0],
    ] as const)
      expect([discount, price, code(await set(discount, price))]).toEqual([
        discount,
        price,
        'VALOR_INVALIDO',
      ]);
    expect(await set(5, 2)).toEqual({ ok: true, value: { role: 'cajero', discount: 5, priceChange: 2 } });
    expect(await port.limits()).toContainEqual({ role: 'cajero', discount: 5, priceChange: 2 });
    const [[limits]] = await db.owner.raw(
      "SELECT limite_de('cajero', 'descuento') AS d, limite_de('cajero', 'precio') AS p, limite_de('jefe', 'precio') AS x, limite_de('admin', 'todo') AS y",
    );
    expect({ ...limits }).toEqual({ d: 5, p: 2, x: 0, y: 0 });
    await set(10, 0);
  });
});

describe('the first user of a store', () => {
  it('is made over the owner’s account only, is an admin, and only while there is none', async () => {
    const empty = await freshDatabase({ seed: 'base' });
    try {
      const form = { ...FORM, password: SEALED, role: 'admin' } as const;
      await expect(createFirstPerson(empty.till, form)).rejects.toThrow();
      expect(code(await createFirstPerson(empty.owner, { ...form, role: 'gerente' }))).toBe('VALOR_INVALIDO');
      const both = await Promise.all([
        createFirstPerson(empty.owner, form),
        createFirstPerson(empty.owner, { ...form, login: 'otra', email: 'otra@x.com' }),
      ]);
      expect(both.map(code).sort()).toEqual(['OK', 'SESION_REQUERIDA']);
      expect(await empty.owner('usuarios').select('rol', 'debe_cambiar')).toEqual([
        { rol: 'admin', debe_cambiar: 0 },
      ]);
    } finally {
      await empty.close();
    }
  });
});
