import type { Knex } from 'knex';
import { migrations } from '../../../migrations/index.ts';
import type { Catalogue, CatalogueChanges, CatalogueMark } from '../../app/ports.ts';
import type { Product } from '../../domain/product.ts';
import { otherSchema, schemaState } from './migrate.ts';
import { guarded } from './query.ts';
import { type Row, text, toProduct } from './rows.ts';

/**
 * A change carries the time at which its statement began, but shows only after its commit. Looking back further
 * than any statement may wait for its locks makes sure that none slips through between two looks.
 */
const LOOK_BACK_SECONDS = 120;
/** More products than this are not remembered: they are rather sent once more. */
const MOST_REMEMBERED = 5_000;

/** Where to look from, and the versions that the last look has already told. */
interface Mark {
  readonly since: string;
  readonly told: readonly (readonly [id: number, version: number])[];
}

const toMark = (since: string, rows: readonly Row[]): CatalogueMark => {
  const told = rows.length > MOST_REMEMBERED ? [] : rows.map((row) => [row.id_producto, row.version]);
  return JSON.stringify({ since, told }) as CatalogueMark;
};

/** Milliseconds that a server may take to say what time it is: after them the line counts as lost, and the screen says so. */
const PULSE_MS = 3_000;

/**
 * The server's clock, in UTC, less the time to look back; as the column is written. The same question shows that the line
 * is there, and that the schema is still the one that this program knows: tills stay open while another machine migrates.
 */
const serverTime = async (knex: Knex): Promise<string> => {
  const [[row]] = await knex
    .raw(
      `SELECT CAST(UTC_TIMESTAMP(3) - INTERVAL ${LOOK_BACK_SECONDS} SECOND AS CHAR) AS desde,
         (SELECT COUNT(*) FROM v_migraciones) AS migraciones`,
    )
    .options({ limitMs: PULSE_MS });
  if (Number(row.migraciones) !== migrations.length) {
    const state = await schemaState(knex);
    if (state !== 'current') throw otherSchema(state);
  }
  return text(row.desde);
};

/** Values of a child table by product. */
const grouped = <T>(rows: readonly Row[], value: (row: Row) => T): ReadonlyMap<number, readonly T[]> => {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const id = Number(row.id_producto);
    const group = groups.get(id);
    if (group) group.push(value(row));
    else groups.set(id, [value(row)]);
  }
  return groups;
};

const assemble = async (knex: Knex, rows: readonly Row[], all: boolean): Promise<readonly Product[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => Number(row.id_producto));
  const children = (view: string): Knex.QueryBuilder =>
    all ? knex(view) : knex(view).whereIn('id_producto', ids);
  const [codes, allergens] = await Promise.all([
    children('v_codigos_barra').orderBy('codigo_barra'),
    children('v_productos_alergenos').orderBy('id_alergeno'),
  ]);
  const barcodesOf = grouped(codes as Row[], (row) => text(row.codigo_barra));
  const allergensOf = grouped(allergens as Row[], (row) => Number(row.id_alergeno));
  return rows.map((row) => {
    const id = Number(row.id_producto);
    return toProduct(row, barcodesOf.get(id) ?? [], allergensOf.get(id) ?? []);
  });
};

/** The catalogue, whole and then by its changes. */
export const databaseCatalogue = (knex: Knex): Catalogue => ({
  load: () =>
    guarded(async (): Promise<CatalogueChanges> => {
      const since = await serverTime(knex);
      const rows: Row[] = await knex('v_productos').orderBy('id_producto');
      const recent = rows.filter((row) => text(row.actualizado_en) >= since);
      return { products: await assemble(knex, rows, true), mark: toMark(since, recent) };
    }),
  changesSince: (mark) =>
    guarded(async (): Promise<CatalogueChanges> => {
      const { since, told } = JSON.parse(mark) as Mark;
      const next = await serverTime(knex);
      const rows: Row[] = await knex('v_productos').where('actualizado_en', '>=', since);
      const versions = new Map(told);
      const changed = rows.filter((row) => versions.get(Number(row.id_producto)) !== Number(row.version));
      return { products: await assemble(knex, changed, false), mark: toMark(next, rows) };
    }),
});
