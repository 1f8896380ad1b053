import { expect, it } from 'vitest';
import { enter, field, tills } from '../support/tills.ts';

const shop = tills();

const balanceOf = async (number: string): Promise<number> =>
  Number((await shop.owner('tarjetas').where('nro_tarjeta', number).first()).saldo_actual);

it('tops up the scanned card from the sale: one key, an amount, and the new balance is on the desk with the cart', async () => {
  const before = await balanceOf('00203');
  const terminal = await shop.till();
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
  const terminal = await shop.till('gerente');
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
