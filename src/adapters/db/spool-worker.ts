import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { SpoolWorker } from '../../app/ports.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { called, guarded } from './query.ts';
import { toPrintJob } from './rows.ts';

/** Locks are the server's, not the database's: the name says which database, within 64 characters. */
const lockName = (database: string, tillId: number): string =>
  `pos.imprimir.${createHash('sha256').update(database).digest('hex').slice(0, 32)}.${tillId}`;

/**
 * Seconds after which the server gives up a print process that says nothing, and its lock with it: one whose machine was
 * switched off, or came to another address, never says goodbye.
 */
const SILENCE_S = 60;
/** Milliseconds between two words of a living one, also while it waits for a printer. */
const PULSE_MS = 15_000;

export interface DatabaseSpoolWorker extends SpoolWorker {
  /** Gives the lock and its connection back. */
  readonly release: () => Promise<void>;
}

/**
 * The print process's side of the queue, on one connection of its own: the till's lock lives and dies with it. When
 * it is lost every call throws BASE_DE_DATOS; `acquire` takes a new one.
 */
export const spoolWorker = (knex: Knex): DatabaseSpoolWorker => {
  let connection: unknown;
  let pulse: NodeJS.Timeout | undefined;

  const release = async (): Promise<void> => {
    const held = connection;
    connection = undefined;
    clearInterval(pulse);
    if (held === undefined) return;
    try {
      // RELEASE_ALL_LOCKS is not on every server; a connection that ends gives its locks back on all of them.
      await knex.client.destroyRawConnection(held);
    } catch {
      // It was lost already, and the lock with it.
    }
    await knex.client.releaseConnection(held);
  };

  const on = async <T>(use: (held: unknown) => Promise<T>): Promise<T> => {
    const held = connection;
    if (held === undefined) throw new PosFailure(posError('BASE_DE_DATOS', { causa: 'sin_conexion' }));
    try {
      return await guarded(() => use(held));
    } catch (error) {
      if (error instanceof PosFailure && error.error.code === 'BASE_DE_DATOS') await release();
      throw error;
    }
  };

  return {
    acquire: async (tillId) => {
      await release();
      connection = await guarded(() => knex.client.acquireConnection());
      const got = await on(async (held) => {
        await knex.raw(`SET SESSION wait_timeout = ${SILENCE_S}`).connection(held);
        const [[place]] = await knex.raw('SELECT DATABASE() AS nombre').connection(held);
        const [[row]] = await knex
          .raw('SELECT GET_LOCK(?, 0) AS tomado', [lockName(String(place.nombre), tillId)])
          .connection(held);
        return Number(row.tomado) === 1;
      });
      if (!got) await release();
      else
        pulse = setInterval(() => {
          // A line that is lost is met by the next thing that is wanted of it.
          if (connection !== undefined)
            knex
              .raw('DO 0')
              .connection(connection)
              .catch(() => undefined);
        }, PULSE_MS).unref();
      return got;
    },
    recover: (tillId) =>
      on(async (held) => {
        const [row] = await called(knex, 'sp_trabajos_recuperar', [tillId], held);
        return Number(row?.cuantos ?? 0);
      }),
    next: (tillId) =>
      on(async (held) => {
        const [row] = await called(knex, 'sp_trabajo_tomar', [tillId], held);
        return row ? toPrintJob(row) : null;
      }),
    finish: (id, { state, fault, retryInSeconds }) =>
      on(async (held) => {
        await called(knex, 'sp_trabajo_terminar', [id, state, fault ?? null, retryInSeconds ?? null], held);
      }),
    release,
  };
};
