import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { call } from '../../src/adapters/db/query.ts';
import { encodeReceipt } from '../../src/adapters/printer/escpos/encode.ts';
import { DEFAULT_PROFILE } from '../../src/adapters/printer/profile.ts';
import { documentOf } from '../../src/app/print-job.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Paper, paperReader } from '../support/printer-escpos.ts';
import { saleOf } from '../support/sale-documents.ts';
import { messages } from '../support/words.ts';

/*
 * A drawer pulse, a cut and an erasing of the screen in every text that somebody types, stored by the routines
 * themselves or, where those refuse it, by the owner: what comes out on paper is text.
 */
const EVIL = '\u001bp\u0000\u0019\u00fa\u001dV\u0000\u001b[2J\u009b31m\u202eX';

let db: TestDatabase;
let session: string;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  session = (await actorOf(db.owner, 'gerente')).session;
  await db
    .owner('productos')
    .where('id_producto', 5)
    .update({ nombre: `Cola${EVIL}` });
  await db.owner('usuarios').update({ nombre: `Ana${EVIL}` });
  await db.owner('hijos').update({ nombre: `Leo${EVIL}` });
  await db.owner('clientes').update({ nombre: `Eva${EVIL}` });
  await db
    .owner('ajustes')
    .where('clave', 'like', 'tienda%')
    .update({ valor: `Tienda${EVIL}` });
});
afterAll(() => db.close());

const act = async (routine: string, document: object) => {
  const whole = { sesion: session, uuid: randomUUID(), id_caja: 1, motivo: `porque ${EVIL}`, ...document };
  const [row] = await call(db.till, routine, [JSON.stringify(whole)]);
  return row ?? {};
};
/** What the independent reader of bytes finds on the paper. */
const printed = (bytes: Buffer): Paper => {
  const paper: Paper = { rows: [], bytes: [], pulses: 0, cuts: 0, codes: [], symbols: [] };
  const read = paperReader(paper, { initialised: () => {}, askedInOrder: () => {} });
  for (const byte of bytes) read(byte);
  return paper;
};

it('no text on any paper opens the drawer, cuts the paper or drives a terminal', async () => {
  await act('sp_abrir_turno', { fondo: 100_000 });
  const sale = await act('sp_registrar_venta', { ...saleOf({ id_usuario: 2 }), observacion: EVIL });
  await act('sp_mover_caja', { tipo: 'Entrada', monto: 5_000 });
  await act('sp_recargar_tarjeta', { id_tarjeta: 2, id_medio: 1, monto: 10_000 });
  await act('sp_devolver_venta', { id_venta: sale.id_venta, lineas: [{ linea: 1, cantidad: 1 }] });
  await act('sp_anular_venta', { id_venta: sale.id_venta });
  await act('sp_imprimir_lectura', {});
  await act('sp_cerrar_turno', { contado: 1 });

  const services = databaseServices(db.till);
  const jobs = await services.spool.list({ tillId: 1 });
  expect(new Set(jobs.map(({ kind }) => kind))).toEqual(
    new Set(['ticket', 'mov_caja', 'recarga', 'devolucion', 'anulacion', 'lectura_x', 'cierre_z']),
  );
  const words = messages('es').receipt;
  const ports = { ...services, words, printer: { device: 'papel', columns: 42 }, till: '001' } as const;
  for (const job of jobs) {
    const tipo = job.kind;
    const made = await documentOf(ports, job);
    if (!made.ok) throw new Error(`${tipo}: ${made.error.code}`);
    const { receipt } = made.value;
    const rows = layoutReceipt(receipt, 42).join('\n');
    const { pulses, cuts } = printed(encodeReceipt(receipt, { ...DEFAULT_PROFILE, columns: 42 }));
    expect([tipo, pulses, cuts]).toEqual([tipo, receipt.openDrawer ? 1 : 0, 1]);
    expect(rows).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    // The text itself is there: it was tried.
    expect([tipo, rows]).toEqual([tipo, expect.stringContaining('pú')]);
  }
});
