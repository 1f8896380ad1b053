import type { Knex } from 'knex';
import { readSql } from './read-sql.ts';
import {
  addColumns,
  createRoutines,
  createTables,
  dropRoutines,
  dropTables,
  migration,
  runAll,
  view,
} from './steps.ts';

const UUID = 'CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Sent once, whatever happens to the answer: the document's UUID is kept with what it led to. */
const COLUMNS = [
  ['turnos', 'uuid_apertura', `${UUID} NULL UNIQUE`],
  ['turnos', 'uuid_cierre', `${UUID} NULL UNIQUE`],
] as const;

/** X readings as they were read: their paper is printed from here. */
const TABLES = [
  [
    'lecturas_turno',
    `id_lectura BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     id_turno INT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     fecha DATETIME NOT NULL,
     resumen LONGTEXT NOT NULL,
     KEY ix_lecturas_turno_turno (id_turno),
     CONSTRAINT fk_lecturas_turno_turno FOREIGN KEY (id_turno) REFERENCES turnos (id_turno),
     CONSTRAINT fk_lecturas_turno_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario)`,
  ],
] as const;

const Z_KEY = 'uk_turnos_numero_z';

/** Two closings of a till never have one number. */
const zKey = async (knex: Knex, change: 'add' | 'drop'): Promise<void> => {
  const [found] = await knex.raw(
    `SELECT 1 FROM information_schema.STATISTICS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'turnos' AND INDEX_NAME = ?`,
    [Z_KEY],
  );
  if (found.length > 0 === (change === 'add')) return;
  const what = change === 'add' ? `ADD UNIQUE KEY ${Z_KEY} (id_caja, numero_z)` : `DROP KEY ${Z_KEY}`;
  await runAll(knex, [`ALTER TABLE turnos ${what}`]);
};

const VIEWS = [
  view(
    'v_turnos',
    `SELECT t.id_turno, t.id_caja, k.codigo AS caja, t.estado, t.id_usuario, u.nombre AS abierto_por, t.abierto_en,
       t.fondo_inicial, t.numero_z, t.cerrado_en, c.nombre AS cerrado_por, t.esperado, t.contado, t.diferencia,
       t.motivo_diferencia, t.resumen
     FROM turnos t
     JOIN cajas k ON k.id_caja = t.id_caja
     JOIN usuarios u ON u.id_usuario = t.id_usuario
     LEFT JOIN usuarios c ON c.id_usuario = t.cerrado_por`,
  ),
  view('v_conteos_turno', 'SELECT id_turno, denominacion, cantidad FROM conteos_turno'),
  view(
    'v_movimientos_caja',
    `SELECT m.id_movimiento, m.uuid, m.id_turno, t.id_caja, k.codigo AS caja, m.id_usuario, u.nombre AS usuario,
       m.tipo, m.monto, m.motivo, m.fecha
     FROM movimientos_caja m
     JOIN turnos t ON t.id_turno = m.id_turno
     JOIN cajas k ON k.id_caja = t.id_caja
     JOIN usuarios u ON u.id_usuario = m.id_usuario`,
  ),
  view(
    'v_lecturas_turno',
    `SELECT l.id_lectura, l.id_turno, t.id_caja, k.codigo AS caja, t.estado, t.id_usuario, a.nombre AS abierto_por,
       t.abierto_en, t.fondo_inicial, l.fecha AS leido_en, u.nombre AS leido_por, l.resumen
     FROM lecturas_turno l
     JOIN turnos t ON t.id_turno = l.id_turno
     JOIN cajas k ON k.id_caja = t.id_caja
     JOIN usuarios a ON a.id_usuario = t.id_usuario
     JOIN usuarios u ON u.id_usuario = l.id_usuario`,
  ),
  view(
    'v_turnos_esperas',
    `SELECT e.id_espera, e.id_caja, e.nota, e.total, e.unidades, e.creada_en
     FROM ventas_espera e WHERE e.estado = 'Abierta'`,
  ),
];

const ROUTINES = [
  'entero_de',
  'sp_resumen_turno',
  'sp_abrir_turno',
  'sp_mover_caja',
  'sp_leer_turno',
  'sp_imprimir_lectura',
  'sp_cerrar_turno',
  'sp_reimprimir_cierre',
  'sp_actualizar_ajuste',
  'trigger_cuidar_turno',
  'trigger_conteo_en_turno_abierto',
  'trigger_movimiento_en_turno_abierto',
];

/** Shifts: the money in a till's drawer from its opening to its closing. */
export const turnos = migration(
  '20261121110500_turnos',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await zKey(knex, 'add');
    await createTables(knex, TABLES);
    await createRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
  },
  async (knex) => {
    await dropRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
    await dropTables(knex, TABLES);
    await zKey(knex, 'drop');
    await addColumns(knex, COLUMNS, 'drop');
  },
);
