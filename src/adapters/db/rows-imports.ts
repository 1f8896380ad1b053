import type { Applied, DatabaseFault, DatabasePlan, ImportRow, PlannedRow } from '../../app/ports/imports.ts';
import type { CellReason } from '../../domain/import-cells.ts';
import type { ImportKind } from '../../domain/import-columns.ts';
import type { GroupedRow } from '../../domain/import-families.ts';
import type { ProductRow, StockRow } from '../../domain/import-products.ts';
import { int, type Row, text } from './rows.ts';

/** How an import's kind and rows are called in the database. */
export const KIND_NAMES: Readonly<Record<ImportKind, string>> = {
  products: 'Productos',
  families: 'Familias',
  stock: 'Stock',
};

const flagOf = (value: boolean | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);
/** Nothing is said by leaving the key out; taking away by what cannot be a value. */
const cleared = <T, C>(value: T | null | undefined, clear: C): T | C | undefined =>
  value === null ? clear : value;

const productDocument = (row: ProductRow) => ({
  linea: row.line,
  codigo: row.code,
  nombre: row.name,
  descripcion: cleared(row.description, ''),
  categoria: row.category,
  precio_compra: row.cost,
  precio_venta: row.price,
  tasa_iva: row.taxRate,
  stock_minimo: row.minStock,
  vende_sin_stock: flagOf(row.sellsBelowZero),
  frecuente: cleared(row.frequent, 0),
  activo: flagOf(row.active),
  codigos_barra: cleared(row.barcodes, []),
  alergenos: cleared(row.allergens, []),
});

const familyDocument = (row: GroupedRow) => ({
  linea: row.line,
  grupo: row.group,
  estudiante: row.student,
  documento: row.document,
  nombre: row.name,
  apellido: cleared(row.surname, ''),
  email: cleared(row.email, ''),
  telefono: cleared(row.phone, ''),
  estudiante_nombre: row.studentName,
  estudiante_apellido: cleared(row.studentSurname, ''),
  grado: cleared(row.grade, ''),
  nro_tarjeta: row.card,
  limite_diario: cleared(row.dailyLimit, -1),
  fecha_vencimiento: cleared(row.expiresOn, ''),
  saldo_inicial: row.openingBalance,
  restricciones: row.restrictions?.map((one) => ({
    tipo: one.kind,
    descripcion: one.description,
    severidad: one.severity,
    bloqueante: Number(one.blocks),
    alergenos: one.allergens,
  })),
});

const stockDocument = (row: StockRow) => ({
  linea: row.line,
  codigo: row.code,
  cantidad: row.quantity,
  costo: row.cost,
});

export const rowDocuments = (staged: ImportRow): readonly Readonly<Record<string, unknown>>[] => {
  if (staged.kind === 'products') return staged.rows.map(productDocument);
  return staged.kind === 'families' ? staged.rows.map(familyDocument) : staged.rows.map(stockDocument);
};

/** A column of JSON: the driver parses those that the server declares as such. */
const jsonOf = <T>(value: unknown): T =>
  (typeof value === 'object' && value !== null ? value : JSON.parse(text(value) || '{}')) as T;

export const toPlan = (row: Row): DatabasePlan => ({
  added: int(row.altas),
  changed: int(row.cambios),
  same: int(row.iguales),
  refused: int(row.problemas),
  newCategories: jsonOf<string[]>(row.categorias),
  priceChange: int(row.precio),
  fingerprint: text(row.huella),
});

export const toApplied = (row: Row): Applied => ({
  added: int(row.altas),
  changed: int(row.cambios),
  same: int(row.iguales),
});

const FLAGS = new Set(['activo', 'vende_sin_stock']);

/** A field as the file would say it. */
const said = (field: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (FLAGS.has(field)) return Number(value) === 1 ? 'si' : 'no';
  return field === 'frecuente' && Number(value) === 0 ? '' : String(value);
};

type Fields = Readonly<Record<string, unknown>>;

export const toPlannedRow = (row: Row): PlannedRow => {
  const added = row.accion === 'alta';
  const before = jsonOf<Fields>(row.antes);
  const after = jsonOf<Fields>(row.despues);
  const fields = Object.keys(added ? after : before);
  return {
    line: int(row.linea),
    key: text(row.clave),
    name: text(row.nombre),
    action: added ? 'added' : 'changed',
    fields: fields.map((field) => ({
      field,
      before: said(field, before[field]),
      after: said(field, after[field]),
    })),
  };
};

const REASONS: Readonly<Record<string, CellReason | 'zeroLost'>> = {
  FALTA: 'requiredForNew',
  CATEGORIA_INACTIVA: 'categoryInactive',
  CODIGO_OCUPADO: 'codeTaken',
  CODIGO_TARJETA: 'codeIsCard',
  ALERGENO: 'allergen',
  SIN_PRODUCTO: 'productUnknown',
  RANGO: 'range',
  AMBIGUO: 'ambiguous',
  TARJETA_AJENA: 'cardOfOther',
  TARJETA_MUERTA: 'cardDead',
  SALDO_VIEJO: 'oldBalance',
  NUMERO_TARJETA: 'cardNumber',
  TITULAR_INACTIVO: 'inactiveHolder',
  VENCIMIENTO: 'pastDate',
  TIENE_TARJETA: 'hasCard',
  REPETIDO: 'repeated',
  CEROS: 'zeroLost',
};

export const toFault = (row: Row): DatabaseFault => {
  const [reason = '', field = '', ...limit] = text(row.problema).split('|');
  const values = jsonOf<Fields>(row.valores);
  return {
    line: int(row.linea),
    field,
    value: String(values[field] ?? ''),
    reason: REASONS[reason] ?? 'unfit',
    limit: limit.join('|'),
    warning: int(row.aviso) === 1,
  };
};
