import type { KeyObject } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { BackupHead, BackupTail } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { type Piece, piecesOf, readHead, readTail } from '../../db/backup/format.ts';
import { checksumState } from './folder.ts';
import { isSealed, openWith, SealError } from './seal.ts';

export interface OpenedBackup {
  readonly path: string;
  readonly file: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly head: BackupHead;
  readonly tail: BackupTail;
  /** Bytes of SQL. */
  readonly textBytes: number;
  readonly checksum: 'ok' | 'none';
  /** Its statements, from the first; read from the file each time. */
  readonly statements: () => AsyncGenerator<string>;
}

/** `causa`: a key of the table of details in i18n. */
const refused = (file: string, causa: string, cause?: unknown): PosFailure =>
  new PosFailure(posError('COPIA_INVALIDA', { archivo: basename(file), causa }), { cause });

const unreadable = (path: string, cause: unknown): PosFailure =>
  new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause });

const regularFile = async (path: string): Promise<Stats> => {
  try {
    await lstat(path);
    const found = await stat(path);
    // A pipe or a device may never end, and is read twice.
    if (!found.isFile()) throw refused(path, 'no_es_archivo');
    return found;
  } catch (error) {
    throw error instanceof PosFailure ? error : unreadable(path, error);
  }
};

const startOf = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** What was packed and perhaps encrypted, as it was. @param onBytes how many more of the file were read */
const textOf = (
  path: string,
  key: KeyObject | null,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> => {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const read = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      onBytes((chunk as Buffer).length);
      yield chunk as Buffer;
    }
  };
  const packed = key ? openWith(key)(read()) : read();
  const feeding = pipeline(Readable.from(packed, { objectMode: false, highWaterMark: 1 << 20 }), gunzip);
  feeding.catch(() => undefined);
  return (async function* () {
    try {
      for await (const chunk of gunzip) yield chunk as Buffer;
    } catch (error) {
      await feeding;
      throw error;
    }
  })();
};

const GZIP_FAULTS = /^(?:Z_|ERR_TRAILING)/;

/** What is wrong with the bytes, told in one way; what is wrong elsewhere passes. */
const asRefusal = (path: string, error: unknown): unknown => {
  if (error instanceof SealError) return refused(path, error.fault, error);
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (GZIP_FAULTS.test(code)) return refused(path, code === 'Z_BUF_ERROR' ? 'cortada' : 'danada', error);
  return code === 'ER_FOREIGN_FILE' ? refused(path, 'ajena', error) : error;
};

async function* piecesIn(
  path: string,
  key: KeyObject | null,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Piece> {
  try {
    yield* piecesOf(textOf(path, key, onBytes));
  } catch (error) {
    throw asRefusal(path, error);
  }
}

/**
 * What statements of ours begin with; anything else was written by somebody else. It keeps accidents out, not attackers:
 * routines are code.
 */
const OURS =
  /^(?:SET (?:NAMES|SESSION) |CREATE TABLE `|INSERT INTO `(?:[^`]|``)+` \(|CREATE (?:ALGORITHM=\w+ )?(?:SQL SECURITY \w+ )?(?:FUNCTION|PROCEDURE|TRIGGER|VIEW) )/;

interface Ends {
  readonly head: BackupHead;
  readonly tail: BackupTail;
  readonly textBytes: number;
}

/** Reads all of it once: nothing is touched for a file that is cut, changed or not ours. */
const examine = async (
  path: string,
  key: KeyObject | null,
  onBytes: (bytes: number) => void,
): Promise<Ends> => {
  let head: BackupHead | null = null;
  let tail: BackupTail | null = null;
  let textBytes = 0;
  for await (const { kind, text } of piecesIn(path, key, onBytes)) {
    textBytes += text.length;
    if (!head) {
      head = kind === 'comment' ? readHead(text) : null;
      if (!head) throw refused(path, 'ajena');
    } else if (tail) throw refused(path, 'danada');
    else if (kind === 'comment') tail = readTail(text);
    else if (!OURS.test(text)) throw refused(path, 'ajena');
  }
  if (!head) throw refused(path, 'ajena');
  if (!tail) throw refused(path, 'cortada');
  return { head, tail, textBytes };
};

/**
 * A backup whose checksum, packing, encryption, beginning and end were found right.
 * @param keyOf asked only for an encrypted one; null: there is none
 * @param onRead bytes read so far, and of how many; the file is read once for the checksum and once for its content
 * Throws PosFailure ARCHIVO_ILEGIBLE, COPIA_INVALIDA {archivo, causa}.
 */
export const openBackup = async (
  path: string,
  keyOf: () => Promise<KeyObject | null>,
  onRead: (bytes: number, of: number) => void,
): Promise<OpenedBackup> => {
  const { size } = await regularFile(path);
  let read = 0;
  const onBytes = (bytes: number): void => {
    read += bytes;
    onRead(read, size * 2);
  };
  const start = await startOf(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  const encrypted = isSealed(start);
  if (!encrypted && !isGzip(start)) throw refused(path, size === 0 ? 'cortada' : 'ajena');
  const checksum = await checksumState(path, onBytes);
  if (checksum === 'wrong') throw refused(path, 'suma');
  const key = encrypted ? await keyOf() : null;
  if (encrypted && !key) throw refused(path, 'falta_clave');
  const ends = await examine(path, key, onBytes);
  return {
    path,
    file: basename(path),
    bytes: size,
    encrypted,
    checksum,
    ...ends,
    statements: async function* () {
      for await (const { kind, text } of piecesIn(path, key, () => undefined))
        if (kind === 'statement') yield text;
    },
  };
};
