import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

const home = temporaryHome();
const FILE = join(home.path, 'config.json');
let database: TestDatabase;
let mail: MailServer;
beforeAll(async () => {
  ensureBuilt();
  [database, mail] = await Promise.all([freshDatabase({ seed: 'base' }), startMailServer()]);
});
afterAll(async () => {
  await Promise.all([database?.close(), mail?.close()]);
  home.remove();
});

const PASSWORD = 'lluvia mesa verde tren';
const setup = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runPos(['setup', ...args, '--json'], {
    env: { HOME: home.path, POS_HOME: home.path, POS_CONFIG: FILE, ...database.env, ...env },
  });
const errorOf = (outcome: Outcome): unknown => (outcome.json() as { error: { code: string } }).error.code;
const statesOf = (outcome: Outcome): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (outcome.json() as { pasos: { paso: string; estado: string }[] }).pasos.map((one) => [
      one.paso,
      one.estado,
    ]),
  );
const settings = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    (await database.owner('ajustes').select('clave', 'valor')).map(({ clave, valor }) => [clave, valor]),
  );
/** Changes of the store's settings, tills and people that the audit knows, but for those of signing in. */
const auditRows = (): Promise<readonly unknown[]> =>
  database.owner('auditoria').whereIn('tabla', ['ajustes', 'cajas']).pluck('id_auditoria');

const WHOLE = (): readonly string[] => [
  ...[
    '--store',
    'Cantina Tita',
    '--ruc',
    '80.012.345-0',
    '--address',
    'Mcal. López 1234',
    '--phone',
    '021 555',
  ],
  ...['--footer', '¡Gracias!', '--tax-mode', 'incluido', '--till', '2', '--till-name', 'Patio'],
  ...['--admin', 'tita', '--admin-name', 'Tita González', '--admin-email', 'tita@c.py', '--printer', 'file:'],
  ...['--smtp-url', `smtp://127.0.0.1:${mail.port}?tls=none`, '--mail-from', 'cantina@c.py'],
  ...['--manager-email', 'gerente@c.py, duena@c.py', '--mail-test', 'tita@c.py', '--print-test', '--yes'],
];

