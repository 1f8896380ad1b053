import { AUDITED, auditTriggers, guard } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, view } from './steps.ts';

/** What the audit keeps of the back office's tables: of a photo never the picture, of a parked sale never the cart. */
const CHANGED = [
  {
    table: 'turnos',
    key: 'id_turno',
    columns:
      'id_caja id_usuario estado fondo_inicial numero_z cerrado_por esperado contado diferencia motivo_diferencia',
  },
  { table: 'limites_rol', key: 'rol', columns: 'rol descuento_maximo cambio_precio_maximo' },
  { table: 'permisos', key: 'permiso', columns: 'permiso rol' },
  {
    table: 'aprobaciones',
    key: 'id_aprobacion',
    columns: 'permiso referencia id_solicitante id_aprobador motivo usada_para',
  },
  {
    table: 'documentos_stock',
    key: 'id_documento',
    columns: 'tipo estado proveedor documento motivo id_usuario id_aprobacion',
  },
  {
    table: 'ventas_espera',
    key: 'id_espera',
    columns: 'id_caja id_usuario id_tarjeta nota total unidades estado cerrada_por',
  },
  { table: 'fotos_hijos', key: 'id_hijo', columns: 'ancho alto tipo_imagen actualizada_en' },
  { table: 'alergenos', key: 'id_alergeno', columns: 'codigo nombre' },
  { table: 'codigos_barra', key: 'id_producto', columns: 'id_producto codigo_barra' },
  { table: 'productos_alergenos', key: 'id_producto', columns: 'id_producto id_alergeno' },
  { table: 'restricciones_alergenos', key: 'id_restriccion', columns: 'id_restriccion id_alergeno' },
];

/** Written once: the audit tells only that they came. */
const ADDED = [
  { table: 'movimientos_caja', key: 'id_movimiento', columns: 'id_turno id_usuario tipo monto motivo' },
  {
    table: 'recargas',
    key: 'id_recarga',
    columns: 'id_tarjeta id_caja id_turno id_usuario id_medio monto referencia saldo_anterior saldo_nuevo',
  },
  {
    table: 'ajustes_saldo',
    key: 'id_ajuste',
    columns: 'id_tarjeta id_movimiento id_usuario id_aprobacion monto',
  },
  {
    table: 'devoluciones',
    key: 'id_devolucion',
    columns: 'id_venta tipo id_caja id_turno id_usuario id_aprobacion motivo subtotal impuesto total',
  },
];

/** `usuarios` has learnt that a secret must be changed at the next sign-in. */
const USERS = AUDITED.filter(({ table }) => table === 'usuarios');
const USERS_NOW = USERS.map((audited) => ({ ...audited, columns: `${audited.columns} debe_cambiar` }));

const WRITTEN_ONCE = [
  'movimientos_caja',
  'conteos_turno',
  'lecturas_turno',
  'recargas',
  'devoluciones',
  'detalles_devolucion',
  'pagos_devolucion',
  'impuestos_devolucion',
];
/** These change in one way only, which a trigger of their own watches over; none is ever deleted. */
const NEVER_DELETED = ['turnos', 'aprobaciones', 'documentos_stock', 'ventas_espera'];

const triggers = (): readonly string[] => [
  ...CHANGED.flatMap(auditTriggers),
  ...ADDED.flatMap(auditTriggers).filter((trigger) => / AFTER INSERT /.test(trigger)),
  ...WRITTEN_ONCE.flatMap((table) => [guard(table, 'UPDATE'), guard(table, 'DELETE')]),
  ...NEVER_DELETED.map((table) => guard(table, 'DELETE')),
  ...['trigger_cuidar_documento', 'trigger_cuidar_espera'].map(readSql),
];

const VIEWS = [
  view(
    'v_auditoria',
    `SELECT a.id_auditoria, CONVERT_TZ(a.fecha_utc, '+00:00', COALESCE(
         (SELECT j.valor FROM ajustes j WHERE j.clave = 'zona_horaria'), '-03:00')) AS fecha,
       a.fecha_utc, a.id_usuario, u.usuario, u.nombre AS persona, a.cuenta, a.tabla, a.id_registro, a.accion,
       a.antes, a.despues
     FROM auditoria a LEFT JOIN usuarios u ON u.id_usuario = a.id_usuario`,
  ),
  view(
    'v_aprobaciones',
    `SELECT a.id_aprobacion, a.permiso, a.referencia, a.id_solicitante, s.nombre AS solicitante, a.id_aprobador,
       p.nombre AS aprobador, a.motivo, a.creada_en, a.usada_en, a.usada_para
     FROM aprobaciones a
     JOIN usuarios s ON s.id_usuario = a.id_solicitante
     JOIN usuarios p ON p.id_usuario = a.id_aprobador`,
  ),
];

/** The audit of the back office, what is written once in it, and what people may read of both. */
export const oficinaAuditoria = migration(
  '20261121110590_oficina_auditoria',
  (knex) => createRoutines(knex, [...triggers(), ...USERS_NOW.flatMap(auditTriggers), ...VIEWS]),
  async (knex) => {
    await dropRoutines(knex, [...triggers(), ...VIEWS]);
    await createRoutines(knex, USERS.flatMap(auditTriggers));
  },
);
