import type { ImportKind } from '../domain/import-columns.ts';
import { type FamilyRow, readFamily } from '../domain/import-families.ts';
import {
  type AllergenWords,
  type ProductRow,
  readProduct,
  readStock,
  type StockRow,
} from '../domain/import-products.ts';
import { type BadCell, type Cells, type RowReader, shown } from '../domain/import-row.ts';
import type { DatabaseFault, FileRecord, ImportRow } from './ports/imports.ts';

/** What is kept of what is wrong; the rest is only counted. */
export const MOST_FAULTS = 1_000;

/** A cell that cannot be taken, or deserves a second look. */
export interface PlanFault {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: DatabaseFault['reason'];
  readonly limit: string;
}

export type ReadRow = ProductRow | FamilyRow | StockRow;

/** Reads records into rows and keeps account of what is wrong. */
export interface Sieve {
  /** Records that were not empty. */
  readonly rows: () => number;
  readonly badLines: ReadonlySet<number>;
  readonly faults: readonly PlanFault[];
  readonly refuse: (fault: PlanFault) => void;
  /** The row of a record; null for an empty or a bad one. */
  readonly read: (record: FileRecord) => ReadRow | null;
}

type Keys = readonly (readonly [field: string, key: string])[];

/** A row with its reader, and what may be in a file only once. */
const readers: Readonly<
  Record<ImportKind, (line: number, cells: Cells, allergens: AllergenWords) => [ReadRow, RowReader, Keys]>
> = {
  products: (line, cells, allergens) => {
    const [row, reader] = readProduct(line, cells, allergens);
    const barcodes = (row.barcodes ?? []).map((code) => ['codigos_barra', code] as const);
    return [row, reader, [['codigo', row.code], ...barcodes]];
  },
  families: (line, cells, allergens) => {
    const [row, reader] = readFamily(line, cells, allergens);
    return [row, reader, row.card === undefined ? [] : [['nro_tarjeta', row.card]]];
  },
  stock: (line, cells) => {
    const [row, reader] = readStock(line, cells);
    return [row, reader, [['codigo', row.code]]];
  },
};

const toFault = ({ line, field, value, fault }: BadCell): PlanFault => ({
  line,
  field,
  value,
  reason: fault.reason,
  limit: String(fault.limit ?? ''),
});

export const sieveOf = (
  kind: ImportKind,
  fields: readonly (string | null)[],
  allergens: AllergenWords,
): Sieve => {
  const badLines = new Set<number>();
  const faults: PlanFault[] = [];
  /** Where each code, bar code and card number was first. */
  const seen = new Map<string, number>();
  let rows = 0;
  const refuse = (fault: PlanFault): void => {
    badLines.add(fault.line);
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  const refuseRepeated = (reader: RowReader, keys: Keys): void => {
    for (const [field, key] of keys) {
      const before = seen.get(key);
      if (before === undefined) seen.set(key, reader.line);
      else reader.refuse(field, { reason: 'repeated', limit: before });
    }
  };
  return {
    rows: () => rows,
    badLines,
    faults,
    refuse,
    read: ({ line, cells }) => {
      if (cells.every((cell) => cell.trim() === '')) return null;
      rows++;
      const beyond = cells.slice(fields.length).find((cell) => cell.trim() !== '');
      if (beyond !== undefined) {
        refuse({ line, field: '', value: shown(beyond), reason: 'cells', limit: String(fields.length) });
        return null;
      }
      const named: Cells = Object.fromEntries(
        fields.flatMap((field, at) => (field === null ? [] : [[field, cells[at] ?? '']])),
      );
      const [row, reader, keys] = readers[kind](line, named, allergens);
      if (reader.wrong.length === 0) refuseRepeated(reader, keys);
      for (const cell of reader.wrong) refuse(toFault(cell));
      return reader.wrong.length === 0 ? row : null;
    },
  };
};

/** Rows as the port takes them: they are all of one kind. */
export const staged = (kind: ImportKind, rows: readonly ReadRow[]): ImportRow =>
  ({ kind, rows }) as ImportRow;
