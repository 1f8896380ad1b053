import { addIndexes, migration } from './steps.ts';

const FORMER = [['ventas', 'ix_ventas_estado', 'estado']] as const;
const INDEXES = [['ventas', 'ix_ventas_estado_anulada', 'estado, anulada_en']] as const;

/** Voided sales are found by their day: by their state alone each look at a month read those of all years. */
export const ventasAnuladas = migration(
  '20261126920000_ventas_anuladas',
  async (knex) => {
    await addIndexes(knex, INDEXES);
    await addIndexes(knex, FORMER, 'drop');
  },
  async (knex) => {
    await addIndexes(knex, FORMER);
    await addIndexes(knex, INDEXES, 'drop');
  },
);
