import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TILL_ROUTINES } from '../../src/adapters/db/accounts.ts';
import { refusalOf } from '../../src/adapters/db/errors.ts';
import { call } from '../../src/adapters/db/query.ts';
import { may, type Permission } from '../../src/domain/permissions.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { saleOf } from '../support/sale-documents.ts';

/**
 * What needs no session: selling, proving who one is, printing, reading, and what signs and sends invoices,
 * mails and messages to other systems.
 */
const OPEN = new Set([
  'sp_registrar_venta',
  'sp_credencial',
  'sp_ingresar',
  'sp_sesion',
  'sp_cerrar_sesion',
  'sp_imprimir_prueba',
  'sp_decidir_trabajo',
  'sp_trabajos_recuperar',
  'sp_trabajo_tomar',
  'sp_trabajo_terminar',
  'sp_consultar_stock',
  'sp_leer_turno',
  'sp_tablero',
  'sp_firmar_factura',
  'sp_tomar_remitente',
  'sp_dejar_remitente',
  'sp_asentar_facturas',
  'sp_asentar_evento',
  'sp_avisos_preparar',
  'sp_correos_tomar',
  'sp_correo_terminar',
  'sp_correo_reintentar',
  'sp_correos_limpiar',
  'sp_anunciar_caja',
  'sp_despedir_caja',
  'sp_ingresar_integracion',
  'sp_tomar_entregas',
  'sp_terminar_entrega',
  'sp_limpiar_eventos',
]);

const SEAL = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'a'.repeat(64)}`;
const LINE = { linea: 1, id_producto: 5, cantidad: 1, costo_unitario: 1 };

/** Has everything that any routine asks for, so that its form is never what is refused. */
const WHOLE = {
  id_caja: 1,
  id_tarjeta: 2,
  id_medio: 1,
  id_hijo: 1,
  id_cliente: 1,
  id_producto: 5,
  id_categoria: 1,
  id_alergeno: 1,
  id_documento: 1,
  id_usuario: 1,
  id_restriccion: 1,
  id_importacion: 1,
  id_venta: 1,
  id_turno: 1,
  id_espera: 1,
  id_referencia: 1,
  id_recarga: 1,
  id_devolucion: 1,
  nro_tarjeta: '55501',
  monto: 1_000,
  total: 5_000,
  fondo: 0,
  contado: 0,
  cantidad: 1,
  modo: 'fija',
  motivo: 'prueba',
  nota: '',
  contenido: { descuento: 0, lineas: [LINE] },
  lineas: [LINE],
  nombre: 'Prueba',
  email: 'prueba@escuela.example',
  usuario: 'prueba',
  rol: 'admin',
  clase: 'pin',
  prueba: 'a'.repeat(64),
  contrasena: SEAL,
  permiso: 'sale.void',
  referencia: '1',
  estado: 'Inactivo',
  codigo: 'PRUEBA',
  precio_compra: 0,
  precio_venta: 500,
  tasa_iva: 10,
  stock_minimo: 0,
  vende_sin_stock: 1,
  codigos_barra: [],
  alergenos: [1],
  edicion: 1,
  descuento_maximo: 100,
  cambio_precio_maximo: 1000,
  clave: 'exige_turno',
  valor: '0',
  archivo: 'prueba.csv',
  huella: 'x',
  filas: [],
  severidad: 'Leve',
  ancho: 1,
  alto: 1,
  pixeles: 'AAAA',
  imagen: Buffer.from('89504E470D0A1A0A', 'hex').toString('base64'),
  papel: 'recarga',
  id_factura: 1,
  establecimiento: '001',
  punto: '001',
  desde: 1,
  hasta: 1,
};
const TYPES: Readonly<Record<string, string>> = {
  sp_mover_caja: 'Salida',
  sp_reimprimir_papel: 'recarga',
};

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await call(db.till, 'sp_registrar_venta', [JSON.stringify(saleOf())]);
});
afterAll(() => db.close());

const attempt = async (routine: string, session?: string): Promise<string> => {
  const document = { ...WHOLE, uuid: randomUUID(), tipo: TYPES[routine] ?? 'Productos', sesion: session };
  try {
    await call(db.till, routine, [JSON.stringify(document)]);
    return 'OK';
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.code === 'PERMISO_DENEGADO' ? `${refusal.code} ${refusal.params.permiso}` : refusal.code;
  }
};
const guarded = TILL_ROUTINES.filter((routine) => !OPEN.has(routine));

it.each(guarded)('%s asks for a session that is one', async (routine) => {
  expect(await attempt(routine)).toBe('SESION_REQUERIDA');
  expect(await attempt(routine, 'A'.repeat(43))).toBe('SESION_REQUERIDA');
  expect(await attempt(routine, "' OR 1=1 -- ")).toBe('SESION_REQUERIDA');
});

it('no routine does for a cashier what the table of permissions denies', async () => {
  const { session } = await actorOf(db.owner, 'cajero');
  const denied: Record<string, string> = {};
  for (const routine of guarded) {
    const answer = await attempt(routine, session);
    if (answer.startsWith('PERMISO_DENEGADO')) denied[routine] = answer.split(' ')[1] ?? '';
  }
  for (const permission of Object.values(denied)) expect(may('cajero', permission as Permission)).toBe(false);
  expect(guarded.filter((routine) => !(routine in denied))).toEqual([
    'sp_estacionar_venta',
    'sp_recuperar_venta',
    'sp_descartar_venta_espera',
    'sp_aprobar',
    'sp_cambiar_clave',
    'sp_reimprimir_papel',
    'sp_abrir_conteo',
    'sp_contar',
    'sp_descartar_conteo',
    'sp_abrir_turno',
    'sp_mover_caja',
    'sp_imprimir_lectura',
    'sp_cerrar_turno',
    'sp_reimprimir_cierre',
    'sp_recargar_tarjeta',
    'sp_bloquear_tarjeta',
    // The credit note of a return that was allowed (invoice.undo).
    'sp_tomar_nota',
  ]);
});
