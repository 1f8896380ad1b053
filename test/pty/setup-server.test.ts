import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, POS } from '../support/built.ts';
import { makeKeys } from '../support/invoice-keys.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type NetworkServer, startNetworkServer } from '../support/network-server.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';

const keys = makeKeys();
const MAIL = { user: 'cantina@c.py', password: 'cartero azul' };
let server: NetworkServer;
let mail: MailServer;
let home: string;

beforeAll(async () => {
  ensureBuilt();
  [server, mail] = await Promise.all([
    startNetworkServer({
      certificate: forge.pki.certificateToPem(keys.certificate),
      key: forge.pki.privateKeyToPem(keys.key),
    }),
    startMailServer({ auth: MAIL }),
  ]);
  home = join(server.folder, 'home');
  mkdirSync(home);
  writeFileSync(join(server.folder, 'ca.pem'), forge.pki.certificateToPem(keys.authority));
}, 120_000);
afterAll(() => Promise.all([server?.stop(), mail?.close()]));

const open = (step: string): TestTerminal =>
  openTerminal({
    command: POS,
    args: ['setup', step],
    cols: 120,
    rows: 100,
    env: { HOME: home, XDG_CONFIG_HOME: undefined, XDG_DATA_HOME: undefined, POS_HOME: undefined },
  });

/** Waits for a question that is the last thing shown, below all that was shown before, and answers it. */
const conversation = (terminal: TestTerminal) => {
  let told = 0;
  return async (question: string, typed: string): Promise<void> => {
    await terminal.waitFor((_, screen) => {
      const last = screen.findLastIndex((line) => line.trim() !== '');
      const line = screen[last] ?? '';
      const asks = line.includes(question) && line.trimEnd().endsWith(':');
      if (!asks || last < told) return false;
      told = last + 1;
      return true;
    }, question);
    terminal.type(typed);
    terminal.press('enter');
  };
};

const settings = (): Record<string, string> =>
  JSON.parse(
    readFileSync(join(home, '.config', 'cantina-pos', 'config.json'), 'utf8').replace(/^\s*\/\/.*$/gm, ''),
  );

it('makes the accounts of a server by keys, says what is wrong and asks again', async () => {
  const terminal = open('database');
  const answer = conversation(terminal);
  const address = (user: string): string =>
    `mysql://${user}@localhost:${server.port}/cantina?ca=${join(server.folder, 'ca.pem')}`;
  await answer('Base de datos [private]', 'mysql://pos:a-la-vista@localhost/cantina');
  await answer('Base de datos [private]', address('pos_patio'));
  await answer('Cuenta dueña', address(server.root.user));
  await answer(`Contraseña de ${server.root.user}`, 'otra');
  await terminal.waitFor(/no acepta la cuenta o su contraseña/);
  await answer('Base de datos [private]', address('pos_patio'));
  await answer('Cuenta dueña', address(server.root.user));
  await answer(`Contraseña de ${server.root.user}`, server.root.password);
  await answer('Contraseña de pos_patio (Enter: se crea la cuenta)', '');
  await terminal.waitFor(/Cuenta pos_patio@%, línea cifrada/);
  await terminal.waitFor(/Base de datos: guardado/);
  await terminal.exited;
  expect(terminal.output()).not.toContain(server.root.password);
  await terminal.dispose();
  expect(Object.keys(settings())).toEqual(expect.arrayContaining(['database_url', 'database_owner_url']));
});

it('asks for the password of the mail without showing it, and again after a wrong one', async () => {
  const terminal = open('smtp');
  const answer = conversation(terminal);
  const url = `smtp://${encodeURIComponent(MAIL.user)}@127.0.0.1:${mail.port}?tls=none`;
  await answer('Servidor del correo', url);
  await answer('Contraseña del correo', 'equivocada');
  await answer('Dirección desde la que se escribe', '');
  await answer('¿Escribirlo otra vez?', '');
  await answer('Servidor del correo', url);
  await answer('Contraseña del correo', MAIL.password);
  await answer(`Dirección desde la que se escribe [${MAIL.user}]`, '');
  await terminal.waitFor(/Quién recibe/);
  terminal.press('ctrl+c');
  await terminal.exited;
  expect(terminal.output()).not.toContain(MAIL.password);
  await terminal.dispose();
});
