import { fold } from './search-core.ts';

/*
 * What a file of each kind holds: its columns with their titles in Spanish and English. The first title is the one that
 * is written; the others are understood, whatever their accents, capitals, spaces and order.
 */

export const IMPORT_KINDS = ['products', 'families', 'stock'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface ImportColumn {
  /** The database's and the reports' own word. */
  readonly field: string;
  /** Other titles that mean it. */
  readonly also: readonly string[];
  /** A file without it cannot be imported. */
  readonly needed?: true;
  /** Text, which a spreadsheet must not take for a formula. */
  readonly text?: true;
  /** As it may look; the template is made of these. */
  readonly examples: readonly [string, string];
}

const PRODUCTS: readonly ImportColumn[] = [
  {
    field: 'codigo',
    also: ['code', 'cod', 'sku', 'codigo de producto'],
    needed: true,
    text: true,
    examples: ['101', '102'],
  },
  {
    field: 'codigos_barra',
    also: [
      'codigo de barras',
      'codigos de barras',
      'codigo barra',
      'barcode',
      'barcodes',
      'bar codes',
      'ean',
    ],
    text: true,
    examples: ['7840000001013', ''],
  },
  {
    field: 'nombre',
    also: ['name', 'producto', 'product'],
    text: true,
    examples: ['Jugo de naranja 250 ml', 'Sándwich de jamón y queso'],
  },
  { field: 'descripcion', also: ['description', 'detalle'], text: true, examples: ['', 'Pan de molde'] },
  { field: 'categoria', also: ['category', 'rubro'], text: true, examples: ['Bebidas', 'Comidas'] },
  {
    field: 'precio_compra',
    also: ['costo', 'precio de compra', 'cost', 'purchase price'],
    examples: ['3500', '6000'],
  },
  {
    field: 'precio_venta',
    also: ['precio', 'precio de venta', 'price', 'sale price'],
    examples: ['5000', '10000'],
  },
  { field: 'tasa_iva', also: ['iva', 'tax', 'vat', 'tax rate'], examples: ['10', '10'] },
  { field: 'stock_minimo', also: ['minimo', 'minimum stock', 'min stock'], examples: ['12', '0'] },
  { field: 'vende_sin_stock', also: ['sin stock', 'sells below zero'], examples: ['no', 'si'] },
  { field: 'frecuente', also: ['frequent', 'orden frecuente'], examples: ['', '1'] },
  { field: 'alergenos', also: ['allergens', 'alergeno'], text: true, examples: ['', 'GLUTEN LECHE'] },
  { field: 'activo', also: ['active'], examples: ['si', 'si'] },
];

const FAMILIES: readonly ImportColumn[] = [
  {
    field: 'documento',
    also: ['ruc', 'ci', 'cedula', 'documento del responsable', 'document', 'ruc o ci'],
    text: true,
    examples: ['1234567', '1234567'],
  },
  {
    field: 'nombre',
    also: ['nombre del responsable', 'responsable', 'name', 'client name'],
    text: true,
    examples: ['Ana', 'Ana'],
  },
  {
    field: 'apellido',
    also: ['apellido del responsable', 'surname', 'last name', 'client surname'],
    text: true,
    examples: ['Benítez', 'Benítez'],
  },
  {
    field: 'email',
    also: ['correo', 'correo electronico', 'e-mail'],
    text: true,
    examples: ['ana@familias.example', 'ana@familias.example'],
  },
  {
    field: 'telefono',
    also: ['celular', 'phone', 'mobile'],
    text: true,
    examples: ['0981 123 456', '0981 123 456'],
  },
  {
    field: 'estudiante_nombre',
    also: ['nombre del estudiante', 'estudiante', 'hijo', 'student', 'student name'],
    text: true,
    examples: ['Luz', 'Juan'],
  },
  {
    field: 'estudiante_apellido',
    also: ['apellido del estudiante', 'student surname', 'student last name'],
    text: true,
    examples: ['Benítez', 'Benítez'],
  },
  { field: 'grado', also: ['curso', 'grade'], text: true, examples: ['1er Grado', '3er Grado'] },
  {
    field: 'nro_tarjeta',
    also: ['tarjeta', 'numero de tarjeta', 'card', 'card number'],
    text: true,
    examples: ['00501', '00502'],
  },
  { field: 'limite_diario', also: ['limite', 'daily limit'], examples: ['20000', ''] },
  {
    field: 'fecha_vencimiento',
    also: ['vencimiento', 'vence', 'expires', 'expiry date'],
    examples: ['', '31/12/2027'],
  },
  { field: 'saldo_inicial', also: ['saldo de apertura', 'opening balance'], examples: ['50000', ''] },
  {
    field: 'restricciones',
    also: ['restriccion', 'restrictions'],
    text: true,
    examples: ['', 'Alergia al maní|Severa|si|MANI'],
  },
];

const STOCK: readonly ImportColumn[] = [
  {
    field: 'codigo',
    also: ['code', 'cod', 'sku', 'codigo de producto'],
    needed: true,
    text: true,
    examples: ['101', '102'],
  },
  { field: 'nombre', also: ['name', 'producto', 'product'], text: true, examples: ['', ''] },
  {
    field: 'cantidad',
    also: ['stock', 'existencia', 'stock actual', 'quantity', 'unidades'],
    needed: true,
    examples: ['48', '20'],
  },
  { field: 'costo', also: ['precio de compra', 'precio_compra', 'cost'], examples: ['3500', '6000'] },
];

export const COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  products: PRODUCTS,
  families: FAMILIES,
  stock: STOCK,
};

const plainTitle = (title: string): string => fold(title).replace(/[^a-z0-9]/g, '');

export interface TitleMap {
  /** Field of each column; null: not one of ours. */
  readonly fields: readonly (string | null)[];
  /** Titles that nothing here means. */
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
  /** Fields that two columns claim. */
  readonly twice: readonly string[];
}

/** Which field each column of a file holds, from its line of titles. */
export const readTitles = (kind: ImportKind, titles: readonly string[]): TitleMap => {
  const known = new Map(
    COLUMNS[kind].flatMap(({ field, also }) => [field, ...also].map((title) => [plainTitle(title), field])),
  );
  const fields = titles.map((title) => known.get(plainTitle(title)) ?? null);
  const named = fields.filter((field) => field !== null);
  return {
    fields,
    unknown: titles.filter((title, at) => fields[at] === null && title.trim() !== ''),
    missing: COLUMNS[kind]
      .filter(({ field, needed }) => needed && !named.includes(field))
      .map(({ field }) => field),
    twice: [...new Set(named.filter((field, at) => named.indexOf(field) !== at))],
  };
};
