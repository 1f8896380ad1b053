import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestTerminal } from '../support/pty.ts';
import { press, tills } from '../support/tills.ts';

const shop = tills();

/** `pos`, signed in as the cashier, with a product in the cart. */
const till = async (): Promise<TestTerminal> => {
  const terminal = await shop.till();
  terminal.type('agua');
  await terminal.waitFor('› Agua');
  await press(terminal, 'enter');
  await terminal.waitFor('1 línea · 1 unidad');
  return terminal;
};

/** The form of a cash movement, of an open shift. */
const cashForm = async (terminal: TestTerminal): Promise<void> => {
  terminal.press('ctrl+g');
  await terminal.waitFor('La venta en curso (1 unidad) sigue como estaba.');
  terminal.type('turno');
  await terminal.waitFor('› turno');
  await terminal.waitFor(/› +1 +Turno/);
  await press(terminal, 'enter');
  await terminal.waitFor(/Turno \d+, abierto|F3 lo abre/);
  if (terminal.text().includes('F3 lo abre')) {
    terminal.press('f3');
    await terminal.waitFor('Abrir turno');
    await terminal.waitFor(/Fondo inicial \* +›/);
    terminal.type('50000');
    await terminal.waitFor('50.000');
    await press(terminal, 'f4');
    await terminal.waitFor(/Turno \d+, abierto/);
  }
  terminal.press('f8');
  await terminal.waitFor(/Monto/);
};

describe('the back office on a real terminal and a real database', () => {
  it('menu, list, form, save, back: and the sale is as it was', async () => {
    const terminal = await till();
    await cashForm(terminal);
    terminal.press('right', 'tab');
    await terminal.waitFor(/Monto \* +›/);
    terminal.type('12500');
    await terminal.waitFor('12.500');
    terminal.resize(60, 20);
    await terminal.waitFor('demasiado pequeña');
    terminal.resize(120, 40);
    await terminal.waitFor('12.500');
    terminal.press('tab');
    terminal.type('sencillo del banco');
    await terminal.waitFor('sencillo del banco');
    terminal.press('f4');
    await terminal.waitFor(/Entrada de .*12\.500 registrada/);
    await press(terminal, 'escape');
    await press(terminal, 'escape');
    await press(terminal, 'escape');
    await terminal.waitFor('1 línea · 1 unidad');
    const [row] = await shop.owner('movimientos_caja').orderBy('id_movimiento', 'desc').limit(1);
    expect(row).toMatchObject({ monto: 12_500, motivo: 'sencillo del banco' });
    expect(readFileSync(join(shop.home, 'hints', 'cajero.json'), 'utf8')).toContain('office.shift');
  });

  it('no character is lost, whether typed fast, cut anywhere, pasted or scanned', async () => {
    const terminal = await till();
    await cashForm(terminal);
    terminal.press('tab', 'tab');
    await terminal.waitFor(/Motivo \* +›/);
    const text = 'Café ñandú €ß áéíóú';
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 3)
      terminal.write(bytes.subarray(at, at + 3) as unknown as string);
    await terminal.waitFor(`› ${text}`);
    terminal.write(' \x1b[200~pegado\r\ndos\x1b[201~');
    await terminal.waitFor(`${text} pegado dos`);
    // Arrows, Home, Delete and text in one read.
    terminal.write('\x1b[H\x1b[3~\x1b[3~XY\x1b[C\x1b[CZ\x1b[F!');
    await terminal.waitFor('XYféZ ñandú €ß áéíóú pegado dos!');
    terminal.press('up');
    await terminal.waitFor(/Monto \* +›/);
    terminal.scan('784000012345');
    await terminal.waitFor('Escaneo 784000012345 rechazado');
    terminal.scan('25000');
    await terminal.waitFor('25.000');
    await terminal.waitFor(/Motivo \* +›/);
    await press(terminal, 'escape');
    await terminal.waitFor('¿Salir sin guardar?');
    terminal.scan('00203');
    await press(terminal, 'enter');
    await press(terminal, 'escape');
    await terminal.waitFor('XYféZ');
    await press(terminal, 'f11');
    await terminal.waitFor('¿Salir sin guardar?');
    await press(terminal, 'f9');
    await terminal.waitFor('1 línea · 1 unidad');
  });

  it('explains the page in front', async () => {
    const terminal = await till();
    await cashForm(terminal);
    terminal.press('f1');
    await terminal.waitFor(/TECLAS[\s\S]*Enter o Tab pasan al campo siguiente/);
    expect(terminal.text()).toContain('F4 o F12');
  });
});
