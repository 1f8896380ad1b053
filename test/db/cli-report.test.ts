import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { openTerminal } from '../support/pty.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

const EVIL = '=cmd|<script>alert(1)</script>"&;';
let db: TestDatabase;
const home = temporaryHome();
const paper = join(home.path, 'papel');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').where('id_producto', ID.cola).update({ nombre: EVIL });
  await databaseServices(db.till).sales.register(saleOf());
  mkdirSync(paper);
});
afterAll(async () => {
  await db?.close();
  home.remove();
});

const env = () => ({
  HOME: home.path,
  POS_HOME: home.path,
  ...db.env,
  POS_PASSWORD: 'gerente-demo',
  POS_PRINTER: `file:${paper}`,
});
const pos = (...args: string[]): Promise<Outcome> =>
  runPos(['report', ...args, '--user', 'gerente'], { env: env() });

it('tells the day as a text, and as JSON with the same takings', async () => {
  const text = await pos('daily');
  expect([text.stderr, text.code]).toEqual(['', 0]);
  expect(text.stdout).toMatch(/Cobrado +25\.000/);
  expect((await pos('daily', '--json')).json()).toMatchObject({ informe: 'daily' });
  const empty = await pos('daily', '--date', '2020-01-01');
  expect([empty.code, empty.stdout.includes('No hay datos en estas fechas.')]).toEqual([0, true]);
}, 60_000);

