import { AUDITED, auditTriggers, guard } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import {
  addColumns,
  createRoutines,
  createTables,
  dropRoutines,
  dropTables,
  migration,
  view,
} from './steps.ts';

const COLUMNS: readonly (readonly [table: string, column: string, definition: string])[] = [
  // Why the card is in its state; which card came after it. A card is replaced once.
  ['tarjetas', 'motivo_estado', 'VARCHAR(300) NULL'],
  ['tarjetas', 'id_reemplazo', 'INT UNSIGNED NULL, ADD UNIQUE KEY uk_tarjetas_id_reemplazo (id_reemplazo)'],
];

const TABLES: readonly (readonly [name: string, body: string])[] = [
  [
    // Corrections of a balance: what makes sending one again harmless, and who approved it.
    'ajustes_saldo',
    `id_ajuste BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     uuid CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
     id_tarjeta INT UNSIGNED NOT NULL,
     id_movimiento BIGINT UNSIGNED NOT NULL,
     id_usuario INT UNSIGNED NOT NULL,
     id_aprobacion BIGINT UNSIGNED NULL,
     monto BIGINT NOT NULL,
     UNIQUE KEY uk_ajustes_saldo_uuid (uuid),
     UNIQUE KEY uk_ajustes_saldo_movimiento (id_movimiento),
     CONSTRAINT fk_ajustes_saldo_tarjeta FOREIGN KEY (id_tarjeta) REFERENCES tarjetas (id_tarjeta),
     CONSTRAINT fk_ajustes_saldo_movimiento FOREIGN KEY (id_movimiento) REFERENCES movimientos_tarjeta (id_movimiento)`,
  ],
];

const person = (alias: string): string => `TRIM(CONCAT(${alias}.nombre, ' ', ${alias}.apellido))`;

const VIEWS = [
  view(
    'v_fichas_tarjeta',
    `SELECT t.id_tarjeta, t.nro_tarjeta, t.saldo_actual, t.limite_diario, t.estado, t.fecha_vencimiento,
       t.motivo_estado, n.nro_tarjeta AS reemplazada_por, v.nro_tarjeta AS reemplaza_a, t.id_hijo,
       ${person('h')} AS hijo, h.grado, h.activo AS hijo_activo, c.id_cliente, ${person('c')} AS cliente,
       c.estado AS estado_cliente
     FROM tarjetas t
     JOIN hijos h ON h.id_hijo = t.id_hijo
     JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
     LEFT JOIN tarjetas n ON n.id_tarjeta = t.id_reemplazo
     LEFT JOIN tarjetas v ON v.id_reemplazo = t.id_tarjeta`,
  ),
  view(
    'v_recargas',
    `SELECT r.id_recarga, r.uuid, r.id_tarjeta, t.nro_tarjeta, ${person('h')} AS hijo, ${person('c')} AS cliente,
       r.id_caja, k.codigo AS caja, r.id_turno, u.nombre AS usuario, r.id_medio, m.nombre AS medio, m.es_efectivo,
       r.monto, r.monto_entregado, r.vuelto, r.referencia, r.saldo_anterior, r.saldo_nuevo, r.fecha, r.dia_negocio
     FROM recargas r
     JOIN tarjetas t ON t.id_tarjeta = r.id_tarjeta
     JOIN hijos h ON h.id_hijo = t.id_hijo
     JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
     JOIN cajas k ON k.id_caja = r.id_caja
     JOIN usuarios u ON u.id_usuario = r.id_usuario
     JOIN medios_pago m ON m.id_medio = r.id_medio`,
  ),
  view(
    'v_movimientos_tarjeta',
    `SELECT m.id_movimiento, m.id_tarjeta, m.tipo_movimiento, m.monto, m.saldo_nuevo, m.motivo, m.fecha_movimiento,
       u.nombre AS usuario, v.numero_venta, p.nombre AS medio,
       CASE WHEN m.tipo_movimiento <> 'Traspaso' THEN NULL WHEN m.monto < 0 THEN n.nro_tarjeta ELSE a.nro_tarjeta END
         AS otra_tarjeta
     FROM movimientos_tarjeta m
     JOIN tarjetas t ON t.id_tarjeta = m.id_tarjeta
     LEFT JOIN usuarios u ON u.id_usuario = m.id_usuario
     LEFT JOIN ventas v ON v.id_venta = m.id_venta
     LEFT JOIN recargas r ON r.id_movimiento = m.id_movimiento
     LEFT JOIN medios_pago p ON p.id_medio = r.id_medio
     LEFT JOIN tarjetas n ON n.id_tarjeta = t.id_reemplazo
     LEFT JOIN tarjetas a ON a.id_reemplazo = t.id_tarjeta`,
  ),
  view(
    'v_estudiantes_activos',
    `SELECT h.id_hijo, ${person('h')} AS hijo, h.grado, ${person('c')} AS cliente,
       (SELECT MAX(t.nro_tarjeta) FROM tarjetas t WHERE t.id_hijo = h.id_hijo AND t.estado = 'Activa') AS nro_tarjeta
     FROM hijos h JOIN clientes c ON c.id_cliente = h.id_cliente_responsable
     WHERE h.activo = 1 AND c.estado = 'Activo'`,
  ),
];

const ROUTINES = [
  'campo_fecha',
  'campo_uuid',
  'campo_motivo',
  'sp_numero_de_tarjeta',
  'sp_crear_tarjeta',
  'sp_recargar_tarjeta',
  'sp_estado_tarjeta',
  'sp_bloquear_tarjeta',
  'sp_desbloquear_tarjeta',
  'sp_actualizar_tarjeta',
  'sp_reemplazar_tarjeta',
];

/** A card's reason and successor are audited with it. */
const CARDS = AUDITED.filter(({ table }) => table === 'tarjetas');
const CARDS_NOW = CARDS.map((audited) => ({
  ...audited,
  columns: `${audited.columns} motivo_estado id_reemplazo`,
}));
const GUARDS = [guard('ajustes_saldo', 'UPDATE'), guard('ajustes_saldo', 'DELETE')];

/** What is done with cards besides selling: issue, top-up, block, replace, correct. */
export const tarjetas = migration(
  '20261121110400_tarjetas',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await createTables(knex, TABLES);
    await createRoutines(knex, [
      ...VIEWS,
      ...ROUTINES.map(readSql),
      ...GUARDS,
      ...CARDS_NOW.flatMap(auditTriggers),
      readSql('sp_actualizar_saldo_2'),
    ]);
  },
  async (knex) => {
    await createRoutines(knex, [readSql('sp_actualizar_saldo'), ...CARDS.flatMap(auditTriggers)]);
    await dropRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql), ...GUARDS]);
    await dropTables(knex, TABLES);
    await addColumns(knex, COLUMNS, 'drop');
  },
);
