import { auditTriggers } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, view } from './steps.ts';

const TEXT_BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** The account of the database server that a till on another machine was given: one a till, so that one can be taken back. */
const TABLES: readonly (readonly [name: string, body: string])[] = [
  [
    'cuentas_caja',
    `id_caja INT UNSIGNED NOT NULL PRIMARY KEY,
     cuenta VARCHAR(32) ${TEXT_BIN} NOT NULL,
     host VARCHAR(60) ${TEXT_BIN} NOT NULL,
     creada_en DATETIME NOT NULL,
     UNIQUE KEY uk_cuentas_caja_cuenta (cuenta, host),
     CONSTRAINT fk_cuentas_caja_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja)`,
  ],
];

const ROUTINES = [
  ...['sp_guardar_caja', 'sp_crear_caja', 'sp_actualizar_caja'].map(readSql),
  ...auditTriggers({ table: 'cuentas_caja', key: 'id_caja', columns: 'cuenta host' }),
  view(
    'v_cuentas_caja',
    'SELECT k.id_caja, k.codigo, k.nombre, k.activo, c.cuenta, c.host, c.creada_en FROM cajas k LEFT JOIN cuentas_caja c ON c.id_caja = k.id_caja',
  ),
];

/** Tills beyond the first, made by an admin, and their accounts on the database server. */
export const cajasCuentas = migration(
  '20261126600100_cajas_cuentas',
  async (knex) => {
    await createTables(knex, TABLES);
    await createRoutines(knex, ROUTINES);
  },
  async (knex) => {
    await dropRoutines(knex, ROUTINES);
    await dropTables(knex, TABLES);
  },
);
