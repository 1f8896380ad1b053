import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { FileRecord, ImportFiles, TextTable } from '../../app/ports/imports.ts';
import { type PosError, PosFailure, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { openRegular } from './open-regular.ts';
import { encodingOf, notText, separatorOf, textPieces } from './table-bytes.ts';

/** More than any store's file; less than what memory would feel. */
const MAX_MEGABYTES = 50;
const MOST_COMPLETIONS = 20;
/** Longest record in characters: a quote that never ends must not swallow the file. */
const LONGEST_RECORD = 200_000;
const RECORDS_AT_ONCE = 1_000;

const invalid = (archivo: string, problema: string, linea = 0): PosError =>
  posError('ARCHIVO_INVALIDO', { archivo, problema, linea });

/** A leading `~` as a shell has it. */
const fullPath = (path: string): string =>
  resolve(path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path);

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

const countOf = (cells: readonly string[], mark: RegExp): number =>
  cells.reduce((count, cell) => count + (cell.match(mark)?.length ?? 0), 0);

/**
 * The line where each record begins: line breaks inside quotes are lines of the file, too, and the library counts one
 * of two characters twice.
 */
const lineCounter = (): {
  readonly beginOf: (info: Info, cells: readonly string[]) => number;
  readonly next: () => number;
} => {
  let countedTwice = 0;
  let last = 0;
  return {
    beginOf: (info, cells) => {
      countedTwice += countOf(cells, /\r\n/g);
      last = info.lines - countedTwice;
      return last - countOf(cells, /\r\n|\r|\n/g);
    },
    next: () => last + 1,
  };
};

async function* recordsOf(bytes: Buffer, name: string): ReturnType<TextTable['records']> {
  const { encoding, offset } = encodingOf(bytes);
  const { separator, skip } = separatorOf(startOf(bytes));
  const before = skip > 0 ? 1 : 0;
  let bytesRead = 0;
  const pieces = function* () {
    let first = true;
    for (const piece of textPieces(bytes, encoding, offset)) {
      bytesRead = piece.bytesRead;
      yield first ? piece.text.slice(skip) : piece.text;
      first = false;
    }
  };
  const lines = lineCounter();
  const begins: number[] = [];
  let taken = 0;
  const parser = parse({
    delimiter: separator,
    // Counted here, not where records are taken: an error drops those that still wait there.
    on_record: (cells, info) => {
      begins.push(lines.beginOf(info, cells) + before);
      return cells;
    },
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LONGEST_RECORD,
  });
  Readable.from(pieces(), { objectMode: true }).pipe(parser);
  let records: FileRecord[] = [];
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      records.push({ line: begins[taken] ?? 0, cells });
      taken += 1;
      if (records.length < RECORDS_AT_ONCE) continue;
      yield { records, bytesRead };
      records = [];
    }
  } catch (error) {
    const { code = '' } = error as CsvError;
    if (!code.startsWith('CSV_')) throw error;
    throw new PosFailure(invalid(name, 'comillas', lines.next() + before), { cause: error });
  }
  yield { records, bytesRead: bytes.length };
}

/** Enough of the text to see its separator. */
const startOf = (bytes: Buffer): string => {
  const { encoding, offset } = encodingOf(bytes);
  for (const { text } of textPieces(bytes, encoding, offset)) return text.slice(0, 64 * 1024);
  return '';
};

/** A file's bytes; null: there are too many. Throws as `openRegular` does. */
const bytesOf = async (full: string): Promise<Buffer | null> => {
  const file = await openRegular(full);
  try {
    const { size } = await file.stat();
    return size > MAX_MEGABYTES * 1_000_000 ? null : await file.readFile();
  } finally {
    await file.close();
  }
};

/** What is at a place where a file should be, from the code of the fault: a key of the table of details in i18n. */
const NO_FILE: Readonly<Record<string, string>> = { EISDIR: 'carpeta', ENOTREG: 'binario' };

const openTable = async (path: string): Promise<Result<TextTable>> => {
  const full = fullPath(path);
  const name = basename(full);
  try {
    const bytes = await bytesOf(full);
    if (!bytes) return fail(invalid(name, 'grande'));
    const { encoding } = encodingOf(bytes);
    const why = notText(bytes, encoding);
    if (why) return fail(invalid(name, why));
    if (startOf(bytes).trim() === '') return fail(invalid(name, 'vacio'));
    return ok({
      name,
      encoding,
      separator: separatorOf(startOf(bytes)).separator,
      bytes: bytes.length,
      hash: createHash('sha256').update(bytes).digest('hex'),
      records: () => recordsOf(bytes, name),
    });
  } catch (error) {
    const problem = NO_FILE[codeOf(error)];
    return fail(
      problem
        ? invalid(name, problem)
        : posError('ARCHIVO_ILEGIBLE', { archivo: path, causa: codeOf(error) }),
    );
  }
};

/** A device or a pipe is no file to be replaced; a link is, and not what it points to. */
const replace = async (fresh: string, full: string): Promise<void> => {
  const there = await lstat(full).catch(() => null);
  if (there && !there.isFile() && !there.isSymbolicLink())
    throw Object.assign(new Error(full), { code: there.isDirectory() ? 'EISDIR' : 'ENOTREG' });
  await rename(fresh, full);
};

/** Written beside its place and put there when it is whole; without leave to overwrite, only where nothing is. */
const writeTable: ImportFiles['write'] = async (path, text, overwrite) => {
  const full = fullPath(path);
  const fresh = join(dirname(full), `.pos-${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      for await (const piece of text) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    if (overwrite) await replace(fresh, full);
    // A memory stick may know no second name for a file; a copy never replaces one either.
    else
      await link(fresh, full).catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') throw error;
        await copyFile(fresh, full, constants.COPYFILE_EXCL);
      });
    return ok(full);
  } catch (error) {
    return fail(
      codeOf(error) === 'EEXIST'
        ? posError('ARCHIVO_EXISTE', { archivo: path })
        : posError('ARCHIVO_NO_ESCRITO', { archivo: path, causa: codeOf(error) }),
    );
  } finally {
    // A place that could not be written to may refuse this, too: it has been said already.
    await rm(fresh, { force: true }).catch(() => undefined);
  }
};

const TABLE = /\.(csv|tsv|txt)$/i;

const complete: ImportFiles['complete'] = async (typed) => {
  const folder = typed.endsWith('/') || typed === '' ? typed : typed.slice(0, typed.lastIndexOf('/') + 1);
  const begun = typed.slice(folder.length).toLowerCase();
  try {
    const entries = await readdir(fullPath(folder || '.'), { withFileTypes: true });
    return entries
      .filter((entry) => begun.startsWith('.') || !entry.name.startsWith('.'))
      .filter((entry) => entry.name.toLowerCase().startsWith(begun))
      .filter((entry) => entry.isDirectory() || TABLE.test(entry.name))
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .sort((a, b) => Number(a.endsWith('/')) - Number(b.endsWith('/')) || a.localeCompare(b, 'es'))
      .slice(0, MOST_COMPLETIONS);
  } catch {
    return [];
  }
};

/** Files of tables on this machine. */
export const tableFiles: ImportFiles = { open: openTable, write: writeTable, complete };
