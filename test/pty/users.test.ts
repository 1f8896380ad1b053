import { expect, it } from 'vitest';
import { field, press, signIn, tills } from '../support/tills.ts';

const shop = tills();

it('an admin makes a cashier by keys; she chooses her own password before anything else, and sells', async () => {
  const terminal = await shop.open();
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
  const [row] = await shop.owner('usuarios').where('usuario', 'ana').select('debe_cambiar');
  expect(row.debe_cambiar).toBe(0);
});

it('a session that has ended asks for the password, not for the PIN, and everything is there afterwards', async () => {
  const terminal = await shop.open();
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
  await shop.owner('sesiones').delete();
  await press(terminal, 'f4');
  await terminal.waitFor(/Su sesión terminó/);
  await field(terminal, '1001', '••••');
  await terminal.waitFor(/no alcanza el PIN/);
  await field(terminal, 'cajero-demo', '•••••••••••');
  await terminal.waitFor('100.000');
  await press(terminal, 'f4');
  await expect
    .poll(() => shop.owner('turnos').select('fondo_inicial', 'id_usuario'), { timeout: 10_000 })
    .toEqual([{ fondo_inicial: 100_000, id_usuario: 3 }]);
  // A signal leaves no session behind either.
  expect(await shop.owner('sesiones')).toHaveLength(1);
  terminal.kill('SIGTERM');
  await terminal.exited;
  expect(await shop.owner('sesiones')).toEqual([]);
});
