import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { privateServer } from '../../src/adapters/db/private-server.ts';
import { makeScratch } from '../../src/adapters/files/scratch.ts';
import { POS } from '../support/built.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { enter } from '../support/tills.ts';

const home = makeScratch('pos-outage-', 500_000_000);
const START_MS = 50_000;
let terminal: TestTerminal | null = null;

afterAll(async () => {
  await terminal?.dispose();
  await privateServer(home).stop({ force: true });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends the till's own server at once, as a power cut of the database would. */
const killServer = (): void => {
  const [pid] = readFileSync(join(home, 'db', 'server.pid'), 'utf8')
    .trim()
    .split(/\s+/);
  process.kill(Number(pid), 'SIGKILL');
};

it('sells on over a server that was killed, and nothing but the screen reaches the terminal', {
  timeout: 2 * START_MS,
}, async () => {
  const env = { POS_HOME: home, XDG_CONFIG_HOME: home, POS_DATABASE_URL: undefined };
  const till = openTerminal({ command: POS, args: ['--demo'], env });
  terminal = till;
  await till.waitFor('BD ok', 'the sign-in', START_MS);
  for (const [text, shown] of [
    ['cajero', '› cajero'],
    ['cajero-demo', '•••••••••••'],
  ] as const) {
    till.type(text);
    await till.waitFor(shown);
    await enter(till);
  }
  await till.waitFor('FRECUENTES');
  till.type('agua');
  await till.waitFor('› Agua');
  await enter(till);
  await till.waitFor('1 línea · 1 unidad');
  const begun = till.output().length;
  killServer();
  till.press('f4');
  await till.waitFor('COBRAR');
  till.press('f4');
  await till.waitFor('Enter registra la venta');
  await enter(till);
  await till.waitFor('VENTA REGISTRADA', 'the sale, once the server is back', START_MS);
  await till.waitFor('BD ok', 'the header', START_MS);
  const [head = '', rule = ''] = till.screen();
  expect(head).toMatch(/^ Cantina Tita {2}Caja 001 {2}Carolina Ayala/);
  expect(rule).toBe('─'.repeat(80));
  expect(till.output().slice(begun)).not.toContain('Iniciando');
});
