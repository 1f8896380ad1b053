import type { Knex } from 'knex';
import type { ReportReader, Reports } from '../../app/ports/reports.ts';
import { posError } from '../../domain/errors.ts';
import type { Report } from '../../domain/report.ts';
import { fail, ok } from '../../domain/result.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { bestSellers, byCut, spanned, WHOLE } from './report-cuts.ts';
import { int, type Row, text, toPrintJob } from './rows.ts';
import {
  sumsColumns,
  toBack,
  toBalance,
  toCardState,
  toRestrictionFact,
  toShiftFacts,
  toStockFacts,
  toStockValue,
  toSums,
} from './rows-reports.ts';

const readerOf = (knex: Knex): ReportReader => ({
  byDay: async (span) => {
    const rows: Row[] = await spanned(
      knex('v_resumen_ventas').where('corte', WHOLE).groupBy('dia_negocio').orderBy('dia_negocio'),
      span,
      'dia_negocio',
      'id_caja',
    ).select('dia_negocio', ...sumsColumns(knex));
    return rows.map((row) => ({ day: text(row.dia_negocio), sums: toSums(row) }));
  },
  by: (cut, span) => byCut(knex, cut, span),
  bestSellers: (span, most) => bestSellers(knex, span, most),
  shifts: async ({ from, to, tillId }) => {
    const query = knex('v_informe_turnos').where((where) =>
      where.whereBetween('dia', [from, to]).orWhereNull('cerrado_en'),
    );
    // The index knows when a shift was closed, not its business day: wide enough for any end of the day.
    query.whereRaw('(cerrado_en IS NULL OR cerrado_en BETWEEN ? AND ? + INTERVAL 2 DAY)', [from, to]);
    query.whereRaw('(cerrado_en IS NOT NULL OR abierto_en < ? + INTERVAL 2 DAY)', [to]);
    if (tillId !== null) query.where('id_caja', tillId);
    const rows: Row[] = await query.orderBy(['caja', 'abierto_en']);
    return rows.map(toShiftFacts);
  },
  lowStock: async () =>
    (
      await knex('v_productos')
        .where({ estado: 'Activo', vende_sin_stock: 0 })
        .whereRaw('stock_actual <= stock_minimo')
        .orderByRaw('stock_actual - stock_minimo, nombre')
    ).map(toStockFacts),
  stockValue: async () =>
    (
      await knex('v_fichas_producto')
        .where({ estado: 'Activo' })
        .groupBy('categoria')
        .orderBy('categoria')
        .select(
          'categoria',
          knex.raw(`COUNT(*) AS productos, CAST(SUM(GREATEST(stock_actual, 0)) AS SIGNED) AS unidades,
            CAST(SUM(GREATEST(stock_actual, 0) * precio_compra) AS SIGNED) AS costo,
            CAST(SUM(GREATEST(stock_actual, 0) * precio_venta) AS SIGNED) AS valor`),
        )
    ).map(toStockValue),
  cardStates: async () =>
    (
      await knex('v_fichas_tarjeta')
        .groupBy('estado')
        .orderByRaw("FIELD(estado, 'Activa', 'Bloqueada', 'Vencida', 'Reemplazada')")
        .select('estado', knex.raw('COUNT(*) AS tarjetas, CAST(SUM(saldo_actual) AS SIGNED) AS saldo'))
    ).map(toCardState),
  balances: async () =>
    (
      await knex('v_fichas_tarjeta')
        .groupBy('id_cliente', 'cliente')
        .havingRaw('SUM(saldo_actual) <> 0')
        .orderByRaw('SUM(saldo_actual) DESC, cliente, id_cliente')
        .select('cliente', knex.raw('COUNT(*) AS tarjetas, CAST(SUM(saldo_actual) AS SIGNED) AS saldo'))
    ).map(toBalance),
  cardAdjustments: async (span) => {
    const [row]: Row[] = await knex('v_informe_ajustes_saldo')
      .whereBetween('dia', [span.from, span.to])
      .select(knex.raw('COUNT(*) AS cuenta, CAST(COALESCE(SUM(monto), 0) AS SIGNED) AS monto'));
    return { count: int(row?.cuenta), amount: int(row?.monto) };
  },
  restrictions: async (span) =>
    (
      await spanned(knex('v_informe_restricciones'), span, 'dia_negocio', 'id_caja')
        .whereRaw('fecha BETWEEN ? AND ? + INTERVAL 2 DAY', [span.from, span.to])
        .orderBy(['fecha', 'numero_venta', 'producto'])
    ).map(toRestrictionFact),
  backs: async (span) => {
    const stored: Row[] = await spanned(knex('v_devoluciones'), span, 'dia_negocio', 'id_caja').orderBy(
      'id_devolucion',
    );
    const older: Row[] = await spanned(
      knex('v_informe_anulaciones'),
      span,
      'dia_negocio',
      'id_caja',
    ).whereRaw('fecha >= ? AND fecha < ? + INTERVAL 1 DAY', [span.from, span.to]);
    return [...older, ...stored].map(toBack).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  },
});

/** Reports read views over the roll-ups, in one transaction that only reads: all of one moment, and nobody waits. */
export const databaseReports = (knex: Knex, open: () => Promise<Knex>): Reports => ({
  read: (use) =>
    guarded(async () => {
      const reader = await open();
      return reader.transaction((trx) => use(readerOf(trx)), { isolationLevel: 'repeatable read' });
    }),
  print: (by, { tillId, report }) =>
    officeCall(
      knex,
      'sp_imprimir_informe',
      by,
      { id_caja: tillId, contenido: JSON.stringify(report) },
      toPrintJob,
    ),
  printed: (id) =>
    guarded(async () => {
      const [row]: Row[] = await knex('v_informes').where('id_informe', id);
      return row
        ? ok(JSON.parse(text(row.contenido)) as Report)
        : fail(posError('INFORME_INEXISTENTE', { informe: id }));
    }),
  mail: (by, { uuid, to, subject, text: words, report }) =>
    officeCall(
      knex,
      'sp_enviar_informe',
      by,
      {
        uuid,
        destinatario: to,
        asunto: subject,
        cuerpo: words,
        contenido: JSON.stringify({ informe: report }),
      },
      (row) => ({ id: int(row.id_notificacion) }),
    ),
  setDayCut: (by, cut) =>
    officeCall(knex, 'sp_actualizar_ajuste', by, { clave: 'corte_dia', valor: cut }, (row) =>
      text(row.valor),
    ),
});
