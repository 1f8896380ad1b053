import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Keep, parseKeep, USUAL_KEEP } from '../domain/backup.ts';
import { type PosError, posError } from '../domain/errors.ts';
import { fail, ok, type Result } from '../domain/result.ts';

/** How the store is backed up. */
export interface BackupSettings {
  /** Directory of the backups; absolute. */
  readonly folder: string;
  /** Nobody chose it: it is ours, below the data directory, and made with it. */
  readonly ownFolder: boolean;
  readonly keep: Keep | 'all';
  /** File of the public key that backups are encrypted to; null: they are not. */
  readonly encryptTo: string | null;
  /** A program and its arguments, `{}` for the backup's path; null: none. */
  readonly hook: readonly string[] | null;
  /** Age of the newest backup, in hours, beyond which `pos doctor` warns. */
  readonly mostHours: number;
}

export interface Given {
  readonly value: string;
  readonly from: string;
}

type Pick = (
  key: 'backup_dir' | 'backup_keep' | 'backup_key' | 'backup_hook' | 'backup_hours',
) => Given | null;

const refuse = ({ value, from }: Given, detalle: string): { ok: false; error: PosError } =>
  fail(posError('CONFIGURACION_INVALIDA', { campo: from, detalle, valor: value }));

/** Words of a command line, apart by blanks; quotes keep blanks. Nothing else is special: there is no shell. Null: a quote is open. */
export const commandWords = (text: string): readonly string[] | null => {
  const words = [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
  const rest = text.replace(/"[^"]*"|'[^']*'/g, '');
  return /["']/.test(rest) || words.length === 0 ? null : words;
};

const MOST_HOURS = 24 * 366;

const fullPath = (path: string, home: string | undefined): string =>
  resolve(path.replace(/^~(?=\/|$)/, home || homedir()));

/** @param home directory of the data @param userHome the user's own, for `~` */
export const backupSettings = (
  pick: Pick,
  home: string,
  userHome: string | undefined,
): Result<BackupSettings> => {
  const folder = pick('backup_dir');
  const key = pick('backup_key');
  for (const path of [folder, key]) if (path?.value.includes('\0')) return refuse(path, 'ruta');
  const kept = pick('backup_keep');
  const keep = kept ? parseKeep(kept.value) : USUAL_KEEP;
  if (kept && !keep) return refuse(kept, 'copias_guardadas');
  const command = pick('backup_hook');
  const hook = command ? commandWords(command.value) : null;
  if (command && !hook) return refuse(command, 'copias_orden');
  const hours = pick('backup_hours');
  const mostHours = Number(hours?.value ?? 36);
  if (hours && !(/^\d{1,4}$/.test(hours.value) && mostHours >= 1 && mostHours <= MOST_HOURS))
    return refuse(hours, 'copias_horas');
  return ok({
    folder: folder ? fullPath(folder.value, userHome) : join(home, 'backups'),
    ownFolder: folder === null,
    keep: keep ?? USUAL_KEEP,
    encryptTo: key ? fullPath(key.value, userHome) : null,
    hook,
    mostHours,
  });
};
