import { plain } from './csv-field.ts';
import { wrapped } from './import-cells.ts';
import { COLUMNS, type ImportColumn, type ImportKind } from './import-columns.ts';

/** How a file is written: for programs (RFC 4180), or as Excel opens it here by itself. */
export type TableStyle = 'plain' | 'excel';

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Mark by which Excel knows UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

const separatorOf = (style: TableStyle): string => (style === 'excel' ? ';' : ',');

const lineOf = (cells: readonly string[], style: TableStyle): string =>
  `${cells.map((cell) => quoted(cell, separatorOf(style))).join(separatorOf(style))}\r\n`;

export const tableHead = (kind: ImportKind, style: TableStyle): string =>
  (style === 'excel' ? BYTE_ORDER_MARK : '') +
  lineOf(
    COLUMNS[kind].map(({ field }) => field),
    style,
  );

const cellOf = ({ field, text }: ImportColumn, record: Readonly<Record<string, string>>): string =>
  text ? wrapped(plain(record[field] ?? '')) : (record[field] ?? '');

/** One record of a file that {@link COLUMNS} describes; text is never a formula. */
export const tableLine = (
  kind: ImportKind,
  record: Readonly<Record<string, string>>,
  style: TableStyle,
): string =>
  lineOf(
    COLUMNS[kind].map((column) => cellOf(column, record)),
    style,
  );

/** A file to fill in: the titles and two examples. */
export const templateTable = (kind: ImportKind, style: TableStyle): string =>
  tableHead(kind, style) +
  ([0, 1] as const)
    .map((at) =>
      tableLine(
        kind,
        Object.fromEntries(COLUMNS[kind].map((column) => [column.field, column.examples[at]])),
        style,
      ),
    )
    .join('');
