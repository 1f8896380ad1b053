import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { runPos, temporaryHome } from '../support/run-pos.ts';

let database: TestDatabase;
let running: TestTerminal | null = null;
const home = temporaryHome();

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterEach(async () => {
  await running?.dispose();
  running = null;
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

const open = (command: string, args: readonly string[]): TestTerminal => {
  const env = { ...database.env, HOME: home.path, POS_HOME: home.path, POS_PASSWORD: undefined };
  running = openTerminal({ command, args, cols: 80, rows: 24, env });
  return running;
};

test('login asks for name and password, and never shows the password', async () => {
  const terminal = open(POS, ['login']);
  await terminal.waitFor('Usuario:');
  terminal.type('cajerx');
  terminal.press('backspace');
  terminal.type('o');
  await terminal.waitFor('Usuario: cajero');
  terminal.press('enter');
  await terminal.waitFor('Contraseña de cajero:');
  terminal.type('cajero-demo');
  terminal.press('enter');
  await terminal.waitFor(/Sesión de .* abierta por 8 horas/);
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.output()).not.toContain('cajero-demo');
});

test('a question left with Ctrl-C ends with 130 and without a word', async () => {
  const terminal = open(POS, ['login', 'cajero']);
  await terminal.waitFor('Contraseña de cajero:');
  terminal.write('\u0003');
  expect((await terminal.exited).code).toBe(130);
  expect(terminal.text().trim()).toBe('Contraseña de cajero:');
});

test('a document on standard input leaves the keyboard free for the password', async () => {
  const document = join(home.path, 'sale.json');
  const payment = { medio: 'EFECTIVO', monto_entregado: 5_000 };
  writeFileSync(document, JSON.stringify({ lineas: [{ id_producto: 5, cantidad: 1 }], pagos: [payment] }));
  const line = `cat '${document}' | '${POS}' sale register --file - --user cajero`;
  const terminal = open('sh', ['-c', line]);
  await terminal.waitFor('Contraseña de cajero:');
  terminal.type('cajero-demo');
  terminal.press('enter');
  await terminal.waitFor(/Venta 001-\d{7}: total Gs\. 5\.000/);
  expect((await terminal.exited).code).toBe(0);
  expect(terminal.output()).not.toContain('cajero-demo');
});

test('tables fit the window', async () => {
  const terminal = open(POS, ['product', 'list', '--limit', '5']);
  expect((await terminal.exited).code).toBe(0);
  const lines = terminal.screen().filter((row) => row.trim() !== '');
  expect(lines).toHaveLength(7);
});

test.each([
  ['n', [], 130, 'Completada'],
  ['s', [], 0, 'Anulada'],
  [null, ['--yes'], 0, 'Anulada'],
] as const)('a void shows the sale and asks first: %j with %j', async (typed, flags, code, state) => {
  const asManager = { ...database.env, HOME: home.path, POS_HOME: home.path, POS_PASSWORD: 'gerente-demo' };
  const sold = await runPos(['sale', 'register', '--file', '-', '--user', 'gerente', '--json'], {
    env: asManager,
    input: JSON.stringify({
      lineas: [{ id_producto: 5, cantidad: 1 }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
    }),
  });
  const { numero } = sold.json() as { numero: string };
  const args = ['sale', 'void', `#${Number(numero.slice(4))}`, '--reason', 'error', '--user', 'gerente'];
  running = openTerminal({ command: POS, args: [...args, ...flags], cols: 120, rows: 24, env: asManager });
  if (typed !== null) {
    await running.waitFor('¿Anularla? [s/N]');
    expect(running.text()).toMatch(
      new RegExp(`Venta ${numero} del \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*Gs. 5.000`),
    );
    running.write(`${typed}\r`);
  }
  expect((await running.exited).code).toBe(code);
  expect(await database.owner('ventas').where('numero_venta', numero).first('estado')).toEqual({
    estado: state,
  });
});
