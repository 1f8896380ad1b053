import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { temporaryHome } from '../support/run-pos.ts';
import { signIn } from '../support/tills.ts';

const home = temporaryHome();
const FILE = join(home.path, '.config', 'cantina-pos', 'config.json');
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

const open = (...args: readonly string[]): TestTerminal =>
  openTerminal({
    command: POS,
    args,
    cols: 100,
    // The doctor says much at the end: what was told before must not have scrolled away.
    rows: 200,
    env: {
      HOME: home.path,
      XDG_CONFIG_HOME: undefined,
      XDG_DATA_HOME: undefined,
      POS_HOME: home.path,
      ...database.env,
    },
  });

/** Waits for a question at the end of what is shown and answers it. */
const answer = async (terminal: TestTerminal, question: string, typed: string): Promise<void> => {
  await terminal.waitFor((text) => text.trimEnd().split('\n').at(-1)?.includes(question) ?? false, question);
  terminal.type(typed);
  terminal.press('enter');
};

const PASSWORD = 'lluvia mesa verde tren';

it('asks its way from nothing to a store that sells', async () => {
  const terminal = open('setup');
  await answer(terminal, 'Idioma, es o en [es]:', 'fr');
  await terminal.waitFor(/use es o en/);
  await answer(terminal, 'Idioma, es o en [es]:', '');
  await terminal.waitFor(/rutinas y leer \d+ vistas/);
  await answer(terminal, '¿Crear el administrador? [S/n]:', '');
  await answer(terminal, 'Usuario [admin]:', 'tita');
  await answer(terminal, 'Nombre [tita]:', 'Tita González');
  await answer(terminal, 'Correo:', 'tita@c.py');
  await answer(terminal, 'nueva de tita', 'corta');
  await answer(terminal, 'tra vez', 'corta');
  await terminal.waitFor(/Esa contraseña no sirve/);
  await answer(terminal, 'nueva de tita', PASSWORD);
  await answer(terminal, 'tra vez', PASSWORD);
  await answer(terminal, 'Nombre del comercio', 'Cantina Tita');
  await answer(terminal, 'RUC con dígito:', '80012345-7');
  await terminal.waitFor(/El dígito del RUC 80012345-7 no corresponde \(sería 0\)/);
  await answer(terminal, 'RUC con dígito:', '80012345-0');
  // On to the next step: what is answered already stays.
  await answer(terminal, 'Dirección:', '.');
  await terminal.waitFor(/incluido: el precio ya lleva el IVA/);
  await answer(terminal, 'Modo de IVA [en_factura]:', 'incluido');
  await answer(terminal, 'Código de la caja de este equipo [001]:', '');
  await answer(terminal, 'Nombre de la caja 001', 'Mostrador');
  await answer(terminal, 'Código de otra caja', '2');
  await answer(terminal, 'Nombre de la caja 002 [Caja 2]:', '');
  await answer(terminal, 'Código de otra caja', '');
  await answer(terminal, 'Impresora [file:]:', 'file:?columns=42');
  await answer(terminal, '¿Imprimir una prueba? [s/N]:', 's');
  await terminal.waitFor(/1: impreso/);
  await answer(terminal, 'Servidor del correo', `smtp://127.0.0.1:${mail.port}?tls=none`);
  await answer(terminal, 'Dirección desde la que se escribe:', 'cantina@c.py');
  await answer(terminal, 'Quién recibe los avisos', 'tita@c.py');
  await answer(terminal, 'Mandar una prueba a', 'tita@c.py');
  await terminal.waitFor(/aceptó la prueba para tita@c.py/);
  await answer(terminal, '¿Configurarla ahora? [s/N]:', '');
  await terminal.waitFor(/lista para vender|Lista para vender/);
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.output()).not.toContain(PASSWORD);
  await terminal.dispose();

  const settings = Object.fromEntries(
    (await database.owner('ajustes')).map(({ clave, valor }) => [clave, valor]),
  );
  expect(settings).toMatchObject({ nombre_tienda: 'Cantina Tita', ruc: '80012345-0', modo_iva: 'incluido' });
  expect(await database.owner('cajas').orderBy('codigo').pluck('nombre')).toEqual(['Mostrador', 'Caja 2']);
  expect(mail.received).toHaveLength(1);
  expect(statSync(FILE).mode & 0o777).toBe(0o600);

  const till = open('sell');
  await till.waitFor('Iniciar sesión');
  await signIn(till, 'tita', PASSWORD);
  await till.waitFor(/Tita González/);
  till.kill('SIGTERM');
  await till.exited;
  await till.dispose();
});

it('asked again, blanks change nothing; Ctrl-C leaves it', async () => {
  const before = readFileSync(FILE, 'utf8');
  const terminal = open('setup', 'printer');
  await answer(terminal, 'Impresora [file:?columns=42]:', '');
  await answer(terminal, '¿Imprimir una prueba? [s/N]:', '');
  await terminal.waitFor(/Impresora: queda como estaba/);
  await terminal.exited;
  await terminal.dispose();
  const left = open('setup', 'printer');
  await left.waitFor('Impresora [file:?columns=42]:');
  left.press('ctrl+c');
  expect((await left.exited).code).toBe(130);
  await left.dispose();
  expect(readFileSync(FILE, 'utf8')).toBe(before);
});
