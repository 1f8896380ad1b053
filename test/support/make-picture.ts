import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, POS, ROOT } from './built.ts';
import { openTerminal } from './pty.ts';

/*
 * `npm run picture`: runs `pos` on a scratch database, sells half a sale and keeps what the terminal shows as the
 * picture at the head of the README.
 */
const PICTURE = join(ROOT, 'src', 'tui', 'sale-screen.svg');

/** Typed and entered in one breath it would be a scan. */
const handsPause = (): Promise<void> => new Promise((go) => setTimeout(go, 200));

ensureBuilt();
const home = mkdtempSync(join(tmpdir(), 'pos-picture-'));
const env = { POS_HOME: home, POS_DATABASE_URL: undefined, POS_CONFIG: undefined, COLORTERM: 'truecolor' };
const till = openTerminal({ command: POS, args: ['--demo'], cols: 100, rows: 30, env });
try {
  await till.waitFor('Contraseña', 'the sign-in', 120_000);
  till.type('cajero');
  till.press('tab');
  till.type('cajero-demo');
  till.press('enter');
  await till.waitFor('FRECUENTES');
  till.scan('00203');
  await till.waitFor('ROMINA');
  till.type('2*coca');
  await till.waitFor('2 PRODUCTOS');
  await handsPause();
  till.press('enter');
  await till.waitFor('1 línea');
  till.type('sandw');
  await till.waitFor('Sándwich de atún');
  await handsPause();
  till.press('enter');
  await till.waitFor('2 líneas');
  await handsPause();
  writeFileSync(PICTURE, till.picture());
  // Leaving with products in the cart asks first.
  till.press('f10');
  await till.waitFor('F9');
  till.press('f9');
  await till.exited;
} finally {
  await till.dispose();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
