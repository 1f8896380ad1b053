import type { StoredDocument } from '../../app/ports/invoices.ts';
import { DOCUMENT_TYPES, type DocumentKind, documentNumber } from '../../domain/invoice/cdc.ts';
import type { InvoiceEvent } from '../../domain/invoice/event.ts';
import type { Environment, Issuer } from '../../domain/invoice/issuer.ts';
import type { EventRecord, InvoiceRecord, InvoiceStep, RecordState } from '../../domain/invoice/record.ts';
import type { Reason, TroubleCause } from '../../domain/invoice/reply.ts';
import type {
  EventState,
  EventTracking,
  InvoiceState,
  OpenInvoice,
  OpenState,
  Tracking,
} from '../../domain/invoice/tracking.ts';
import type { SaleSummary } from '../../domain/sale.ts';
import { flag, int, intOrNull, money, type Row, text, textOrNull } from './rows.ts';

/** A UTC column; the connection reads dates as they are written. */
export const utcOrNull = (value: unknown): Date | null =>
  value === null || value === undefined ? null : new Date(`${text(value).replace(' ', 'T')}Z`);

/** As a UTC column is written, to the millisecond. */
export const utcText = (value: Date | null): string | null =>
  value === null ? null : value.toISOString().slice(0, 23).replace('T', ' ');

const reasonOf = (row: Row): Reason | null =>
  row.codigo_respuesta === null
    ? null
    : { code: text(row.codigo_respuesta), message: text(row.mensaje_respuesta) };

export const toInvoiceRecord = (row: Row): InvoiceRecord => ({
  id: int(row.id_factura),
  kind: text(row.tipo) as DocumentKind,
  code: text(row.numero_factura),
  establishment: text(row.establecimiento),
  point: text(row.punto),
  number: int(row.numero),
  timbrado: { number: text(row.timbrado), start: text(row.timbrado_inicio) },
  securityCode: text(row.codigo_seguridad),
  saleId: int(row.id_venta),
  saleNumber: text(row.numero_venta),
  saleVoided: row.estado_venta === 'Anulada',
  returnId: intOrNull(row.id_devolucion),
  invoiceId: intOrNull(row.id_factura_ref),
  tillId: int(row.id_caja),
  till: text(row.caja),
  issuedAt: text(row.emitida_en),
  signedAt: textOrNull(row.firmada_en),
  total: money(row.total),
  receiver: {
    name: textOrNull(row.receptor_nombre),
    document: textOrNull(row.receptor_documento),
    email: textOrNull(row.receptor_email),
  },
  environment: text(row.ambiente) as Environment,
  cdc: textOrNull(row.cdc),
  state: text(row.estado) as RecordState,
  current: flag(row.vigente),
  ofVoided: flag(row.de_anulada ?? 0),
  cancellation: textOrNull(row.cancelacion) as EventState | null,
  sendings: int(row.envios),
  nextAt: utcOrNull(row.proximo_intento),
  sentAt: utcOrNull(row.enviada_en),
  approvedAt: utcOrNull(row.aprobada_en),
  reason: reasonOf(row),
  trouble: textOrNull(row.problema),
  batch: textOrNull(row.lote),
  protocol: textOrNull(row.protocolo),
});

/** What the sending of anything keeps of its tries. */
const toTries = (row: Row) => ({
  sendings: int(row.envios),
  failures: int(row.fallas),
  nextAt: utcOrNull(row.proximo_intento),
  reason: reasonOf(row),
  trouble: textOrNull(row.problema) as TroubleCause | null,
  protocol: textOrNull(row.protocolo),
});

const fromTries = (tries: ReturnType<typeof toTries>): Readonly<Record<string, unknown>> => ({
  envios: tries.sendings,
  fallas: tries.failures,
  proximo_intento: utcText(tries.nextAt),
  codigo: tries.reason?.code ?? null,
  mensaje: tries.reason?.message ?? null,
  problema: tries.trouble,
  protocolo: tries.protocol,
});

const toTracking = (row: Row): Tracking => ({
  ...toTries(row),
  state: text(row.estado) as InvoiceState,
  batch: textOrNull(row.lote),
  mode: textOrNull(row.modo) as Tracking['mode'],
  sentAt: utcOrNull(row.enviada_en),
  asked: int(row.consultas),
  approvedAt: utcOrNull(row.aprobada_en),
});

export const toOpenInvoice = (row: Row): OpenInvoice => ({
  id: int(row.id_factura),
  cdc: text(row.cdc),
  tracking: { ...toTracking(row), state: text(row.estado) as OpenState },
});

