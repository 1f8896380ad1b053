import Type, { type TProperties, type TSchema } from 'typebox';

/*
 * What requests and answers look like, as JSON Schema: requests are checked by it, and the published contract is made of
 * it. Answers may gain keys, so theirs are open.
 */

/** A request's object: a key that it does not know could be a misspelt one that matters. */
export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
export const open = <P extends TProperties>(properties: P) => Type.Object(properties);

/** Null is said by `type`, as JSON Schema 2020-12 has it. */
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

export const id = Type.Integer({ minimum: 1, maximum: 999_999_999_999_999 });
export const small = Type.Integer({ minimum: 1, maximum: 999_999_999 });
export const gs = Type.Integer({ description: 'Whole guaraníes.' });
export const amount = Type.Integer({
  minimum: 0,
  maximum: 999_999_999_999,
  description: 'Whole guaraníes.',
});
export const text = Type.String();
/** Text of a request: no control characters, no halves of letters. */
export const typed = (maxLength: number) =>
  Type.String({ maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
export const flag = Type.Boolean();
export const integer = Type.Integer();
export const uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
});
export const day = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  description: 'ISO day of the store, e.g. 2026-11-26.',
});
export const moment = Type.String({ description: 'Of the store: YYYY-MM-DD HH:MM:SS.' });
export const cardNumber = Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' });

/** Rows of a page unless asked otherwise, and the most. */
export const PAGE = { usual: 50, most: 200 } as const;
export const paging = {
  limite: Type.Optional(
    Type.Integer({ minimum: 1, maximum: PAGE.most, description: `Rows; ${PAGE.usual} unless told.` }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description: '`siguiente` of the page before.' }),
  ),
};
export const search = Type.Optional(typed(100));
export const page = (row: TSchema) => open({ datos: Type.Array(row), siguiente: orNull(text) });

export const product = open({
  id_producto: id,
  codigo: text,
  codigos_barra: Type.Array(text),
  nombre: text,
  id_categoria: id,
  categoria: text,
  precio_venta: gs,
  tasa_iva: integer,
  stock_actual: integer,
  stock_minimo: integer,
  vende_sin_stock: flag,
  activo: flag,
  alergenos: Type.Array(text),
});

/** The client's own words for a product in a cart. */
export const found = open({
  id: id,
  codigo: text,
  nombre: text,
  precio: gs,
  stock: integer,
  categoria: text,
  alergenos: Type.Array(text),
});

/** Exactly the client's document. */
export const card = Type.Object(
  {
    id_hijo: id,
    nombre: text,
    saldo: gs,
    grado: orNull(text),
    cliente: text,
    nro_tarjeta: text,
    foto_perfil: orNull(text),
    restricciones: Type.Array(open({ tipo_restriccion: text, descripcion: text, severidad: text })),
  },
  { additionalProperties: false },
);

/** `SaleDocument` of src/domain/sale.ts, with `codigo` and `medio` for those who know no ids. */
export const saleDocument = closed({
  uuid: Type.Optional(uuid),
  id_caja: Type.Optional(small),
  id_usuario: Type.Optional(small),
  nro_tarjeta: Type.Optional(orNull(cardNumber)),
  id_hijo: Type.Optional(orNull(small)),
  factura: Type.Optional(flag),
  descuento: Type.Optional(amount),
  lineas: Type.Array(
    closed({
      id_producto: Type.Optional(small),
      codigo: Type.Optional(typed(40)),
      cantidad: Type.Integer(),
      precio_unitario: Type.Optional(amount),
      descuento_linea: Type.Optional(amount),
    }),
    { minItems: 1, maxItems: 500 },
  ),
  pagos: Type.Array(
    closed({
      id_medio: Type.Optional(small),
      medio: Type.Optional(typed(40)),
      monto_entregado: Type.Optional(amount),
      monto_aplicado: Type.Optional(amount),
      referencia: Type.Optional(orNull(typed(60))),
    }),
    { maxItems: 50 },
  ),
  confirmaciones: Type.Optional(
    Type.Array(
      closed({
        id_producto: small,
        id_restriccion: small,
        id_aprobacion: Type.Optional(orNull(small)),
        motivo: Type.Optional(orNull(typed(300))),
      }),
      { maxItems: 500 },
    ),
  ),
  observacion: Type.Optional(orNull(typed(500))),
});

export const registered = open({
  id_venta: id,
  uuid,
  numero: text,
  fecha: moment,
  total: gs,
  vuelto: gs,
  saldo: orNull(gs),
  repetida: flag,
  factura: orNull(open({ numero: text, cdc: orNull(text), estado: text, problema: orNull(text) })),
});
