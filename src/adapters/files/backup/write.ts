import { createHash, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { backupName } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { acquireLock } from '../../system/lock.ts';
import { checksumFile, clearLeftovers, ensureFolder, syncFolder } from './folder.ts';
import { sealTo } from './seal.ts';

export interface WrittenBackup {
  readonly path: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encrypted: boolean;
}

export interface WriteOptions {
  readonly folder: string;
  /** Make the directory's parent, too: it is one of ours. */
  readonly parents: boolean;
  readonly encryptTo: KeyObject | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DISK_CODES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EFBIG',
  'ENOENT',
  'EEXIST',
]);

/** What the disk refuses is the operator's to mend; what the database does passes. */
const asWriteFailure = (folder: string, error: unknown): unknown => {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  const ofDisk = DISK_CODES.has(code) && (error as NodeJS.ErrnoException).syscall !== undefined;
  if (!ofDisk) return error;
  const causa = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ? 'disco_lleno' : 'cerrada';
  return new PosFailure(posError('CARPETA_DE_COPIAS', { carpeta: folder, causa }), { cause: error });
};

/** Writes what comes, whole, to a new file of mode 0600 that is on the disk at the end. */
const writeAll = async (path: string, source: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      let done = 0;
      while (done < chunk.length) done += (await file.write(chunk, done)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
};

const gzipped = (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> => {
  // Quick and a third larger than the tightest: a backup that takes long is not made.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 18, memLevel: 9 });
  const feeding = pipeline(Readable.from(source, { objectMode: false, highWaterMark: 1 << 20 }), gzip);
  feeding.catch(() => undefined);
  return (async function* () {
    try {
      for await (const chunk of gzip) yield chunk as Buffer;
    } finally {
      // Its own reason, where it failed; a reader that left early is none.
      if (!gzip.destroyed || gzip.errored) await feeding;
    }
  })();
};

/** The first second from now on that no backup has; the lock keeps others from taking it. */
const freeName = (folder: string, now: number, encrypted: boolean): string => {
  const taken = (at: number): boolean =>
    [true, false].some((each) => existsSync(join(folder, backupName(at, each))));
  let at = now;
  while (taken(at)) at += 1_000;
  return backupName(at, encrypted);
};

const writeInside = async (
  { folder, encryptTo, now }: WriteOptions,
  text: AsyncIterable<Buffer>,
): Promise<WrittenBackup> => {
  await clearLeftovers(folder);
  const file = freeName(folder, now, encryptTo !== null);
  const path = join(folder, file);
  const [partial, partialSum] = [join(folder, `.${file}.partial`), join(folder, `.${file}.sha256.partial`)];
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    const packed = gzipped(text);
    for await (const chunk of encryptTo ? sealTo(encryptTo)(packed) : packed) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await writeAll(partial, counted());
    const sha256 = hash.digest('hex');
    await writeAll(partialSum, [Buffer.from(`${sha256}  ${file}\n`)]);
    // The checksum first: whatever has a backup's name has one.
    await rename(partialSum, checksumFile(path));
    await rename(partial, path);
    await syncFolder(folder);
    return { path, file, bytes, sha256, encrypted: encryptTo !== null };
  } catch (error) {
    throw asWriteFailure(folder, error);
  } finally {
    for (const left of [partial, partialSum]) await rm(left, { force: true }).catch(() => undefined);
  }
};

/**
 * Writes a backup's text, packed and if asked encrypted, beside its place and puts it there when it is whole and on the
 * disk. One at a time in a directory: the lock ends with its process.
 * Throws PosFailure CARPETA_DE_COPIAS, CONFLICTO, and what `text` throws.
 */
export const writeBackup = async (
  options: WriteOptions,
  text: AsyncIterable<Buffer>,
): Promise<WrittenBackup> => {
  await ensureFolder(options.folder, options.parents);
  const lock = await acquireLock(join(options.folder, '.pos_backup'), 0);
  if (!lock) throw new PosFailure(posError('CONFLICTO', { recurso: 'copia' }));
  try {
    return await writeInside(options, text);
  } finally {
    await lock.release();
  }
};
