import { expect, it } from 'vitest';
import { field, press, tills, yes } from '../support/tills.ts';

const shop = tills();

it('a shift by keys only: opened, cash put in, counted blind, closed with a difference', async () => {
  await shop.owner('ajustes').where('clave', 'exige_turno').update({ valor: '1' });
  const terminal = await shop.till();
  await terminal.waitFor('SIN TURNO');
  await field(terminal, 'coca', '› Coca Cola');
  await terminal.waitFor('1 línea · 1 unidad');
  await press(terminal, 'f4');
  await terminal.waitFor('La caja no tiene un turno abierto: ábralo con F11, Turno, y después cobre.');
  await press(terminal, 'delete');
  terminal.press('f11');
  await terminal.waitFor(/Abrir y cerrar|Gestión/);
  await field(terminal, 'turno', /Turno/);
  await terminal.waitFor('La caja 001 no tiene un turno abierto');

  terminal.press('f3');
  await terminal.waitFor('Abrir turno');
  await field(terminal, '50000', '50.000', 'f4');
  await terminal.waitFor(/Turno 1, abierto/);
  await terminal.waitFor((text) => !text.includes('SIN TURNO'));

  terminal.press('f8');
  await terminal.waitFor('Movimiento de caja');
  terminal.press('right');
  await terminal.waitFor('Entrada (se pone efectivo)');
  terminal.press('tab');
  await field(terminal, '20000', '20.000', 'tab');
  await field(terminal, 'Sencillo', 'Sencillo', 'f4');
  await terminal.waitFor(/Entrada +20\.000 {2}Sencillo/);

  terminal.press('f9');
  await terminal.waitFor('Cuente los billetes');
  expect(terminal.text()).not.toContain('70.000');
  terminal.press('down');
  await field(terminal, '1', 'Gs. 50.000', 'f4');
  await terminal.waitFor(/¿Cerrar el turno con Gs\. 50\.000 contados/);
  await yes(terminal);
  await terminal.waitFor('Faltan Gs. 20.000.');
  await field(terminal, 'Pago sin recibo', 'Pago sin recibo', 'f4');
  await terminal.waitFor(/CIERRE Z N\.º 1/);

  const [shift] = await shop.owner('turnos');
  expect(shift).toMatchObject({
    estado: 'Cerrado',
    numero_z: 1,
    esperado: 70_000,
    contado: 50_000,
    diferencia: -20_000,
    motivo_diferencia: 'Pago sin recibo',
  });
  expect(await shop.owner('conteos_turno')).toEqual([
    { id_turno: shift.id_turno, denominacion: 50_000, cantidad: 1 },
  ]);
}, 60_000);