it('writes a spreadsheet that Excel opens, in which no name is a formula, and a page in which none is markup', async () => {
  const { stdout } = await pos('products', '--csv');
  expect(stdout.startsWith('\ufeff')).toBe(true);
  expect(stdout).toMatch(/\r\nCódigo;Nombre;/);
  expect(stdout).not.toMatch(/(^|;|"|\n)=cmd/);
  const path = join(home.path, 'hoy.html');
  expect((await pos('products', '--html', path)).stdout).toContain('Informe guardado en');
  const page = readFileSync(path, 'utf8');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toMatch(/<script/i);
  expect((await pos('products', '--html', path)).stderr).toContain('Ya existe el archivo');
  expect((await pos('products', '--html', path, '--force')).code).toBe(0);
}, 60_000);

it('prints: what was queued comes out of the print process as it was read', async () => {
  const queued = await pos('daily', '--print', '--json');
  expect(queued.json()).toMatchObject({ trabajo: expect.any(Number) });
  const { trabajo } = queued.json() as { trabajo: number };
  const worker = spawn(POS, ['print', 'worker'], {
    env: { PATH: process.env.PATH, ...env() },
    stdio: 'ignore',
  });
  try {
    await vi.waitFor(
      async () => {
        const job = await db.owner('trabajos_impresion').where('id_trabajo', trabajo).first();
        expect(job.estado).toBe('confirmado');
      },
      { timeout: 30_000, interval: 300 },
    );
  } finally {
    worker.kill('SIGTERM');
  }
  const files = readdirSync(paper).filter((name) => name.includes(`informe-daily-${trabajo}`));
  expect(files).toHaveLength(1);
  const printed = readFileSync(join(paper, files[0] ?? ''), 'utf8');
  expect(printed).toMatch(/25\.000/);
  expect(printed).not.toContain('\u001b');
}, 60_000);

it('mails through the queue, and refuses an address that is none', async () => {
  const count = async (): Promise<number> =>
    (await db.owner('notificaciones_correo').where('tipo_notificacion', 'informe')).length;
  for (const wrong of ['nadie', 'a@b', 'ana@example.com\r\nBcc: x@example.com']) {
    const refused = await pos('daily', '--mail', wrong, '--json');
    expect([wrong, refused.code === 0]).toEqual([wrong, false]);
  }
  expect(await count()).toBe(0);
  const sent = await pos('daily', '--mail', 'duena@example.com', '--json');
  expect(sent.json()).toMatchObject({ correo: expect.any(Number) });
  expect(await count()).toBe(1);
}, 60_000);

it('reads under the account of the configuration, as a person that is named only what that person may, and days that are', async () => {
  const daily = await runPos(['report', 'daily', '--json'], { env: env() });
  expect([daily.code, daily.json()]).toMatchObject([0, { informe: 'daily' }]);
  const today = await runPos(['dashboard', '--json'], { env: env() });
  expect(today.code).toBe(0);
  const printed = await runPos(['report', 'daily', '--print', '--json'], {
    env: { ...env(), POS_PASSWORD: '' },
  });
  expect(printed.json()).toMatchObject({ error: { code: 'SESION_REQUERIDA' } });
  const cashier = await runPos(['report', 'daily', '--user', 'cajero', '--json'], {
    env: { ...env(), POS_PASSWORD: 'cajero-demo' },
  });
  expect(cashier.json()).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
  expect((await pos('daily', '--date', '2026-02-30')).code).not.toBe(0);
  expect((await pos('period', '--from', '2026-03-01', '--to', '2026-02-01', '--json')).json()).toMatchObject({
    error: { code: 'RANGO_INVALIDO' },
  });
  expect((await pos('day-cut', '--json')).json()).toEqual({ corte_dia: '00:00' });
  expect((await pos('day-cut')).stdout).toBe('El día de ventas termina a medianoche.\n');
}, 60_000);

/** Reports wait until `use` gives the sums back: what a large history or a busy server does to them. */
const whileSumsAreHeld = <T>(use: (giveBack: () => Promise<unknown>) => Promise<T>): Promise<T> =>
  db.owner.transaction(async (trx) => {
    await trx.raw('LOCK TABLES resumen_ventas WRITE');
    return use(() => trx.raw('UNLOCK TABLES')).finally(() => trx.raw('UNLOCK TABLES'));
  });

it('says after a second that it is reading, beside what a program reads', async () => {
  const { out, err } = await whileSumsAreHeld(async (giveBack) => {
    const child = spawn(POS, ['report', 'period', '--user', 'gerente', '--json'], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (data) => {
      said.out += data;
    });
    child.stderr.on('data', (data) => {
      said.err += data;
    });
    const ended = once(child, 'close');
    await vi.waitFor(() => expect(said.err).toContain('Leyendo las ventas…'), { timeout: 30_000 });
    expect(said.out).toBe('');
    await giveBack();
    await ended;
    return said;
  });
  expect(JSON.parse(out)).toMatchObject({ informe: 'period' });
  expect(err.trim()).toBe('Leyendo las ventas…');
}, 60_000);

it('says so in a terminal, too; the look at the sums counts its months there, and in no log', async () => {
  const terminal = (...args: string[]) =>
    openTerminal({ command: POS, args, cols: 80, rows: 24, env: { PATH: process.env.PATH, ...env() } });
  const report = terminal('report', 'payments', '--user', 'gerente');
  await whileSumsAreHeld(async (giveBack) => {
    await report.waitFor('Leyendo las ventas…');
    await giveBack();
    await report.waitFor(/EFECTIVO +/);
  });
  expect((await report.exited).code).toBe(0);
  await report.dispose();

  await db.owner('resumen_ventas').where('corte', 3).limit(1).increment('monto', 1);
  const rollUps = (...args: string[]) => runPos(['db', 'rollups', ...args], { env: env() });
  const wrong = await rollUps('--json');
  expect([wrong.code, wrong.stderr]).toEqual([3, '']);
  expect(wrong.json()).toMatchObject({ rehechos: false, corregidos: 0, diferencias: 1 });
  expect((await rollUps('--rebuild', '--json')).json()).toEqual({
    rehechos: true,
    corregidos: 1,
    diferencias: 0,
    desde: null,
  });
  const looked = terminal('db', 'rollups');
  await looked.waitFor('Los totales por día coinciden con las ventas.');
  expect((await looked.exited).code).toBe(0);
  expect(looked.output()).toContain('Totales por día: mes 1 de 1');
  expect(looked.text()).not.toContain('mes 1 de 1');
  await looked.dispose();
}, 60_000);
