import { readSql } from './read-sql.ts';
import {
  addIndexes,
  createRoutines,
  createTables,
  dropRoutines,
  dropTables,
  migration,
  runAll,
  setChecks,
  view,
} from './steps.ts';

/** A report that is to be printed, as it was when somebody asked for it. */
const TABLES = [
  [
    'informes',
    `id_informe BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     id_caja INT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     fecha DATETIME NOT NULL,
     contenido LONGTEXT NOT NULL,
     CONSTRAINT fk_informes_caja FOREIGN KEY (id_caja) REFERENCES cajas (id_caja),
     CONSTRAINT fk_informes_usuario FOREIGN KEY (id_usuario) REFERENCES usuarios (id_usuario)`,
  ],
] as const;

/** What the lists of a period are found by. */
const INDEXES = [
  ['turnos', 'ix_turnos_cerrado_en', 'cerrado_en'],
  ['confirmaciones_restriccion', 'ix_confirmaciones_restriccion_fecha', 'fecha'],
] as const;

const JOBS = [
  'ticket',
  'factura',
  'reimpresion',
  'anulacion',
  'prueba',
  'recarga',
  'devolucion',
  'lectura_x',
  'cierre_z',
  'mov_caja',
];
const jobs = (kinds: readonly string[]) => ({
  table: 'trabajos_impresion',
  name: 'ck_trabajos_impresion_tipo',
  condition: `tipo IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`,
});

const person = (alias: string): string => `TRIM(CONCAT(${alias}.nombre, ' ', ${alias}.apellido))`;

const VIEWS = [
  view('v_informes', 'SELECT i.id_informe, i.id_caja, i.fecha, i.contenido FROM informes i'),
  view(
    'v_informe_turnos',
    `SELECT t.id_turno, t.id_caja, k.codigo AS caja, u.nombre AS abierto_por, t.abierto_en, t.fondo_inicial,
       t.numero_z, t.cerrado_en, c.nombre AS cerrado_por, t.esperado, t.contado, t.diferencia, t.motivo_diferencia,
       t.resumen, dia_de(t.cerrado_en) AS dia
     FROM turnos t
     JOIN cajas k ON k.id_caja = t.id_caja
     JOIN usuarios u ON u.id_usuario = t.id_usuario
     LEFT JOIN usuarios c ON c.id_usuario = t.cerrado_por`,
  ),
  view(
    'v_informe_ajustes_saldo',
    `SELECT a.id_ajuste, a.monto, dia_de(m.fecha_movimiento) AS dia
     FROM ajustes_saldo a JOIN movimientos_tarjeta m ON m.id_movimiento = a.id_movimiento`,
  ),
  view(
    'v_informe_restricciones',
    `SELECT v.id_venta, v.numero_venta, v.id_caja, v.dia_negocio, ${person('h')} AS hijo, d.nombre AS producto,
       k.tipo_restriccion, k.severidad, k.bloqueante, u.nombre AS confirmada_por, a.nombre AS autorizada_por, k.motivo,
       k.fecha
     FROM confirmaciones_restriccion k
     JOIN ventas v ON v.id_venta = k.id_venta
     JOIN detalles_venta d ON d.id_venta = k.id_venta AND d.id_producto = k.id_producto
     JOIN hijos h ON h.id_hijo = v.id_hijo
     JOIN usuarios u ON u.id_usuario = k.confirmada_por
     LEFT JOIN usuarios a ON a.id_usuario = k.autorizada_por`,
  ),
  view(
    // Sales voided before there were returns.
    'v_informe_anulaciones',
    `SELECT v.id_venta, v.numero_venta, 'Anulacion' AS tipo, v.id_caja, k.codigo AS caja, u.nombre AS usuario,
       a.nombre AS autorizada_por, v.motivo_anulacion AS motivo, v.total, v.anulada_en AS fecha,
       CAST(v.anulada_en AS DATE) AS dia_negocio
     FROM ventas v
     JOIN cajas k ON k.id_caja = v.id_caja
     JOIN usuarios u ON u.id_usuario = v.anulada_por
     LEFT JOIN usuarios a ON a.id_usuario = v.anulacion_autorizada_por
     WHERE v.estado = 'Anulada'
       AND NOT EXISTS (SELECT 1 FROM devoluciones d WHERE d.id_venta = v.id_venta AND d.tipo = 'Anulacion')`,
  ),
];

const ROUTINES = ['sp_imprimir_informe', 'sp_enviar_informe'];

/** What reports read besides the roll-ups, and how they go to paper and to mail. */
export const informes = migration(
  '20261126100300_informes',
  async (knex) => {
    await createTables(knex, TABLES);
    await addIndexes(knex, INDEXES);
    await setChecks(knex, [jobs([...JOBS, 'informe'])]);
    await createRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
  },
  async (knex) => {
    await dropRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql)]);
    await runAll(knex, [`DELETE FROM trabajos_impresion WHERE tipo = 'informe'`]);
    await setChecks(knex, [jobs(JOBS)]);
    await addIndexes(knex, INDEXES, 'drop');
    await dropTables(knex, TABLES);
  },
);
