import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { businessDay } from '../../src/domain/business-time.ts';
import { enter, field, press, tills } from '../support/tills.ts';

const shop = tills();
const today = businessDay(new Date());
const spoken = today.split('-').reverse().join('/');

it('the sheet of the day, another day, and a file of it, by keys only', async () => {
  const terminal = await shop.till('gerente');
  await field(terminal, 'agua', '› Agua');
  await terminal.waitFor('1 línea · 1 unidad');
  await press(terminal, 'f4', 'f4', 'enter');
  await terminal.waitFor('VENTA REGISTRADA');
  const [sale] = await shop.owner('ventas').orderBy('id_venta', 'desc').limit(1);
  terminal.press('f11');
  await terminal.waitFor('ventas, IVA, cajeros');
  terminal.type('informes');
  await terminal.waitFor(/› +\d+ +Informes/);
  await enter(terminal);
  await terminal.waitFor('la hoja del día');
  await enter(terminal);
  await terminal.waitFor(spoken);
  await terminal.waitFor(new RegExp(`Cobrado +${Number(sale.total).toLocaleString('de-DE')}`));
  await press(terminal, 'f8');
  await terminal.waitFor('Exportar: Informe del día');
  terminal.press('ctrl+u');
  const path = join(shop.home, 'hoy');
  terminal.type(path);
  await terminal.waitFor('/hoy');
  await press(terminal, 'f4');
  await terminal.waitFor('Informe guardado en');
  expect(readFileSync(`${path}.csv`, 'utf8')).toContain(`Cobrado;${sale.total}`);
  await press(terminal, 'f6');
  await terminal.waitFor('Enviar por correo: Informe del día');
  terminal.press('ctrl+u');
  await field(terminal, 'contador@x.example', 'contador@x.example', 'f4');
  await terminal.waitFor('Informe en la cola de correo');
  expect(await shop.owner('notificaciones_correo').where('tipo_notificacion', 'informe')).toMatchObject([
    { destinatario: 'contador@x.example', estado: 'pendiente' },
  ]);
  await press(terminal, 'f2');
  await terminal.waitFor('Fechas: Informe del día');
  terminal.press('ctrl+u');
  await field(terminal, '15/1/2020', '15/1/2020', 'f4');
  await terminal.waitFor('15/01/2020');
  await terminal.waitFor('No hay datos en estas fechas.');
  await press(terminal, 'right');
  await terminal.waitFor('16/01/2020');
  await press(terminal, 'escape');
  await terminal.waitFor('la hoja del día');
}, 60_000);
