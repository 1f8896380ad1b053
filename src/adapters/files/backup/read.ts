import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { BackupHead, BackupTail } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { type Piece, piecesOf, readHead, readTail } from '../../db/backup/format.ts';
import { openRegular } from '../open-regular.ts';
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

const NO_FILE = new Set(['EISDIR', 'ENOTREG']);

/** Size and beginning of a file. A pipe or a device may never end, and is read twice. */
const startOf = async (path: string): Promise<{ readonly size: number; readonly start: Buffer }> => {
  try {
    const file = await openRegular(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
      return { size: (await file.stat()).size, start: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw NO_FILE.has(code) ? refused(path, 'no_es_archivo', error) : unreadable(path, error);
  }
};

const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

type OnBytes = (bytes: Buffer) => void;

/** What was packed and perhaps encrypted, as it was. @param onBytes more of the file, as it was read */
const textOf = (path: string, key: KeyObject | null, onBytes: OnBytes): AsyncGenerator<Buffer> => {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const read = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
      onBytes(chunk as Buffer);
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

async function* piecesIn(path: string, key: KeyObject | null, onBytes: OnBytes): AsyncGenerator<Piece> {
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
  /** SHA-256 of what was read. */
  readonly digest: string;
}

/** Reads all of it once: nothing is touched for a file that is cut, changed or not ours. */
const examine = async (
  path: string,
  key: KeyObject | null,
  onBytes: (bytes: number) => void,
): Promise<Ends> => {
  const hash = createHash('sha256');
  let head: BackupHead | null = null;
  let tail: BackupTail | null = null;
  let textBytes = 0;
  const read: OnBytes = (bytes) => {
    hash.update(bytes);
    onBytes(bytes.length);
  };
  for await (const { kind, text } of piecesIn(path, key, read)) {
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
  return { head, tail, textBytes, digest: hash.digest('hex') };
};

/** The statements again; a file that became another one since it was examined is refused, at its end at the latest. */
async function* statementsIn(path: string, key: KeyObject | null, digest: string): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const { kind, text } of piecesIn(path, key, (bytes) => hash.update(bytes))) {
    if (kind !== 'statement') continue;
    if (!OURS.test(text)) throw refused(path, 'ajena');
    yield text;
  }
  if (hash.digest('hex') !== digest) throw refused(path, 'danada');
}

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
  const { size, start } = await startOf(path);
  let read = 0;
  const onBytes = (bytes: number): void => {
    read += bytes;
    onRead(read, size * 2);
  };
  const encrypted = isSealed(start);
  if (!encrypted && !isGzip(start)) throw refused(path, size === 0 ? 'cortada' : 'ajena');
  const checksum = await checksumState(path, onBytes);
  if (checksum === 'wrong') throw refused(path, 'suma');
  const key = encrypted ? await keyOf() : null;
  if (encrypted && !key) throw refused(path, 'falta_clave');
  const { digest, ...ends } = await examine(path, key, onBytes);
  return {
    path,
    file: basename(path),
    bytes: size,
    encrypted,
    checksum,
    ...ends,
    statements: () => statementsIn(path, key, digest),
  };
};
