import { auditTriggers } from './20260109100900_auditoria.ts';
import {
  addColumns,
  createRoutines,
  createTables,
  dropRoutines,
  dropTables,
  migration,
  runAll,
  setChecks,
} from './steps.ts';

const BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

const TABLES: readonly (readonly [name: string, body: string])[] = [
  [
    // What is told by mail, and how. `hora`: gathered once a day; NULL: at once. `umbral`: guaraníes, times or minutes, as
    // the kind has it. `destinatarios`: NULL means the usual readers, see sp_avisar.
    'avisos',
    `tipo VARCHAR(30) NOT NULL PRIMARY KEY,
     clase VARCHAR(12) NOT NULL,
     orden TINYINT UNSIGNED NOT NULL,
     activo TINYINT(1) NOT NULL,
     hora CHAR(5) NULL,
     umbral BIGINT NULL,
     destinatarios VARCHAR(1000) NULL,
     CONSTRAINT ck_avisos_clase CHECK (clase IN ('gerente', 'cliente', 'diario')),
     CONSTRAINT ck_avisos_hora CHECK (hora REGEXP '^([01][0-9]|2[0-3]):[0-5][0-9]$')`,
  ],
  [
    // When a gathering was last made. The row without a name lets one sender at a time make them.
    'avisos_hechos',
    `marca VARCHAR(40) ${BIN} NOT NULL PRIMARY KEY,
     hecho_en DATETIME NOT NULL`,
  ],
];

const COLUMNS: readonly (readonly [table: string, column: string, definition: string])[] = [
  ['notificaciones_correo', 'datos', 'LONGTEXT NULL'],
  ['notificaciones_correo', 'semilla', `CHAR(32) ${BIN} NULL`],
  ['notificaciones_correo', 'reserva', `CHAR(36) ${BIN} NULL`],
  ['notificaciones_correo', 'reserva_hasta', 'DATETIME(3) NULL'],
  ['notificaciones_correo', 'id_resumen', 'BIGINT UNSIGNED NULL'],
];

const states = (...values: readonly string[]) => ({
  table: 'notificaciones_correo',
  name: 'ck_notificaciones_correo_estado',
  condition: `estado IN (${values.map((value) => `'${value}'`).join(', ')})`,
});
const BEFORE = ['pendiente', 'enviando', 'enviada', 'fallida'];

/** Kind, who reads it, on, hour, limit. */
const KINDS: readonly (readonly [
  string,
  'gerente' | 'cliente' | 'diario',
  0 | 1,
  string | null,
  number | null,
])[] = [
  ['venta', 'gerente', 1, null, null],
  ['resumen_diario', 'diario', 1, '19:00', null],
  ['stock_bajo', 'gerente', 1, null, null],
  ['diferencia_turno', 'gerente', 1, null, 10_000],
  ['ingresos_fallidos', 'gerente', 1, null, 5],
  ['impresion_detenida', 'gerente', 1, null, 10],
  ['factura_rechazada', 'gerente', 1, null, null],
  ['restriccion', 'cliente', 1, null, null],
  ['recarga', 'cliente', 1, null, null],
  ['saldo_bajo', 'cliente', 1, null, 20_000],
  ['factura', 'cliente', 0, null, null],
];

const sql = (value: string | number | null): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value}'`;

const rows = KINDS.map(
  ([kind, reader, on, hour, limit], i) => `(${[kind, reader, i, on, hour, limit].map(sql).join(', ')})`,
).join(', ');

const AUDIT = auditTriggers({
  table: 'avisos',
  key: 'tipo',
  columns: 'tipo activo hora umbral destinatarios',
});

/** The queue of mail learns to be sent by several, and what is told becomes a setting. */
export const avisosTablas = migration(
  '20261126200100_avisos_tablas',
  async (knex) => {
    await createTables(knex, TABLES);
    await addColumns(knex, COLUMNS);
    await setChecks(knex, [states(...BEFORE, 'retenida', 'agrupada')]);
    await runAll(knex, [
      `INSERT INTO avisos (tipo, clase, orden, activo, hora, umbral) VALUES ${rows} ON DUPLICATE KEY UPDATE tipo = avisos.tipo`,
      `INSERT INTO avisos_hechos (marca, hecho_en) VALUES ('', '2000-01-01') ON DUPLICATE KEY UPDATE hecho_en = hecho_en`,
      // Times of the queue are UTC, and each row that waits has one: the index gives the oldest.
      `UPDATE notificaciones_correo SET proximo_intento = UTC_TIMESTAMP() WHERE proximo_intento IS NULL AND enviada = 0`,
    ]);
    await createRoutines(knex, AUDIT);
  },
  async (knex) => {
    await dropRoutines(knex, AUDIT);
    await runAll(knex, [`DELETE FROM notificaciones_correo WHERE estado IN ('retenida', 'agrupada')`]);
    await setChecks(knex, [states(...BEFORE)]);
    await addColumns(knex, COLUMNS, 'drop');
    await dropTables(knex, TABLES);
  },
);
