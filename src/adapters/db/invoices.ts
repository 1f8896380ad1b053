import type { Knex } from 'knex';
import type { InvoiceFilter, InvoiceSetup, Invoices } from '../../app/ports/invoices.ts';
import type { ActedBy } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { type InvoiceBacklog, type InvoiceRecord, UNDECIDED } from '../../domain/invoice/record.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { invoiceSettings, lastCscJudgement } from './invoice-settings.ts';
import { containing } from './like.ts';
import { callDocument, officeCall } from './office-call.ts';
import { guarded, rowsOf } from './query.ts';
import { int, type Row, text } from './rows.ts';
import { fromIssuer, toEventRecord, toInvoiceRecord, toStep, toStoredDocument } from './rows-invoices.ts';

const DEFAULT_LIMIT = 500;

const configure = (knex: Knex, by: ActedBy, setup: InvoiceSetup): Promise<Result<void>> =>
  officeCall(
    knex,
    'sp_configurar_factura',
    by,
    {
      emisor: { ...fromIssuer(setup.issuer), id_csc: setup.cscId, ambiente: setup.environment },
      timbrado: { numero: setup.timbrado.number, inicio: setup.timbrado.start },
      puntos: setup.points.map((point) => ({
        id_caja: point.tillId,
        establecimiento: point.establishment,
        punto: point.point,
        primera_factura: point.firstInvoice,
        primera_nota: point.firstNote,
      })),
      activa: setup.on,
    },
    () => undefined,
  );

const list = async (knex: Knex, filter: InvoiceFilter): Promise<readonly InvoiceRecord[]> => {
  const query = knex('v_facturas')
    .orderBy('id_factura', filter.oldestFirst ? 'asc' : 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.from !== undefined) query.where('emitida_en', '>=', filter.from);
  if (filter.to !== undefined) query.where('emitida_en', '<=', `${filter.to} 23:59:59`);
  if (filter.states !== undefined) query.whereIn('estado', [...filter.states]);
  if (filter.ofVoided) query.where({ estado_venta: 'Anulada', de_anulada: 1 });
  if (filter.kind !== undefined) query.where('tipo', filter.kind);
  if (filter.saleId !== undefined) query.where('id_venta', filter.saleId);
  if (filter.ids !== undefined) query.whereIn('id_factura', [...filter.ids]);
  if (filter.tillId !== undefined) query.where('id_caja', filter.tillId);
  const typed = filter.text?.trim();
  if (typed)
    query.where(
      containing(
        knex,
        ['numero_factura', 'numero_venta', 'cdc', 'receptor_nombre', 'receptor_documento'],
        typed,
      ),
    );
  const rows: Row[] = await query;
  return rows.map(toInvoiceRecord);
};

/** The column that a reference names: a CDC, the document's number, its sale's number, or an id. */
const columnOf = (reference: string): string => {
  if (/^\d{44}$/.test(reference)) return 'cdc';
  if (/^\d{3}-\d{3}-\d{7}$/.test(reference)) return 'numero_factura';
  return /^\d{3}-\d{7,}$/.test(reference) ? 'numero_venta' : 'id_factura';
};

/** Documents of one number that are looked at: a timbrado lasts a year or more. */
const MOST_ALIKE = 20;

/** A number begins again with each timbrado: of several, whoever asks must say which. A test stands back behind a document. */
const onlyOne = (typed: string, found: readonly InvoiceRecord[]): Result<InvoiceRecord> => {
  const kind = found.filter((one) => one.kind === found[0]?.kind);
  const real = kind.filter(({ environment }) => environment === 'produccion');
  const alike = real.length > 0 ? real : kind;
  const [first] = alike;
  if (first && alike.length === 1) return ok(first);
  const cual = alike.map(({ id, timbrado }) => `id:${id} (${timbrado.number})`).join(', ');
  return fail(posError('FACTURA_AMBIGUA', { factura: typed, cual }));
};

const find = async (knex: Knex, reference: string | number): Promise<Result<InvoiceRecord>> => {
  const typed = String(reference).trim();
  const column = columnOf(typed);
  const missing = fail(posError('FACTURA_INEXISTENTE', { factura: typed }));
  if (column === 'id_factura' && !/^\d{1,15}$/.test(typed)) return missing;
  // An invoice before a credit note of the same number, and the last of a sale.
  const rows: Row[] = await knex('v_facturas')
    .where(column, typed)
    .orderBy('tipo')
    .orderBy('id_factura', 'desc')
    .limit(MOST_ALIKE);
  const found = rows.map(toInvoiceRecord);
  const [first] = found;
  if (!first) return missing;
  return column === 'numero_factura' ? onlyOne(typed, found) : ok(first);
};

