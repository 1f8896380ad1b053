import type { Knex } from 'knex';
import { isUnused } from '../../domain/backup.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { DatabaseTarget } from './connection.ts';
import { planOf } from './migrate.ts';
import { type OpenTill, openTills } from './open-tills.ts';
import type { OnProgress, StoreConfig } from './store-config.ts';

/** Tills as a refusal names them. */
export const tillNames = (tills: readonly OpenTill[]): string =>
  tills.map(({ till, host, program }) => `${till} ${host} ${program}`).join(', ');

/**
 * What an upgrade must see first: no till that would not understand the new schema sells, and what there is to lose is in a
 * backup. Returns its path; null: nothing is missing, nothing is there yet, or none is wanted.
 * Throws PosFailure CAJAS_ABIERTAS, and those of a backup.
 */
export const beforeMigrating = async (
  owner: Knex,
  target: DatabaseTarget,
  { backups }: StoreConfig,
  onProgress: OnProgress,
  { noBackup = false, force = false }: { readonly noBackup?: boolean; readonly force?: boolean } = {},
): Promise<string | null> => {
  const { applied, pending } = await planOf(owner);
  // A database of a time before tills said that they sell has none that could be asked.
  if (pending.length === 0 || applied.length === 0) return null;
  const tills = await openTills(owner);
  if (tills.length > 0 && !force)
    throw new PosFailure(posError('CAJAS_ABIERTAS', { cajas: tillNames(tills) }));
  if (noBackup || !backups) return null;
  const { backUp, holdingsAt } = await import('./backup/store.ts');
  if (isUnused(await holdingsAt(target))) return null;
  onProgress('backup');
  const { path } = await backUp(target, backups, { keep: 'all', now: Date.now(), onCopy: () => undefined });
  return path;
};
