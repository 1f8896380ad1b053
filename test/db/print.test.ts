import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { databaseServices, spoolWorker } from '../../src/adapters/db/index.ts';
import { startPrintMonitor } from '../../src/adapters/printer/monitor.ts';
import type { PrinterMonitor, PrinterStatus, PrintJob } from '../../src/app/ports.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { networkPrinter, type SimulatedPrinter, serialPrinter, type Trouble } from '../support/printer.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

const WAIT = { timeout: 50_000, interval: 50 };
const home = temporaryHome();
let database: TestDatabase;
let printer: SimulatedPrinter | null = null;
let monitor: PrinterMonitor | null = null;
let child: ChildProcess | null = null;

beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterEach(async () => {
  await monitor?.stop();
  monitor = null;
  child?.kill('SIGKILL');
  child = null;
  await printer?.dispose();
  printer = null;
  // What a test leaves undecided must not print in the next one.
  await database
    .owner('trabajos_impresion')
    .whereIn('estado', ['pendiente', 'enviando', 'incierto'])
    .delete();
});
afterAll(async () => {
  await database?.close();
  home.remove();
});

const environment = (setting = 'file:'): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home.path,
  POS_HOME: home.path,
  POS_PASSWORD: 'cajero-demo',
  POS_PRINTER: setting,
  ...database.env,
});
const pos = (args: readonly string[], setting?: string): Promise<Outcome> =>
  runPos(args, { env: environment(setting) });

const start = (trouble: Trouble = {}): string => {
  printer = serialPrinter(trouble);
  return `${printer.setting}?baud=115200&columns=32`;
};
const watch = (setting: string): PrinterStatus[] => {
  const seen: PrinterStatus[] = [];
  monitor = startPrintMonitor({
    config: { printer: setting, home: home.path },
    till: { code: '001' },
    command: [POS],
    env: environment(setting),
  });
  monitor.subscribe((status) => seen.push(status));
  return seen;
};

/** A sale of two colas and a sandwich, paid in cash with 30.000; its print job. */
const sell = async (): Promise<PrintJob> => {
  const document = {
    uuid: randomUUID(),
    id_caja: 1,
    nro_tarjeta: null,
    factura: false,
    descuento: 0,
    lineas: [
      { id_producto: 5, cantidad: 2 },
      { id_producto: 12, cantidad: 1 },
    ],
    pagos: [{ medio: 'EFECTIVO', monto_entregado: 30_000, monto_aplicado: 25_000 }],
  };
  const sold = await runPos(['sale', 'register', '--file', '-', '--user', 'cajero', '--json'], {
    env: environment(),
    input: JSON.stringify(document),
  });
  const { id_venta } = sold.json() as { id_venta: number };
  const [job] = await databaseServices(database.till).spool.list({ saleId: id_venta });
  if (!job) throw new Error(`no print job: ${sold.stderr}`);
  monitor?.wake();
  return job;
};
const jobNow = async ({ id }: PrintJob): Promise<PrintJob> => {
  const found = await databaseServices(database.till).spool.find(id);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};
const reaches = (job: PrintJob, expected: Partial<PrintJob>): Promise<unknown> =>
  vi.waitFor(async () => expect(await jobNow(job)).toMatchObject(expected), WAIT);
const stored = async ({ saleId }: PrintJob): Promise<void> => {
  const sale = await databaseServices(database.till).sales.show(saleId ?? 0);
  expect(sale).toMatchObject({ ok: true, value: { state: 'Completada', total: 25_000 } });
};
const tickets = (): number => printer?.paper.rows.filter((row) => row === 'TICKET VENTA').length ?? 0;

