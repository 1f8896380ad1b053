import { readSql } from './read-sql.ts';
import { createRoutines, dropRoutines, migration } from './steps.ts';

/** Routines of the sale in their second form, each with the one to go back to. */
const REPLACED = [
  ['sp_validar_restricciones_2', 'sp_validar_restricciones'],
  ['sp_guardar_confirmaciones_2', 'sp_guardar_confirmaciones'],
  ['sp_venta_repetida_2', 'sp_venta_repetida'],
  ['sp_registrar_venta_2', 'sp_registrar_venta'],
] as const;

const ADDED = ['gastado_en_dia', 'sp_validar_descuento'];

/**
 * A sale knows its shift, and its student also without a card; discounts have limits; who allows what a role may not is
 * proven.
 */
export const ventaSegunda = migration(
  '20261121110600_venta_segunda',
  (knex) => createRoutines(knex, [...ADDED, ...REPLACED.map(([file]) => file)].map(readSql)),
  async (knex) => {
    await createRoutines(
      knex,
      REPLACED.map(([, former]) => readSql(former)),
    );
    await dropRoutines(knex, ADDED.map(readSql));
  },
);
