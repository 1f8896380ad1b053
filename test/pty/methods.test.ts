import { expect, it } from 'vitest';
import { enter, field, press, tills, yes } from '../support/tills.ts';

const shop = tills();

it('takes a means of payment away and adds one by keys', async () => {
  const terminal = await shop.till('admin');
  await press(terminal, 'f11');
  await terminal.waitFor('ingresos, ajustes, mermas');
  await field(terminal, 'medios', /› +\d+ +Medios de pago/);
  await terminal.waitFor(/Gestión › Medios de pago +8 activos/);
  await field(terminal, 'cheque', /› CHEQUE/, 'f6');
  await terminal.waitFor('¿Dejar de ofrecer CHEQUE al cobrar?');
  await yes(terminal);
  await terminal.waitFor('CHEQUE: guardado, no se ofrece al cobrar.');
  expect(await shop.owner('medios_pago').where('codigo', 'CHEQUE').first()).toMatchObject({ activo: 0 });

  await press(terminal, 'escape', 'f3');
  await terminal.waitFor('Medio de pago nuevo');
  await field(terminal, 'vale', /Código \* +› vale/, 'tab');
  await field(terminal, 'Vale de la escuela', 'Vale de la escuela', 'tab');
  await press(terminal, ' ', 'f4');
  await terminal.waitFor('Vale de la escuela: guardado, se ofrece al cobrar.');
  expect(await shop.owner('medios_pago').where('codigo', 'VALE').first()).toMatchObject({
    nombre: 'Vale de la escuela',
    permite_factura: 0,
    pide_referencia: 0,
  });
  await field(terminal, 'vale', /› Vale de la escuela +VALE/);
  await terminal.waitFor(/Nombre|Medio de pago/);
  await enter(terminal);
}, 90_000);