/** What is not settled; null where the store does not invoice. */
export const invoiceBacklog = async (knex: Knex): Promise<InvoiceBacklog | null> =>
  (await rowsOf(knex('v_emisor').select('ruc'))).length === 0 ? null : backlog(knex);

const backlog = async (knex: Knex): Promise<InvoiceBacklog> => {
  const [rows, [clock], [voided]] = await Promise.all([
    rowsOf(
      knex('v_facturas')
        .whereIn('estado', [...UNDECIDED, 'rechazada'])
        .groupBy('estado')
        .select('estado')
        .count({ cuantas: '*' })
        .min({ desde: 'emitida_en' }),
    ),
    rowsOf(knex('v_reloj')),
    // Voided sales are few and found by their state.
    rowsOf(knex('v_facturas').where({ estado_venta: 'Anulada', de_anulada: 1 }).count({ cuantas: '*' })),
  ]);
  const count = (...states: string[]): number =>
    rows.filter((row) => states.includes(text(row.estado))).reduce((sum, row) => sum + int(row.cuantas), 0);
  const oldest = rows
    .filter((row) => row.estado !== 'rechazada')
    .map((row) => text(row.desde))
    .sort()[0];
  const now = Date.parse(`${text(clock?.ahora).replace(' ', 'T')}Z`);
  return {
    unsigned: count('sin_firmar'),
    waiting: count('pendiente', 'en_duda'),
    inProcess: count('enviando', 'en_lote'),
    rejected: count('rechazada'),
    ofVoided: int(voided?.cuantas ?? 0),
    oldestHours:
      oldest === undefined
        ? null
        : Math.floor((now - Date.parse(`${oldest.replace(' ', 'T')}Z`)) / 3_600_000),
  };
};

/** Fiscal numbers, their documents, and what is asked of the tax authority about them. */
export const databaseInvoices = (knex: Knex): Invoices => ({
  settings: () => guarded(() => invoiceSettings(knex)),
  configure: (by, setup) => configure(knex, by, setup),
  list: (filter) => guarded(() => list(knex, filter)),
  find: (reference) => guarded(() => find(knex, reference)),
  ofSale: async (saleId) => {
    const [last] = await guarded(() => list(knex, { saleId, kind: 'factura', limit: 1 }));
    return last ?? null;
  },
  document: (invoiceId) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_documentos_factura')
        .where('id_factura', invoiceId)
        .orderBy('id_documento', 'desc')
        .limit(1);
      return row ? toStoredDocument(row) : null;
    }),
  history: (invoiceId) =>
    guarded(async () =>
      (await knex('v_respuestas_factura').where('id_factura', invoiceId).orderBy('id_respuesta')).map(toStep),
    ),
  now: () => guarded(async () => text((await knex('v_reloj').first()).ahora)),
  sign: (invoiceId, made, content, again) =>
    callDocument(
      knex,
      'sp_firmar_factura',
      JSON.stringify({
        id_factura: invoiceId,
        cdc: made.cdc,
        xml: Buffer.from(made.xml, 'utf8').toString('base64'),
        qr: made.qr,
        contenido: content,
        rehacer: again,
      }),
      ([row]) => toInvoiceRecord(row ?? {}),
    ),
  retry: (by, invoiceId) =>
    officeCall(knex, 'sp_reenviar_factura', by, { id_factura: invoiceId }, toInvoiceRecord),
  reissue: (by, saleId, tillId) =>
    officeCall(knex, 'sp_reemitir_factura', by, { id_venta: saleId, id_caja: tillId }, toInvoiceRecord),
  creditNote: (by, returnId, tillId) =>
    officeCall(knex, 'sp_tomar_nota', by, { id_devolucion: returnId, id_caja: tillId }, toInvoiceRecord),
  cancel: (by, invoiceId, reason) =>
    officeCall(knex, 'sp_pedir_cancelacion', by, { id_factura: invoiceId, motivo: reason }, toEventRecord),
  reportUnused: (by, range) =>
    officeCall(
      knex,
      'sp_pedir_inutilizacion',
      by,
      {
        tipo: range.kind,
        establecimiento: range.establishment,
        punto: range.point,
        desde: range.from,
        hasta: range.to,
        motivo: range.reason,
      },
      toEventRecord,
    ),
  events: ({ invoiceId, ids, limit = DEFAULT_LIMIT }) =>
    guarded(async () => {
      const query = knex('v_eventos_factura').orderBy('id_evento', 'desc').limit(limit);
      if (invoiceId !== undefined) query.where('id_factura', invoiceId);
      if (ids !== undefined) query.whereIn('id_evento', [...ids]);
      const rows: Row[] = await query;
      return rows.map(toEventRecord);
    }),
  lastCscJudgement: () => guarded(() => lastCscJudgement(knex)),
  backlog: () => guarded(() => backlog(knex)),
});
