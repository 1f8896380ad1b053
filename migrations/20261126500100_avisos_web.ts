import { auditTriggers } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, state, view } from './steps.ts';

const TEXT_BIN = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
const UUID = `uuid CHAR(36) ${TEXT_BIN} NOT NULL`;

/** Who is told of what (webhooks), what happened, and what became of telling it. Times are UTC. */
const TABLES = [
  [
    // The secret must be whole: every message is signed with it.
    'suscripciones',
    `id_suscripcion INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     url VARCHAR(500) ${TEXT_BIN} NOT NULL,
     eventos VARCHAR(200) ${TEXT_BIN} NOT NULL,
     secreto VARCHAR(80) ${TEXT_BIN} NOT NULL,
     permite_privada TINYINT(1) NOT NULL DEFAULT 0,
     ${state('suscripciones', 'estado', ['Activa', 'Desactivada', 'Eliminada'], 'Activa')},
     motivo VARCHAR(300) NULL,
     fallas INT UNSIGNED NOT NULL DEFAULT 0,
     falla_desde DATETIME NULL,
     espera_hasta DATETIME(3) NULL,
     creada_por INT UNSIGNED NOT NULL,
     creada_en DATETIME NOT NULL,
     UNIQUE KEY uk_suscripciones_uuid (uuid),
     KEY ix_suscripciones_estado (estado),
     CONSTRAINT fk_suscripciones_creada_por FOREIGN KEY (creada_por) REFERENCES usuarios (id_usuario)`,
  ],
  [
    'eventos',
    `id_evento BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     ${UUID},
     tipo VARCHAR(40) ${TEXT_BIN} NOT NULL,
     id_referencia BIGINT UNSIGNED NULL,
     datos LONGTEXT NOT NULL,
     creado_en DATETIME(3) NOT NULL,
     UNIQUE KEY uk_eventos_uuid (uuid),
     KEY ix_eventos_creado (creado_en)`,
  ],
  [
    // No foreign key to the subscription: it would make tills wait for whoever notes a failure there.
    'entregas',
    `id_entrega BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     id_evento BIGINT UNSIGNED NOT NULL,
     id_suscripcion INT UNSIGNED NOT NULL,
     ${state('entregas', 'estado', ['pendiente', 'entregada', 'fallida'], 'pendiente')},
     intentos INT UNSIGNED NOT NULL DEFAULT 0,
     proximo_intento DATETIME(3) NOT NULL,
     tomada_por CHAR(36) ${TEXT_BIN} NULL,
     estado_http SMALLINT UNSIGNED NULL,
     error VARCHAR(200) NULL,
     creada_en DATETIME(3) NOT NULL,
     terminada_en DATETIME(3) NULL,
     UNIQUE KEY uk_entregas_evento (id_evento, id_suscripcion),
     KEY ix_entregas_turno (id_suscripcion, estado, proximo_intento),
     KEY ix_entregas_estado (estado, terminada_en),
     CONSTRAINT fk_entregas_evento FOREIGN KEY (id_evento) REFERENCES eventos (id_evento)`,
  ],
] as const;

const AUDIT = auditTriggers({
  table: 'suscripciones',
  key: 'id_suscripcion',
  columns: 'url eventos permite_privada estado motivo',
});

const local = (column: string): string =>
  `CONVERT_TZ(${column}, '+00:00', COALESCE((SELECT a.valor FROM ajustes a WHERE a.clave = 'zona_horaria'), '-03:00'))`;

const VIEWS = [
  view(
    'v_suscripciones',
    `SELECT s.id_suscripcion, s.uuid, s.url, s.eventos, s.permite_privada, s.estado, s.motivo, s.fallas,
       ${local('s.falla_desde')} AS falla_desde, u.nombre AS creada_por, ${local('s.creada_en')} AS creada_en,
       (SELECT COUNT(*) FROM entregas e WHERE e.id_suscripcion = s.id_suscripcion AND e.estado = 'pendiente') AS pendientes,
       (SELECT COUNT(*) FROM entregas e WHERE e.id_suscripcion = s.id_suscripcion AND e.estado = 'fallida') AS fallidas
     FROM suscripciones s JOIN usuarios u ON u.id_usuario = s.creada_por
     WHERE s.estado <> 'Eliminada'`,
  ),
  view(
    'v_entregas',
    `SELECT e.id_entrega, e.id_evento, v.uuid, v.tipo, v.id_referencia, e.id_suscripcion, s.url, e.estado, e.intentos,
       ${local('e.proximo_intento')} AS proximo_intento, e.estado_http, e.error, ${local('e.creada_en')} AS creada_en,
       ${local('e.terminada_en')} AS terminada_en
     FROM entregas e
     JOIN eventos v ON v.id_evento = e.id_evento
     JOIN suscripciones s ON s.id_suscripcion = e.id_suscripcion`,
  ),
];

const ROUTINES = [
  'pausa_de_aviso',
  'sp_anotar_evento',
  'sp_crear_suscripcion',
  'sp_estado_suscripcion',
  'sp_probar_suscripcion',
  'sp_tomar_entregas',
  'sp_terminar_entrega',
  'sp_reintentar_entregas',
  'sp_limpiar_eventos',
  'trigger_avisar_venta',
  'trigger_avisar_devolucion',
  'trigger_avisar_stock',
];

export const avisosWeb = migration(
  '20261126500100_avisos_web',
  async (knex) => {
    await createTables(knex, TABLES);
    await createRoutines(knex, [...AUDIT, ...VIEWS, ...ROUTINES.map(readSql)]);
  },
  async (knex) => {
    await dropRoutines(knex, [...AUDIT, ...VIEWS, ...ROUTINES.map(readSql)]);
    await dropTables(knex, TABLES);
  },
);
