import { formatGs } from '../../domain/money.ts';
import type { stockErrors as spanish } from '../es/errors-stock.ts';

/** Refusals of documents of stock. */
export const stockErrors: typeof spanish = {
  DOCUMENTO_INEXISTENTE: (p) => `There is no stock document ${p.documento ?? ''}: check the number.`,
  DOCUMENTO_CERRADO: (p) =>
    `Stock document ${p.documento ?? ''} is closed (${p.estado ?? ''}): begin another one.`,
  SIN_LINEAS: () => 'The document has no products: add at least one.',
  STOCK_NO_ALCANZA: (p) =>
    `There are ${p.disponible ?? 0} of ${p.producto ?? 'a product'} and ${p.pedido ?? 'more'} are to be taken: check the quantity or count it again.`,
  STOCK_EXCEDIDO: (p) =>
    `The stock of ${p.producto ?? 'a product'} would pass ${formatGs(Number(p.maximo ?? 9_999_999))}: check the quantity.`,
  CANTIDAD_FUERA_DE_RANGO: (p) =>
    `The quantity ${p.cantidad ?? ''} is no use here: it may not end below zero nor pass ${formatGs(Number(p.maximo ?? 9_999_999))}.`,
};
