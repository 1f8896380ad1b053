import { createHash, randomBytes } from 'node:crypto';
import { migrations } from '../../../../migrations/index.ts';
import { COLLATION } from '../../../../migrations/modes.ts';
import { type Findings, isSound, isUnused } from '../../../domain/backup.ts';
import { PosFailure, posError } from '../../../domain/errors.ts';
import type { OpenedBackup } from '../../files/backup/read.ts';
import { tillNames } from '../before-migrating.ts';
import type { DatabaseTarget } from '../connection.ts';
import { migrateLatest, RESTORE_MARK } from '../migrate.ts';
import { seed, withOwner } from '../open.ts';
import { openTills } from '../open-tills.ts';
import type { OwnedDatabase } from '../owner.ts';
import type { BackupPlace } from '../store-config.ts';
import { type Carried, carryCounters } from './counters.ts';
import { quoted } from './definitions.ts';
import type { OnCopy } from './dump.ts';
import { findingsOf, holdingsOf } from './findings.ts';
import { load } from './load.ts';
import { moveDatabase } from './move.ts';
import { openSession, type Session } from './session.ts';
import { asCopyFailure, backUp } from './store.ts';

/** Steps that take long enough to be told. */
export type RestoreStep = 'checking' | 'keeping' | 'migrating' | 'moving';

export interface RestoreHooks {
  readonly onCopy: OnCopy;
  readonly onStep: (step: RestoreStep) => void;
}

/** Throws PosFailure COPIA_INVALIDA {causa: 'posterior'}. */
export const refuseNewer = ({ head, file }: OpenedBackup): void => {
  const known = new Set(migrations.map(({ name }) => name));
  if (head.schema.some((name) => !known.has(name)))
    throw new PosFailure(posError('COPIA_INVALIDA', { archivo: file, causa: 'posterior' }));
};

const rowsIn = ({ tail }: OpenedBackup): number =>
  Object.values(tail.rows).reduce((sum, rows) => sum + rows, 0);

/** Reads a backup into an empty database and looks at what is there then. */
export const readInto = async (
  target: DatabaseTarget,
  backup: OpenedBackup,
  { onCopy, onStep }: RestoreHooks,
): Promise<Findings> => {
  try {
    const session = await openSession(target);
    try {
      await load(session, backup.statements(), rowsIn(backup), onCopy);
    } finally {
      session.close();
    }
    onStep('checking');
    // What the backup has set for itself ends with its session.
    const looking = await openSession(target);
    try {
      return await findingsOf(looking, target, backup.head, backup.tail);
    } finally {
      looking.close();
    }
  } catch (error) {
    throw asCopyFailure(error);
  }
};

