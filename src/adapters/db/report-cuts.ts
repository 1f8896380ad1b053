import type { Knex } from 'knex';
import type { Span } from '../../app/ports/reports.ts';
import { daysBetween } from '../../domain/business-time.ts';
import { addSums, type Cut, type CutFacts, type Sums } from '../../domain/report-facts.ts';
import { type Piece, piecesOf } from './report-spans.ts';
import { int, type Row, text, textOrNull } from './rows.ts';
import { sumsColumns, toSums } from './rows-reports.ts';

/** The cut that sums the whole day; sp_resumir_venta.sql says what the numbers are. */
export const WHOLE = 1;
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

export const spanned = (query: Knex.QueryBuilder, { from, to, tillId }: Span, day: string, till: string) => {
  query.whereBetween(day, [from, to]);
  if (tillId !== null) query.where(till, tillId);
  return query;
};

/** The last business day that has any sums. */
const lastDay = async (knex: Knex): Promise<string | null> => {
  const [row]: Row[] = await knex('v_resumen_ventas').where('corte', WHOLE).max('dia_negocio as ultimo');
  return textOrNull(row?.ultimo);
};

/** A shorter period is read by its days without asking how far the months reach. */
const FEW_DAYS = 7;

/** The period as it is read: where months are kept, a year is its months and few days. */
const piecesFor = async (
  knex: Knex,
  { byMonth }: CutSource,
  { from, to }: Span,
): Promise<readonly Piece[]> =>
  byMonth && daysBetween(from, to) >= FEW_DAYS
    ? piecesOf(from, to, await lastDay(knex))
    : [{ of: 'days', from, to, sign: 1 }];

/** What keys are called; nobody is asked twice for a name, whatever the days. */
const namesOf = async (
  knex: Knex,
  { join, key, name, code }: CutSource,
  keys: readonly number[],
): Promise<Map<number, Row>> => {
  if (!join || keys.length === 0) return new Map();
  const columns = [join[1], key, name, code].filter((column) => column !== undefined);
  const rows: Row[] = await knex(join[0]).whereIn(join[1], keys).select(columns);
  return new Map(rows.map((row) => [int(row[join[1]]), row]));
};

/** Sums of a cut by key; what is many is summed in the server. */
const sumsByKey = (knex: Knex, cut: number, span: Span, sign?: 1 | -1): Knex.QueryBuilder =>
  spanned(
    knex('v_resumen_ventas').where('corte', cut).groupBy('clave'),
    span,
    'dia_negocio',
    'id_caja',
  ).select('clave', ...sumsColumns(knex, sign));

type Summed = readonly [key: number, sums: Sums];
const toSummed = (row: Row): Summed => [int(row.clave), toSums(row)];

/** The same with their names. Categories are the sums of their products. */
const named = async (
  knex: Knex,
  source: CutSource,
  read: readonly Summed[],
): Promise<readonly CutFacts[]> => {
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

export const byCut = async (knex: Knex, cut: Cut, span: Span): Promise<readonly CutFacts[]> => {
  const source = CUTS[cut];
  const read: Summed[] = [];
  for (const { of, from, to, sign } of await piecesFor(knex, source, span)) {
    const number = of === 'months' ? source.cut + MONTHS : source.cut;
    const rows: Row[] = await sumsByKey(knex, number, { ...span, from, to }, sign);
    read.push(...rows.map(toSummed));
  }
  return named(knex, source, read);
};

/** Sorted in the server, so that a sheet of ten lines does not carry the whole catalogue. */
export const bestSellers = async (knex: Knex, span: Span, most: number): Promise<readonly CutFacts[]> => {
  const sold = 'SUM(unidades - unidades_vueltas)';
  const rows: Row[] = await sumsByKey(knex, CUTS.product.cut, span)
    .havingRaw(`${sold} > 0`)
    .orderByRaw(`${sold} DESC, SUM(monto - anulado - devuelto) DESC, clave`)
    .limit(most);
  return named(knex, CUTS.product, rows.map(toSummed));
};