describe('the print process', () => {
  test('prints the ticket of a sale, confirms it and opens the drawer', async () => {
    const seen = watch(start());
    const job = await sell();
    await reaches(job, { state: 'confirmado', attempts: 1, fault: null });
    expect(printer?.paper).toMatchObject({ pulses: 1, cuts: 1 });
    expect(printer?.paper.rows).toContain('Coca Cola 500ml        2 × 5.000');
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'ready', open: 0 }), WAIT);
    expect(seen.map((status) => status.state)).toContain('printing');
  });

  test.each([
    ['absent', null, 'SIN_PUERTO'],
    ['out of paper', { paperOut: true }, 'SIN_PAPEL'],
    ['with its cover open', { coverOpen: true }, 'TAPA_ABIERTA'],
  ] as const)(
    '%s: the sale is stored, the cashier told, the job kept and printed later',
    async (_, trouble, fault) => {
      const setting = trouble ? start(trouble) : 'serial:/dev/pos-no-such-port';
      const seen = watch(setting);
      const job = await sell();
      await reaches(job, { state: 'pendiente', fault });
      await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'waiting', open: 1, fault }), WAIT);
      await stored(job);
      if (!printer) return;
      expect(tickets()).toBe(0);
      printer.trouble = {};
      await reaches(job, { state: 'confirmado' });
      expect(tickets()).toBe(1);
    },
  );

  test.each([
    ['unplugged', { unpluggedAfter: 150 }, 'DESCONECTADA'],
    ['out of paper', { paperEndsAfter: 150 }, 'SIN_PAPEL'],
    ['blocked', { stopsReadingAfter: 150 }, 'SIN_CONFIRMACION'],
  ] as const)(
    '%s in the middle: a person decides, and nothing is printed twice',
    async (_, trouble, fault) => {
      // A child process inherits the far end of a pseudo-terminal, which then cannot be unplugged; a socket can.
      if ('unpluggedAfter' in trouble) printer = await networkPrinter(trouble);
      const seen = watch(printer?.setting ?? start(trouble));
      const job = await sell();
      await reaches(job, { state: 'incierto', fault });
      await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'uncertain', open: 1, fault }), WAIT);
      await stored(job);
      expect(await jobNow(job)).toMatchObject({ attempts: 1 });
    },
  );

  test('killed while sending: uncertain at the next start; a retry is a marked copy without the drawer', async () => {
    const setting = start({ neverConfirms: true });
    const job = await sell();
    child = spawn(POS, ['print', 'worker'], { env: environment(setting), stdio: 'ignore' });
    await vi.waitFor(() => expect(tickets()).toBe(1), WAIT);
    expect(await jobNow(job)).toMatchObject({ state: 'enviando' });
    child.kill('SIGKILL');
    if (printer) printer.trouble = {};
    const seen = watch(setting);
    await reaches(job, { state: 'incierto', fault: 'INTERRUMPIDA' });
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ state: 'uncertain', fault: 'INTERRUMPIDA' }),
      WAIT,
    );
    expect(tickets()).toBe(1);

    const retried = await pos(['print', 'retry', String(job.id), '--user', 'cajero', '--json']);
    expect(retried.json()).toMatchObject({ id_trabajo: job.id, copia: 1 });
    await reaches(job, { state: 'confirmado' });
    expect(printer?.paper.rows.join('\n')).toContain('REIMPRESIÓN N.º 1');
    expect(printer?.paper.pulses).toBe(1);
  });

  test('ends with its parent, after the ticket in hand', async () => {
    const setting = start();
    child = spawn(POS, ['print', 'worker'], {
      env: environment(setting),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const gone = new Promise<number | null>((resolve) => child?.once('exit', resolve));
    const job = await sell();
    await reaches(job, { state: 'confirmado' });
    child.disconnect();
    expect(await gone).toBe(0);
  });

  test('says that a printer is not there before a ticket waits for it, and that it is back', async () => {
    const port = join(home.path, 'printer-port');
    const setting = start();
    const there = setting.slice('serial:'.length, setting.indexOf('?'));
    const seen = watch(setting.replace(there, port));
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ state: 'waiting', open: 0, fault: 'SIN_PUERTO' }),
      WAIT,
    );
    symlinkSync(there, port);
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ state: 'ready', fault: null }), WAIT);
    await reaches(await sell(), { state: 'confirmado' });
  });

  test('leaves a till to the process that prints for it already', async () => {
    const other = spoolWorker(database.till);
    try {
      expect(await other.acquire(1)).toBe(true);
      const seen = watch(start());
      await vi.waitFor(
        () => expect(seen.at(-1)).toMatchObject({ state: 'stopped', fault: 'OTRO_PROCESO' }),
        WAIT,
      );
      const job = await sell();
      expect(await jobNow(job)).toMatchObject({ state: 'pendiente' });
      await other.release();
      await reaches(job, { state: 'confirmado' });
    } finally {
      await other.release();
    }
  });
});

describe('pos print', () => {
  test('test prints a page and says so; without a printer it says what to do and keeps the job', async () => {
    const printed = await pos(['print', 'test', '--user', 'cajero', '--json'], start());
    expect(printed).toMatchObject({ code: 0 });
    expect(printed.json()).toMatchObject({ tipo: 'prueba', estado: 'confirmado' });
    expect(printer?.paper.rows).toContain('PRUEBA DE IMPRESIÓN');
    expect(printer?.paper.codes).toEqual(['00203']);
    const absent = await pos(['print', 'test', '--user', 'cajero'], 'serial:/dev/pos-no-such-port');
    expect(absent.code).toBe(4);
    expect(absent.stderr).toContain('enchúfela');
  });

  test('queue lists what is not on paper; settle and retry decide', async () => {
    const job = await sell();
    const queue = (await pos(['print', 'queue', '--json'])).json();
    expect(queue).toEqual([expect.objectContaining({ id_trabajo: job.id, estado: 'pendiente', copia: 0 })]);
    expect((await pos(['print', 'queue'])).stdout).toContain('001-');
    const settled = await pos(['print', 'settle', String(job.id), '--user', 'cajero', '--json']);
    expect(settled.json()).toMatchObject({ estado: 'cancelado' });
    expect((await pos(['print', 'queue', '--json'])).json()).toEqual([]);
    expect((await pos(['print', 'retry', '999999', '--user', 'cajero'])).code).toBe(2);
  });

  test('a setting that is wrong is refused before anything is opened', async () => {
    const wrong = await pos(['print', 'test', '--json'], 'serial:ttyUSB0');
    expect(wrong.code).toBe(2);
    expect(wrong.json()).toMatchObject({ error: { code: 'CONFIGURACION_INVALIDA' } });
    const seen = watch('usb:1');
    await vi.waitFor(
      () => expect(seen.at(-1)).toMatchObject({ state: 'stopped', fault: 'CONFIGURACION' }),
      WAIT,
    );
  });
});
