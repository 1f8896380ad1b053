import { cards } from './20261121110610_devoluciones.ts';
import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration, setChecks } from './steps.ts';

/** A day may end as late as 06:00 of the next one: what is sold in between may belong to either. */
const DAYS = [
  ['ventas', 'ck_ventas_dia_negocio', 'fecha_venta'],
  ['recargas', 'ck_recargas_dia', 'fecha'],
  ['devoluciones', 'ck_devoluciones_dia', 'fecha'],
] as const;

const checks = (condition: (column: string) => string) =>
  DAYS.map(([table, name, column]) => ({ table, name, condition: condition(column) }));

const ROUTINES = [['sp_tablero_2', 'sp_tablero']] as const;

const cardsNow = cards.replace('CAST(ahora_local() AS DATE)', 'dia_de(ahora_local())');

/** When the store's day ends (`corte_dia`): a dance that sells until two in the morning is one day. */
export const diaNegocio = migration(
  '20261126100100_dia_negocio',
  async (knex) => {
    await setChecks(
      knex,
      checks(
        (moment) => `dia_negocio IN (CAST(${moment} AS DATE), CAST(${moment} - INTERVAL 6 HOUR AS DATE))`,
      ),
    );
    await createRoutines(knex, [readSql('dia_de'), cardsNow, ...ROUTINES.map(([file]) => readSql(file))]);
  },
  async (knex) => {
    await createRoutines(knex, [cards, ...ROUTINES.map(([, former]) => readSql(former))]);
    await dropRoutines(knex, [readSql('dia_de')]);
    await setChecks(
      knex,
      checks((moment) => `dia_negocio = CAST(${moment} AS DATE)`),
    );
  },
);
