import Type from 'typebox';
import { EVENTS } from '../../domain/webhook.ts';
import { flag, gs, id, integer, moment, open, orNull, text, uuid } from './schemas.ts';

/* What the reading routes give; the views of the command line, as JSON Schema. */

export const client = open({
  id_cliente: id,
  nombre: text,
  apellido: text,
  documento: orNull(text),
  telefono: orNull(text),
  email: orNull(text),
  activo: flag,
  hijos: integer,
  tarjetas_activas: integer,
  saldo: gs,
});

export const student = open({
  id_hijo: id,
  nombre: text,
  apellido: text,
  grado: orNull(text),
  id_cliente: id,
  cliente: text,
  foto_perfil: orNull(text),
  foto_guardada: flag,
  activo: flag,
});

const cardOfStudent = open({
  id_tarjeta: id,
  nro_tarjeta: text,
  estado: text,
  saldo: gs,
  limite_diario: orNull(gs),
  fecha_vencimiento: orNull(text),
});

const restriction = open({
  id_restriccion: id,
  tipo_restriccion: text,
  descripcion: text,
  severidad: text,
  bloqueante: flag,
  alergenos: Type.Array(text),
  activa: flag,
});

export const wholeStudent = open({
  ...student.properties,
  tarjetas: Type.Array(cardOfStudent),
  restricciones: Type.Array(restriction),
});

export const family = open({
  ...client.properties,
  estudiantes: Type.Array(wholeStudent),
  compras: Type.Array(
    open({ numero: text, fecha: moment, estudiante: orNull(text), total: gs, estado: text }),
  ),
});

export const statement = open({
  nro_tarjeta: text,
  nombre: text,
  desde: text,
  hasta: text,
  saldo_anterior: gs,
  cargado: gs,
  gastado: gs,
  /** Below 0: moved to another card. */
  traspasos: gs,
  saldo_final: gs,
  movimientos: Type.Array(
    open({
      id_movimiento: id,
      fecha: moment,
      tipo: text,
      monto: gs,
      saldo: gs,
      numero_venta: orNull(text),
      medio: orNull(text),
      otra_tarjeta: orNull(text),
      motivo: orNull(text),
      usuario: orNull(text),
    }),
  ),
});

export const topup = open({
  id_recarga: id,
  uuid,
  nro_tarjeta: text,
  nombre: text,
  cliente: text,
  fecha: moment,
  caja: text,
  cajero: text,
  medio: text,
  monto: gs,
  monto_entregado: gs,
  vuelto: gs,
  referencia: orNull(text),
  saldo_anterior: gs,
  saldo: gs,
  repetida: flag,
});

export const saleRow = open({
  id_venta: id,
  numero: text,
  fecha: moment,
  estado: text,
  total: gs,
  unidades: integer,
  cliente: orNull(text),
  estudiante: orNull(text),
  cajero: text,
  medios: text,
  factura: flag,
  devuelto: gs,
});

export const sale = open({
  ...saleRow.properties,
  uuid,
  caja: text,
  documento_cliente: orNull(text),
  nro_tarjeta: orNull(text),
  modo_iva: text,
  subtotal: gs,
  descuento: gs,
  impuesto: gs,
  impuesto_agregado: flag,
  monto_entregado: gs,
  vuelto: gs,
  impuestos: Type.Array(open({ tasa: integer, base: gs, impuesto: gs })),
  lineas: Type.Array(
    open({
      id_producto: id,
      codigo: text,
      nombre: text,
      cantidad: integer,
      precio_unitario: gs,
      descuento_linea: gs,
      subtotal: gs,
      tasa_iva: integer,
      devuelta: integer,
    }),
  ),
  pagos: Type.Array(
    open({ medio: text, monto_entregado: gs, monto_aplicado: gs, vuelto: gs, referencia: orNull(text) }),
  ),
  confirmaciones: Type.Array(
    open({
      producto: text,
      restriccion: text,
      severidad: text,
      bloquea: flag,
      confirmado_por: text,
      autorizado_por: orNull(text),
      motivo: orNull(text),
    }),
  ),
  anulacion: orNull(open({ por: text, fecha: moment, motivo: text })),
});

export const givenBack = open({
  id_devolucion: id,
  uuid,
  tipo: text,
  id_venta: id,
  numero: text,
  caja: text,
  fecha: moment,
  por: text,
  autorizada_por: orNull(text),
  motivo: text,
  total: gs,
  impuesto: gs,
  efectivo: gs,
  nro_tarjeta: orNull(text),
  saldo: orNull(gs),
  repetida: flag,
  lineas: Type.Array(open({ linea: integer, producto: text, cantidad: integer, monto: gs, destino: text })),
  pagos: Type.Array(open({ medio: text, monto: gs })),
});

export const level = open({
  id_producto: id,
  codigo: text,
  nombre: text,
  categoria: text,
  stock_actual: integer,
  stock_minimo: integer,
});

export const movement = open({
  id_movimiento: id,
  fecha: moment,
  id_producto: id,
  codigo: text,
  producto: text,
  tipo: text,
  cantidad: integer,
  anterior: integer,
  nueva: integer,
  venta: orNull(text),
  id_documento: orNull(id),
  documento: orNull(text),
  proveedor: orNull(text),
  persona: orNull(text),
  motivo: orNull(text),
});

export const eventType = Type.Union(EVENTS.map((type) => Type.Literal(type)));

export const subscription = open({
  id_suscripcion: id,
  url: text,
  eventos: Type.Array(text),
  permite_privada: flag,
  estado: text,
  motivo: orNull(text),
  fallas: integer,
  falla_desde: orNull(moment),
  pendientes: integer,
  fallidas: integer,
  creada_por: text,
  creada_en: moment,
});

export const delivery = open({
  id_entrega: id,
  id_evento: uuid,
  tipo: text,
  id_suscripcion: id,
  url: text,
  estado: text,
  intentos: integer,
  proximo_intento: moment,
  estado_http: orNull(integer),
  error: orNull(text),
  creada_en: moment,
  terminada_en: orNull(moment),
});
