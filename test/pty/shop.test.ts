import { expect, it } from 'vitest';
import { enter, field, press, tills } from '../support/tills.ts';

const shop = tills();

const charge = (mode: string): Promise<number> =>
  shop.owner('ajustes').where('clave', 'modo_iva').update({ valor: mode });

it('the tax mode changes under an open till: the total follows, and cash is taken for it', async () => {
  const terminal = await shop.till();
  await field(terminal, 'coca', '› Coca Cola');
  await terminal.waitFor('1 línea · 1 unidad');

  await charge('agregado');
  await terminal.waitFor('el total es ahora Gs. 5.500');

  // Once more, in the seconds before the till has seen it: refused, read at once, and taken.
  await press(terminal, 'f4');
  await terminal.waitFor('COBRAR');
  await charge('en_factura');
  await press(terminal, 'f4');
  await terminal.waitFor('Enter registra la venta');
  await enter(terminal);
  await terminal.waitFor('el total es ahora Gs. 5.000');
  await press(terminal, 'f4');
  await terminal.waitFor('COBRAR');
  await press(terminal, 'f4');
  await terminal.waitFor('Enter registra la venta');
  await enter(terminal);
  await terminal.waitFor('VENTA REGISTRADA');
  expect(await shop.owner('ventas').orderBy('id_venta', 'desc').first()).toMatchObject({ total: 5_000 });
}, 60_000);
