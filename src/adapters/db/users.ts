import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { SignedIn, Users } from '../../app/ports.ts';
import { callDocument } from './office-call.ts';
import { called, guarded } from './query.ts';
import { flag, type Row, text, toUser } from './rows.ts';

/** A secret that nobody can guess: 256 bits. */
const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token. */
const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Longest name of anybody; a longer one is nobody's, and so is what its beginning might be. */
const LONGEST_LOGIN = 190;

/** Longer than any session. */
const LONGEST_SESSION = 200;

const toSignedIn = (row: Row, session: string): SignedIn => ({
  ...toUser(row),
  session,
  mustChange: flag(row.debe_cambiar),
});

/** People and their sessions. The database keeps only the SHA-256 of a token, and compares secrets itself. */
export const databaseUsers = (knex: Knex): Users => ({
  secretParameters: async (login) => {
    const [row] = await called(knex, 'sp_credencial', [[...login].slice(0, LONGEST_LOGIN).join('')]);
    return { password: text(row?.contrasena), pin: text(row?.pin) };
  },
  signIn: ({ login, kind, proof }, { hours, beside }) => {
    const session = newToken();
    return callDocument(
      knex,
      'sp_ingresar',
      JSON.stringify({
        usuario: login,
        clase: kind,
        prueba: proof,
        sesion: session,
        horas: hours,
        sesion_abierta: beside,
      }),
      ([row]) => {
        if (!row) throw new Error('sp_ingresar answered nothing');
        return toSignedIn(row, session);
      },
    );
  },
  list: () =>
    guarded(async () => (await knex('v_usuarios').where('estado', 'Activo').orderBy('nombre')).map(toUser)),
  sessionUser: async (session) => {
    if (session.length > LONGEST_SESSION) return null;
    const [row] = await called(knex, 'sp_sesion', [session]);
    return row ? toSignedIn(row, session) : null;
  },
  closeSession: async (session) => {
    await called(knex, 'sp_cerrar_sesion', [tokenHash(session)]);
  },
});
