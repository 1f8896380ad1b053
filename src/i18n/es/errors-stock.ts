import type { ErrorParams } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';

/** Refusals of documents of stock. */
export const stockErrors = {
  DOCUMENTO_INEXISTENTE: (p: ErrorParams) =>
    `No existe el documento de stock ${p.documento ?? ''}: revise el número.`,
  DOCUMENTO_CERRADO: (p: ErrorParams) =>
    `El documento de stock ${p.documento ?? ''} ya está ${String(p.estado ?? 'cerrado').toLowerCase()}: empiece otro.`,
  SIN_LINEAS: () => 'El documento no tiene productos: agregue al menos uno.',
  STOCK_NO_ALCANZA: (p: ErrorParams) =>
    `De ${p.producto ?? 'un producto'} hay ${p.disponible ?? 0} y se quieren sacar ${p.pedido ?? 'más'}: revise la cantidad o cuéntelo otra vez.`,
  STOCK_EXCEDIDO: (p: ErrorParams) =>
    `El stock de ${p.producto ?? 'un producto'} pasaría de ${formatGs(Number(p.maximo ?? 9_999_999))}: revise la cantidad.`,
  CANTIDAD_FUERA_DE_RANGO: (p: ErrorParams) =>
    `La cantidad ${p.cantidad ?? ''} no sirve aquí: no puede quedar por debajo de cero ni pasar de ${formatGs(Number(p.maximo ?? 9_999_999))}.`,
};
