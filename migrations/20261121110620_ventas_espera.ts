import { readSql } from './read-sql.ts';
import { addColumns, createRoutines, dropRoutines, migration, view } from './steps.ts';

/**
 * Whose it is when there is no card; where a parked sale was taken back, and the identity of that taking: asked again, it
 * is answered again.
 */
const COLUMNS: readonly (readonly [string, string, string])[] = [
  ['ventas_espera', 'id_hijo', 'INT UNSIGNED NULL'],
  ['ventas_espera', 'uuid_cierre', 'CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL'],
  ['ventas_espera', 'id_caja_cierre', 'INT UNSIGNED NULL'],
];

const VIEWS = [
  view(
    'v_ventas_espera',
    `SELECT e.id_espera, e.uuid, e.id_caja, k.codigo AS caja, e.id_usuario, u.nombre AS usuario, t.nro_tarjeta, e.id_hijo,
       TRIM(CONCAT(h.nombre, ' ', h.apellido)) AS hijo, e.nota, e.contenido, e.total, e.unidades, e.estado, e.creada_en,
       e.cerrada_en, c.nombre AS cerrada_por, x.codigo AS caja_cierre,
       e.cerrada_en > ahora_local() - INTERVAL 1 DAY AS reciente
     FROM ventas_espera e
     JOIN cajas k ON k.id_caja = e.id_caja
     JOIN usuarios u ON u.id_usuario = e.id_usuario
     LEFT JOIN tarjetas t ON t.id_tarjeta = e.id_tarjeta
     LEFT JOIN hijos h ON h.id_hijo = COALESCE(t.id_hijo, e.id_hijo)
     LEFT JOIN usuarios c ON c.id_usuario = e.cerrada_por
     LEFT JOIN cajas x ON x.id_caja = e.id_caja_cierre`,
  ),
];

const ROUTINES = [
  'sp_estacionar_venta',
  'sp_cerrar_espera',
  'sp_recuperar_venta',
  'sp_descartar_venta_espera',
];

/** Sales that are put aside and taken back on any till. */
export const ventasEspera = migration(
  '20261121110620_ventas_espera',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await createRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
  },
  async (knex) => {
    await dropRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
    await addColumns(knex, COLUMNS, 'drop');
  },
);
