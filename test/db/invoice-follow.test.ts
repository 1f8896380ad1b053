import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPrintMonitor } from '../../src/adapters/printer/monitor.ts';
import { ensureBuilt, POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { keyFile, makeKeys, PASSWORD } from '../support/invoice-keys.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { networkPrinter } from '../support/printer.ts';
import { printedRaster, readRaster } from '../support/qr-reader.ts';
import { type Outcome, runPos } from '../support/run-pos.ts';

/* What becomes of an invoice after its sale, by commands: given up, replaced, printed, undone, finished after a kill. */

const WAIT = { timeout: 50_000, interval: 50 };

let db: TestDatabase;
let desk: InvoiceDesk;
beforeAll(async () => {
  ensureBuilt();
  [db, desk] = await Promise.all([freshDatabase({ seed: 'demo' }), openInvoiceDesk()]);
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
});
afterAll(async () => {
  await desk.close();
  await db.close();
});

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  POS_HOME: desk.home,
  ...db.env,
  ...desk.env,
  POS_PASSWORD: 'admin-demo',
  ...more,
});
const pos = (args: readonly string[], more: Record<string, string> = {}, input = ''): Promise<Outcome> =>
  runPos(args, { env: environment(more), input });
const REGISTER = ['sale', 'register', '--file', '-', '--json', '--user', 'admin'];
const asAdmin = (...args: string[]): Promise<Outcome> => pos([...args, '--user', 'admin', '--json']);

interface Sold {
  readonly numero: string;
  readonly factura: { readonly numero: string; readonly estado: string };
}
const cart = (): string => {
  const { id_usuario: _, ...document } = invoicedSale();
  return JSON.stringify(document);
};
const sell = async (more: Record<string, string> = {}): Promise<Sold> => {
  const sold = await pos(REGISTER, more, cart());
  if (sold.code !== 0) throw new Error(sold.stderr);
  return sold.json() as Sold;
};
const NO_KEY = { POS_SIFEN_P12: '/nonexistent/factura.p12' };
const send = (): Promise<Outcome> => pos(['invoice', 'send', '--json']);
const rowOf = async (code: string) => {
  const [row] = await db.till('v_facturas').where({ numero_factura: code, tipo: 'factura' });
  return row;
};
const approved = async (): Promise<Sold> => {
  const sold = await sell();
  await send();
  expect(await rowOf(sold.factura.numero)).toMatchObject({ estado: 'aprobada' });
  return sold;
};
const lateFor = (code: string): Promise<number> =>
  db
    .owner('facturas')
    .where('numero', Number(code.slice(-7)))
    .update({ aprobada_en: '2026-01-01 00:00:00' });

