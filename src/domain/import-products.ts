import {
  bad,
  codeCell,
  flagCell,
  listOf,
  moneyCell,
  type Parsed,
  percentCell,
  textCell,
  wholeCell,
} from './import-cells.ts';
import { type Cells, type RowReader, rowReader, type Said } from './import-row.ts';
import { LONGEST, MOST_BARCODES, MOST_STOCK } from './product-form.ts';
import { fold } from './search-core.ts';

/** A product as a file tells it; what is `undefined` stays as it is stored, or is usual for a new one. */
export interface ProductRow {
  readonly line: number;
  readonly code: string;
  readonly barcodes: Said<readonly string[]>;
  readonly name: string | undefined;
  readonly description: Said<string>;
  readonly category: string | undefined;
  readonly cost: number | undefined;
  readonly price: number | undefined;
  readonly taxRate: number | undefined;
  readonly minStock: number | undefined;
  readonly sellsBelowZero: boolean | undefined;
  readonly frequent: Said<number>;
  /** Codes. */
  readonly allergens: Said<readonly string[]>;
  readonly active: boolean | undefined;
}

export interface StockRow {
  readonly line: number;
  readonly code: string;
  readonly quantity: number;
  readonly cost: number | undefined;
}

/** Codes of allergens by their folded codes and names: people write either. */
export type AllergenWords = ReadonlyMap<string, string>;

export const allergenWords = (allergens: readonly { code: string; name: string }[]): AllergenWords =>
  new Map(allergens.flatMap(({ code, name }) => [code, name].map((word) => [fold(word), code])));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const barcodesCell = (cell: string): Parsed<readonly string[]> => {
  // A spreadsheet's `7,84E+12` has a comma in it: it must not be taken for two codes.
  const parts = /\dE[+-]?\d/i.test(cell) ? cell.split(/[\s;]+/) : listOf(cell);
  const codes: string[] = [];
  for (const part of parts) {
    const parsed = codeCell(LONGEST.code)(part);
    if (!parsed.ok) return parsed;
    if (!codes.includes(parsed.value)) codes.push(parsed.value);
  }
  if (codes.length > MOST_BARCODES) return bad('tooMany', MOST_BARCODES);
  return { ok: true, value: codes.sort(byText) };
};

export const allergensCell =
  (words: AllergenWords) =>
  (cell: string): Parsed<readonly string[]> => {
    // A name of several words between commas or semicolons, else one word each.
    const parts = /[;,]/.test(cell) ? cell.split(/[;,]/) : listOf(cell);
    const whole = words.get(fold(cell.trim()));
    const codes = whole === undefined ? parts.map((part) => words.get(fold(part.trim()))) : [whole];
    return codes.every((code) => code !== undefined)
      ? { ok: true, value: [...new Set(codes)].sort(byText) }
      : bad('allergen');
  };

export const readProduct = (
  line: number,
  cells: Cells,
  allergens: AllergenWords,
): [ProductRow, RowReader] => {
  const row = rowReader(line, cells);
  const code = row.required('codigo', codeCell(LONGEST.code)) ?? '';
  const barcodes = row.clearable('codigos_barra', barcodesCell);
  return [
    {
      line,
      code,
      // Its own code needs no bar code.
      barcodes: barcodes?.filter((barcode) => barcode !== code) ?? barcodes,
      name: row.optional('nombre', textCell(LONGEST.name)),
      description: row.clearable('descripcion', textCell(LONGEST.description)),
      category: row.optional('categoria', textCell(LONGEST.category)),
      cost: row.optional('precio_compra', moneyCell()),
      price: row.optional('precio_venta', moneyCell(1)),
      taxRate: row.optional('tasa_iva', percentCell),
      minStock: row.optional('stock_minimo', wholeCell(0, MOST_STOCK)),
      sellsBelowZero: row.optional('vende_sin_stock', flagCell),
      frequent: row.clearable('frecuente', wholeCell(1, 9_999)),
      allergens: row.clearable('alergenos', allergensCell(allergens)),
      active: row.optional('activo', flagCell),
    },
    row,
  ];
};

export const readStock = (line: number, cells: Cells): [StockRow, RowReader] => {
  const row = rowReader(line, cells);
  return [
    {
      line,
      code: row.required('codigo', codeCell(LONGEST.code)) ?? '',
      quantity: row.required('cantidad', wholeCell(-MOST_STOCK, MOST_STOCK)) ?? 0,
      cost: row.optional('costo', moneyCell()),
    },
    row,
  ];
};
