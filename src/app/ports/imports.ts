import type { CellReason } from '../../domain/import-cells.ts';
import type { ImportKind } from '../../domain/import-columns.ts';
import type { GroupedRow } from '../../domain/import-families.ts';
import type { ProductRow, StockRow } from '../../domain/import-products.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

export type ImportRow =
  | { readonly kind: 'products'; readonly rows: readonly ProductRow[] }
  | { readonly kind: 'families'; readonly rows: readonly GroupedRow[] }
  | { readonly kind: 'stock'; readonly rows: readonly StockRow[] };

/** What an import would do, as the database sees it. */
export interface DatabasePlan {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Rows that the data refuses. */
  readonly refused: number;
  /** Categories that would be made. */
  readonly newCategories: readonly string[];
  /** The widest change of a price, in whole per cent. */
  readonly priceChange: number;
  /** Of everything that the plan rests on: applying it later is refused when this is no longer so. */
  readonly fingerprint: string;
}

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface PlannedRow {
  readonly line: number;
  /** Code, document or card number, and a name. */
  readonly key: string;
  readonly name: string;
  readonly action: 'added' | 'changed';
  readonly fields: readonly FieldChange[];
}

/** A row that the data refuses, or of which a person should think twice. */
export interface DatabaseFault {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: CellReason | 'zeroLost';
  readonly limit: string;
  readonly warning: boolean;
}

/** What an import did. */
export interface Applied {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** A record of a file, in fields; line breaks inside quotes make `line` where it begins. */
export interface FileRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface TextTable {
  /** Name without its folder. */
  readonly name: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly separator: ',' | ';' | '\t';
  readonly bytes: number;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Records with the bytes read so far. Throws PosFailure ARCHIVO_INVALIDO where quotes do not end. */
  readonly records: () => AsyncIterable<{
    readonly records: readonly FileRecord[];
    readonly bytesRead: number;
  }>;
}

export interface ImportFiles {
  readonly open: (path: string) => Promise<Result<TextTable>>;
  /** Whole or not at all; what a link points to stays as it is. ARCHIVO_EXISTE unless `overwrite`. @returns the full path */
  readonly write: (
    path: string,
    text: AsyncIterable<string> | Iterable<string | Uint8Array>,
    overwrite: boolean,
  ) => Promise<Result<string>>;
  /** Files that go on from what was typed, at most a few, best first. */
  readonly complete: (typed: string) => Promise<readonly string[]>;
}

/** Rows go to the database in chunks; then one call plans and one applies, whole or not at all. */
export interface Imports {
  readonly files: ImportFiles;
  readonly begin: (
    by: ActedBy,
    what: { readonly uuid: string; readonly kind: ImportKind; readonly file: string },
  ) => Promise<Result<number>>;
  readonly stage: (by: ActedBy, id: number, rows: ImportRow) => Promise<Result<null>>;
  readonly plan: (by: ActedBy, id: number) => Promise<Result<DatabasePlan>>;
  /** Planned rows in the file's order, from a line on. */
  readonly changes: (
    by: ActedBy,
    id: number,
    page: { readonly afterLine: number; readonly limit: number },
  ) => Promise<Result<readonly PlannedRow[]>>;
  readonly faults: (by: ActedBy, id: number, limit: number) => Promise<Result<readonly DatabaseFault[]>>;
  /** One transaction. The approval in `by` is for a price that moves further than the role may (`import:<fingerprint>`). */
  readonly apply: (by: ActedBy, id: number, fingerprint: string) => Promise<Result<Applied>>;
  /** Forgets what was staged. */
  readonly discard: (by: ActedBy, id: number) => Promise<Result<null>>;
  /** Everything of a kind, as records of {@link COLUMNS}, in pieces. */
  readonly records: (kind: ImportKind) => AsyncIterable<readonly Readonly<Record<string, string>>[]>;
}
