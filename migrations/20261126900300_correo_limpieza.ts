import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration } from './steps.ts';

const ADDED = ['sp_correos_limpiar'];
const CHANGED: readonly (readonly [file: string, former: string])[] = [
  ['sp_enviar_informe_2', 'sp_enviar_informe'],
];

/** Mails that were sent long ago are forgotten; a report's mail asks for the session before it judges what it is given. */
export const correoLimpieza = migration(
  '20261126900300_correo_limpieza',
  (knex) => createRoutines(knex, [...ADDED, ...CHANGED.map(([file]) => file)].map(readSql)),
  async (knex) => {
    await dropRoutines(knex, ADDED.map(readSql));
    await createRoutines(
      knex,
      CHANGED.map(([, former]) => readSql(former)),
    );
  },
);
