import { expect, it } from 'vitest';
import { enter, field, tills } from '../support/tills.ts';

const shop = tills();

const lastSale = () => shop.owner('ventas').orderBy('id_venta', 'desc').first();

it('serves a child with a blocked card, then one who forgot it: both are warned about, both pay cash', async () => {
  const card = await shop.owner('tarjetas').where('nro_tarjeta', '00203').first();
  await shop.owner('tarjetas').where('nro_tarjeta', '00203').update({ estado: 'Bloqueada' });
  const terminal = await shop.till();

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
  expect(await shop.owner('confirmaciones_restriccion').where('id_venta', first.id_venta)).toHaveLength(1);

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
