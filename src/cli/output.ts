import { CSV_MARK, csvLine, plain } from '../domain/csv-field.ts';

/** What a command has to say, in the three shapes in which it can be asked for. */
export interface Presentation {
  /** For programs: printed as JSON. */
  readonly data: unknown;
  /** For people. Called only when it is wanted; `columns` is the width of the window. */
  readonly text: (columns: number) => string;
  /** The text is a picture of our own making, in escape sequences. */
  readonly drawn?: boolean;
  /** Flat rows for `--csv`; absent: the command has no rows. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
}

/** As reports are, so that a Spanish spreadsheet opens it: a line of titles, and a line a row; empty without rows. */
export const csv = (rows: readonly Readonly<Record<string, unknown>>[]): string => {
  const first = rows[0];
  if (!first) return '';
  const keys = Object.keys(first);
  return [CSV_MARK + csvLine(keys), ...rows.map((row) => csvLine(keys.map((key) => row[key])))].join('');
};

export interface OutputFlags {
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
}

/** One value, in the shape that was asked for, ended by a line break where it needs one. */
export const present = (presentation: Presentation, flags: OutputFlags, columns: number): string => {
  if (flags.json) return json(presentation.data);
  if (flags.csv && presentation.rows) return csv(presentation.rows);
  const text = presentation.drawn ? presentation.text(columns) : plain(presentation.text(columns));
  return text === '' ? '' : `${text}\n`;
};

const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** JSON that is safe to look at: control characters that JSON leaves as they are go out as escapes. */
export const json = (value: unknown): string => `${safeJson(value, 2)}\n`;

/** The same on one line, for what never ends. */
export const jsonLine = (value: unknown): string => `${safeJson(value)}\n`;
