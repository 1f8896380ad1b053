import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Timing } from '../../src/adapters/printer/dialogue.ts';
import { openPrinter } from '../../src/adapters/printer/printer.ts';
import { parsePrinter } from '../../src/adapters/printer/setting.ts';
import type { PrintOutcome } from '../../src/app/print-ports.ts';
import type { Receipt } from '../../src/domain/receipt.ts';
import { saleTicket } from '../../src/domain/receipt-sale.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { networkPrinter, type SimulatedPrinter, serialPrinter, type Trouble } from '../support/printer.ts';
import { STORE, storedSale } from '../support/printer-fixtures.ts';

/** A slow machine must not make a healthy printer look ill: each test shortens only the wait that is to run out. */
const PATIENT: Timing = {
  open: 40_000,
  status: 30_000,
  settle: 30_000,
  quiet: 100,
  stall: 40_000,
  confirm: 40_000,
  close: 20_000,
};

const TICKET = saleTicket(storedSale(), STORE, words, { copy: 0 });
const LONG: Receipt = {
  openDrawer: false,
  lines: Array.from({ length: 4_000 }, (_, i) => ({ kind: 'text', text: `fila ${i} `.padEnd(46, 'x') })),
};

// Most of these tests wait for something that does not come: they wait together.
const TOGETHER = { concurrent: true, timeout: 60_000 };
const printers: SimulatedPrinter[] = [];
afterAll(async () => {
  for (const printer of printers) await printer.dispose();
});

const print = (
  setting: string,
  receipt = TICKET,
  timing: Partial<Timing> = {},
  progress?: (sent: number, total: number) => void,
): Promise<PrintOutcome> => {
  const read = parsePrinter(setting, tmpdir());
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return openPrinter(read.value, { ...PATIENT, ...timing }).print({ name: 'prueba', receipt }, progress);
};

const withOption = ({ setting }: SimulatedPrinter, option: string): string =>
  `${setting}${setting.includes('?') ? '&' : '?'}${option}`;

const KINDS = {
  serial: async (trouble?: Trouble) => {
    const printer = serialPrinter(trouble);
    printer.setting += '?baud=115200';
    return printer;
  },
  device: async (trouble?: Trouble) => {
    const printer = serialPrinter(trouble);
    printer.setting = printer.setting.replace('serial:', 'device:');
    return printer;
  },
  tcp: networkPrinter,
};

