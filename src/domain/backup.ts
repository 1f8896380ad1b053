import { storeMoment, storeTime } from './business-time.ts';

/** A backup as its file's name tells it. */
export interface BackupName {
  readonly file: string;
  /** Milliseconds since 1970, by the clock of the machine that made it. */
  readonly madeAt: number;
  readonly encrypted: boolean;
}

const NAME = /^pos_backup_(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)\.sql\.gz(\.enc)?$/;

/** `pos_backup_2026-11-26T074037.sql.gz`, in the store's time, without colons, which other file systems refuse. @param at milliseconds since 1970 */
export const backupName = (at: number, encrypted: boolean): string => {
  const time = storeTime(new Date(at)).replace(' ', 'T').replaceAll(':', '');
  return `pos_backup_${time}.sql.gz${encrypted ? '.enc' : ''}`;
};

/** Null: the file is none of ours. */
export const readBackupName = (file: string): BackupName | null => {
  const [, day, hour, minute, second, ending] = NAME.exec(file) ?? [];
  if (!day) return null;
  const madeAt = storeMoment(`${day}T${hour}:${minute}:${second}`);
  const encrypted = ending !== undefined;
  return Number.isFinite(madeAt) && backupName(madeAt, encrypted) === file
    ? { file, madeAt, encrypted }
    : null;
};

/** How many days, weeks and months keep their newest backup. */
export interface Keep {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export const USUAL_KEEP: Keep = { daily: 7, weekly: 4, monthly: 12 };

/** `7,4,12`: days, weeks, months. `all`: nothing is ever taken away. Undefined: neither. */
export const parseKeep = (text: string): Keep | 'all' | undefined => {
  if (text.trim() === 'all') return 'all';
  const found = /^\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*(\d{1,4})\s*$/.exec(text);
  if (!found) return undefined;
  const [daily = 0, weekly = 0, monthly = 0] = found.slice(1).map(Number);
  return daily + weekly + monthly > 0 ? { daily, weekly, monthly } : undefined;
};

const DAY_MS = 24 * 3_600_000;
const dayOf = (at: number): string => storeTime(new Date(at)).slice(0, 10);
const monthOf = (at: number): string => dayOf(at).slice(0, 7);
/** 1970 began on a Thursday; weeks begin on Monday. */
const weekOf = (at: number): string => String(Math.floor((Date.parse(dayOf(at)) / DAY_MS + 3) / 7));

/**
 * Which backups have had their time. Kept are the newest of each of the last days, weeks and months that have any, and all
 * of the day before the newest: what was made before an upgrade must not fall to the one made after it.
 */
export const outdated = <T extends BackupName>(backups: readonly T[], keep: Keep): readonly T[] => {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt);
  const newest = newestFirst[0];
  if (!newest) return [];
  const kept = new Set<T>(newestFirst.filter(({ madeAt }) => newest.madeAt - madeAt <= DAY_MS));
  const keepNewestOf = (periodOf: (at: number) => string, most: number): void => {
    const periods = new Set<string>();
    for (const backup of newestFirst) {
      const period = periodOf(backup.madeAt);
      if (periods.has(period)) continue;
      if (periods.size === most) return;
      periods.add(period);
      kept.add(backup);
    }
  };
  keepNewestOf(dayOf, keep.daily);
  keepNewestOf(weekOf, keep.weekly);
  keepNewestOf(monthOf, keep.monthly);
  return newestFirst.filter((backup) => !kept.has(backup));
};

/** What the first line of a backup says of it. */
export interface BackupHead {
  /** Version of the program that made it. */
  readonly program: string;
  /** As the server writes it, e.g. `10.11.6-MariaDB`. */
  readonly server: string;
  /** Names of the migrations that the database had had, oldest first. */
  readonly schema: readonly string[];
  /** ISO, UTC: the moment as of which everything in it holds. */
  readonly takenAt: string;
}

/** What its last line says was written: a file without one was cut. */
export interface BackupTail {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly routines: number;
  readonly triggers: number;
  readonly views: number;
}

/** What a database holds, for whoever is about to replace it. */
export interface Holdings {
  readonly tables: number;
  readonly sales: number;
  /** ISO date and time of the store; null: none was made. */
  readonly lastSale: string | null;
  readonly products: number;
  readonly clients: number;
  readonly users: number;
}

/** Nothing that anybody typed: no tables, or those of a store that nobody has used yet. */
export const isUnused = (holds: Holdings): boolean =>
  holds.sales + holds.products + holds.clients + holds.users === 0;

/** What there is to tell of a database that was read back. */
export interface Findings {
  readonly head: BackupHead;
  readonly tables: number;
  readonly rows: number;
  /** Tables whose rows are not as many as the backup says. */
  readonly miscounted: readonly string[];
  /** Foreign keys with rows that point to nothing. */
  readonly orphans: readonly string[];
  /** Routines, triggers and views that are missing, counted. */
  readonly missingParts: number;
  /** Products and cards that are not the sum of their movements, figures of roll-ups that are not that of their sales. */
  readonly differences: Readonly<Partial<Record<'products' | 'cards' | 'rollUps', number>>>;
  /** The schema is the one that the first line names. */
  readonly schemaAsSaid: boolean;
  readonly holds: Holdings;
}

export const isSound = (found: Findings): boolean =>
  found.miscounted.length === 0 &&
  found.orphans.length === 0 &&
  found.missingParts === 0 &&
  found.schemaAsSaid &&
  Object.values(found.differences).every((count) => count === 0);
