import { auditTriggers } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import {
  addColumns,
  createRoutines,
  createTables,
  dropRoutines,
  dropTables,
  migration,
  state,
  view,
} from './steps.ts';

const TEXT_BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Other systems that may come in: of a token only its SHA-256 is kept, and its first letters to tell it by. */
const TABLES = [
  [
    'integraciones',
    `id_integracion INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     nombre VARCHAR(60) NOT NULL,
     token_hash CHAR(64) ${TEXT_BIN} NOT NULL,
     inicio VARCHAR(12) ${TEXT_BIN} NOT NULL,
     ambitos VARCHAR(400) ${TEXT_BIN} NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_caja INT UNSIGNED NULL,
     ${state('integraciones', 'estado', ['Activa', 'Revocada'], 'Activa')},
     creada_por INT UNSIGNED NOT NULL,
     creada_en DATETIME NOT NULL,
     vence_en DATETIME NOT NULL,
     ultimo_uso DATETIME NULL,
     UNIQUE KEY uk_integraciones_nombre (nombre),
     UNIQUE KEY uk_integraciones_token (token_hash),
     CONSTRAINT fk_integraciones_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario),
     CONSTRAINT fk_integraciones_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja)`,
  ],
] as const;

/** A session that a token opened ends with the token. */
const COLUMNS = [['sesiones', 'id_integracion', 'INT UNSIGNED NULL']] as const;

const TRIGGERS = auditTriggers({
  table: 'integraciones',
  key: 'id_integracion',
  columns: 'nombre ambitos id_usuario id_caja estado vence_en',
});

const local = (column: string): string =>
  `CONVERT_TZ(i.${column}, '+00:00', COALESCE((SELECT a.valor FROM ajustes a WHERE a.clave = 'zona_horaria'), '-03:00'))`;

const VIEWS = [
  view(
    'v_integraciones',
    `SELECT i.id_integracion, i.nombre, i.inicio, i.ambitos, i.id_usuario, u.usuario, u.rol, u.estado AS estado_usuario,
       i.id_caja, k.codigo AS caja, i.estado, i.vence_en <= UTC_TIMESTAMP() AS vencida,
       ${local('creada_en')} AS creada_en, c.nombre AS creada_por, ${local('vence_en')} AS vence_en,
       ${local('ultimo_uso')} AS ultimo_uso
     FROM integraciones i
     JOIN usuarios u ON u.id_usuario = i.id_usuario
     JOIN usuarios c ON c.id_usuario = i.creada_por
     LEFT JOIN cajas k ON k.id_caja = i.id_caja`,
  ),
];

const ROUTINES = ['sp_crear_integracion', 'sp_revocar_integracion', 'sp_ingresar_integracion'];

export const integraciones = migration(
  '20261126500000_integraciones',
  async (knex) => {
    await createTables(knex, TABLES);
    await addColumns(knex, COLUMNS);
    await createRoutines(knex, [...TRIGGERS, ...VIEWS, ...ROUTINES.map(readSql)]);
  },
  async (knex) => {
    await dropRoutines(knex, [...TRIGGERS, ...VIEWS, ...ROUTINES.map(readSql)]);
    await addColumns(knex, COLUMNS, 'drop');
    await dropTables(knex, TABLES);
  },
);
