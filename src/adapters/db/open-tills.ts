import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';
import { call } from './query.ts';
import { type Row, text } from './rows.ts';

/** A process that sells, as it said last. */
export interface OpenTill {
  /** Code of its till. */
  readonly till: string;
  /** Name of its machine. */
  readonly host: string;
  /** Version of its program. */
  readonly program: string;
  /** The last migration that it knows. */
  readonly schema: string;
}

/** How often a till says that it sells, and after how long without a word it is taken for ended. Milliseconds, seconds. */
export const ANNOUNCE_MS = 20_000;
const SILENCE_S = 75;

const NO_SUCH_TABLE = 1146;
const NO_SUCH_VIEW_GRANT = 1142;

/** Tills that sell now, by any account; none where the database is of a time before tills said so. */
export const openTills = async (knex: Knex): Promise<readonly OpenTill[]> => {
  try {
    const [rows] = await knex.raw(
      `SELECT caja, equipo, programa, esquema FROM v_cajas_activas
       WHERE visto_en > UTC_TIMESTAMP() - INTERVAL ? SECOND ORDER BY caja, equipo`,
      [SILENCE_S],
    );
    return (rows as Row[]).map((row) => ({
      till: text(row.caja),
      host: text(row.equipo),
      program: text(row.programa),
      schema: text(row.esquema),
    }));
  } catch (error) {
    const { errno = 0 } = error as { errno?: number };
    if (errno === NO_SUCH_TABLE || errno === NO_SUCH_VIEW_GRANT) return [];
    throw error;
  }
};

export interface Announcement {
  /** UUID of the process. */
  readonly process: string;
  readonly till: string;
  readonly program: string;
  readonly host: string;
}

export const announceTill = async (
  knex: Knex,
  { process, till, program, host }: Announcement,
): Promise<void> => {
  const schema = migrations.at(-1)?.name ?? '';
  await call(knex, 'sp_anunciar_caja', [process, till, program, schema, host.slice(0, 100)]);
};

export const dismissTill = async (knex: Knex, process: string): Promise<void> => {
  await call(knex, 'sp_despedir_caja', [process]);
};
