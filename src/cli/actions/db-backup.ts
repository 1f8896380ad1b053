import { resolve } from 'node:path';
import { backUp, type MadeBackup } from '../../adapters/db/backup/store.ts';
import { withOwnedDatabase } from '../../adapters/db/owner.ts';
import { backupsIn, checksumState, type FoundBackup } from '../../adapters/files/backup/folder.ts';
import { writeKeys } from '../../adapters/files/backup/keys.ts';
import { runHook } from '../../adapters/system/hook.ts';
import type { Keep } from '../../domain/backup.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import type { Config, ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { withInterruption } from '../interruption.ts';
import { logAct } from '../log-act.ts';
import type { OutputFlags } from '../output.ts';
import { copyProgress } from '../progress.ts';
import { type Column, table } from '../table.ts';

export interface BackupFlags extends ConfigFlags, OutputFlags {
  readonly encryptTo?: string;
  readonly keep?: Keep | 'all';
  /** Commander's name for `--no-hook`. */
  readonly hook?: boolean;
}

const MEGABYTE = 1_000_000;

/** Bytes as people read them. */
export const sizeOf = (bytes: number): string => {
  if (bytes < MEGABYTE) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return bytes < 1_000 * MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
};

/** Null: the server's guess is too far off to be told. */
export const percentOf = (done: number, of: number): number | null =>
  of > 0 && done <= of ? Math.floor((done / of) * 100) : null;

const placeOf = ({ backups }: Config, folder: string | undefined, { encryptTo }: BackupFlags) => ({
  folder: folder === undefined ? backups.folder : resolve(folder),
  ownFolder: folder === undefined && backups.ownFolder,
  encryptTo: encryptTo === undefined ? backups.encryptTo : resolve(encryptTo),
});

/** Takes a stored backup elsewhere. Throws PosFailure COPIA_NO_ENVIADA: the backup stays where it is. */
const sendAway = async (
  context: CliContext,
  hook: readonly string[],
  { path, file }: MadeBackup,
): Promise<void> => {
  const command = hook.join(' ');
  context.say(context.messages.backup.progress.sending(command));
  const { ok, detail } = await runHook(hook, path);
  if (!ok)
    throw new PosFailure(posError('COPIA_NO_ENVIADA', { archivo: file, orden: command, detalle: detail }));
};

export const backUpDatabase = async (
  context: CliContext,
  folder: string | undefined,
  flags: BackupFlags,
): Promise<void> => {
  const t = context.messages.backup;
  const config = context.config(flags);
  const place = placeOf(config, folder, flags);
  const began = Date.now();
  const progress = copyProgress(context.say);
  const step = (name: keyof typeof context.messages.server.progress) =>
    context.say(context.messages.server.progress[name]);
  const make = () =>
    withInterruption((check) =>
      withOwnedDatabase(config, step, ({ target }) =>
        backUp(target, place, {
          keep: flags.keep ?? config.backups.keep,
          now: began,
          onCopy: ({ table: name, rows, of, bytes }) => {
            check();
            const percent = percentOf(rows, of);
            progress.show(() =>
              t.progress.copying(name, formatGs(rows), percent, formatGs(Math.round(bytes / MEGABYTE))),
            );
          },
        }),
      ).finally(progress.clear),
    );
  const made = await logAct(config.home, 'db.backup', {}, make, ({ file, bytes, sha256, encrypted }) => ({
    archivo: file,
    bytes,
    sha256,
    cifrada: encrypted,
  }));
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const hook = flags.hook === false ? null : config.backups.hook;
  const send = (words: readonly string[]) => sendAway(context, words, made).then(() => true);
  const sent = hook
    ? await logAct(config.home, 'db.backup.send', { archivo: made.file }, () => send(hook))
    : false;
  context.present(
    {
      data: {
        archivo: made.path,
        bytes: made.bytes,
        sha256: made.sha256,
        cifrada: made.encrypted,
        quitadas: made.removed,
        enviada: sent,
      },
      text: () =>
        [
          t.made(made.path, sizeOf(made.bytes), seconds),
          t.withoutSecrets,
          ...(made.removed.length > 0 ? [t.removed(made.removed.length)] : []),
          ...(sent ? [t.sent] : []),
        ].join('\n'),
    },
    flags,
  );
};

const HOUR_MS = 3_600_000;

export const listBackups = async (
  context: CliContext,
  given: string | undefined,
  flags: ConfigFlags & OutputFlags,
): Promise<void> => {
  const t = context.messages.backup;
  const folder = given === undefined ? context.config(flags).backups.folder : resolve(given);
  const found = await backupsIn(folder);
  const progress = copyProgress(context.say);
  const total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows: (FoundBackup & { sum: 'ok' | 'wrong' | 'none' })[] = [];
  let read = 0;
  for (const backup of found) {
    const sum = await checksumState(backup.path, (bytes) => {
      read += bytes;
      progress.show(() => t.progress.reading(percentOf(read, total) ?? 100));
    });
    rows.push({ ...backup, sum });
  }
  progress.clear();
  const hours = ({ madeAt }: FoundBackup): number => Math.max(0, Math.floor((Date.now() - madeAt) / HOUR_MS));
  const columns: Column<(typeof rows)[number]>[] = [
    { title: t.titles.file, value: ({ file }) => file, shrinks: true },
    { title: t.titles.age, value: (row) => t.age(hours(row)), align: 'right' },
    { title: t.titles.size, value: ({ bytes }) => sizeOf(bytes), align: 'right' },
    { title: t.titles.sum, value: ({ sum }) => t.sums[sum] },
    { title: t.titles.encrypted, value: ({ encrypted }) => (encrypted ? t.yes : t.no) },
  ];
  const SUMS = { ok: 'bien', wrong: 'no_coincide', none: 'sin_suma' } as const;
  const data = rows.map((row) => ({
    archivo: row.path,
    tomada_en: new Date(row.madeAt).toISOString(),
    horas: hours(row),
    bytes: row.bytes,
    suma: SUMS[row.sum],
    cifrada: row.encrypted,
  }));
  context.present(
    { data, rows: data, text: (width) => (rows.length === 0 ? t.none(folder) : table(rows, columns, width)) },
    flags,
  );
  if (rows.some(({ sum }) => sum === 'wrong')) context.exitWith(4);
};

export const makeBackupKeys = async (
  context: CliContext,
  path: string,
  flags: OutputFlags,
): Promise<void> => {
  const { secret, open } = await writeKeys(resolve(path));
  const data = { clave_privada: secret, clave_publica: open };
  context.present({ data, text: () => context.messages.backup.keys(secret, open) }, flags);
};
