import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, view } from './steps.ts';

const TEXT_BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Processes that sell, each a row; times are UTC. Nobody's history: it is not in backups. */
const TABLES = [
  [
    'cajas_activas',
    `proceso CHAR(36) ${TEXT_BIN} NOT NULL PRIMARY KEY,
     caja VARCHAR(3) ${TEXT_BIN} NOT NULL,
     programa VARCHAR(40) ${TEXT_BIN} NOT NULL,
     esquema VARCHAR(100) ${TEXT_BIN} NOT NULL,
     equipo VARCHAR(100) NOT NULL,
     desde DATETIME NOT NULL,
     visto_en DATETIME NOT NULL,
     KEY ix_cajas_activas_visto_en (visto_en)`,
  ],
] as const;

const ROUTINES = ['sp_anunciar_caja', 'sp_despedir_caja'];

const VIEWS = [
  view('v_cajas_activas', 'SELECT caja, programa, esquema, equipo, desde, visto_en FROM cajas_activas'),
];

/** Which tills sell now, and with which version of the program. */
export const cajasActivas = migration(
  '20261126400100_cajas_activas',
  async (knex) => {
    await createTables(knex, TABLES);
    await createRoutines(knex, [...ROUTINES.map(readSql), ...VIEWS]);
  },
  async (knex) => {
    await dropRoutines(knex, [...ROUTINES.map(readSql), ...VIEWS]);
    await dropTables(knex, TABLES);
  },
);
