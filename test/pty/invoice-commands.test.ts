import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ensureBuilt, POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { CSC } from '../support/invoice.ts';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { PASSWORD } from '../support/invoice-keys.ts';
import { ISSUER, invoicedSale, TIMBRADO } from '../support/invoicing.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { runPos } from '../support/run-pos.ts';

/* Commands about invoices that ask at a terminal. The first test sets up what the next ones sell with. */

let db: TestDatabase;
let desk: InvoiceDesk;
let config: string;
let terminal: TestTerminal | null = null;
beforeAll(async () => {
  ensureBuilt();
  [db, desk] = await Promise.all([freshDatabase({ seed: 'demo' }), openInvoiceDesk()]);
  await db.owner('productos').update({ vende_sin_stock: 1 });
  config = join(desk.home, 'config.json');
  writeFileSync(config, '{}', { mode: 0o600 });
});
afterEach(async () => {
  await terminal?.dispose();
  terminal = null;
});
afterAll(async () => {
  await desk.close();
  await db.close();
});

/** The certificate and the CSC come from what the set-up keeps, not from the environment. */
const environment = (): Record<string, string> => ({
  ...db.env,
  ...desk.env,
  POS_SIFEN_P12: '',
  POS_SIFEN_P12_PASSWORD: '',
  POS_SIFEN_CSC: '',
  POS_HOME: desk.home,
  POS_CONFIG: config,
  POS_PASSWORD: 'admin-demo',
});
const open = (...args: string[]): TestTerminal => {
  terminal = openTerminal({
    command: POS,
    args: [...args, '--user', 'admin'],
    cols: 120,
    rows: 40,
    env: environment(),
  });
  return terminal;
};
const pos = (args: readonly string[], input = '') => runPos(args, { env: environment(), input });

it('setup asks one thing after the other, again for what is wrong, and keeps secrets unseen in a file of 0600', async () => {
  const asking = open('invoice', 'setup');
  const answer = async (question: string, typed: string): Promise<void> => {
    await asking.waitFor((_, screen) => (screen.findLast((line) => line !== '') ?? '').startsWith(question));
    asking.write(`${typed}\r`);
  };
  await answer('RUC con dígito', '80012345-1');
  await asking.waitFor('sería 0');
  for (const [question, typed] of [
    ['RUC con dígito', ISSUER.ruc],
    ['tipo de contribuyente', ''],
    ['razón social', ISSUER.razon_social],
    ['nombre de fantasía', ''],
    ['actividad económica', '56101:RESTAURANTES Y PARRILLADAS'],
    ['dirección', ISSUER.direccion],
    ['número de casa', '1234'],
    ['código del departamento', ''],
    ['distrito', '1:ASUNCION (DISTRITO)'],
    ['ciudad', '1:ASUNCION (DISTRITO)'],
    ['teléfono', ISSUER.telefono],
    ['correo', ISSUER.email],
    ['número de timbrado', TIMBRADO.numero],
    ['primer día del timbrado', TIMBRADO.inicio],
    ['establecimiento', ''],
    ['punto de expedición', '001'],
    ['número del CSC', ''],
    ['prueba o produccion', ''],
    ['archivo .p12', desk.p12],
    ['contraseña del .p12', PASSWORD],
    ['valor del CSC', CSC.value],
  ] as const)
    await answer(question, typed);
  expect((await asking.exited).code).toBe(0);
  expect(asking.text()).toContain('Factura electrónica configurada');
  expect(asking.output()).not.toContain(PASSWORD);
  expect(asking.output()).not.toContain(CSC.value);
  const kept = readFileSync(config, 'utf8');
  for (const secret of [desk.p12, PASSWORD, CSC.value]) expect(kept).toContain(secret);
  expect(statSync(config).mode & 0o777).toBe(0o600);
  expect((await pos(['invoice', 'check', '--json'])).json()).toMatchObject({ lista: true });
});

it.each([
  ['s', 'cancelada', 'Cancelación de 001-001-000000'],
  ['n', 'aprobada', 'sigue valiendo. Para cancelarla'],
])('a void asks what becomes of the invoice: %s leaves it %s', async (typed, state, said) => {
  const { id_usuario: _, ...document } = invoicedSale();
  const sold = await pos(
    ['sale', 'register', '--file', '-', '--json', '--user', 'admin'],
    JSON.stringify(document),
  );
  const { numero, id_venta } = sold.json() as { numero: string; id_venta: number };
  await pos(['invoice', 'send']);
  const asking = open('sale', 'void', numero, '--reason', 'Se equivocó');
  await asking.waitFor('¿Anularla? [s/N]');
  asking.write('s\r');
  await asking.waitFor('¿Pedir que se cancele? [s/n]');
  asking.write(`${typed}\r`);
  await asking.waitFor(said);
  expect((await asking.exited).code).toBe(0);
  await pos(['invoice', 'send']);
  expect(await db.owner('facturas').where({ id_venta }).select('estado')).toEqual([{ estado: state }]);
});
