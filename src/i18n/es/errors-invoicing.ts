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
    'La facturación electrónica no está configurada: ejecute «pos invoice setup» como administrador.',
  FACTURA_SIN_PUNTO: (p: ErrorParams) =>
    `La caja ${p.caja ?? ''} no tiene punto de expedición: configúrelo con «pos invoice setup --till ${p.caja ?? '001'} --point 001», o venda sin factura.`,
  FACTURA_SIN_TIMBRADO: () =>
    'Falta el timbrado: configúrelo con «pos invoice setup --timbrado NÚMERO --timbrado-start FECHA».',
  TIMBRADO_NO_VIGENTE: (p: ErrorParams) =>
    `El timbrado vale desde el ${p.inicio ?? ''}: revise la fecha de esta máquina o el timbrado configurado.`,
  FACTURA_SIN_DOCUMENTO: (p: ErrorParams) =>
    `Desde Gs. ${formatGs(Number(p.maximo ?? 7_000_000))} la factura pide el RUC o la cédula del cliente: cárguelo en su ficha.`,
  FACTURA_TASA: (p: ErrorParams) =>
    `Un producto tiene IVA ${p.tasa ?? ''}%, que una factura electrónica no admite: use 10, 5 o 0, o venda sin factura.`,
  FACTURA_SIN_MONTO: () => 'Una venta sin monto no lleva factura electrónica: quite la marca de factura.',
  NUMEROS_AGOTADOS: () => 'Este punto ya dio su último número: configure otro punto o un timbrado nuevo.',
  FACTURA_INEXISTENTE: (p: ErrorParams) => `No existe la factura ${p.factura ?? ''}: vea «pos invoice list».`,
  FACTURAS_EN_CURSO: () =>
    'Hay facturas sin resolver: espere a que se aprueben o repórtelas antes de cambiar el RUC o el ambiente.',
  PUNTO_EN_USO: (p: ErrorParams) =>
    `El punto ${p.punto ?? ''} ya es de otra caja: cada caja necesita uno propio.`,
  NUMERACION_EMPEZADA: (p: ErrorParams) =>
    `El punto ${p.punto ?? ''} sigue en el número ${p.numero ?? ''} y solo puede avanzar: diga ese o uno mayor.`,
  ENVIO_OCUPADO: () => 'Otro proceso está enviando las facturas: espere a que termine.',
  MOTIVO_CORTO: (p: ErrorParams) => `El motivo necesita ${p.minimo ?? 5} letras o más: escríbalo completo.`,
  CANCELACION_PEDIDA: (p: ErrorParams) =>
    `La cancelación de la factura ${p.numero ?? ''} ya está pedida: espere la respuesta.`,
  CANCELACION_TARDE: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} se aprobó hace ${p.horas ?? 'más de 48'} horas y ya no se cancela: registre la devolución y emita una nota de crédito con «pos invoice credit».`,
  FACTURA_NO_CANCELABLE: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} está ${stateOf(p)}: no hay nada que cancelar.`,
  NUMERO_SIN_DAR: (p: ErrorParams) =>
    `Ese punto llegó hasta el número ${p.numero ?? 0}: solo se reportan números ya pasados.`,
  NUMERO_EN_USO: (p: ErrorParams) =>
    `El número ${p.numero ?? ''} está ${stateOf(p)}: deje fuera del rango los documentos que valen.`,
  FACTURA_NO_REENVIABLE: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} está ${stateOf(p)}: no hace falta enviarla otra vez.`,
  FACTURA_AMBIGUA: (p: ErrorParams) =>
    `Hay más de una factura ${p.factura ?? ''}: diga cuál por su id (al lado, su timbrado), ${p.cual ?? ''}, o por su CDC.`,
  FACTURA_SIN_DECIDIR: (p: ErrorParams) =>
    `La venta ${p.venta ?? ''} tiene la factura ${p.numero ?? ''}: diga con --invoice undo que se la cancele (o se emita su nota de crédito), o con --invoice keep que siga valiendo.`,
  FACTURA_VIGENTE: (p: ErrorParams) =>
    `La venta ${p.venta ?? ''} ya tiene una factura que vale: vea «pos invoice list».`,
  FACTURA_SIN_FIRMA: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} todavía no está firmada: ejecute «pos invoice send» donde está el certificado.`,
  FACTURA_OTRO_NUMERO: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} no se arregla con el mismo número: emita otra con «pos invoice reissue ${p.numero ?? ''}», que también reporta este.`,
  FACTURA_MISMO_NUMERO: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} se arregla con el mismo número: corrija lo que dice el rechazo y use «pos invoice resend ${p.numero ?? ''}».`,
  FACTURA_CON_DEVOLUCION: (p: ErrorParams) =>
    `De la venta ${p.venta ?? ''} ya volvió una parte: no se le emite otra factura.`,
  FACTURA_CON_NOTA: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} tiene una nota de crédito que vale: ya no se cancela.`,
  NOTA_VIGENTE: (p: ErrorParams) =>
    `Ya tiene su nota de crédito la devolución ${p.devolucion ?? ''}: vea «pos invoice list --kind nota_credito».`,
  VENTA_SIN_FACTURA: (p: ErrorParams) =>
    `La venta ${p.venta ?? ''} no tiene una factura que valga: revise el número.`,
  FACTURA_NO_APROBADA: (p: ErrorParams) =>
    `La factura ${p.numero ?? ''} está ${stateOf(p)}: la nota de crédito espera a que se apruebe.`,
};
