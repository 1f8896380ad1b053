import type { Knex } from 'knex';
import type { Imports } from '../../app/ports/imports.ts';
import { writeRestrictions } from '../../domain/import-families.ts';
import type { Severity } from '../../domain/student.ts';
import { guarded } from './query.ts';
import { flag, type Row, text } from './rows.ts';

/** Rows that are held at once. */
const PAGE = 5_000;

/** All rows of a view in the order of an id, a page at a time. */
async function* pages(knex: Knex, view: string, id: string): AsyncGenerator<readonly Row[]> {
  for (let after = 0; ; ) {
    const from = after;
    const rows: Row[] = await guarded(() => knex(view).where(id, '>', from).orderBy(id).limit(PAGE));
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.[id]);
  }
}

/** Values by the id that they belong to. */
const gathered = (
  rows: readonly Row[],
  id: string,
  value: (row: Row) => string,
): ReadonlyMap<number, string[]> => {
  const groups = new Map<number, string[]>();
  for (const row of rows) {
    const group = groups.get(Number(row[id]));
    if (group) group.push(value(row));
    else groups.set(Number(row[id]), [value(row)]);
  }
  return groups;
};

const yesNo = (value: unknown): string => (flag(value) ? 'si' : 'no');

const allergenCodes = async (knex: Knex): Promise<ReadonlyMap<number, string>> => {
  const rows: Row[] = await guarded(() => knex('v_alergenos'));
  return new Map(rows.map((row) => [Number(row.id_alergeno), text(row.codigo)]));
};

export async function* exportedProducts(knex: Knex): ReturnType<Imports['records']> {
  const codes = await allergenCodes(knex);
  for await (const rows of pages(knex, 'v_fichas_producto', 'id_producto')) {
    const range = [rows[0]?.id_producto, rows.at(-1)?.id_producto] as [number, number];
    const children = (view: string): Promise<Row[]> =>
      guarded(() => knex(view).whereBetween('id_producto', range));
    const [barcodes, allergens] = await Promise.all([
      children('v_codigos_barra'),
      children('v_productos_alergenos'),
    ]);
    const barcodesOf = gathered(barcodes, 'id_producto', (row) => text(row.codigo_barra));
    const allergensOf = gathered(allergens, 'id_producto', (row) => codes.get(Number(row.id_alergeno)) ?? '');
    yield rows.map((row) => {
      const id = Number(row.id_producto);
      return {
        codigo: text(row.codigo),
        codigos_barra: (barcodesOf.get(id) ?? [])
          .filter((code) => code !== row.codigo)
          .sort()
          .join(' '),
        nombre: text(row.nombre),
        descripcion: text(row.descripcion),
        categoria: text(row.categoria),
        precio_compra: text(row.precio_compra),
        precio_venta: text(row.precio_venta),
        tasa_iva: text(row.tasa_iva),
        stock_minimo: text(row.stock_minimo),
        vende_sin_stock: yesNo(row.vende_sin_stock),
        frecuente: text(row.frecuente),
        alergenos: (allergensOf.get(id) ?? []).sort().join(' '),
        activo: row.estado === 'Activo' ? 'si' : 'no',
      };
    });
  }
}

export async function* exportedStock(knex: Knex): ReturnType<Imports['records']> {
  for await (const rows of pages(knex, 'v_fichas_producto', 'id_producto'))
    yield rows.map((row) => ({
      codigo: text(row.codigo),
      nombre: text(row.nombre),
      cantidad: text(row.stock_actual),
      costo: text(row.precio_compra),
    }));
}

/** Restrictions of each student, as a cell says them. */
const restrictionCells = async (knex: Knex): Promise<ReadonlyMap<number, string>> => {
  const [codes, restrictions, concerned] = await Promise.all([
    allergenCodes(knex),
    guarded(() => knex('v_restricciones').orderBy('id_restriccion')) as Promise<Row[]>,
    guarded(() => knex('v_restricciones_alergenos')) as Promise<Row[]>,
  ]);
  const allergensOf = gathered(
    concerned,
    'id_restriccion',
    (row) => codes.get(Number(row.id_alergeno)) ?? '',
  );
  const cells = gathered(restrictions, 'id_hijo', (row) =>
    writeRestrictions([
      {
        kind: text(row.tipo_restriccion),
        severity: text(row.severidad) as Severity,
        blocks: flag(row.bloqueante),
        allergens: (allergensOf.get(Number(row.id_restriccion)) ?? []).sort(),
        description: text(row.descripcion),
      },
    ]),
  );
  return new Map([...cells].map(([id, each]) => [id, each.join('; ')]));
};

const studentRecords = (student: Row, cards: readonly Row[], restrictions: string) => {
  const who = {
    estudiante_nombre: text(student.nombre),
    estudiante_apellido: text(student.apellido),
    grado: text(student.grado),
  };
  if (cards.length === 0) return [{ ...who, restricciones: restrictions }];
  return cards.map((card, at) => ({
    ...who,
    nro_tarjeta: text(card.nro_tarjeta),
    limite_diario: text(card.limite_diario),
    fecha_vencimiento: text(card.fecha_vencimiento),
    // Told once: a second row would be a second telling.
    restricciones: at === 0 ? restrictions : '',
  }));
};

/** Active clients with their active students and the cards that are not replaced: a line each. */
export async function* exportedFamilies(knex: Knex): ReturnType<Imports['records']> {
  const restrictions = await restrictionCells(knex);
  const all = async (view: string, id: string): Promise<ReadonlyMap<number, Row[]>> => {
    const rows: Row[] = await guarded(() => knex(view));
    const groups = new Map<number, Row[]>();
    for (const row of rows) groups.set(Number(row[id]), [...(groups.get(Number(row[id])) ?? []), row]);
    return groups;
  };
  const [studentsOf, cardsOf] = await Promise.all([
    all('v_hijos', 'id_cliente'),
    all('v_tarjetas', 'id_hijo'),
  ]);
  for await (const clients of pages(knex, 'v_clientes', 'id_cliente'))
    yield clients
      .filter((client) => client.estado === 'Activo')
      .flatMap((client) => {
        const who = {
          documento: text(client.documento),
          nombre: text(client.nombre),
          apellido: text(client.apellido),
          email: text(client.email),
          telefono: text(client.telefono),
        };
        const students = (studentsOf.get(Number(client.id_cliente)) ?? []).filter((one) => flag(one.activo));
        if (students.length === 0) return [who];
        return students.flatMap((student) => {
          const cards = (cardsOf.get(Number(student.id_hijo)) ?? []).filter(
            (card) => card.estado !== 'Reemplazada',
          );
          const cell = restrictions.get(Number(student.id_hijo)) ?? '';
          return studentRecords(student, cards, cell).map((record) => ({ ...who, ...record }));
        });
      });
}
