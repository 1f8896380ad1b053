import type { Knex } from 'knex';
import type { InvoiceQueue } from '../../app/ports/invoice-queue.ts';
import { PosFailure } from '../../domain/errors.ts';
import { APPROVED } from '../../domain/invoice/record.ts';
import { BATCHES_ONLY_CODES } from '../../domain/invoice/service-codes.ts';
import { OPEN_STATES, type OpenEvent } from '../../domain/invoice/tracking.ts';
import type { Result } from '../../domain/result.ts';
import { callDocument } from './office-call.ts';
import { called, guarded } from './query.ts';
import { int, type Row, text } from './rows.ts';
import {
  fromEventTracking,
  fromTracking,
  toEvent,
  toEventTracking,
  toOpenInvoice,
  utcText,
} from './rows-invoices.ts';

const ORDER = ['timbrado', 'establecimiento', 'punto', 'tipo', 'numero'];

/** The port has no room for a refusal: who no longer holds the right to send must stop. */
const orThrow = <T>(result: Result<T>): T => {
  if (!result.ok) throw new PosFailure(result.error);
  return result.value;
};

const open = async (knex: Knex, most: number) => {
  const deciding = OPEN_STATES.filter((state) => state !== 'pendiente');
  const decided: Row[] = await knex('v_facturas').whereIn('estado', [...deciding]);
  const waiting: Row[] = await knex('v_facturas')
    .where('estado', 'pendiente')
    .orderBy('id_factura')
    .limit(most);
  const keyOf = (row: Row): string => ORDER.map((column) => text(row[column]).padStart(12, '0')).join('|');
  return [...decided, ...waiting].sort((a, b) => keyOf(a).localeCompare(keyOf(b))).map(toOpenInvoice);
};

const documents = async (knex: Knex, ids: readonly number[]) => {
  const rows: Row[] = await knex('v_documentos_factura as d')
    .join('v_facturas as f', 'f.id_documento', 'd.id_documento')
    .whereIn('f.id_factura', [...ids])
    .select('f.id_factura', 'd.cdc', 'd.xml');
  return ids.map((id) => {
    const row = rows.find((one) => int(one.id_factura) === id);
    if (!row) throw new Error(`no signed document of invoice ${id}`);
    return { cdc: text(row.cdc), xml: (row.xml as Buffer).toString('utf8') };
  });
};

/** Steps of history in which {@link batchesOnly} looks: so seldom a single document is tried again. */
const LOOKED_BACK = 500;

const batchesOnly = async (knex: Knex): Promise<boolean> => {
  const last = knex('v_respuestas_factura')
    .orderBy('id_respuesta', 'desc')
    .limit(LOOKED_BACK)
    .select('codigo');
  const [found] = await knex.from(last.as('ultimas')).whereIn('codigo', BATCHES_ONLY_CODES).limit(1);
  return found !== undefined;
};

const dueEvents = async (knex: Knex, now: Date, most: number): Promise<readonly OpenEvent[]> => {
  const rows: Row[] = await knex('v_eventos_factura')
    .whereIn('estado', ['pendiente', 'enviando'])
    .where((one) => one.where('tipo', 'inutilizar').orWhereIn('estado_factura', APPROVED))
    .where((one) => one.whereNull('proximo_intento').orWhere('proximo_intento', '<=', utcText(now)))
    .orderBy('id_evento')
    .limit(most);
  return rows.map((row) => ({
    id: int(row.id_evento),
    event: toEvent(row),
    tracking: toEventTracking(row),
  }));
};

/** Signed documents on their way, over the routines that keep their order and their history. */
export const databaseInvoiceQueue = (knex: Knex): InvoiceQueue => ({
  hold: async (sender, seconds) => {
    const [row] = await called(knex, 'sp_tomar_remitente', [sender, seconds]);
    return int(row?.tomado) === 1;
  },
  release: async (sender) => {
    await called(knex, 'sp_dejar_remitente', [sender]);
  },
  open: (most) => guarded(() => open(knex, most)),
  batchesOnly: () => guarded(() => batchesOnly(knex)),
  documents: (ids) => guarded(() => documents(knex, ids)),
  save: async (sender, changes) => {
    const body = {
      remitente: sender,
      cambios: changes.map(({ id, from, tracking }) => ({ id, de: from, ...fromTracking(tracking) })),
    };
    const done = await callDocument(knex, 'sp_asentar_facturas', JSON.stringify(body), ([row]) =>
      JSON.parse(text(row?.hechos ?? '[]')),
    );
    return orThrow(done) as readonly number[];
  },
  dueEvents: (now, most) => guarded(() => dueEvents(knex, now, most)),
  saveEvents: async (sender, changes) => {
    for (const { id, tracking } of changes) {
      const body = { remitente: sender, id, ...fromEventTracking(tracking) };
      orThrow(await callDocument(knex, 'sp_asentar_evento', JSON.stringify(body), () => undefined));
    }
  },
});
