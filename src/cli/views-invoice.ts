import type { EventRecord, InvoiceBacklog, InvoiceRecord, InvoiceStep } from '../domain/invoice/record.ts';

/** A document as programs get it, in the database's words. */
export const invoiceView = (invoice: InvoiceRecord) => ({
  id_factura: invoice.id,
  tipo: invoice.kind,
  numero: invoice.code,
  timbrado: invoice.timbrado.number,
  cdc: invoice.cdc,
  estado: invoice.state,
  vigente: invoice.current,
  de_venta_anulada: invoice.ofVoided,
  cancelacion: invoice.cancellation,
  id_venta: invoice.saleId,
  venta: invoice.saleNumber,
  id_devolucion: invoice.returnId,
  caja: invoice.till,
  emitida: invoice.issuedAt,
  firmada: invoice.signedAt,
  receptor: invoice.receiver.name,
  documento: invoice.receiver.document,
  total: invoice.total,
  ambiente: invoice.environment,
  codigo: invoice.reason?.code ?? null,
  mensaje: invoice.reason?.message ?? null,
  problema: invoice.trouble,
  protocolo: invoice.protocol,
  lote: invoice.batch,
  envios: invoice.sendings,
  enviada: invoice.sentAt?.toISOString() ?? null,
  aprobada: invoice.approvedAt?.toISOString() ?? null,
  proximo_intento: invoice.nextAt?.toISOString() ?? null,
});

export const stepView = (step: InvoiceStep) => ({
  fecha: step.at,
  de: step.from,
  a: step.to,
  codigo: step.reason?.code ?? null,
  mensaje: step.reason?.message ?? null,
  problema: step.trouble,
});

export const eventView = (event: EventRecord) => ({
  id_evento: event.id,
  tipo: event.kind,
  de: event.about,
  estado: event.state,
  motivo: event.reasonGiven,
  pedido_por: event.by,
  pedido_en: event.at,
  codigo: event.answer?.code ?? null,
  mensaje: event.answer?.message ?? null,
});

export const backlogView = (backlog: InvoiceBacklog) => ({
  sin_firmar: backlog.unsigned,
  por_enviar: backlog.waiting,
  en_proceso: backlog.inProcess,
  rechazadas: backlog.rejected,
  de_ventas_anuladas: backlog.ofVoided,
  horas_la_mas_vieja: backlog.oldestHours,
});
