import type { Knex } from 'knex';
import type { ParkedSales, UnparkRequest } from '../../app/ports/parked.ts';
import type { ActedBy } from '../../app/ports.ts';
import type { PosError } from '../../domain/errors.ts';
import type { ParkedLine, ParkedSale, ParkedState } from '../../domain/parked.ts';
import { fail, type Result } from '../../domain/result.ts';
import { withParams } from './errors.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { int, intOrNull, money, type Row, text, textOrNull } from './rows.ts';

/** More than any store parks; what is beyond it waits until others were taken back. */
const MOST_LISTED = 500;

const toParkedLine = (line: Row): ParkedLine => ({
  productId: int(line.id_producto),
  name: text(line.nombre),
  quantity: int(line.cantidad),
  price: money(line.precio_unitario ?? 0),
  discount: money(line.descuento_linea ?? 0),
  percent: intOrNull(line.porcentaje),
});

const toParkedSale = (row: Row): ParkedSale => {
  const contents = JSON.parse(text(row.contenido)) as {
    descuento: unknown;
    porcentaje: unknown;
    lineas: Row[];
  };
  return {
    id: int(row.id_espera),
    till: text(row.caja),
    by: text(row.usuario),
    cardNumber: textOrNull(row.nro_tarjeta),
    studentId: intOrNull(row.id_hijo),
    student: textOrNull(row.hijo),
    note: text(row.nota),
    total: money(row.total),
    units: int(row.unidades),
    state: text(row.estado) as ParkedState,
    parkedAt: text(row.creada_en),
    ended:
      row.cerrada_en === null
        ? null
        : { at: text(row.cerrada_en), by: text(row.cerrada_por), till: text(row.caja_cierre) },
    discount: money(contents.descuento),
    percent: intOrNull(contents.porcentaje),
    lines: contents.lineas.map(toParkedLine),
  };
};

/** Who was quicker, and where. */
const told = async (knex: Knex, error: PosError): Promise<PosError> => {
  if (error.code !== 'ESPERA_CERRADA') return error;
  const [row]: Row[] = await knex('v_ventas_espera').where('id_espera', Number(error.params.id_espera));
  return withParams(error, { usuario: text(row?.cerrada_por), caja: text(row?.caja_cierre) });
};

const end = async (
  knex: Knex,
  routine: string,
  by: ActedBy,
  { uuid, id, tillId }: UnparkRequest,
): Promise<Result<ParkedSale>> => {
  const body = { uuid, id_espera: id, id_caja: tillId };
  const ended = await officeCall(knex, routine, by, body, toParkedSale);
  return ended.ok ? ended : fail(await guarded(() => told(knex, ended.error)));
};

export const databaseParkedSales = (knex: Knex): ParkedSales => ({
  park: (by, { uuid, tillId, cart, cardNumber, studentId, note, total }) =>
    officeCall(
      knex,
      'sp_estacionar_venta',
      by,
      {
        uuid,
        id_caja: tillId,
        nro_tarjeta: cardNumber,
        id_hijo: studentId ?? null,
        nota: note,
        total,
        contenido: {
          descuento: cart.discount,
          porcentaje: cart.percent ?? null,
          lineas: cart.lines.map((line) => ({
            id_producto: line.productId,
            nombre: line.name,
            cantidad: line.quantity,
            precio_unitario: line.price,
            descuento_linea: line.discount,
            porcentaje: line.percent ?? null,
          })),
        },
      },
      toParkedSale,
    ),
  recall: (by, request) => end(knex, 'sp_recuperar_venta', by, request),
  discard: (by, request) => end(knex, 'sp_descartar_venta_espera', by, request),
  list: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_ventas_espera')
        .where('estado', 'Abierta')
        .orderBy('id_espera')
        .limit(MOST_LISTED);
      return rows.map(toParkedSale);
    }),
  recovered: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_ventas_espera')
        .where({ estado: 'Recuperada', reciente: 1 })
        .orderBy('cerrada_en', 'desc')
        .limit(MOST_LISTED);
      return rows.map(toParkedSale);
    }),
  count: () =>
    guarded(async () => {
      const [row] = await knex('v_ventas_espera').where('estado', 'Abierta').count({ n: '*' });
      return Number(row?.n ?? 0);
    }),
});
