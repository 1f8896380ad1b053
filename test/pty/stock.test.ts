import { expect, it } from 'vitest';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import type { TestTerminal } from '../support/pty.ts';
import { enter, field, tills } from '../support/tills.ts';

const shop = tills();

/** `pos` in the back office, signed in as the manager. */
const office = async (): Promise<TestTerminal> => {
  const terminal = await shop.till('gerente');
  terminal.press('f11');
  await terminal.waitFor('ingresos, ajustes, mermas');
  return terminal;
};

const place = async (terminal: TestTerminal, name: string, shown: string | RegExp): Promise<void> => {
  terminal.type(name);
  await terminal.waitFor(`› ${name}`);
  await enter(terminal);
  await terminal.waitFor(shown);
};

it('makes a product by scan, counts it by scans and typed, and applies what differs; no scan answers the question', async () => {
  const terminal = await office();
  await place(terminal, 'product', /Bolsa|Agua|Alfajor/);
  terminal.scan('7840001112224');
  await terminal.waitFor('Producto nuevo');
  terminal.press('tab');
  await field(terminal, 'Turrón blando', 'Turrón blando');
  terminal.press('tab');
  await field(terminal, '3500', '3.500');
  terminal.press('tab', 'tab');
  terminal.scan('990011');
  await terminal.waitFor('990011');
  terminal.press('f4');
  await terminal.waitFor('«Turrón blando» creado');
  const product = await shop.owner('productos').where('codigo', '7840001112224').first();
  expect(product).toMatchObject({ nombre: 'Turrón blando', precio_venta: 3_500, stock_actual: 0 });
  expect(await shop.owner('codigos_barra').where('codigo_barra', '990011')).toMatchObject([
    { id_producto: product.id_producto },
  ]);

  terminal.press('escape');
  await terminal.waitFor('ingresos, ajustes, mermas');
  await place(terminal, 'conteos', 'F3 empieza un conteo');
  terminal.press('f3');
  await terminal.waitFor(/Conteo 1 abierto/);
  await terminal.waitFor('Nada contado todavía');
  for (const units of [1, 2, 3]) {
    terminal.scan('990011');
    await terminal.waitFor(`Turrón blando: ${units}`);
  }
  await field(terminal, '4*turr', /Turrón blando +\+4/);
  await terminal.waitFor('Turrón blando: 7');
  terminal.press('f8');
  await terminal.waitFor('1 diferencia: Turrón blando +7');
  terminal.scan('990011');
  terminal.press('f9');
  await terminal.waitFor('Conteo 1 aplicado');
  const counted = await shop.owner('productos').where('codigo', '7840001112224').first();
  expect(counted.stock_actual).toBe(7);
  expect(await inconsistencies(shop.owner)).toEqual(SOUND);
}, 60_000);
