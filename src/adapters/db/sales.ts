import type { Knex } from 'knex';
import type { SaleFilter, Sales } from '../../app/ports.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { RegisteredSale, SaleDocument, SaleSummary, StoredSale } from '../../domain/sale.ts';
import { containing } from './like.ts';
import { callDocument } from './office-call.ts';
import { guarded } from './query.ts';
import {
  type Row,
  toAcknowledgement,
  toLine,
  toRegisteredSale,
  toSaleHead,
  toSaleSummary,
  toTax,
  toTender,
} from './rows.ts';
import { toSaleInvoice } from './rows-invoices.ts';
import { withNames } from './sale-names.ts';

const DEFAULT_LIMIT = 500;
/** Milliseconds that a sale may take, the server's own wait for a lock (10 s) within; then it is asked for by its UUID. */
const SALE_MS = 12_000;

const callWithRetries = (knex: Knex, routine: string, json: string): Promise<Result<RegisteredSale>> =>
  callDocument(
    knex,
    routine,
    json,
    ([row]) => {
      if (!row) throw new Error(`${routine} answered nothing`);
      return toRegisteredSale(row);
    },
    SALE_MS,
  );

const register = async (knex: Knex, document: SaleDocument): Promise<Result<RegisteredSale>> => {
  const result = await callWithRetries(knex, 'sp_registrar_venta', JSON.stringify(document));
  return result.ok ? result : fail(await withNames(knex, result.error, document));
};

/** The column that a reference names: an id, a number such as `001-0000091`, or a UUID. */
const referenceColumn = (reference: string | number): readonly [column: string, value: string | number] => {
  const typed = String(reference).trim();
  if (/^\d{1,15}$/.test(typed)) return ['id_venta', Number(typed)];
  return /^[0-9a-f]{8}-/i.test(typed) ? ['uuid', typed.toLowerCase()] : ['numero_venta', typed];
};

const show = async (knex: Knex, reference: string | number): Promise<Result<StoredSale>> => {
  const [column, value] = referenceColumn(reference);
  const [head]: Row[] = await knex('v_ventas').where(column, value);
  if (!head) return fail(posError('VENTA_INEXISTENTE', { venta: String(reference) }));
  const id = Number(head.id_venta);
  const part = (view: string, ...order: string[]): Promise<Row[]> =>
    Promise.resolve(knex(view).where('id_venta', id).orderBy(order));
  const [lines, taxes, tenders, acknowledgements] = await Promise.all([
    part('v_detalles_venta', 'linea'),
    knex('v_impuestos_venta').where('id_venta', id).orderBy('tasa_iva', 'desc') as Promise<Row[]>,
    part('v_pagos_venta', 'linea'),
    part('v_confirmaciones_restriccion', 'linea', 'id_restriccion'),
  ]);
  const [summary] = await withInvoices(knex, [toSaleHead(head)]);
  return ok({
    ...toSaleHead(head),
    ...(summary?.invoice ? { invoice: summary.invoice } : {}),
    lines: lines.map(toLine),
    taxes: taxes.map(toTax),
    tenders: tenders.map(toTender),
    acknowledgements: acknowledgements.map(toAcknowledgement),
  });
};

/** Sales with the last invoice of each that was to have one. */
const withInvoices = async <S extends SaleSummary>(
  knex: Knex,
  sales: readonly S[],
): Promise<readonly S[]> => {
  const wanted = sales.filter((sale) => sale.invoiced).map((sale) => sale.id);
  if (wanted.length === 0) return sales;
  const rows: Row[] = await knex('v_facturas')
    .whereIn('id_venta', wanted)
    .where('tipo', 'factura')
    .orderBy('id_factura')
    .select('id_venta', 'numero_factura', 'estado', 'cdc');
  const found = new Map(rows.map((row) => [Number(row.id_venta), toSaleInvoice(row)]));
  return sales.map((sale) => {
    const invoice = found.get(sale.id);
    return invoice ? { ...sale, invoice } : sale;
  });
};

/** The newest first. */
const list = async (knex: Knex, filter: SaleFilter) => {
  const query = knex('v_ventas')
    .orderBy('id_venta', 'desc')
    .limit(filter.limit ?? DEFAULT_LIMIT);
  if (filter.from !== undefined) query.where('dia_negocio', '>=', filter.from);
  if (filter.to !== undefined) query.where('dia_negocio', '<=', filter.to);
  if (filter.state !== undefined) query.where('estado', filter.state);
  if (filter.tillId !== undefined) query.where('id_caja', filter.tillId);
  if (filter.beforeId !== undefined) query.where('id_venta', '<', filter.beforeId);
  const typed = filter.text?.trim();
  if (typed)
    query.where(containing(knex, ['numero_venta', 'cliente', 'hijo', 'cajero', 'nro_tarjeta'], typed));
  const rows: Row[] = await query;
  return withInvoices(knex, rows.map(toSaleSummary));
};

/** Sales: written by one call each, read through views. */
export const databaseSales = (knex: Knex): Sales => ({
  register: (document) => register(knex, document),
  show: (reference) => guarded(() => show(knex, reference)),
  list: (filter) => guarded(() => list(knex, filter)),
});
