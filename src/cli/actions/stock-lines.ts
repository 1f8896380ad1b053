import type { MovedStock } from '../../app/ports/stock.ts';
import type { Services } from '../../app/services.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Gs } from '../../domain/money.ts';
import type { Product } from '../../domain/product.ts';
import type { StockLine } from '../../domain/stock.ts';
import { isRawDocument, type RawDocument, readJsonFile } from '../json-file.ts';

/** What is moved, as options: a document in a file, or one product. */
export interface LineFlags {
  readonly file?: string;
  readonly product?: string;
  readonly quantity?: number;
  readonly cost?: number;
  readonly supplier?: string;
  readonly document?: string;
  readonly reason?: string;
  readonly updateCost?: boolean;
}

/** Every key that a document may have; one that is misspelt must not be lost. */
const KEYS = ['uuid', 'proveedor', 'documento', 'motivo', 'actualiza_costo', 'lineas'];
const LINE_KEYS = ['codigo', 'id_producto', 'cantidad', 'costo_unitario'];

const LINES_FORM = '[{"codigo": "12", "cantidad": 24, "costo_unitario": 1800}]';

/** @param opciones what would do */
const refuse = (campo: string, valor: unknown, opciones: string): PosFailure =>
  new PosFailure(posError('VALOR_INVALIDO', { campo, valor: String(valor).slice(0, 40), opciones }));

const checkKeys = (given: RawDocument, known: readonly string[], path: string): void => {
  for (const key of Object.keys(given))
    if (!known.includes(key)) throw refuse(`${path}${key.slice(0, 40)}`, '', known.join(', '));
};

const textOf = (given: RawDocument, key: string): string | null => {
  const value = given[key] ?? null;
  if (value !== null && typeof value !== 'string') throw refuse(key, value, '"…"');
  return value;
};

const numberOf = (given: RawDocument, key: string): number => {
  const value = given[key];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw refuse(key, value, '1, 2, 3…');
  return value;
};

/** Products by code and bar code, read once. */
const productsByCode = async (services: Services): Promise<(reference: string) => Product> => {
  const { products } = await services.catalogue.load();
  const byCode = new Map<string, Product>();
  for (const product of products)
    for (const code of [...product.barcodes, product.code]) byCode.set(code, product);
  return (reference) => {
    const found = byCode.get(reference);
    if (!found) throw new PosFailure(posError('PRODUCTO_INEXISTENTE', { producto: reference.slice(0, 40) }));
    return found;
  };
};

const lineOf = (given: unknown, find: (code: string) => Product): StockLine => {
  if (!isRawDocument(given)) throw refuse('lineas', '', LINES_FORM);
  checkKeys(given, LINE_KEYS, 'lineas.');
  const code = textOf(given, 'codigo');
  const cost = given.costo_unitario ?? null;
  if (cost !== null && (typeof cost !== 'number' || !Number.isInteger(cost) || cost < 0))
    throw refuse('costo_unitario', cost, '0, 1, 2…');
  return {
    productId: code === null ? numberOf(given, 'id_producto') : find(code).id,
    quantity: numberOf(given, 'cantidad'),
    cost: cost as Gs | null,
  };
};

const fromFile = async (services: Services, path: string): Promise<MovedStock> => {
  const given = await readJsonFile(path);
  checkKeys(given, KEYS, '');
  if (!Array.isArray(given.lineas)) throw refuse('lineas', '', LINES_FORM);
  const flag = given.actualiza_costo ?? false;
  if (typeof flag !== 'boolean') throw refuse('actualiza_costo', flag, 'true, false');
  const find = await productsByCode(services);
  return {
    uuid: textOf(given, 'uuid') ?? services.ids.uuid(),
    supplier: textOf(given, 'proveedor'),
    document: textOf(given, 'documento'),
    reason: textOf(given, 'motivo'),
    updatesCost: flag,
    lines: given.lineas.map((line: unknown) => lineOf(line, find)),
  };
};

/** What a command moves; options beside a file replace what is in it. */
export const movedBy = async (services: Services, flags: LineFlags): Promise<MovedStock> => {
  const given: MovedStock = flags.file
    ? await fromFile(services, flags.file)
    : { uuid: services.ids.uuid(), lines: [] };
  const lines: StockLine[] = [...given.lines];
  if (flags.product !== undefined) {
    if (flags.quantity === undefined) throw new PosFailure(posError('DATO_REQUERIDO', { campo: 'cantidad' }));
    const find = await productsByCode(services);
    const cost = (flags.cost ?? null) as Gs | null;
    lines.push({ productId: find(flags.product).id, quantity: flags.quantity, cost });
  }
  return {
    ...given,
    lines,
    supplier: flags.supplier ?? given.supplier ?? null,
    document: flags.document ?? given.document ?? null,
    reason: flags.reason ?? given.reason ?? null,
    updatesCost: flags.updateCost ?? given.updatesCost ?? false,
  };
};