describe('a seller that is killed between the number and the signature', () => {
  it('leaves numbers that the next sending completes as they are: none lost, none twice', async () => {
    // Its certificate takes seconds to open: the sale is committed, and the signature does not come in time.
    const slow = join(desk.home, 'slow.p12');
    writeFileSync(slow, keyFile(makeKeys(), PASSWORD, 'aes', 150_000), { mode: 0o600 });
    const children: ChildProcess[] = Array.from({ length: 4 }, () => {
      const child = spawn(POS, REGISTER, {
        env: environment({ POS_SIFEN_P12: slow }),
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      child.stdin?.end(cart());
      return child;
    });
    await vi.waitFor(async () => expect(await db.owner('facturas')).toHaveLength(4), WAIT);
    const ends = children.map((child) => new Promise((resolve) => child.on('close', (_, by) => resolve(by))));
    for (const child of children) child.kill('SIGKILL');
    expect(await Promise.all(ends)).toEqual(Array(4).fill('SIGKILL'));

    const given = await db.owner('facturas').orderBy('numero');
    expect(given.map(({ numero, estado }) => [numero, estado])).toEqual(
      [1, 2, 3, 4].map((numero) => [numero, 'sin_firmar']),
    );
    expect(await db.owner('documentos_factura')).toEqual([]);

    expect((await send()).json()).toMatchObject({ por_enviar: 0 });
    const done = await db.owner('facturas').orderBy('numero');
    expect(done).toEqual(
      given.map(({ id_factura, id_venta, numero, codigo_seguridad }) =>
        expect.objectContaining({ id_factura, id_venta, numero, codigo_seguridad, estado: 'aprobada' }),
      ),
    );
    const documents = await db.owner('documentos_factura').orderBy('id_factura');
    expect(documents).toHaveLength(4);
    for (const { numero, codigo_seguridad, id_factura } of given) {
      const { cdc } = documents.find((one) => one.id_factura === id_factura) ?? {};
      expect([cdc.slice(17, 24), cdc.slice(34, 43)]).toEqual([
        String(numero).padStart(7, '0'),
        codigo_seguridad,
      ]);
    }
    expect([...desk.service.register.order].sort()).toEqual(documents.map(({ cdc }) => cdc).sort());
    await send();
    expect(desk.service.register.order).toHaveLength(4);
    expect((await sell()).factura.numero).toBe('001-001-0000005');
  });
});

describe('a number without a valid document', () => {
  it('is reported as unused, and its sale gets another', async () => {
    const { factura } = await sell(NO_KEY);
    expect(factura.estado).toBe('sin_firmar');
    const number = String(Number(factura.numero.slice(-7)));
    const short = await asAdmin('invoice', 'unused', number, '--reason', 'no');
    expect(short.code).not.toBe(0);
    const cashier = await pos(['invoice', 'unused', number, '--reason', 'Sin uso', '--user', 'cajero'], {
      POS_PASSWORD: 'cajero-demo',
    });
    expect(cashier.code).toBe(3);
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'sin_firmar' });
    const asked = await asAdmin('invoice', 'unused', number, '--reason', 'Certificado perdido');
    expect([asked.code, asked.json()]).toMatchObject([0, { tipo: 'inutilizacion' }]);
    await send();
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'inutilizada' });
    const again = await asAdmin('invoice', 'reissue', factura.numero);
    expect([again.code, again.json()]).toMatchObject([0, { estado: 'pendiente', reporte: null }]);
    const { numero } = again.json() as { numero: string };
    expect(numero).not.toBe(factura.numero);
    await send();
    expect(await rowOf(numero)).toMatchObject({ estado: 'aprobada' });
    expect((await asAdmin('invoice', 'reissue', numero)).code).not.toBe(0);
  });

  it('is not one that was approved', async () => {
    const { factura } = await approved();
    const number = String(Number(factura.numero.slice(-7)));
    const asked = await asAdmin('invoice', 'unused', number, '--reason', 'Ya no se quiere');
    expect(asked.code).not.toBe(0);
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'aprobada' });
  });

  it('is reported with the reissue of one whose rejection lies in its CDC', async () => {
    const { factura } = await sell();
    await db
      .owner('facturas')
      .where('numero', Number(factura.numero.slice(-7)))
      .update({ estado: 'rechazada', codigo_respuesta: '1003', mensaje_respuesta: 'DV del CDC inválido' });
    expect((await asAdmin('invoice', 'resend', factura.numero)).json()).toMatchObject({
      error: { code: 'FACTURA_OTRO_NUMERO' },
    });
    const again = await asAdmin('invoice', 'reissue', factura.numero);
    expect([again.code, again.json()]).toMatchObject([0, { reporte: { tipo: 'inutilizacion' } }]);
    await send();
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'inutilizada' });
    expect(await rowOf((again.json() as { numero: string }).numero)).toMatchObject({ estado: 'aprobada' });
  });
});

