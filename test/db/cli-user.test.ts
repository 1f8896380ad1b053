import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let demo: TestDatabase;
let empty: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  [demo, empty] = await Promise.all([freshDatabase({ seed: 'demo' }), freshDatabase({ seed: 'base' })]);
});
afterAll(async () => {
  await Promise.all([demo?.close(), empty?.close()]);
  home.remove();
});

type Env = Readonly<Record<string, string>>;
const run = (database: TestDatabase, args: readonly string[], env: Env = {}): Promise<Outcome> =>
  runPos(args, { env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env } });
const asAdmin = (args: readonly string[], env: Env = {}) =>
  run(demo, ['user', ...args, '--user', 'admin', '--json'], { POS_PASSWORD: 'admin-demo', ...env });
const errorOf = (outcome: Outcome): unknown => (outcome.json() as { error: { code: string } }).error.code;

test('the first user of a store: said where it is missing, made over the owner’s account, able to sign in', async () => {
  const nobody = await run(empty, ['user', 'list', '--json']);
  expect(nobody.code).toBe(4);
  expect(errorOf(nobody)).toBe('BASE_VACIA');
  const args = [
    'user',
    'create',
    'tita',
    '--name',
    'Tita',
    '--email',
    'tita@c.py',
    '--role',
    'admin',
    '--json',
  ];
  const secret = { POS_NEW_PASSWORD: 'lluvia mesa verde tren' };
  const { POS_DATABASE_URL } = empty.env;
  const till = await runPos(args, {
    env: { HOME: home.path, POS_HOME: home.path, POS_DATABASE_URL, ...secret },
  });
  expect([till.code, errorOf(till)]).toEqual([3, 'DUENIO_REQUERIDO']);
  const made = await run(empty, args, secret);
  expect(made.json()).toMatchObject({ usuario: 'tita', rol: 'admin', debe_cambiar: false });
  const again = await run(empty, args, secret);
  expect([again.code, errorOf(again)]).toEqual([3, 'SESION_REQUERIDA']);
  expect((await run(empty, ['login', 'tita'], { POS_PASSWORD: 'lluvia mesa verde tren' })).code).toBe(0);
  expect((await run(empty, ['user', 'list', '--json'])).json()).toMatchObject([{ usuario: 'tita' }]);
  expect((await run(empty, ['logout'])).code).toBe(0);
});

test('an admin who has forgotten the password gets another over the owner’s account, and the audit says so', async () => {
  const args = ['user', 'reset', 'admin', '--owner', '--json'];
  const store = await freshDatabase({ seed: 'demo' });
  try {
    const { POS_DATABASE_URL } = store.env;
    const till = await runPos(args, { env: { HOME: home.path, POS_HOME: home.path, POS_DATABASE_URL } });
    expect([till.code, errorOf(till)]).toEqual([3, 'DUENIO_REQUERIDO']);
    expect(errorOf(await run(store, ['user', 'reset', 'nadie', '--owner', '--json']))).toBe(
      'USUARIO_INEXISTENTE',
    );
    const { contrasena } = (await run(store, args)).json() as { contrasena: string };
    const login = await run(store, ['login', 'admin'], {
      POS_PASSWORD: contrasena,
      POS_NEW_PASSWORD: 'cuatro perros duermen',
    });
    expect([login.code, login.stderr]).toMatchObject([0, expect.any(String)]);
    const old = await run(store, ['user', 'list', '--user', 'admin', '--json'], {
      POS_PASSWORD: 'admin-demo',
    });
    expect(errorOf(old)).toBe('CREDENCIALES_INVALIDAS');
    const [entry] = await store.owner('auditoria').where('accion', 'recuperacion');
    expect(entry).toMatchObject({ tabla: 'usuarios', id_registro: '1', id_usuario: null });
    expect(entry.cuenta).toContain(store.ownerTarget.user);
    expect(JSON.stringify(await store.owner('auditoria'))).not.toContain(contrasena);
    await expect(store.till.raw('CALL sp_recuperar_acceso(?)', ['{}'])).rejects.toMatchObject({
      errno: 1370,
    });
    expect((await run(store, ['logout'])).code).toBe(0);
  } finally {
    await store.close();
  }
});