/** What a routine is told of a document's way, in the database's words. */
export const fromTracking = (tracking: Tracking): Readonly<Record<string, unknown>> => ({
  ...fromTries(tracking),
  a: tracking.state,
  lote: tracking.batch,
  modo: tracking.mode,
  enviada_en: utcText(tracking.sentAt),
  consultas: tracking.asked,
  aprobada_en: utcText(tracking.approvedAt),
});

export const toEventTracking = (row: Row): EventTracking => ({
  ...toTries(row),
  state: text(row.estado) as EventState,
  registeredAt: utcOrNull(row.registrado_en),
});

export const fromEventTracking = (tracking: EventTracking): Readonly<Record<string, unknown>> => ({
  ...fromTries(tracking),
  estado: tracking.state,
  registrado_en: utcText(tracking.registeredAt),
});

export const toEvent = (row: Row): InvoiceEvent =>
  row.tipo === 'cancelacion'
    ? { kind: 'cancelacion', cdc: text(row.cdc), reason: text(row.motivo) }
    : {
        kind: 'inutilizacion',
        type: DOCUMENT_TYPES[text(row.tipo_documento) as DocumentKind],
        timbrado: text(row.timbrado),
        establishment: text(row.establecimiento),
        point: text(row.punto),
        from: int(row.desde),
        to: int(row.hasta),
        reason: text(row.motivo),
      };

const rangeOf = (row: Row): string => {
  const point = { establishment: text(row.establecimiento), point: text(row.punto) };
  const first = documentNumber(point, int(row.desde));
  return int(row.desde) === int(row.hasta) ? first : `${first} – ${String(int(row.hasta)).padStart(7, '0')}`;
};

export const toEventRecord = (row: Row): EventRecord => ({
  id: int(row.id_evento),
  kind: row.tipo === 'cancelacion' ? 'cancelacion' : 'inutilizacion',
  invoiceId: intOrNull(row.id_factura),
  about: row.tipo === 'cancelacion' ? text(row.numero_factura) : rangeOf(row),
  state: text(row.estado) as EventState,
  reasonGiven: text(row.motivo),
  by: text(row.usuario),
  at: text(row.creado_en),
  answer: reasonOf(row),
  trouble: textOrNull(row.problema),
});

export const toStep = (row: Row): InvoiceStep => ({
  at: text(row.fecha),
  from: text(row.de),
  to: text(row.a),
  reason: row.codigo === null ? null : { code: text(row.codigo), message: text(row.mensaje) },
  trouble: textOrNull(row.problema),
});

/** The bytes come as they were stored: UTF-8 text. */
export const toStoredDocument = (row: Row): StoredDocument => ({
  id: int(row.id_documento),
  cdc: text(row.cdc),
  xml: (row.xml as Buffer).toString('utf8'),
  qr: text(row.qr),
  content: JSON.parse(text(row.contenido)) as StoredDocument['content'],
  signedAt: text(row.firmado_en),
});

export const toIssuer = (row: Row): Issuer => ({
  ruc: text(row.ruc),
  taxpayerType: int(row.tipo_contribuyente) === 2 ? 2 : 1,
  name: text(row.razon_social),
  tradeName: textOrNull(row.nombre_fantasia),
  activities: (JSON.parse(text(row.actividades)) as { codigo: string; nombre: string }[]).map(
    ({ codigo, nombre }) => ({ code: codigo, description: nombre }),
  ),
  address: text(row.direccion),
  houseNumber: int(row.numero_casa),
  department: { code: int(row.departamento), name: text(row.nombre_departamento) },
  district: row.distrito === null ? null : { code: int(row.distrito), name: text(row.nombre_distrito) },
  city: { code: int(row.ciudad), name: text(row.nombre_ciudad) },
  phone: text(row.telefono),
  email: text(row.email),
});

export const fromIssuer = (issuer: Issuer): Readonly<Record<string, unknown>> => ({
  ruc: issuer.ruc,
  tipo_contribuyente: issuer.taxpayerType,
  razon_social: issuer.name,
  nombre_fantasia: issuer.tradeName,
  actividades: issuer.activities.map(({ code, description }) => ({ codigo: code, nombre: description })),
  direccion: issuer.address,
  numero_casa: issuer.houseNumber,
  departamento: issuer.department.code,
  nombre_departamento: issuer.department.name,
  distrito: issuer.district?.code ?? null,
  nombre_distrito: issuer.district?.name ?? null,
  ciudad: issuer.city.code,
  nombre_ciudad: issuer.city.name,
  telefono: issuer.phone,
  email: issuer.email,
});

/** What a sale says of its invoice. */
export const toSaleInvoice = (row: Row): NonNullable<SaleSummary['invoice']> => ({
  code: text(row.numero_factura),
  state: text(row.estado) as RecordState,
  signed: row.cdc !== null,
});