describe('the invoice of a sale that is undone', () => {
  it('is cancelled with a void that says so', async () => {
    const { numero, factura } = await approved();
    const gone = await asAdmin('sale', 'void', numero, '--reason', 'Se equivocó', '--invoice', 'undo');
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringContaining(factura.numero)]);
    await send();
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'cancelada' });
  });

  it('is not voided without a terminal until somebody says what becomes of the invoice', async () => {
    const { numero, factura } = await approved();
    const gone = await asAdmin('sale', 'void', numero, '--reason', 'Se equivocó');
    expect([gone.code, gone.stdout + gone.stderr]).toEqual([2, expect.stringContaining('--invoice keep')]);
    expect(gone.stdout + gone.stderr).toContain(factura.numero);
    const [sale] = await db.owner('ventas').where('numero_venta', numero);
    expect(sale).toMatchObject({ estado: 'Completada' });
  });

  it('stays with one that keeps it: the way to undo it is said, and that it holds is told until it is undone', async () => {
    const { numero, factura } = await approved();
    const gone = await asAdmin('sale', 'void', numero, '--reason', 'Se equivocó', '--invoice', 'keep');
    const way = `pos invoice cancel ${factura.numero}`;
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringContaining(way)]);
    await send();
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'aprobada' });
    const said = async (...args: string[]) => (await pos(args)).stdout;
    const alert = 'vigente, venta anulada';
    expect(await said('invoice', 'list', '--search', factura.numero)).toContain(alert);
    expect(await said('invoice', 'show', factura.numero)).toContain(alert);
    expect(await said('invoice', 'status')).toMatch(
      /1 factura vale aunque su venta está anulada[\s\S]*vigente, venta anulada/,
    );
    expect(await said('invoice', 'check', '--offline')).toContain('1 factura vale aunque');
    expect(await said('dashboard', '--user', 'admin')).toContain('1 factura vigente de venta anulada');
    expect((await asAdmin('invoice', 'cancel', factura.numero, '--reason', 'Se anuló')).code).toBe(0);
    expect(await said('invoice', 'list', '--search', factura.numero)).not.toContain(alert);
    expect(await said('invoice', 'status')).not.toContain('anulada');
  });

  it('gives its credit notes one after the other, the oldest return first, and names them', async () => {
    const { numero } = await approved();
    const returned = async (): Promise<number> => {
      const back = await asAdmin(
        ...['sale', 'return', numero, '--line', '1=1', '--reason', 'Volvió', '--invoice', 'keep'],
      );
      expect(back.code).toBe(0);
      const [last] = await db.owner('devoluciones').orderBy('id_devolucion', 'desc').limit(1);
      return last.id_devolucion;
    };
    const [first, second] = [await returned(), await returned()];
    const credit = (...more: string[]) => pos(['invoice', 'credit', numero, '--user', 'admin', ...more]);
    expect((await credit('--return', String(second))).stdout).toContain(
      `sin nota de crédito: devolución ${first} `,
    );
    const older = await credit();
    expect([older.code, older.stdout]).toEqual([0, expect.stringContaining(`de la devolución ${first}.`)]);
    const none = await credit();
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining(`devolución ${first}, ${second}`)]);
  });

  it.each([
    ['void', []],
    ['return', ['--line', '1=1']],
  ])('gets its credit note with a late or partial %s', async (verb, lines) => {
    const { numero, factura } = await approved();
    if (verb === 'void') await lateFor(factura.numero);
    const gone = await asAdmin('sale', verb, numero, ...lines, '--reason', 'Volvió', '--invoice', 'undo');
    expect([gone.code, gone.stderr]).toEqual([0, expect.stringMatching(/nota de crédito 001-001-\d{7}/)]);
    await send();
    const [note] = await db
      .till('v_facturas')
      .where({ tipo: 'nota_credito' })
      .orderBy('id_factura', 'desc')
      .limit(1);
    expect(note).toMatchObject({ estado: 'aprobada', total: verb === 'void' ? 27_500 : 5_500 });
    expect(await rowOf(factura.numero)).toMatchObject({ estado: 'aprobada' });
  });
});

