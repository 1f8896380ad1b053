import { PosFailure, posError } from '../domain/errors.ts';
import { methodNamed, noSuchMethod } from '../domain/payment.ts';
import type { Product } from '../domain/product.ts';
import type { SaleDocument } from '../domain/sale.ts';
import type { Actor } from '../domain/user.ts';
import type { Stores } from './ports.ts';

/* Sales that other systems send, from a file or over HTTP: the same document, with a few liberties that end here. */

/** What came from outside, its values still to be judged. */
export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const refuseDocument = (campo: string): PosFailure =>
  new PosFailure(posError('DOCUMENTO_INVALIDO', { campo }));

/** A list of objects in a document; an absent one is empty. Throws DOCUMENTO_INVALIDO. */
export const rawList = (document: Raw, key: 'lineas' | 'pagos' | 'confirmaciones'): readonly Raw[] => {
  const list = document[key] ?? [];
  if (!Array.isArray(list) || !list.every(isRaw)) throw refuseDocument(key);
  return list;
};

interface LookUps {
  readonly paymentMethods: Stores['paymentMethods'];
  /** By code or bar code. */
  readonly productOf: (code: string) => Promise<Product | undefined>;
}

/**
 * Other systems know a payment method by its code or name (`medio`) and a product by its code (`codigo`); the procedure wants
 * ids. Throws MEDIO_INVALIDO, PRODUCTO_INEXISTENTE.
 */
export const withIds = async (document: Raw, { paymentMethods, productOf }: LookUps): Promise<Raw> => {
  const tenders = rawList(document, 'pagos');
  const methods = tenders.some((tender) => 'medio' in tender) ? await paymentMethods() : [];
  const pagos = tenders.map(({ medio, ...tender }) => {
    // One amount is both: what was handed over is what was applied.
    const handed = tender.monto_entregado ?? tender.monto_aplicado;
    if (handed === undefined || handed === null) throw refuseDocument('pagos.monto_entregado');
    const amounts = {
      ...tender,
      monto_entregado: handed,
      monto_aplicado: tender.monto_aplicado ?? handed,
    };
    if (medio === undefined) return amounts;
    const method = methodNamed(methods, String(medio));
    if (!method) throw new PosFailure(noSuchMethod(methods, String(medio)));
    return { id_medio: method.id, ...amounts };
  });
  const lineas: Raw[] = [];
  for (const { codigo, ...line } of rawList(document, 'lineas')) {
    if (codigo === undefined) {
      lineas.push(line);
      continue;
    }
    const found = await productOf(String(codigo));
    if (!found) throw new PosFailure(posError('PRODUCTO_INEXISTENTE', { producto: String(codigo) }));
    lineas.push({ id_producto: found.id, ...line });
  }
  return { ...document, lineas, pagos };
};

/** The document as the procedure takes it; whatever else it holds is judged there. Throws DOCUMENTO_INVALIDO. */
export const completeSale = (
  document: Raw,
  user: Actor,
  tillId: number | undefined,
  uuid: string,
): SaleDocument => {
  if (document.id_usuario !== undefined && document.id_usuario !== user.id)
    throw refuseDocument('id_usuario');
  return {
    nro_tarjeta: null,
    factura: false,
    descuento: 0,
    ...document,
    uuid: document.uuid ?? uuid,
    id_caja: document.id_caja ?? tillId,
    id_usuario: user.id,
    sesion: user.session,
  } as unknown as SaleDocument;
};
