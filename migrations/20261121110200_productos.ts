import { readSql } from './read-sql.ts';
import { addColumns, createRoutines, dropRoutines, migration, runAll } from './steps.ts';

const COLUMNS: readonly (readonly [table: string, column: string, definition: string])[] = [
  ['productos', 'edicion', 'INT UNSIGNED NOT NULL DEFAULT 1'],
  ['alergenos', 'propio', 'TINYINT(1) NOT NULL DEFAULT 0'],
];

/** Those of EU 1169/2011 have the ids of the seeds; whatever else is there, a store has added. */
const EU_ALLERGENS = 14;

const ROUTINES = [
  'campo_entero',
  'campo_texto',
  'sp_ocupar_catalogo',
  'sp_validar_producto',
  'sp_validar_referencias_producto',
  'sp_guardar_partes_producto',
  'sp_limitar_precio',
  'sp_crear_producto',
  'sp_actualizar_producto',
  'sp_estado_producto',
  'sp_guardar_categoria',
  'sp_crear_categoria',
  'sp_actualizar_categoria',
  'sp_guardar_alergeno',
  'sp_crear_alergeno',
  'sp_actualizar_alergeno',
  'sp_quitar_alergeno',
];

/** The catalogue is edited: products with their codes and allergens, categories, allergens of the store's own. */
export const productos = migration(
  '20261121110200_productos',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await runAll(knex, [`UPDATE alergenos SET propio = 1 WHERE id_alergeno > ${EU_ALLERGENS}`]);
    await createRoutines(knex, [...ROUTINES, 'trigger_cuidar_producto_2'].map(readSql));
  },
  async (knex) => {
    await createRoutines(knex, [readSql('trigger_cuidar_producto')]);
    await dropRoutines(knex, ROUTINES.map(readSql));
    await addColumns(knex, COLUMNS, 'drop');
  },
);