describe('pos setup, by options', () => {
  it.each([
    ['a RUC whose digit is wrong', ['--ruc', '80012345-7'], 'RUC_DIGITO'],
    ['a RUC that is none', ['--ruc', "1' OR 1=1 --"], 'VALOR_INVALIDO'],
    ['a name with an escape sequence', ['--store', 'Tita\u001b[2J'], 'VALOR_INVALIDO'],
    ['no name', ['--store', '  '], 'DATO_REQUERIDO'],
    ['a till of four digits', ['--till', '1234'], 'CONFIGURACION_INVALIDA'],
    ['a user name with blanks', ['--admin', 'Tita G'], 'VALOR_INVALIDO'],
    ['an address that is no e-mail', ['--admin-email', 'tita'], 'VALOR_INVALIDO'],
    ['a printer of no kind', ['--printer', 'lpt1'], 'CONFIGURACION_INVALIDA'],
    ['a mail server that is none', ['--smtp-url', 'mail.example.com'], 'CONFIGURACION_INVALIDA'],
    ['a password where all can read it', ['--smtp-url', 'smtp://a:b@c.py'], 'CONFIGURACION_INVALIDA'],
    ['readers with one that is none', ['--manager-email', 'a@b.py,b@c.py\r\nBcc: d@e.py'], 'EMAIL_INVALIDO'],
    ['a tax mode of no law', ['--tax-mode', 'ninguno'], 'VALOR_INVALIDO'],
    ['a database without a name', ['--database', 'mysql://u@h/'], 'CONFIGURACION_INVALIDA'],
  ])('%s: refused in one sentence, nothing changed', async (_what, wrong, code) => {
    const before = await settings();
    const good = ['--address', 'Otra 1', '--admin', 'tita', '--admin-email', 'tita@c.py'];
    const refused = await setup([...good, ...wrong, '--yes'], { POS_NEW_PASSWORD: PASSWORD });
    expect([refused.code, errorOf(refused)]).toEqual([2, code]);
    expect(await settings()).toEqual(before);
    expect(await database.owner('usuarios')).toEqual([]);
  });

  it('makes a store that can sell out of nothing, and a test on paper and by mail', async () => {
    const done = await setup(WHOLE(), { POS_NEW_PASSWORD: PASSWORD });
    expect([done.code, done.stderr]).toMatchObject([0, expect.stringContaining('tita@c.py')]);
    expect(statesOf(done)).toMatchObject({ admin: 'cambiado', store: 'cambiado', smtp: 'cambiado' });
    expect((done.json() as { lista: boolean }).lista).toBe(true);
    expect(await settings()).toMatchObject({
      nombre_tienda: 'Cantina Tita',
      ruc: '80012345-0',
      direccion: 'Mcal. López 1234',
      telefono: '021 555',
      pie_ticket: '¡Gracias!',
      modo_iva: 'incluido',
      correo_gerente: 'gerente@c.py,duena@c.py',
    });
    expect(mail.received.map(({ to }) => to)).toEqual(['tita@c.py']);
    expect(statSync(FILE).mode & 0o777).toBe(0o600);
    expect(readFileSync(FILE, 'utf8')).toMatch(/\/\/ POS_TILL: .*\n {2}"till": "002"/);
    expect(await database.owner('trabajos_impresion').pluck('estado')).toEqual([
      expect.stringMatching(/confirmado|enviado/),
    ]);
    const [told] = await database
      .owner('auditoria')
      .where('tabla', 'ajustes')
      .orderBy('id_auditoria', 'desc');
    expect(told.id_usuario).toBe((await database.owner('usuarios').first()).id_usuario);
    expect(await database.owner('sesiones')).toEqual([]);
  });

  it('again changes nothing: neither database, nor audit, nor file', async () => {
    const before = [await settings(), await auditRows(), readFileSync(FILE, 'utf8')];
    const args = WHOLE().filter((one) => one !== '--print-test');
    const done = await setup([...args, '--user', 'tita'], { POS_PASSWORD: PASSWORD });
    expect([done.code, Object.values(statesOf(done)).includes('cambiado')]).toEqual([0, false]);
    expect([await settings(), await auditRows(), readFileSync(FILE, 'utf8')]).toEqual(before);
    expect(await database.owner('usuarios')).toHaveLength(1);
  });

  it('a mail server that does not answer is not kept; a cashier may not change the store', async () => {
    const before = readFileSync(FILE, 'utf8');
    const as = { POS_PASSWORD: PASSWORD };
    const away = await setup(['smtp', '--smtp-url', 'smtp://127.0.0.1:9?tls=none', '--user', 'tita'], as);
    expect([away.code, errorOf(away), readFileSync(FILE, 'utf8')]).toEqual([4, 'CORREO', before]);
    const nobody = await setup(['store', '--store', 'Otra']);
    expect([nobody.code, errorOf(nobody)]).toEqual([3, 'SESION_REQUERIDA']);
    expect(await settings()).toMatchObject({ nombre_tienda: 'Cantina Tita' });
  });

  it('the routine judges for itself: no session, no right, no other setting', async () => {
    const call = (document: object) =>
      database.till.raw('CALL sp_actualizar_ajuste(?)', [JSON.stringify(document)]);
    for (const [clave, valor, said] of [
      ['nombre_tienda', 'X', 'SESION'],
      ['ruc', '80012345-7', 'RUC_DIGITO'],
      ['ruc', 'x', 'DOCUMENTO_INVALIDO'],
      ['correo_gerente', 'a@b.py,x', 'EMAIL_INVALIDO'],
      ['demo', '1', 'DOCUMENTO_INVALIDO'],
      ['telefono', 'x'.repeat(41), 'TEXTO_LARGO'],
      ['direccion', 'x'.repeat(600), /TEXTO_LARGO|DOCUMENTO_INVALIDO/],
      ['pie_ticket', 'a\u001bb', 'TEXTO_INVALIDO'],
    ] as const)
      await expect(call({ clave, valor, sesion: 'x' }), clave).rejects.toThrow(said);
  });

  it('without a terminal and without an admin: says what is missing, and that nothing can be sold yet', async () => {
    const empty = await freshDatabase({ seed: 'base' });
    try {
      const done = await setup([], { ...empty.env, POS_CONFIG: join(home.path, 'other.json') });
      expect([done.code, statesOf(done).admin]).toEqual([4, 'salteado']);
      expect(existsSync(join(home.path, 'other.json'))).toBe(true);
    } finally {
      await empty.close();
    }
  });
});
