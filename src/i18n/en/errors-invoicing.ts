import type { ErrorParams } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import { certificateErrors } from './errors-certificate.ts';
import { invoiceStates } from './invoice-states.ts';

const stateOf = (p: ErrorParams): string =>
  (invoiceStates as Readonly<Record<string, string>>)[String(p.estado)] ?? String(p.estado ?? '');

/** Refusals about electronic invoices: numbers, states, set-up. */
export const invoicingErrors = {
  ...certificateErrors,
  FACTURA_SIN_CONFIGURAR: () =>
    'Electronic invoicing is not set up: run "pos invoice setup" as an administrator.',
  FACTURA_SIN_PUNTO: (p: ErrorParams) =>
    `Till ${p.caja ?? ''} has no point of issue: set it with "pos invoice setup --till ${p.caja ?? '001'} --point 001", or sell without an invoice.`,
  FACTURA_SIN_TIMBRADO: () =>
    'The timbrado is missing: set it with "pos invoice setup --timbrado NUMBER --timbrado-start DATE".',
  TIMBRADO_NO_VIGENTE: (p: ErrorParams) =>
    `The timbrado holds from ${p.inicio ?? ''}: check the date of this machine, or the timbrado that is set.`,
  FACTURA_SIN_DOCUMENTO: (p: ErrorParams) =>
    `From Gs. ${formatGs(Number(p.maximo ?? 7_000_000))} on, an invoice asks for the client's RUC or identity card: add it to the client.`,
  FACTURA_TASA: (p: ErrorParams) =>
    `A product has ${p.tasa ?? ''}% IVA, which an electronic invoice does not take: use 10, 5 or 0, or sell without an invoice.`,
  FACTURA_SIN_MONTO: () => 'A sale of nothing has no electronic invoice: untick the box.',
  NUMEROS_AGOTADOS: () => 'This point has given its last number: set up another point or a new timbrado.',
  FACTURA_INEXISTENTE: (p: ErrorParams) => `There is no invoice ${p.factura ?? ''}: see "pos invoice list".`,
  FACTURAS_EN_CURSO: () =>
    'Some invoices are not decided: wait for them, or report them, before you change the RUC or the environment.',
  PUNTO_EN_USO: (p: ErrorParams) =>
    `Point ${p.punto ?? ''} belongs to another till: each needs one of its own.`,
  NUMERACION_EMPEZADA: (p: ErrorParams) =>
    `Point ${p.punto ?? ''} goes on at number ${p.numero ?? ''} and only forward: give that or a greater one.`,
  ENVIO_OCUPADO: () => 'Another process is sending the invoices: wait until it ends.',
  MOTIVO_CORTO: (p: ErrorParams) => `The reason needs ${p.minimo ?? 5} letters or more: write it out.`,
  CANCELACION_PEDIDA: (p: ErrorParams) =>
    `The cancellation of invoice ${p.numero ?? ''} has been asked for already: wait for the answer.`,
  CANCELACION_TARDE: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} was approved ${p.horas ?? 'more than 48'} hours ago and can no longer be cancelled: take the return and issue a credit note with "pos invoice credit".`,
  FACTURA_NO_CANCELABLE: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} is ${stateOf(p)}: there is nothing to cancel.`,
  NUMERO_SIN_DAR: (p: ErrorParams) =>
    `That point has come to number ${p.numero ?? 0}: only numbers already passed are reported.`,
  NUMERO_EN_USO: (p: ErrorParams) =>
    `Number ${p.numero ?? ''} is ${stateOf(p)}: leave documents that hold out of the range.`,
  FACTURA_NO_REENVIABLE: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} is ${stateOf(p)}: it need not be sent again.`,
  FACTURA_AMBIGUA: (p: ErrorParams) =>
    `There is more than one invoice ${p.factura ?? ''}: say which by its id (beside it, its timbrado), ${p.cual ?? ''}, or by its CDC.`,
  FACTURA_SIN_DECIDIR: (p: ErrorParams) =>
    `Sale ${p.venta ?? ''} has invoice ${p.numero ?? ''}: say with --invoice undo that it is cancelled (or gets its credit note), or with --invoice keep that it goes on holding.`,
  FACTURA_VIGENTE: (p: ErrorParams) =>
    `Sale ${p.venta ?? ''} has an invoice that holds: see "pos invoice list".`,
  FACTURA_SIN_FIRMA: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} is not signed yet: run "pos invoice send" where the certificate is.`,
  FACTURA_OTRO_NUMERO: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} cannot be mended under its number: issue another with "pos invoice reissue ${p.numero ?? ''}", which reports this one too.`,
  FACTURA_MISMO_NUMERO: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} can be mended under its number: correct what the rejection says, then "pos invoice resend ${p.numero ?? ''}".`,
  FACTURA_CON_DEVOLUCION: (p: ErrorParams) =>
    `Part of sale ${p.venta ?? ''} has come back: it gets no other invoice.`,
  FACTURA_CON_NOTA: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} has a credit note that holds: it is not cancelled any more.`,
  NOTA_VIGENTE: (p: ErrorParams) =>
    `Return ${p.devolucion ?? ''} has its credit note: see "pos invoice list --kind nota_credito".`,
  VENTA_SIN_FACTURA: (p: ErrorParams) => `Sale ${p.venta ?? ''} has no invoice that holds: check its number.`,
  FACTURA_NO_APROBADA: (p: ErrorParams) =>
    `Invoice ${p.numero ?? ''} is ${stateOf(p)}: the credit note waits for its approval.`,
};