it('is printed again: the roll says the CDC, and its QR is the stored one', async () => {
  const { factura } = await approved();
  const printer = await networkPrinter();
  const setting = { POS_PRINTER: `${printer.setting}?columns=42` };
  const monitor = startPrintMonitor({
    config: { printer: setting.POS_PRINTER, home: desk.home },
    till: { code: '001' },
    command: [POS],
    env: environment(setting),
  });
  try {
    const asked = await pos(['invoice', 'print', factura.numero, '--user', 'admin', '--json'], setting);
    expect([asked.code, asked.stderr]).toEqual([0, '']);
    monitor.wake();
    const { cdc, id_factura } = await rowOf(factura.numero);
    const { qr, xml } = await db.owner('documentos_factura').where({ id_factura }).first();
    // What was sold before is printed first; the copy, with the drawer shut, comes last.
    await vi.waitFor(() => expect(printer.paper.rows.join('\n')).toMatch(/REIMPRESIÓN N\.º 1/), WAIT);
    await vi.waitFor(() => expect(printer.paper.symbols.at(-1)?.data).toBe(qr), WAIT);
    const symbol = printer.paper.symbols.at(-1);
    const read = symbol ? readRaster(printedRaster(symbol)) : null;
    expect(read).toBe(qr);
    expect(new URL(read ?? '').searchParams.get('Id')).toBe(cdc);
    expect(xml.toString('utf8')).toContain(qr.replaceAll('&', '&amp;'));
    expect(printer.paper.rows.join('').replaceAll(/\s/g, '')).toContain(cdc);
  } finally {
    await monitor.stop();
    await printer.dispose();
  }
});

it('is sent by a watch as it is sold; SIGTERM ends it in order', async () => {
  const watch = spawn(POS, ['invoice', 'send', '--watch', '--json'], { env: environment() });
  let out = '';
  watch.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  const ended = new Promise((resolve) => watch.on('close', (code, signal) => resolve([code, signal])));
  try {
    const { factura } = await sell();
    await vi.waitFor(
      async () => expect(await rowOf(factura.numero)).toMatchObject({ estado: 'aprobada' }),
      WAIT,
    );
    watch.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(JSON.parse(out)).toMatchObject({ documentos: [{ estado: 'aprobada' }], por_enviar: 0 });
    // Its turn is given back: the next sender does not wait for it.
    expect((await send()).json()).toMatchObject({ ocupado: false });
  } finally {
    watch.kill('SIGKILL');
  }
});

it('of one number under two timbrados is named by its id, and its timbrado is shown', async () => {
  const { factura } = await approved();
  const [other] = await db.owner('timbrados').insert({ numero: '87654321', inicio: '2025-06-01', activo: 0 });
  const row = await db
    .owner('facturas')
    .where('id_factura', (await rowOf(factura.numero)).id_factura)
    .first();
  const unsigned = {
    cdc: null,
    firmada_en: null,
    id_documento: null,
    estado: 'sin_firmar',
    clave_vigente: null,
  };
  const { id_factura, ...rest } = row;
  const [twin] = await db.owner('facturas').insert({ ...rest, ...unsigned, id_timbrado: other });
  const named = await pos(['invoice', 'show', factura.numero]);
  expect([named.code, named.stderr]).toEqual([
    2,
    expect.stringContaining(`id:${twin} (87654321), id:${id_factura} (12345678)`),
  ]);
  expect((await pos(['invoice', 'show', `id:${id_factura}`])).stdout).toMatch(/Timbrado +12345678/);
  const list = (await pos(['invoice', 'list', '--search', factura.numero])).stdout;
  expect(list).toContain('87654321');
  expect(list).toContain('prueba');
  await db.owner('facturas').where('id_factura', twin).update({ estado: 'inutilizando' });
});

it('is not found ready with a timbrado that has not begun', async () => {
  await db.owner('timbrados').where('activo', 1).update({ inicio: '2099-01-01' });
  const check = await pos(['invoice', 'check', '--offline']);
  await db.owner('timbrados').where('activo', 1).update({ inicio: '2025-01-01' });
  expect([check.code, check.stdout]).toEqual([4, expect.stringContaining('empieza a valer el 2099-01-01')]);
});
