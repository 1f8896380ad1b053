import type { Knex } from 'knex';
import type { ReportReader, Reports, Span } from '../../app/ports/reports.ts';
import { posError } from '../../domain/errors.ts';
import type { Report } from '../../domain/report.ts';
import { addSums, type Cut, type CutFacts, type Sums } from '../../domain/report-facts.ts';
import { fail, ok } from '../../domain/result.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { type Piece, piecesOf } from './report-spans.ts';
import { int, type Row, text, textOrNull, toPrintJob } from './rows.ts';
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

/** The cut that sums the whole day; sp_resumir_venta.sql says what the numbers are. */
const WHOLE = 1;
/** What the number of a cut by month has more than that by day. */
const MONTHS = 10;

interface CutSource {
  readonly cut: number;
  /** Its sums are kept by month, too. */
  readonly byMonth?: true;
  /** Where the name of a key comes from, and the column to group by where it is not the key itself. */
  readonly join?: readonly [view: string, id: string];
  readonly key?: string;
  readonly name?: string;
  readonly code?: string;
}

const CUTS: Readonly<Record<Cut, CutSource>> = {
  hour: { cut: 2 },
  cashier: { cut: 3, join: ['v_usuarios', 'id_usuario'], name: 'nombre' },
  method: { cut: 4, join: ['v_medios_pago', 'id_medio'], name: 'nombre', code: 'es_tarjeta_estudiantil' },
  product: {
    cut: 5,
    byMonth: true,
    join: ['v_productos', 'id_producto'],
    name: 'nombre',
    code: 'codigo',
  },
  category: {
    cut: 5,
    byMonth: true,
    join: ['v_productos', 'id_producto'],
    key: 'id_categoria',
    name: 'categoria',
  },
  rate: { cut: 6 },
  client: { cut: 7, byMonth: true, join: ['v_clientes', 'id_cliente'], name: 'cliente' },
};

const spanned = (query: Knex.QueryBuilder, { from, to, tillId }: Span, day: string, till: string) => {
  query.whereBetween(day, [from, to]);
  if (tillId !== null) query.where(till, tillId);
  return query;
};

/** The last business day that has any sums. */
const lastDay = async (knex: Knex): Promise<string | null> => {
  const [row]: Row[] = await knex('v_resumen_ventas').where('corte', WHOLE).max('dia_negocio as ultimo');
  return textOrNull(row?.ultimo);
};

/** The period as it is read: where months are kept, a year is its months and few days. */
const piecesFor = async (
  knex: Knex,
  { byMonth }: CutSource,
  { from, to }: Span,
): Promise<readonly Piece[]> =>
  byMonth ? piecesOf(from, to, await lastDay(knex)) : [{ of: 'days', from, to, sign: 1 }];

/** What keys are called; nobody is asked twice for a name, whatever the days. */
const namesOf = async (
  knex: Knex,
  { join }: CutSource,
  keys: readonly number[],
): Promise<Map<number, Row>> => {
  if (!join || keys.length === 0) return new Map();
  const rows: Row[] = await knex(join[0]).whereIn(join[1], keys);
  return new Map(rows.map((row) => [int(row[join[1]]), row]));
};

/** The server sums what is many, by key; pieces and categories, which are few, are put together here. */
const byCut = async (knex: Knex, cut: Cut, span: Span): Promise<readonly CutFacts[]> => {
  const source = CUTS[cut];
  const read: [key: number, sums: Sums][] = [];
  for (const { of, from, to, sign } of await piecesFor(knex, source, span)) {
    const number = of === 'months' ? source.cut + MONTHS : source.cut;
    const rows: Row[] = await spanned(
      knex('v_resumen_ventas').where('corte', number).groupBy('clave'),
      { ...span, from, to },
      'dia_negocio',
      'id_caja',
    ).select('clave', ...sumsColumns(knex, sign));
    for (const row of rows) read.push([int(row.clave), toSums(row)]);
  }
  const names = await namesOf(knex, source, [...new Set(read.map(([key]) => key))]);
  const facts = new Map<number, CutFacts>();
  for (const [id, sums] of read) {
    const row = names.get(id);
    const key = row && source.key ? int(row[source.key]) : id;
    const known = facts.get(key);
    facts.set(key, {
      key,
      name: row && source.name ? text(row[source.name]) : '',
      code: row && source.code ? text(row[source.code]) : '',
      sums: known ? addSums([known.sums, sums]) : sums,
    });
  }
  return [...facts.values()];
};

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
    const older: Row[] = await spanned(knex('v_informe_anulaciones'), span, 'dia_negocio', 'id_caja');
    return [...older, ...stored].map(toBack).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  },
});

/** Reports read views over the roll-ups, in one transaction that only reads: all of one moment, and nobody waits. */
export const databaseReports = (knex: Knex): Reports => ({
  read: (use) =>
    guarded(() => knex.transaction((trx) => use(readerOf(trx)), { isolationLevel: 'repeatable read' })),
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
