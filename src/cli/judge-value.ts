import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { MOST_PEM_BYTES, readSmall } from '../adapters/files/regular-file.ts';
import { parsePrinter } from '../adapters/printer/setting.ts';
import { PosFailure, posError } from '../domain/errors.ts';
import { type Config, isSecret, type SettingKey } from './config.ts';
import { MOST_KEY_FILE_BYTES } from './invoicing.ts';
import { unwrap } from './unwrap.ts';

const PATHS: ReadonlySet<SettingKey> = new Set([
  'home',
  'backup_dir',
  'backup_key',
  'sifen_p12',
  'sifen_ca',
] as const);

const refused = (campo: SettingKey, detalle: string, valor = ''): PosFailure =>
  new PosFailure(posError('CONFIGURACION_INVALIDA', { campo, detalle, valor }));

/** A secret among the arguments, where whoever lists the processes of the machine reads it. It is not repeated. */
export const refuseOpenSecret = (key: SettingKey, given: string): void => {
  if (isSecret(key, given) || /^[a-z]+:\/\/[^/@]*:[^/]*@/i.test(given))
    throw refused(key, 'secreto_en_la_orden');
};

const readable = (path: string | null, mostBytes: number): void => {
  try {
    if (path !== null) readSmall(path, mostBytes);
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path ?? '' }), { cause });
  }
};

/**
 * Judges a value that is about to be kept by what will read it, beyond its form.
 * @param config the settings as they would be
 * @returns the path of a printer's device that is not there now; null: nothing is missing
 * Throws PosFailure CONFIGURACION_INVALIDA, ARCHIVO_ILEGIBLE, CLAVE_DE_COPIAS.
 */
export const judgeValue = async (key: SettingKey, value: string, config: Config): Promise<string | null> => {
  // The file is read from wherever somebody stands.
  if (PATHS.has(key) && !isAbsolute(value) && !/^~(?:\/|$)/.test(value))
    throw refused(key, 'ruta_entera', value);
  if (key === 'backup_key' && config.backups.encryptTo !== null) {
    const { publicKeyOf } = await import('../adapters/files/backup/keys.ts');
    await publicKeyOf(config.backups.encryptTo);
  }
  if (key === 'sifen_p12') readable(config.sifen.p12, MOST_KEY_FILE_BYTES);
  if (key === 'sifen_ca') readable(config.sifen.authority, MOST_PEM_BYTES);
  if (key !== 'printer') return null;
  const { target } = unwrap(parsePrinter(value, config.home));
  const device = target.kind === 'serial' || target.kind === 'device' ? target.path : null;
  return device === null || existsSync(device) ? null : device;
};
