import { auditTriggers, guard } from './20260109100900_auditoria.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, view } from './steps.ts';

export const INVOICE_COLUMNS = `f.id_factura, f.tipo, f.id_venta, v.numero_venta, f.id_devolucion, f.id_factura_ref, f.id_caja,
  k.codigo AS caja, t.numero AS timbrado, t.inicio AS timbrado_inicio, f.establecimiento, f.punto, f.numero,
  CONCAT(f.establecimiento, '-', f.punto, '-', LPAD(f.numero, 7, '0')) AS numero_factura, f.codigo_seguridad,
  f.emitida_en, f.total, f.receptor_nombre, f.receptor_documento, f.receptor_email, f.ambiente, f.cdc, f.id_documento,
  f.estado, f.envios, f.fallas, f.proximo_intento, f.codigo_respuesta, f.mensaje_respuesta, f.problema, f.protocolo,
  f.lote, f.modo, f.consultas, f.enviada_en, f.aprobada_en, f.firmada_en,
  f.clave_vigente IS NOT NULL AS vigente, v.estado AS estado_venta,
  (SELECT e.estado FROM eventos_factura e WHERE e.id_factura = f.id_factura AND e.tipo = 'cancelacion'
   ORDER BY e.id_evento DESC LIMIT 1) AS cancelacion`;

export const invoicesView = (columns: string): string =>
  view(
    'v_facturas',
    `SELECT ${columns} FROM facturas f
     JOIN ventas v ON v.id_venta = f.id_venta
     JOIN cajas k ON k.id_caja = f.id_caja
     JOIN timbrados t ON t.id_timbrado = f.id_timbrado`,
  );

export const numberingsView = (kind: string): string =>
  view(
    'v_numeraciones',
    `SELECT n.id_timbrado, t.numero AS timbrado, ${kind}, n.establecimiento, n.punto, n.ultimo_numero
     FROM numeraciones n JOIN timbrados t ON t.id_timbrado = n.id_timbrado`,
  );

const VIEWS = [
  view(
    'v_emisor',
    `SELECT ruc, razon_social, nombre_fantasia, tipo_contribuyente, direccion, numero_casa, departamento,
       nombre_departamento, distrito, nombre_distrito, ciudad, nombre_ciudad, telefono, email, actividades, id_csc, ambiente FROM emisor`,
  ),
  view('v_reloj', 'SELECT ahora_local() AS ahora, UTC_TIMESTAMP(3) AS ahora_utc'),
  view('v_timbrados', 'SELECT id_timbrado, numero, inicio, activo FROM timbrados'),
  view(
    'v_puntos_expedicion',
    `SELECT p.id_caja, k.codigo AS caja, p.establecimiento, p.punto FROM puntos_expedicion p
     JOIN cajas k ON k.id_caja = p.id_caja`,
  ),
  numberingsView('n.tipo'),
  invoicesView(INVOICE_COLUMNS),
  view(
    'v_documentos_factura',
    'SELECT id_documento, id_factura, cdc, xml, qr, contenido, firmado_en FROM documentos_factura',
  ),
  view(
    'v_respuestas_factura',
    'SELECT id_respuesta, id_factura, de, a, codigo, mensaje, problema, lote, fecha FROM respuestas_factura',
  ),
  view(
    'v_eventos_factura',
    `SELECT e.id_evento, e.tipo, e.id_factura, e.tipo_documento, t.numero AS timbrado, e.establecimiento, e.punto, e.desde,
       e.hasta, e.motivo, e.id_usuario, u.nombre AS usuario, e.creado_en, e.estado, e.envios, e.fallas, e.proximo_intento,
       e.codigo_respuesta, e.mensaje_respuesta, e.problema, e.protocolo, e.registrado_en, f.cdc, f.estado AS estado_factura,
       CONCAT(f.establecimiento, '-', f.punto, '-', LPAD(f.numero, 7, '0')) AS numero_factura
     FROM eventos_factura e
     LEFT JOIN timbrados t ON t.id_timbrado = e.id_timbrado
     LEFT JOIN facturas f ON f.id_factura = e.id_factura
     LEFT JOIN usuarios u ON u.id_usuario = e.id_usuario`,
  ),
];

const ROUTINES = [
  'codigo_seguridad',
  'sp_numero_fiscal',
  'sp_insertar_factura',
  'sp_tomar_factura',
  'sp_firmar_factura',
  'sp_guardar_emisor',
  'sp_primer_numero',
  'sp_guardar_puntos',
  'sp_configurar_factura',
  'sp_reenviar_factura',
  'sp_reemitir_factura',
  'sp_tomar_nota',
  'sp_pedir_cancelacion',
  'sp_pedir_inutilizacion',
  'sp_tomar_remitente',
  'sp_dejar_remitente',
  'sp_exigir_remitente',
  'sp_asentar_factura',
  'sp_asentar_facturas',
  'sp_asentar_evento',
];

const CHANGED = [
  {
    table: 'emisor',
    key: 'id_emisor',
    columns:
      'ruc razon_social nombre_fantasia tipo_contribuyente direccion numero_casa departamento distrito ciudad telefono email actividades id_csc ambiente',
  },
  { table: 'timbrados', key: 'id_timbrado', columns: 'numero inicio activo' },
  { table: 'puntos_expedicion', key: 'id_caja', columns: 'id_caja establecimiento punto' },
  {
    table: 'facturas',
    key: 'id_factura',
    columns:
      'tipo id_venta id_devolucion establecimiento punto numero total receptor_documento cdc estado codigo_respuesta',
  },
  {
    table: 'eventos_factura',
    key: 'id_evento',
    columns: 'tipo id_factura establecimiento punto desde hasta motivo estado codigo_respuesta',
  },
];

const TRIGGERS = [
  ...CHANGED.flatMap(auditTriggers),
  ...['documentos_factura', 'respuestas_factura'].flatMap((table) => [
    guard(table, 'UPDATE'),
    guard(table, 'DELETE'),
  ]),
  ...['facturas', 'numeraciones', 'eventos_factura', 'timbrados', 'emisor'].map((table) =>
    guard(table, 'DELETE'),
  ),
  ...['trigger_cuidar_factura', 'trigger_cuidar_numeracion', 'trigger_cuidar_evento_factura'].map(readSql),
];

/** How a number is taken, a signed document kept, and invoicing set up; what people may read of it. */
export const facturas = migration(
  '20261126300100_facturas',
  (knex) => createRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql), ...TRIGGERS]),
  (knex) => dropRoutines(knex, [...VIEWS, ...ROUTINES.map(readSql), ...TRIGGERS]),
);
