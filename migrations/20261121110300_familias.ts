import { readSql } from './read-sql.ts';
import { addColumns, createRoutines, dropRoutines, migration } from './steps.ts';

/** What was sent once is made once: an answer that was lost must not leave a twin behind. */
const COLUMNS = ['clientes', 'hijos'].map(
  (table) =>
    [
      table,
      'uuid_alta',
      `CHAR(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL, ADD UNIQUE KEY uk_${table}_uuid_alta (uuid_alta)`,
    ] as const,
);

const ROUTINES = [
  'valor_de',
  'texto_de',
  'id_de',
  'digito_ruc',
  'sp_revisar_texto',
  'sp_revisar_cliente',
  'sp_revisar_hijo',
  'sp_revisar_restriccion',
  'sp_poner_alergenos',
  'sp_cliente_guardado',
  'sp_crear_cliente',
  'sp_actualizar_cliente',
  'sp_crear_hijo',
  'sp_actualizar_hijo',
  'sp_crear_restriccion',
  'sp_actualizar_restriccion',
  'sp_guardar_foto',
  'sp_quitar_foto',
];

/** Clients, their students, what those must not eat, and their photos. */
export const familias = migration(
  '20261121110300_familias',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await createRoutines(knex, ROUTINES.map(readSql));
  },
  async (knex) => {
    await dropRoutines(knex, ROUTINES.map(readSql));
    await addColumns(knex, COLUMNS, 'drop');
  },
);
