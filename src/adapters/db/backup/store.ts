import type { Holdings, Keep } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { rotate } from '../../files/backup/folder.ts';
import { publicKeyOf } from '../../files/backup/keys.ts';
import { type WrittenBackup, writeBackup } from '../../files/backup/write.ts';
import type { DatabaseTarget } from '../connection.ts';
import { asFailure } from '../errors.ts';
import type { BackupPlace } from '../store-config.ts';
import { dump, type OnCopy } from './dump.ts';
import { holdingsOf } from './findings.ts';
import { openSession } from './session.ts';

/** The server's words for what an operator can mend: the `causa` of COPIA_FALLIDA. */
const CAUSES: Readonly<Record<string, string>> = {
  1412: 'tablas_cambiadas',
  1142: 'permiso',
  1143: 'permiso',
  1370: 'permiso',
  1227: 'permiso',
  1044: 'permiso_bases',
  1419: 'binlog',
  1205: 'en_uso',
  1153: 'fila_larga',
  ER_ROUTINE_HIDDEN: 'permiso',
  ER_ROW_TOO_LONG: 'fila_larga',
};

/** A refusal of the server while a backup or a restore runs; a lost line is BASE_DE_DATOS, and a bug stays one. */
export const asCopyFailure = (error: unknown): unknown => {
  if (error instanceof PosFailure) return error;
  const { errno, code, sqlMessage } = error as { errno?: number; code?: string; sqlMessage?: string };
  const causa = CAUSES[String(errno)] ?? CAUSES[String(code)];
  if (causa) return new PosFailure(posError('COPIA_FALLIDA', { causa }), { cause: error });
  if (sqlMessage !== undefined)
    return new PosFailure(posError('COPIA_FALLIDA', { causa: '', detalle: sqlMessage }), { cause: error });
  return code !== undefined || errno !== undefined ? asFailure(error) : error;
};

export interface BackUpOptions {
  readonly keep: Keep | 'all';
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly onCopy: OnCopy;
}

export interface MadeBackup extends WrittenBackup {
  /** Names of the backups that had their time. */
  readonly removed: readonly string[];
}

/**
 * Writes a backup of a database to a directory while it is being used, and takes away those that have had their time.
 * Throws PosFailure CARPETA_DE_COPIAS, CLAVE_DE_COPIAS, COPIA_FALLIDA, BASE_DE_DATOS, CONFLICTO.
 */
export const backUp = async (
  target: DatabaseTarget,
  { folder, ownFolder, encryptTo }: Omit<BackupPlace, 'keep'>,
  { keep, now, onCopy }: BackUpOptions,
): Promise<MadeBackup> => {
  const key = encryptTo === null ? null : await publicKeyOf(encryptTo);
  try {
    const session = await openSession(target);
    try {
      const place = { folder, parents: ownFolder, encryptTo: key, now };
      const written = await writeBackup(place, dump(session, onCopy));
      return { ...written, removed: keep === 'all' ? [] : await rotate(folder, keep) };
    } finally {
      session.close();
    }
  } catch (error) {
    throw asCopyFailure(error);
  }
};

/** What a database holds. Needs the owner's account. */
export const holdingsAt = async (target: DatabaseTarget): Promise<Holdings> => {
  const session = await openSession(target);
  try {
    return await holdingsOf(session.ask);
  } finally {
    session.close();
  }
};
