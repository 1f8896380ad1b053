import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';

let database: TestDatabase;
let home: string;
let running: TestTerminal | null = null;

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
  home = mkdtempSync(join(tmpdir(), 'pos-users-'));
});
afterEach(async () => {
  await running?.dispose();
  running = null;
});
afterAll(async () => {
  await database?.close();
  rmSync(home, { recursive: true, force: true });
});

/** A person's key: later than a scanner's, and no repetition of the key before it. */
const press = async (terminal: TestTerminal, ...keys: string[]): Promise<void> => {
  for (const key of keys) {
    await new Promise((resolve) => setTimeout(resolve, 120));
    terminal.press(key);
  }
};
/** Types, sees it on the screen, then goes on. */
const field = async (terminal: TestTerminal, text: string, shown: string | RegExp, key = 'enter') => {
  terminal.type(text);
  await terminal.waitFor(shown);
  await press(terminal, key);
};
const open = async (): Promise<TestTerminal> => {
  const env = { ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home };
  running = openTerminal({ command: POS, env });
  await running.waitFor(/BD ok|DB ok/);
  return running;
};
const signIn = async (terminal: TestTerminal, login: string, password: string): Promise<void> => {
  await field(terminal, login, new RegExp(`Usuario +› ${login}`));
  await field(terminal, password, '•'.repeat(Math.min(password.length, 12)));
};

it('an admin makes a cashier by keys; she chooses her own password before anything else, and sells', async () => {
  const terminal = await open();
  await signIn(terminal, 'admin', 'admin-demo');
  await terminal.waitFor(/FRECUENTES/);
  await press(terminal, 'f11');
  await terminal.waitFor('Gestión');
  terminal.type('personas');
  await terminal.waitFor(/personas, roles/);
  await press(terminal, 'enter');
  await terminal.waitFor(/Tita González/);
  await press(terminal, 'f3');
  await terminal.waitFor('Usuario nuevo');
  await field(terminal, 'ana', /ana/, 'tab');
  await field(terminal, 'Ana Ríos', 'Ana Ríos', 'tab');
  await field(terminal, 'ana@e.py', 'ana@e.py', 'tab');
  await press(terminal, 'tab');
  await field(terminal, 'lluvia mesa verde tren', '••••••••••', 'tab');
  await field(terminal, 'lluvia mesa verde tren', '••••••••••', 'f4');
  await terminal.waitFor(/Usuario ana creado/);
  await terminal.waitFor(/Ana Ríos +Cajero +debe cambiar/);
  await press(terminal, 'f11');
  await terminal.waitFor(/FRECUENTES/);
  await press(terminal, 'ctrl+o');
  await terminal.waitFor('Iniciar sesión');
  await signIn(terminal, 'ana', 'lluvia mesa verde tren');
  await terminal.waitFor(/Ana Ríos: elija su contraseña/);
  await press(terminal, 'f11');
  await field(terminal, 'ana-rios-2026', '•••••••••••••');
  await field(terminal, 'ana-rios-2026', /Otra vez +› •••••••••••••/);
  await terminal.waitFor(/no use su nombre/);
  await field(terminal, 'cuatro perros duermen', '•••••••••••••');
  await field(terminal, 'cuatro perros duermen', /Otra vez +› •••••••••••••/);
  await terminal.waitFor(/FRECUENTES/);
  const [row] = await database.owner('usuarios').where('usuario', 'ana').select('debe_cambiar');
  expect(row.debe_cambiar).toBe(0);
});

it('a session that has ended asks for the password, not for the PIN, and everything is there afterwards', async () => {
  const terminal = await open();
  await signIn(terminal, 'cajero', 'cajero-demo');
  await terminal.waitFor(/FRECUENTES/);
  await press(terminal, 'f11');
  await terminal.waitFor('Gestión');
  await press(terminal, 'enter');
  await terminal.waitFor(/abra|abrir turno/);
  await press(terminal, 'f3');
  await terminal.waitFor('Abrir turno');
  terminal.type('100000');
  await terminal.waitFor('100.000');
  await database.owner('sesiones').delete();
  await press(terminal, 'f4');
  await terminal.waitFor(/Su sesión terminó/);
  await field(terminal, '1001', '••••');
  await terminal.waitFor(/no alcanza el PIN/);
  await field(terminal, 'cajero-demo', '•••••••••••');
  await terminal.waitFor('100.000');
  await press(terminal, 'f4');
  await expect
    .poll(() => database.owner('turnos').select('fondo_inicial', 'id_usuario'), { timeout: 10_000 })
    .toEqual([{ fondo_inicial: 100_000, id_usuario: 3 }]);
  // A signal leaves no session behind either.
  expect(await database.owner('sesiones')).toHaveLength(1);
  terminal.kill('SIGTERM');
  await terminal.exited;
  expect(await database.owner('sesiones')).toEqual([]);
});
