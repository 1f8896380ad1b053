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
  home = mkdtempSync(join(tmpdir(), 'pos-served-'));
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

const lastSale = () => database.owner('ventas').orderBy('id_venta', 'desc').first();

it('serves a child with a blocked card, then one who forgot it: both are warned about, both pay cash', async () => {
  const card = await database.owner('tarjetas').where('nro_tarjeta', '00203').first();
  await database.owner('tarjetas').where('nro_tarjeta', '00203').update({ estado: 'Bloqueada' });
  const terminal = await till('cajero');

  terminal.scan('00203');
  await terminal.waitFor(/ROMINA MONGELLOS RODRIGUEZ[\s\S]*Tarjeta bloqueada: no se paga con ella/);
  await terminal.waitFor(/Intolerancia a la lactosa/);
  await field(terminal, 'chocolatada', /› ▲ Leche chocolatada 200ml/);
  await terminal.waitFor(/RESTRICCIÓN|Lácteos|Leche/);
  await terminal.waitFor(/F9/);
  terminal.press('f9');
  await terminal.waitFor(/Confirmado: Leche chocolatada 200ml/);
  terminal.press('f4');
  await terminal.waitFor(/TARJETA ESTUDIANTIL +bloqueada/);
  terminal.press('6');
  await terminal.waitFor(/La tarjeta 00203 está bloqueada/);
  terminal.press('f4');
  await terminal.waitFor(/Enter registra la venta/);
  await enter(terminal);
  await terminal.waitFor(/VENTA REGISTRADA/);
  const first = await lastSale();
  expect(first).toMatchObject({ id_hijo: card.id_hijo, id_tarjeta: null, monto_tarjeta: 0 });
  expect(await database.owner('confirmaciones_restriccion').where('id_venta', first.id_venta)).toHaveLength(
    1,
  );

  terminal.press('ctrl+n');
  await terminal.waitFor(/Vender sin tarjeta/);
  await field(terminal, 'romina mong', /\b1 estudiante\b/);
  await terminal.waitFor(/Sin tarjeta: paga por otro medio/);
  await field(terminal, 'coca cola', /› Coca Cola 500ml/);
  await terminal.waitFor(/1 Coca Cola 500ml +5\.000/);
  terminal.press('f4');
  await terminal.waitFor(/TARJETA ESTUDIANTIL +sin tarjeta/);
  terminal.press('f4');
  await terminal.waitFor(/Enter registra la venta/);
  await enter(terminal);
  await terminal.waitFor(/VENTA REGISTRADA/);
  const second = await lastSale();
  expect(second.id_venta).toBeGreaterThan(first.id_venta);
  expect(second).toMatchObject({ id_hijo: card.id_hijo, id_tarjeta: null, total: 5_000 });
}, 90_000);
