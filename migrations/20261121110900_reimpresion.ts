import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration } from './steps.ts';

const ADDED = ['copia_de_papel', 'sp_reimprimir_papel'];
const CHANGED: readonly (readonly [file: string, former: string])[] = [
  ['copia_siguiente_2', 'copia_siguiente'],
  ['sp_decidir_trabajo_2', 'sp_decidir_trabajo'],
];
/** It believed whoever called it, and a store that is brought up to date has granted it. */
const RETIRED = ['sp_reimprimir'];

/** Copies of every paper that goes to a customer, each with numbers of its own, asked for by a person with a session. */
export const reimpresion = migration(
  '20261121110900_reimpresion',
  async (knex) => {
    await createRoutines(knex, [...ADDED, ...CHANGED.map(([file]) => file)].map(readSql));
    await dropRoutines(knex, RETIRED.map(readSql));
  },
  async (knex) => {
    await createRoutines(knex, [...RETIRED, ...CHANGED.map(([, former]) => former)].map(readSql));
    await dropRoutines(knex, ADDED.map(readSql));
  },
);
