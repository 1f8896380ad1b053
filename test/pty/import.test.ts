import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { enter, field } from '../support/tills.ts';

let database: TestDatabase;
let home: string;
let terminal: TestTerminal;

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
  home = mkdtempSync(join(tmpdir(), 'pos-import-'));
  const env = { ...database.env, POS_HOME: home, XDG_CONFIG_HOME: home };
  terminal = openTerminal({ command: POS, args: [], env });
  await terminal.waitFor(/BD ok|DB ok/);
  await field(terminal, 'gerente', /Usuario +› gerente/);
  await field(terminal, 'gerente-demo', '••••••••••••');
  await terminal.waitFor('FRECUENTES');
  terminal.press('f11');
  await terminal.waitFor('ingresos, ajustes, mermas');
  terminal.type('importar');
  await terminal.waitFor('› importar');
  await enter(terminal);
  await terminal.waitFor('responsables, estudiantes');
});
afterAll(async () => {
  await terminal?.dispose();
  await database?.close();
  rmSync(home, { recursive: true, force: true });
});

it('shows what is wrong with a file, and once it is put right imports it', async () => {
  mkdirSync(join(home, 'planillas'));
  const path = join(home, 'planillas', 'nuevos.csv');
  writeFileSync(path, 'código;nombre;categoría;precio\r\nN9;Chicle;Golosinas;mil\r\n');
  await field(terminal, 'productos', /› productos/);
  await terminal.waitFor('escriba la ruta');
  await field(terminal, join(home, 'plan'), /planillas\//);
  await terminal.waitFor(/nuevos\.csv/);
  await enter(terminal);
  await terminal.waitFor('1 con errores');
  await terminal.waitFor('✗ no es un monto');
  terminal.press('f8');
  await terminal.waitFor('Corrija las filas');
  expect(await database.owner('productos').where('codigo', 'N9')).toEqual([]);

  writeFileSync(path, 'código;nombre;categoría;precio\r\nN9;Chicle;Golosinas;1.000\r\n');
  terminal.press('escape');
  await terminal.waitFor(/nuevos\.csv/);
  await enter(terminal);
  await terminal.waitFor('1 nuevo · 0 con cambios');
  terminal.press('f8');
  await terminal.waitFor('todo junto');
  // A scan answers no question.
  terminal.scan('7840001112224');
  await terminal.rest(1_000);
  expect(await database.owner('productos').where('codigo', 'N9')).toEqual([]);
  terminal.press('f9');
  await terminal.waitFor('Importación aplicada: 1 nuevo');
  expect(await database.owner('productos').where('codigo', 'N9').first()).toMatchObject({
    precio_venta: 1_000,
  });
});

it('writes a file, and asks before it replaces one', async () => {
  terminal.press('escape', 'escape', 'escape');
  await terminal.waitFor(/Importar y exportar *\n *Buscar › productos/);
  terminal.press('escape');
  await terminal.waitFor('responsables, estudiantes');
  terminal.type('stock');
  await terminal.waitFor('› stock');
  terminal.press('f8');
  await terminal.waitFor('Exportar: Stock');
  terminal.press('ctrl+u');
  const path = join(home, 's.csv');
  terminal.type(path);
  await terminal.waitFor('s.csv');
  terminal.press('f4');
  await terminal.waitFor(/filas escritas/);
  expect(readFileSync(path, 'utf8')).toContain('codigo;nombre;cantidad;costo');
  terminal.press('f8');
  await terminal.waitFor('Exportar: Stock');
  terminal.press('ctrl+u');
  terminal.type(path);
  await terminal.waitFor('s.csv');
  terminal.press('f4');
  await terminal.waitFor('Ya existe el archivo');
});
