import { createRoutines, dropRoutines, migration } from './steps.ts';

/** What the audit keeps of each table: never a secret, never what a ledger already tells (stock, balance, number). */
export const AUDITED = [
  {
    table: 'usuarios',
    key: 'id_usuario',
    columns: 'usuario nombre email rol estado',
    secrets: 'contrasena pin',
  },
  { table: 'categorias', key: 'id_categoria', columns: 'nombre descripcion estado' },
  {
    table: 'productos',
    key: 'id_producto',
    columns:
      'id_categoria codigo nombre descripcion precio_compra precio_venta tasa_iva stock_minimo vende_sin_stock frecuente estado',
  },
  {
    table: 'clientes',
    key: 'id_cliente',
    columns: 'nombre apellido email telefono documento tipo_cliente estado',
  },
  {
    table: 'hijos',
    key: 'id_hijo',
    columns: 'id_cliente_responsable nombre apellido grado foto_perfil activo',
  },
  {
    table: 'tarjetas',
    key: 'id_tarjeta',
    columns: 'nro_tarjeta id_hijo limite_diario estado fecha_vencimiento',
  },
  {
    table: 'restricciones_hijos',
    key: 'id_restriccion',
    columns: 'id_hijo tipo_restriccion descripcion severidad bloqueante activo',
  },
  { table: 'cajas', key: 'id_caja', columns: 'codigo nombre activo' },
  {
    table: 'medios_pago',
    key: 'id_medio',
    columns: 'codigo nombre activo permite_factura es_efectivo pide_referencia es_tarjeta_estudiantil orden',
  },
  { table: 'ajustes', key: 'clave', columns: 'clave valor' },
  {
    table: 'ventas',
    key: 'id_venta',
    columns:
      'numero_venta id_caja id_usuario id_tarjeta total metodo_pago estado anulada_por motivo_anulacion',
  },
] as const;

type Audited = { table: string; key: string; columns: string; secrets?: string };

const EVENTS = [
  { action: 'alta', event: 'INSERT', before: false, after: true },
  { action: 'cambio', event: 'UPDATE', before: true, after: true },
  { action: 'baja', event: 'DELETE', before: true, after: false },
] as const;

const json = (row: 'OLD' | 'NEW', columns: readonly string[]): string =>
  `JSON_OBJECT(${columns.map((column) => `'${column}', ${row}.${column}`).join(', ')})`;

/** A changed secret is told by its name only. */
const changed = ({ secrets = '' }: Audited): string =>
  secrets
    .split(' ')
    .filter(Boolean)
    .map((secret) => `, '${secret}_cambiado', NOT (OLD.${secret} <=> NEW.${secret})`)
    .join('');

/** Triggers that write a table's changes into the audit; a later migration adds its own tables with them. */
export const auditTriggers = (audited: Audited): string[] =>
  EVENTS.map(({ action, event, before, after }) => {
    const columns = audited.columns.split(' ');
    const watched = [...columns, ...(audited.secrets?.split(' ') ?? [])];
    const row = after ? 'NEW' : 'OLD';
    const now = json('NEW', columns);
    const values = [
      // UTC: reading the store's offset would make every trigger open one more table.
      'UTC_TIMESTAMP(3)',
      '@pos_usuario',
      'USER()',
      `'${audited.table}'`,
      `${row}.${audited.key}`,
      `'${action}'`,
      before ? json('OLD', columns) : 'NULL',
      event === 'UPDATE' ? now.replace(/\)$/, `${changed(audited)})`) : after ? now : 'NULL',
    ];
    const insert = `INSERT INTO auditoria (fecha_utc, id_usuario, cuenta, tabla, id_registro, accion, antes, despues) VALUES (${values.join(', ')})`;
    const same = watched.map((column) => `OLD.${column} <=> NEW.${column}`).join(' AND ');
    const body = event === 'UPDATE' ? `IF NOT (${same}) THEN ${insert}; END IF` : insert;
    return `CREATE TRIGGER auditar_${audited.table}_${action} AFTER ${event} ON ${audited.table} FOR EACH ROW ${body}`;
  });

/** Records that are written once. `ventas` may change once, into a void one (trigger_cuidar_venta). */
const WRITTEN_ONCE = [
  'auditoria',
  'movimientos_inventario',
  'movimientos_tarjeta',
  'detalles_venta',
  'impuestos_venta',
  'pagos_venta',
  'confirmaciones_restriccion',
];

/** A trigger that refuses to change or delete what is written once. */
export const guard = (table: string, event: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER guardar_${table}_${event.toLowerCase()} BEFORE ${event} ON ${table} FOR EACH ROW ` +
  `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|tabla=${table}'`;

const triggers = (): readonly string[] => [
  ...AUDITED.flatMap(auditTriggers),
  ...WRITTEN_ONCE.flatMap((table) => [guard(table, 'UPDATE'), guard(table, 'DELETE')]),
  guard('ventas', 'DELETE'),
];

/** Audit triggers differ only in their columns: they are written from the table above instead of by hand. */
export const auditoria = migration(
  '20260109100900_auditoria',
  (knex) => createRoutines(knex, triggers()),
  (knex) => dropRoutines(knex, triggers()),
);
