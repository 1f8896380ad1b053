import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BackupName, type Keep, outdated, readBackupName } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { readSmall } from '../regular-file.ts';

/** A digest and the name of a file. */
const MOST_CHECKSUM_BYTES = 4_096;

/** Beside each backup, in the form that `sha256sum -c` reads. */
export const checksumFile = (path: string): string => `${path}.sha256`;

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');

const refused = (carpeta: string, causa: string, cause?: unknown): PosFailure =>
  new PosFailure(posError('CARPETA_DE_COPIAS', { carpeta, causa }), { cause });

/** A directory that is there, ours and nobody else's to write to. Throws PosFailure CARPETA_DE_COPIAS. */
const judge = async (path: string): Promise<void> => {
  const found = await lstat(path);
  // A link may point elsewhere tomorrow, and with it who can read what is written there.
  if (found.isSymbolicLink()) throw refused(path, 'enlace');
  if (!found.isDirectory()) throw refused(path, 'no_es');
  const user = process.getuid?.();
  if (user === undefined) return;
  if (found.uid !== user && user !== 0) throw refused(path, 'ajena');
  if ((found.mode & 0o002) !== 0) throw refused(path, 'abierta');
};

/** Makes the directory, closed to others, where nothing is. Its parent must be there: a disk that is not mounted is none. */
export const ensureFolder = async (path: string, parents: boolean): Promise<void> => {
  try {
    if (parents) await mkdir(dirname(path), { mode: 0o700 }).catch(() => undefined);
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw refused(path, codeOf(error) === 'ENOENT' ? 'sin_madre' : 'cerrada', error);
  }
  await judge(path);
};

export type ChecksumState = 'ok' | 'wrong' | 'none';

export interface FoundBackup extends BackupName {
  readonly path: string;
  readonly bytes: number;
}

/** The backups of a directory, newest first; none where there is no directory. Throws PosFailure CARPETA_DE_COPIAS. */
export const backupsIn = async (folder: string): Promise<readonly FoundBackup[]> => {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw refused(folder, codeOf(error) === 'ENOTDIR' ? 'no_es' : 'cerrada', error);
  }
  const found: FoundBackup[] = [];
  for (const file of names) {
    const name = readBackupName(file);
    if (!name) continue;
    const path = join(folder, file);
    const stat = await lstat(path);
    if (stat.isFile()) found.push({ ...name, path, bytes: stat.size });
  }
  return found.sort((a, b) => b.madeAt - a.madeAt || a.file.localeCompare(b.file));
};

/** SHA-256 of a file, in hexadecimal. @param onBytes how many more were read */
export const sha256Of = async (
  path: string,
  onBytes: (bytes: number) => void = () => {},
): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    onBytes((chunk as Buffer).length);
  }
  return hash.digest('hex');
};

/** What the file beside a backup says its SHA-256 is; null: there is none. An unreadable one says nothing that fits. */
export const saidChecksum = async (path: string): Promise<string | null> => {
  try {
    const text = readSmall(checksumFile(path), MOST_CHECKSUM_BYTES).bytes.toString('utf8');
    const [, digest, , name] = /^([0-9a-f]{64}) ([ *])(.+)\n?$/.exec(text) ?? [];
    return name === basename(path) && digest ? digest : '';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

export const checksumState = async (
  path: string,
  onBytes?: (bytes: number) => void,
): Promise<ChecksumState> => {
  const said = await saidChecksum(path);
  if (said === null) return 'none';
  return said === (await sha256Of(path, onBytes)) ? 'ok' : 'wrong';
};

/** Puts on the disk what a directory says of its files. Not every system lets a directory be opened for that. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    if (codeOf(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
};

export const PARTIAL = /^\.pos_backup_.*\.partial$/;

/** Takes away what a backup that was killed left behind. Only while no other one writes here. */
export const clearLeftovers = async (folder: string): Promise<void> => {
  const names = await readdir(folder);
  const orphan = (name: string): boolean =>
    name.endsWith('.sha256') &&
    readBackupName(name.slice(0, -7)) !== null &&
    !names.includes(name.slice(0, -7));
  for (const name of names)
    if ((PARTIAL.test(name) || orphan(name)) && (await lstat(join(folder, name))).isFile())
      await rm(join(folder, name), { force: true });
};

/** Takes away the backups that have had their time, with their checksums. Returns their names. */
export const rotate = async (folder: string, keep: Keep): Promise<readonly string[]> => {
  const old = outdated(await backupsIn(folder), keep);
  for (const { path } of old) {
    await rm(path, { force: true });
    await rm(checksumFile(path), { force: true });
  }
  if (old.length > 0) await syncFolder(folder);
  return old.map(({ file }) => file);
};