describe.each(['serial', 'device', 'tcp'] as const)('a %s printer', TOGETHER, (kind) => {
  const start = async (trouble?: Trouble): Promise<SimulatedPrinter> => {
    const printer = await KINDS[kind](trouble);
    printers.push(printer);
    return printer;
  };

  it('prints a ticket, reports progress and confirms it', async () => {
    const printer = await start();
    const seen: number[] = [];
    expect(await print(printer.setting, TICKET, {}, (sent, total) => seen.push(sent / total))).toEqual({
      state: 'confirmado',
    });
    expect(printer.paper).toMatchObject({ pulses: 1, cuts: 1 });
    expect(printer.paper.rows).toContain('TICKET VENTA');
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
  it('prints one ticket after another on the same port', async () => {
    const printer = await start();
    for (let i = 0; i < 3; i++) expect(await print(printer.setting)).toEqual({ state: 'confirmado' });
    expect(printer.paper.cuts).toBe(3);
  });
  it('is not deceived by unasked status', async () => {
    const printer = await start({ automaticStatus: true });
    expect(await print(printer.setting)).toEqual({ state: 'confirmado' });
    printer.trouble = { automaticStatus: true, neverConfirms: true };
    expect(await print(printer.setting, TICKET, { confirm: 700 })).toMatchObject({ state: 'incierto' });
  });
  it.each([
    ['out of paper', { paperOut: true }, 'SIN_PAPEL', {}],
    ['with its cover open', { coverOpen: true }, 'TAPA_ABIERTA', {}],
    ['that is off', { silent: true }, 'SIN_RESPUESTA', { status: 300 }],
    ['at another speed', { garbage: true }, 'RESPUESTA_INVALIDA', { status: 300 }],
    ['that cannot confirm', { ignoresOrdered: true }, 'NO_CONFIRMA', { settle: 300 }],
  ] as const)('%s keeps the job whole: nothing goes out', async (_, trouble, fault, timing) => {
    const printer = await start(trouble);
    expect(await print(printer.setting, TICKET, timing)).toEqual({ state: 'pendiente', fault });
    expect(printer.paper.rows).toEqual([]);
    expect(printer.paper.pulses).toBe(0);
    printer.trouble = {};
    expect(await print(printer.setting)).toEqual({ state: 'confirmado' });
    expect(printer.paper.rows.filter((row) => row === 'TICKET VENTA')).toHaveLength(1);
  });
  it.each([
    ['runs out of paper', { paperEndsAfter: 200 }, 'SIN_PAPEL', { confirm: 1_200 }],
    ['is unplugged', { unpluggedAfter: 200 }, 'DESCONECTADA', {}],
    ['never confirms', { neverConfirms: true }, 'SIN_CONFIRMACION', { confirm: 700 }],
    ['stops reading', { stopsReadingAfter: 200 }, 'SIN_CONFIRMACION', { confirm: 700, status: 3_000 }],
  ] as const)('that %s in the middle leaves it to a person', async (_, trouble, fault, timing) => {
    const printer = await start(trouble);
    expect(await print(printer.setting, TICKET, timing)).toMatchObject({ state: 'incierto', fault });
  });
  it('that owes the answer of an earlier ticket does not confirm the next one with it', async () => {
    const printer = await start({ owesAnswer: true, neverConfirms: true });
    expect(await print(printer.setting, TICKET, { confirm: 700, quiet: 2_000 })).toMatchObject({
      state: 'incierto',
    });
  });
  it('that cannot answer gets its ticket, and nobody calls it confirmed', async () => {
    const printer = await start({ silent: true });
    expect(await print(withOption(printer, 'answers=none'))).toEqual({ state: 'enviado' });
    await vi.waitFor(() => expect(printer.paper.cuts).toBe(1), { timeout: 20_000 });
  });
  it('that answers its status only is asked again after the ticket', async () => {
    const printer = await start({ ignoresOrdered: true });
    expect(await print(withOption(printer, 'answers=status'))).toEqual({ state: 'enviado' });
    await vi.waitFor(() => expect(printer.paper.cuts).toBe(1), { timeout: 20_000 });
  });
});

describe('a blocked port', TOGETHER, () => {
  it.each(['serial', 'device'] as const)('a %s that takes no more bytes is given up', async (kind) => {
    const printer = await KINDS[kind]({ stopsReadingAfter: 200 });
    printers.push(printer);
    expect(await print(printer.setting, LONG, { stall: 3_000 })).toMatchObject({
      state: 'incierto',
      fault: 'ATASCADA',
    });
  });
});

describe('a printer that is not there', TOGETHER, () => {
  it.each([
    ['serial:/dev/pos-no-such-port', 'SIN_PUERTO'],
    ['device:/dev/pos-no-such-port', 'SIN_PUERTO'],
    ['tcp://127.0.0.1:1', 'SIN_RED'],
  ])('%s is waited for', async (setting, fault) => {
    expect(await print(setting)).toEqual({ state: 'pendiente', fault });
  });
  it('is not a file that happens to have its name', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'pos-device-'));
    const path = join(directory, 'lp0');
    await writeFile(path, 'mine');
    expect(await print(`device:${path}?answers=none`)).toEqual({
      state: 'pendiente',
      fault: 'SIN_PUERTO',
    });
    expect(await readFile(path, 'utf8')).toBe('mine');
    await rm(directory, { recursive: true });
  });
  it('says that a port is in use by another program', async () => {
    const printer = serialPrinter({ silent: true });
    printers.push(printer);
    const first = print(printer.setting, TICKET, { status: 3_000 });
    await vi.waitFor(
      async () =>
        expect(await print(printer.setting)).toEqual({ state: 'pendiente', fault: 'PUERTO_OCUPADO' }),
      { timeout: 20_000 },
    );
    await first;
  });
});

describe('a directory', () => {
  it('gets each ticket whole, readable by its owner only', async () => {
    const place = await mkdtemp(join(tmpdir(), 'pos-tickets-'));
    const directory = join(place, 'new');
    expect(await print(`file:${directory}?columns=32`)).toEqual({ state: 'confirmado' });
    expect(await readdir(directory)).toEqual(['prueba.txt']);
    expect(await readFile(join(directory, 'prueba.txt'), 'utf8')).toContain(
      'TOTAL:                    25.000\n',
    );
    expect((await stat(join(directory, 'prueba.txt'))).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(await print(`file:${directory}?format=escpos`)).toEqual({ state: 'confirmado' });
    expect((await readFile(join(directory, 'prueba.bin'))).subarray(0, 2)).toEqual(Buffer.from([0x1b, 0x40]));
    await rm(place, { recursive: true });
  });
  it('that cannot be written keeps the job', async () => {
    expect(await print('file:/dev/null/tickets')).toEqual({ state: 'pendiente', fault: 'ARCHIVO' });
  });
});
