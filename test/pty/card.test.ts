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
  home = mkdtempSync(join(tmpdir(), 'pos-card-'));
});
afterEach(async () => {
  await running?.dispose();
  running = null;
});
afterAll(async () => {
  await database?.close();
  rmSync(home, { recursive: true, force: true });
});

/** A person's Enter: later than a scanner's, and no repetition of the Enter before it. */
const enter = async (terminal: TestTerminal): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 120));
  terminal.press('enter');
};
const field = async (terminal: TestTerminal, text: string, shown: string | RegExp): Promise<void> => {
  terminal.type(text);
  await terminal.waitFor(shown);
  await enter(terminal);
};

/** `pos`, signed in. */
const till = async (login: string): Promise<TestTerminal> => {
  const env = { ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home };
  const terminal = openTerminal({ command: POS, args: [], env });
  running = terminal;
  await terminal.waitFor(/BD ok/);
  await field(terminal, login, new RegExp(`Usuario +› ${login}`));
  await field(terminal, `${login}-demo`, '••••••••');
  await terminal.waitFor(/FRECUENTES/);
  return terminal;
};

const balanceOf = async (number: string): Promise<number> =>
  Number((await database.owner('tarjetas').where('nro_tarjeta', number).first()).saldo_actual);

it('tops up the scanned card from the sale: one key, an amount, and the new balance is on the desk with the cart', async () => {
  const before = await balanceOf('00203');
  const terminal = await till('cajero');
  terminal.scan('00203');
  await terminal.waitFor('ROMINA MONGELLOS RODRIGUEZ');
  await field(terminal, 'coca cola', /› Coca Cola 500ml/);
  await terminal.waitFor(/1 Coca Cola 500ml +5\.000/);
  terminal.press('ctrl+t');
  await terminal.waitFor(/Recarga[\s\S]*00203/);
  terminal.type('35000');
  await terminal.waitFor('35.000');
  terminal.press('f4');
  await terminal.waitFor(/Recarga de Gs\. 35\.000: saldo/);
  await terminal.waitFor(new RegExp((before + 35_000).toLocaleString('de-DE')));
  await terminal.waitFor(/1 Coca Cola 500ml +5\.000/);
  expect(await balanceOf('00203')).toBe(before + 35_000);
}, 60_000);

it('shows the day to a manager, and a card with its keys', async () => {
  const terminal = await till('gerente');
  terminal.press('f11');
  await terminal.waitFor('Tablero');
  terminal.type('tablero');
  await enter(terminal);
  await terminal.waitFor(/Ventas[\s\S]*Medios de pago[\s\S]*Cajas/);
  if (process.env.SHOW) console.log(terminal.text());
  terminal.press('f11');
  await terminal.waitFor(/FRECUENTES/);
  terminal.press('f11');
  await terminal.waitFor('Tablero');
  terminal.type('tarjetas');
  await enter(terminal);
  await terminal.waitFor('00203');
  terminal.scan('00203');
  await terminal.waitFor(/Últimos movimientos[\s\S]*recarga/);
  if (process.env.SHOW) console.log(terminal.text());
  terminal.press('f8');
  await terminal.waitFor(/Monto[\s\S]*Medio de pago/);
  if (process.env.SHOW) console.log(terminal.text());
}, 60_000);
