import { bad, type CellFault, CLEAR, type Parsed } from './import-cells.ts';

/** A record of a file: raw cells by field. A column that the file has not is absent. */
export type Cells = Readonly<Record<string, string | undefined>>;

/** A cell that cannot be taken: where, what it holds, and why. */
export interface BadCell {
  readonly line: number;
  readonly field: string;
  /** What the cell holds, shortened. */
  readonly value: string;
  readonly fault: CellFault;
}

const SHOWN = 60;

/** A value of a file for a message: on one line, without what could drive a terminal, and short. */
export const shown = (value: string): string => {
  const plain = value.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const characters = [...plain];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : plain;
};

/** What a cell says: nothing (keep what is stored), `null` (take it away), or a value. */
export type Said<T> = T | null | undefined;

/** Reads the cells of one record and gathers what is wrong with them. */
export interface RowReader {
  readonly line: number;
  /** A cell that may be blank. */
  readonly optional: <T>(field: string, parse: (cell: string) => Parsed<T>) => T | undefined;
  /** As `optional`; `-` takes away what is stored. */
  readonly clearable: <T>(field: string, parse: (cell: string) => Parsed<T>) => Said<T>;
  readonly required: <T>(field: string, parse: (cell: string) => Parsed<T>) => T | undefined;
  readonly refuse: (field: string, fault: CellFault) => void;
  readonly wrong: readonly BadCell[];
}

export const rowReader = (line: number, cells: Cells): RowReader => {
  const wrong: BadCell[] = [];
  const refuse = (field: string, fault: CellFault): void => {
    wrong.push({ line, field, value: shown(cells[field] ?? ''), fault });
  };
  const take = <T>(field: string, parsed: Parsed<T>): T | undefined => {
    if (parsed.ok) return parsed.value;
    refuse(field, parsed.fault);
    return undefined;
  };
  const blank = (field: string): boolean => (cells[field] ?? '').trim() === '';
  const read = <T>(field: string, parse: (cell: string) => Parsed<T>): T | undefined =>
    take(field, parse((cells[field] ?? '').trim()));
  return {
    line,
    optional: (field, parse) => (blank(field) ? undefined : read(field, parse)),
    clearable: (field, parse) => {
      if (blank(field)) return undefined;
      return (cells[field] ?? '').trim() === CLEAR ? null : read(field, parse);
    },
    required: (field, parse) => (blank(field) ? take<never>(field, bad('required')) : read(field, parse)),
    refuse,
    wrong,
  };
};