const create = ({ ask }: Session, database: string) =>
  ask(`CREATE DATABASE ${quoted(database)} CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
const dropDatabase = ({ ask }: Session, database: string) =>
  ask(`DROP DATABASE IF EXISTS ${quoted(database)}`);

/** Databases that a restore which was killed has left beside this one; ours, by their names. */
const clearLeftovers = async (session: Session, name: string, kinds: readonly string[]): Promise<void> => {
  const prefixes = kinds.map((kind) => `${name}_${kind}_`);
  const rows = await session.ask('SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA');
  for (const row of rows) {
    const database = String(row.name);
    if (
      prefixes.some(
        (prefix) => database.startsWith(prefix) && /^[0-9a-f]{8}$/.test(database.slice(prefix.length)),
      )
    )
      await dropDatabase(session, database);
  }
};

/** One restore at a time on a database; the lock ends with the session. */
const takeTurn = async ({ ask }: Session, name: string): Promise<void> => {
  const lock = `pos.restaurar.${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  const [row = {}] = await ask('SELECT GET_LOCK(?, 0) AS got', [lock]);
  if (Number(row.got) !== 1) throw new PosFailure(posError('CONFLICTO', { recurso: 'restauracion' }));
};

const hasTables = async ({ ask }: Session, database: string): Promise<boolean> => {
  const [row = {}] = await ask('SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?', [
    database,
  ]);
  return Number(row.n) > 0;
};

/**
 * Reads a backup into a new database of another name, beside the store's.
 * Throws PosFailure BASE_CON_DATOS, COPIA_INVALIDA, COPIA_FALLIDA; nothing is left of it then.
 */
export const restoreBeside = async (
  { target }: OwnedDatabase,
  backup: OpenedBackup,
  into: string,
  hooks: RestoreHooks,
): Promise<Findings> => {
  refuseNewer(backup);
  const session = await openSession(target);
  try {
    await takeTurn(session, into);
    const [there] = await session.ask('SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?', [
      into,
    ]);
    if (there && (await hasTables(session, into)))
      throw new PosFailure(posError('BASE_CON_DATOS', { base: into }));
    if (!there) await create(session, into);
    try {
      const found = await readInto({ ...target, database: into }, backup, hooks);
      if (!isSound(found))
        throw new PosFailure(posError('COPIA_INVALIDA', { archivo: backup.file, causa: 'no_cuadra' }));
      return found;
    } catch (error) {
      await dropDatabase(session, into);
      if (there) await create(session, into);
      throw error;
    }
  } catch (error) {
    throw asCopyFailure(error);
  } finally {
    session.close();
  }
};

export interface ReplaceOptions {
  /** Also a database that holds data; it is backed up before. */
  readonly replace: boolean;
  readonly backups: BackupPlace;
  readonly now: number;
}

export interface Restored {
  readonly found: Findings;
  /** Path of the backup of what was there; null: nothing was. */
  readonly kept: string | null;
  /** Migrations that brought the backup to this program's schema. */
  readonly migrated: readonly string[];
  /** What goes on from the database that was replaced; null: there was none to go on from. */
  readonly carried: Carried | null;
}

/** Whether the store's database may be replaced, and a backup of it where it holds anything. */
const makeRoom = async (
  session: Session,
  owned: OwnedDatabase,
  { replace, backups, now }: ReplaceOptions,
  { onCopy, onStep }: RestoreHooks,
): Promise<{ readonly kept: string | null; readonly replaces: boolean }> => {
  const { ask } = session;
  const [cut] = await ask(
    'SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
    [RESTORE_MARK],
  );
  const holds = await holdingsOf(ask);
  const unused = isUnused(holds);
  if (!replace && (cut || !unused))
    throw new PosFailure(
      posError('BASE_CON_DATOS', {
        base: owned.name,
        ventas: holds.sales,
        ultima: holds.lastSale ?? '',
        productos: holds.products,
        clientes: holds.clients,
      }),
    );
  const tills = cut ? [] : await withOwner(owned.target, openTills);
  if (tills.length > 0 || owned.others > 0)
    throw new PosFailure(posError('CAJAS_ABIERTAS', { cajas: tillNames(tills) }));
  // What a restore left half way was backed up when it began.
  if (unused || cut) return { kept: null, replaces: !unused };
  onStep('keeping');
  const { path } = await backUp(owned.target, backups, { keep: 'all', now, onCopy });
  return { kept: path, replaces: true };
};

/**
 * Puts a backup in the place of the store's database: it is read into another one first, proven, brought to this program's
 * schema, and only then takes its place; whatever fails before leaves everything as it was.
 * Throws PosFailure BASE_CON_DATOS, CAJAS_ABIERTAS, COPIA_INVALIDA, COPIA_FALLIDA, and those of a backup.
 */
export const restoreStore = async (
  owned: OwnedDatabase,
  backup: OpenedBackup,
  options: ReplaceOptions,
  hooks: RestoreHooks,
): Promise<Restored> => {
  refuseNewer(backup);
  const { target, name } = owned;
  const session = await openSession(target);
  const id = randomBytes(4).toString('hex');
  const [from, aside] = [`${name}_restaurar_${id}`, `${name}_anterior_${id}`];
  try {
    await takeTurn(session, name);
    const { kept, replaces } = await makeRoom(session, owned, options, hooks);
    await clearLeftovers(session, name, ['restaurar']);
    try {
      await create(session, from);
      const found = await readInto({ ...target, database: from }, backup, hooks);
      if (!isSound(found))
        throw new PosFailure(posError('COPIA_INVALIDA', { archivo: backup.file, causa: 'no_cuadra' }));
      hooks.onStep('migrating');
      const migrated = await withOwner({ ...target, database: from }, async (knex) => {
        const ran = await migrateLatest(knex);
        await seed(knex, false, () => undefined);
        return ran;
      });
      hooks.onStep('moving');
      await create(session, aside);
      let carried: Carried | null = null;
      const onStill = async () => {
        if (replaces) carried = await carryCounters(session.ask, name, from);
      };
      await moveDatabase(session, { from, to: name, aside, onStill });
      // Routines that are made anew have no grants.
      await withOwner(target, owned.grant);
      await clearLeftovers(session, name, ['restaurar', 'anterior']);
      return { found, kept, migrated, carried };
    } catch (error) {
      await dropDatabase(session, from).catch(() => undefined);
      // What was there before is in it where even putting it back has failed.
      if (!(await hasTables(session, aside))) await dropDatabase(session, aside).catch(() => undefined);
      await withOwner(target, owned.grant).catch(() => undefined);
      throw error;
    }
  } catch (error) {
    throw asCopyFailure(error);
  } finally {
    session.close();
  }
};
