import type { Knex } from 'knex';
import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, runAll, view } from './steps.ts';

/**
 * Sums of the sales of a business day and till, by several cuts; `sql/sp_resumir_venta.sql` says which. The sale's own
 * transaction keeps them, under the till's row: a report of a year costs its days, and no till waits for another.
 * Days stand behind the cut, so that a report reads one stretch of the key. The cuts of many rows a day, by product and by
 * client, are kept by month, too.
 */
const TABLES = [
  [
    'resumen_ventas',
    `corte TINYINT UNSIGNED NOT NULL,
     dia_negocio DATE NOT NULL,
     id_caja INT UNSIGNED NOT NULL,
     clave INT UNSIGNED NOT NULL,
     ventas INT NOT NULL DEFAULT 0,
     unidades INT NOT NULL DEFAULT 0,
     monto BIGINT NOT NULL DEFAULT 0,
     descuento BIGINT NOT NULL DEFAULT 0,
     impuesto BIGINT NOT NULL DEFAULT 0,
     anulaciones INT NOT NULL DEFAULT 0,
     anulado BIGINT NOT NULL DEFAULT 0,
     devoluciones INT NOT NULL DEFAULT 0,
     devuelto BIGINT NOT NULL DEFAULT 0,
     unidades_vueltas INT NOT NULL DEFAULT 0,
     impuesto_vuelto BIGINT NOT NULL DEFAULT 0,
     recargas INT NOT NULL DEFAULT 0,
     recargado BIGINT NOT NULL DEFAULT 0,
     PRIMARY KEY (corte, dia_negocio, id_caja, clave)`,
  ],
] as const;

const ADDED = [
  'sp_resumir_venta',
  'sp_resumir_devolucion',
  'sp_resumir_recarga',
  'sp_calcular_resumen',
  'sp_rehacer_resumen',
  'sp_revisar_resumen',
];

const REPLACED = [
  ['sp_hacer_devolucion_2', 'sp_hacer_devolucion'],
  ['sp_recargar_tarjeta_2', 'sp_recargar_tarjeta'],
] as const;

const VIEWS = [
  view(
    'v_resumen_ventas',
    `SELECT r.corte, r.dia_negocio, r.id_caja, r.clave, r.ventas, r.unidades, r.monto, r.descuento, r.impuesto,
       r.anulaciones, r.anulado, r.devoluciones, r.devuelto, r.unidades_vueltas, r.impuesto_vuelto, r.recargas,
       r.recargado
     FROM resumen_ventas r`,
  ),
];

export const resumenVentas = migration(
  '20261126100200_resumen_ventas',
  async (knex) => {
    await createTables(knex, TABLES);
    await createRoutines(knex, [...VIEWS, ...ADDED.map(readSql), ...REPLACED.map(([file]) => readSql(file))]);
  },
  async (knex) => {
    await createRoutines(
      knex,
      REPLACED.map(([, former]) => readSql(former)),
    );
    await dropRoutines(knex, [...VIEWS, ...ADDED.map(readSql)]);
    await dropTables(knex, TABLES);
  },
);

const iso = (day: Date): string => day.toISOString().slice(0, 10);

/** The business days of the history, month by month, so that neither memory nor tills feel a step; empty without any. */
export const historySteps = async (knex: Knex): Promise<readonly (readonly [from: string, to: string])[]> => {
  const [[row]] = await knex.raw(
    `SELECT DATE_FORMAT(MIN(x.d), '%Y-%m-%d') AS primera, DATE_FORMAT(MAX(x.d), '%Y-%m-%d') AS ultima FROM (
       SELECT MIN(dia_negocio) AS d FROM ventas UNION ALL SELECT MAX(dia_negocio) FROM ventas
       UNION ALL SELECT MIN(dia_negocio) FROM recargas UNION ALL SELECT MAX(dia_negocio) FROM recargas
       UNION ALL SELECT MAX(dia_negocio) FROM devoluciones
       UNION ALL SELECT CAST(MAX(anulada_en) AS DATE) FROM ventas WHERE estado = 'Anulada'
       UNION ALL SELECT MIN(dia_negocio) FROM resumen_ventas WHERE corte = 1
       UNION ALL SELECT MAX(dia_negocio) FROM resumen_ventas WHERE corte = 1) x`,
  );
  if (!row?.primera || !row.ultima) return [];
  const steps: [string, string][] = [];
  const last = new Date(`${row.ultima}T00:00:00Z`);
  for (const from = new Date(`${row.primera}T00:00:00Z`); from <= last; ) {
    const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
    const end = new Date(next.getTime() - 86_400_000);
    steps.push([iso(from), iso(end < last ? end : last)]);
    from.setTime(next.getTime());
  }
  return steps;
};

/** Makes the roll-ups of the whole history anew. */
export const rebuildRollUps = async (
  knex: Knex,
  progress: (done: number, total: number) => void = () => {},
): Promise<void> => {
  const steps = await historySteps(knex);
  for (const [at, [from, to]] of steps.entries()) {
    await knex.raw('CALL sp_rehacer_resumen(?, ?)', [from, to]);
    progress(at + 1, steps.length);
  }
};

/** What was sold before there were roll-ups; after the last routine that sells without them. */
export const resumenInicial = migration(
  '20261126900100_resumen_inicial',
  (knex) => rebuildRollUps(knex),
  (knex) => runAll(knex, ['DELETE FROM resumen_ventas']),
);
