import { describe, expect, it } from 'vitest';
import type { PrintDocument, PrintOutcome } from '../../src/app/print-ports.ts';
import { type PrintPorts, printerStatus, printNext, retryPauseSeconds } from '../../src/app/print-worker.ts';
import { posError } from '../../src/domain/errors.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { absent } from '../support/absent.ts';
import { STORE, storedSale } from '../support/printer-fixtures.ts';
import { memorySpool } from '../support/printer-spool.ts';

const setUp = (jobs: Parameters<typeof memorySpool>[0], outcomes: readonly PrintOutcome[]) => {
  const spool = memorySpool(jobs);
  const printed: PrintDocument[] = [];
  const left = [...outcomes];
  const ports: PrintPorts = {
    worker: spool.worker,
    queue: { list: spool.list },
    sales: {
      show: async (id) => (id === 91 ? ok(storedSale()) : fail(posError('VENTA_INEXISTENTE', { venta: id }))),
    },
    stores: { store: async () => STORE },
    cardDesk: absent('cardDesk'),
    reports: absent('reports'),
    shifts: absent('shifts'),
    invoices: absent('invoices'),
    returns: absent('returns'),
    words,
    till: '001',
    printer: {
      device: 'impresora',
      columns: 32,
      print: async (document) => {
        printed.push(document);
        return left.shift() ?? { state: 'confirmado' };
      },
    },
  };
  return { spool, printed, ports };
};
const CONFIRMED: PrintOutcome = { state: 'confirmado' };
const NO_PAPER: PrintOutcome = { state: 'pendiente', fault: 'SIN_PAPEL' };

describe('print worker', () => {
  it('prints jobs oldest first and stores what became of them', async () => {
    const { spool, printed, ports } = setUp(
      [{}, { kind: 'reimpresion', copy: 2 }, { kind: 'prueba', saleId: null }],
      [CONFIRMED, { state: 'enviado' }, { state: 'incierto', fault: 'DESCONECTADA' }],
    );
    for (let i = 0; i < 3; i++) await printNext(ports, 1);
    expect(await printNext(ports, 1)).toEqual({ kind: 'idle' });
    expect(spool.jobs.map(({ state, fault }) => [state, fault])).toEqual([
      ['confirmado', null],
      ['enviado', null],
      ['incierto', 'DESCONECTADA'],
    ]);
    expect(printed.map((document) => document.name)).toEqual([
      '001-0000091',
      '001-0000091-copia2',
      'prueba-3',
    ]);
    expect(layoutReceipt((printed[1] as PrintDocument).receipt, 32).join('\n')).toContain(
      'REIMPRESIÓN N.º 2',
    );
  });

  it('tries a waiting job again before the ones behind it', async () => {
    const { printed, ports } = setUp(
      [{}, { kind: 'prueba', saleId: null }],
      [NO_PAPER, NO_PAPER, CONFIRMED, CONFIRMED],
    );
    for (let i = 0; i < 4; i++) await printNext(ports, 1);
    expect(printed.map((document) => document.name)).toEqual([
      '001-0000091',
      '001-0000091',
      '001-0000091',
      'prueba-2',
    ]);
  });

  it('does not open the drawer for a ticket that comes out long after the customer left', async () => {
    const { printed, ports } = setUp([{}], [NO_PAPER, NO_PAPER, NO_PAPER, CONFIRMED]);
    for (let i = 0; i < 4; i++) await printNext(ports, 1);
    expect(printed.map((document) => document.receipt.openDrawer)).toEqual([true, true, true, false]);
  });

  it('lets others pass a job whose sale cannot be read', async () => {
    const { spool, printed, ports } = setUp([{ saleId: 7 }, {}], []);
    await printNext(ports, 1);
    await printNext(ports, 1);
    expect(spool.jobs[0]).toMatchObject({ state: 'pendiente', fault: 'DOCUMENTO_ILEGIBLE' });
    expect(printed).toHaveLength(1);
  });

  it('never prints an uncertain job by itself', async () => {
    const { printed, ports } = setUp([{ state: 'incierto' }], []);
    expect(await printNext(ports, 1)).toEqual({ kind: 'idle' });
    expect(printed).toEqual([]);
  });

  it('shows a fault that holds tickets up before a doubt about an earlier one', () => {
    const { jobs } = memorySpool([
      { state: 'incierto', fault: 'DESCONECTADA' },
      { state: 'pendiente', fault: 'SIN_PAPEL' },
    ]);
    expect(printerStatus(jobs, 'x')).toEqual({
      state: 'waiting',
      open: 2,
      fault: 'SIN_PAPEL',
      device: 'x',
    });
    expect(printerStatus(jobs.slice(0, 1), 'x')).toMatchObject({
      state: 'uncertain',
      fault: 'DESCONECTADA',
    });
    expect(printerStatus([], 'x')).toEqual({ state: 'ready', open: 0, fault: null, device: 'x' });
  });

  it('waits longer after each failure, and never very long', () => {
    const pauses = Array.from({ length: 10 }, (_, i) => retryPauseSeconds(i + 1));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBe(1);
    expect(pauses.at(-1)).toBe(15);
  });
});