test('a user’s life: made, changed, out, back, reset, unlocked; each answer is the person as stored', async () => {
  const create = ['create', 'ana', '--name', 'Ana Ríos', '--email', 'ana@e.py', '--role', 'cajero'];
  const weak = await asAdmin(create, { POS_NEW_PASSWORD: 'ana-rios-26' });
  expect([weak.code, errorOf(weak)]).toEqual([2, 'CLAVE_DEBIL']);
  const made = await asAdmin(create, { POS_NEW_PASSWORD: 'lluvia mesa verde tren' });
  expect(made.json()).toMatchObject({ usuario: 'ana', rol: 'cajero', estado: 'Activo', debe_cambiar: true });
  expect((await asAdmin(['edit', 'ana', '--role', 'gerente'])).json()).toMatchObject({ rol: 'gerente' });
  expect((await asAdmin(['deactivate', 'ana'])).json()).toMatchObject({ estado: 'Inactivo' });
  expect((await asAdmin(['activate', 'ana@e.py'])).json()).toMatchObject({ estado: 'Activo' });
  const reset = (await asAdmin(['reset', 'ana'])).json() as { contrasena: string };
  const use = await run(demo, ['user', 'list', '--user', 'ana', '--json'], {
    POS_PASSWORD: reset.contrasena,
  });
  expect([use.code, errorOf(use)]).toEqual([3, 'CLAVE_POR_CAMBIAR']);
  const login = await run(demo, ['login', 'ana'], {
    POS_PASSWORD: reset.contrasena,
    POS_NEW_PASSWORD: 'cuatro perros duermen',
  });
  expect([login.code, login.stdout]).toEqual([0, '']);
  expect((await run(demo, ['user', 'show', 'ana', '--json'])).json()).toMatchObject({ debe_cambiar: false });
  const pin = await run(demo, ['user', 'pin', '--json'], {
    POS_PASSWORD: 'cuatro perros duermen',
    POS_NEW_PIN: '4071',
  });
  expect(pin.json()).toMatchObject({ tiene_pin: true });
  await run(demo, ['logout']);
  await run(demo, ['login', 'ana'], { POS_PASSWORD: 'no es' });
  expect((await asAdmin(['show', 'ana'])).json()).toMatchObject({ fallos: 1 });
  expect((await asAdmin(['unlock', 'ana'])).json()).toMatchObject({ fallos: 0, espera_segundos: 0 });
  expect((await demo.owner('sesiones').select()).length).toBe(0);
});

test('the last admin stays, a cashier changes nobody, and a bad value is said with exit code 2 or 3', async () => {
  for (const [args, code] of [
    [['edit', 'admin', '--role', 'cajero'], 'ULTIMO_ADMIN'],
    [['deactivate', 'admin'], 'PROPIO_USUARIO'],
    [['reset', 'admin'], 'PROPIO_USUARIO'],
    [['show', 'nadie'], 'USUARIO_INEXISTENTE'],
    [['edit', 'cajero', '--email', 'no es'], 'VALOR_INVALIDO'],
    [['edit', 'cajero', '--login', 'gerente'], 'USUARIO_DUPLICADO'],
    [['limits', 'cajero', '--discount', '101'], 'VALOR_INVALIDO'],
  ] as const)
    expect([args, errorOf(await asAdmin(args))]).toEqual([args, code]);
  const wrong = await asAdmin(['edit', 'cajero', '--email', 'no es']);
  expect(wrong.json()).toMatchObject({
    error: { message: 'Lo escrito no sirve para el correo: use nombre@servidor.com.' },
  });
  const cashier = await run(demo, ['user', 'list', '--user', 'cajero', '--json'], {
    POS_PASSWORD: 'cajero-demo',
  });
  expect([cashier.code, errorOf(cashier)]).toEqual([3, 'PERMISO_DENEGADO']);
});

test('the permission table and the limits are shown; limits change one at a time', async () => {
  const { code, stdout } = await runPos(['user', 'permissions', '--csv'], { env: { HOME: home.path } });
  expect(code).toBe(0);
  expect(stdout.split('\r\n')[0]).toBe('\ufeffpermiso;cajero;gerente;admin');
  expect(stdout).toContain('sale.void;false;true;true');
  const changed = await asAdmin(['limits', 'cajero', '--discount', '5']);
  expect(changed.json()).toEqual([{ rol: 'cajero', descuento_maximo: 5, cambio_precio_maximo: 0 }]);
  expect((await run(demo, ['user', 'limits', '--json'])).json()).toHaveLength(3);
});
