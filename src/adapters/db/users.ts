import type { Knex } from 'knex';
import type { Users } from '../../app/ports.ts';
import { call, called, guarded } from './query.ts';
import { toCredential, toUser } from './rows.ts';

/** What fits in a key of `intentos_acceso`; nobody has a longer name. */
const MAX_LOGIN = 190;
const loginKey = (login: string): string => login.trim().slice(0, MAX_LOGIN);

/**
 * People and their sessions. An unknown login answers with an inactive credential while it has to wait, as a known
 * one would, so that the wait does not tell which names exist.
 */
export const databaseUsers = (knex: Knex): Users => ({
  credential: async (login) => {
    const [row] = await guarded(() => call(knex, 'sp_credencial', [loginKey(login)]));
    return row ? toCredential(row) : null;
  },
  list: () =>
    guarded(async () => (await knex('v_usuarios').where('estado', 'Activo').orderBy('nombre')).map(toUser)),
  noteAttempt: async (login, userId, good) => {
    await called(knex, 'sp_anotar_intento', [loginKey(login), userId, good ? 1 : 0]);
  },
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
