import type { Knex } from 'knex';
import type { SignInAttempt, Users } from '../../app/ports.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { call, called, guarded } from './query.ts';
import { toCredential, toUser } from './rows.ts';

/** What fits in a key of `intentos_acceso`; nobody has a longer name. */
const MAX_LOGIN = 190;
const loginKey = (login: string): string => login.trim().slice(0, MAX_LOGIN);

/** An attempt lasts as long as one hash takes; so many waiting on one person are no people. */
const TURN_SECONDS = 10;

/**
 * Name of a person's lock, however the login is written. Locks are the server's, so the database is part of it.
 * SHA-2 because MySQL 9 has no MD5; 40 digits because a name has at most 64 characters.
 */
const TURN = `CONCAT('pos.acceso.', LEFT(SHA2(CONCAT(DATABASE(), '/', COALESCE(
  (SELECT MIN(u.id_usuario) FROM v_usuarios u WHERE u.usuario = ? OR u.email = ?), CONCAT('@', LOWER(?)))), 256), 40))`;

/** On the given connection, or on any. */
const attemptOn = (knex: Knex, connection?: unknown): SignInAttempt => ({
  credential: async (login) => {
    const [row] = await guarded(() => call(knex, 'sp_credencial', [loginKey(login)], connection));
    return row ? toCredential(row) : null;
  },
  noteAttempt: async (login, userId, good) => {
    await called(knex, 'sp_anotar_intento', [loginKey(login), userId, good ? 1 : 0], connection);
  },
});

/** The lock is the connection's: it goes back to the pool only without it. */
const oneAtATime = async <T>(
  knex: Knex,
  login: string,
  make: (attempt: SignInAttempt) => Promise<T>,
): Promise<T> => {
  const name = loginKey(login);
  const connection = await guarded(() => knex.client.acquireConnection());
  const lock = (sql: string) =>
    guarded(() => knex.raw(sql, [name, name, name]).connection(connection)) as Promise<[[{ done: unknown }]]>;
  try {
    const [[got]] = await lock(`SELECT GET_LOCK(${TURN}, ${TURN_SECONDS}) AS done`);
    if (Number(got.done) !== 1) throw new PosFailure(posError('DEMASIADOS_INTENTOS', { segundos: 1 }));
    try {
      return await make(attemptOn(knex, connection));
    } finally {
      await lock(`SELECT RELEASE_LOCK(${TURN}) AS done`);
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
};

/**
 * People and their sessions. An unknown login answers with an inactive credential while it has to wait, as a known
 * one would, so that the wait does not tell which names exist.
 */
export const databaseUsers = (knex: Knex): Users => ({
  ...attemptOn(knex),
  oneAtATime: (login, make) => oneAtATime(knex, login, make),
  list: () =>
    guarded(async () => (await knex('v_usuarios').where('estado', 'Activo').orderBy('nombre')).map(toUser)),
  openSession: async (userId, tokenHash, hours) => {
    await called(knex, 'sp_abrir_sesion', [userId, tokenHash, hours]);
  },
  sessionUser: async (tokenHash) => {
    const [row] = await called(knex, 'sp_usuario_de_sesion', [tokenHash]);
    return row ? toUser(row) : null;
  },
  closeSession: async (tokenHash) => {
    await called(knex, 'sp_cerrar_sesion', [tokenHash]);
  },
});
