import type { Knex } from 'knex';
import type { CscJudgement } from '../../app/ports/invoices.ts';
import { APPROVED, type InvoiceSettings } from '../../domain/invoice/record.ts';
import { WRONG_CSC } from '../../domain/invoice/service-codes.ts';
import { rowsOf } from './query.ts';
import { int, type Row, text } from './rows.ts';
import { toIssuer } from './rows-invoices.ts';

export const invoiceSettings = async (knex: Knex): Promise<InvoiceSettings | null> => {
  const [[issuer], [timbrado], points, numbers, [on]] = await Promise.all([
    rowsOf(knex('v_emisor')),
    rowsOf(knex('v_timbrados').where('activo', 1).orderBy('id_timbrado', 'desc').limit(1)),
    rowsOf(knex('v_puntos_expedicion').orderBy('caja')),
    rowsOf(knex('v_numeraciones')),
    rowsOf(knex('v_ajustes').where('clave', 'facturacion')),
  ]);
  if (!issuer) return null;
  const last = (point: Row, kind: string): number =>
    int(
      numbers.find(
        (row) =>
          row.timbrado === timbrado?.numero &&
          row.ambiente === issuer.ambiente &&
          row.tipo === kind &&
          row.establecimiento === point.establecimiento &&
          row.punto === point.punto,
      )?.ultimo_numero ?? 0,
    );
  return {
    issuer: toIssuer(issuer),
    timbrado: timbrado ? { number: text(timbrado.numero), start: text(timbrado.inicio) } : null,
    cscId: text(issuer.id_csc),
    environment: issuer.ambiente === 'produccion' ? 'produccion' : 'prueba',
    points: points.map((point) => ({
      tillId: int(point.id_caja),
      till: text(point.caja),
      establishment: text(point.establecimiento),
      point: text(point.punto),
      lastInvoice: last(point, 'factura'),
      lastNote: last(point, 'nota_credito'),
    })),
    on: on?.valor === '1',
  };
};

/** Steps of history in which {@link lastCscJudgement} looks: a store of thousands of invoices is not read for one. */
const LOOKED_BACK = 2_000;

/** By the document that stands now: one that was made anew waits for a judgement of its own. */
export const lastCscJudgement = async (knex: Knex): Promise<CscJudgement | null> => {
  const steps = knex('v_respuestas_factura').orderBy('id_respuesta', 'desc').limit(LOOKED_BACK);
  const [row] = await rowsOf(
    knex
      .from(steps.as('r'))
      .join('v_facturas as f', (on) => on.on('f.id_factura', 'r.id_factura').andOn('f.estado', 'r.a'))
      .join('v_documentos_factura as d', 'd.id_documento', 'f.id_documento')
      .where((one) =>
        one
          .whereIn('f.estado', APPROVED)
          .orWhere({ 'f.estado': 'rechazada', 'f.codigo_respuesta': WRONG_CSC }),
      )
      .orderBy('r.id_respuesta', 'desc')
      .limit(1)
      .select('f.numero_factura', 'f.estado', 'd.qr'),
  );
  return row
    ? { code: text(row.numero_factura), accepted: row.estado !== 'rechazada', qr: text(row.qr) }
    : null;
};
