import type { Knex } from 'knex';
import { numberingsView } from './20261126300100_facturas.ts';
import { readSql } from './read-sql.ts';
import { addColumns, createRoutines, migration, runAll } from './steps.ts';

const COLUMNS = [
  ['numeraciones', 'ambiente', "VARCHAR(12) NOT NULL DEFAULT 'prueba' AFTER id_timbrado"],
] as const;
const ROUTINES = [
  'sp_numero_fiscal',
  'sp_primer_numero',
  'sp_pedir_inutilizacion',
  'trigger_cuidar_numeracion',
];

/** Both in one statement: a foreign key needs an index that begins like theirs at any time. */
const keys = (environment: string): readonly string[] => [
  `ALTER TABLE numeraciones DROP PRIMARY KEY, ADD PRIMARY KEY (id_timbrado, ${environment}tipo, establecimiento, punto)`,
  `ALTER TABLE facturas DROP KEY uk_facturas_numero,
   ADD UNIQUE KEY uk_facturas_numero (id_timbrado, ${environment}tipo, establecimiento, punto, numero)`,
];

/** A store that is in production, or has been, goes on in the numbers that both environments had in common. */
const goOn = (from: string): string =>
  `INSERT INTO numeraciones (id_timbrado, ambiente, tipo, establecimiento, punto, ultimo_numero) ${from}
   ON DUPLICATE KEY UPDATE ultimo_numero = GREATEST(numeraciones.ultimo_numero, VALUES(ultimo_numero))`;

const FILL = [
  goOn(`SELECT n.id_timbrado, 'produccion', n.tipo, n.establecimiento, n.punto, n.ultimo_numero
    FROM numeraciones n JOIN emisor e ON e.ambiente = 'produccion' WHERE n.ambiente = 'prueba'`),
  goOn(`SELECT f.id_timbrado, f.ambiente, f.tipo, f.establecimiento, f.punto, MAX(f.numero)
    FROM facturas f WHERE f.ambiente = 'produccion'
    GROUP BY f.id_timbrado, f.ambiente, f.tipo, f.establecimiento, f.punto`),
];

const routines = (knex: Knex, view: string, suffix: string): Promise<void> =>
  createRoutines(knex, [view, ...ROUTINES.map((name) => readSql(`${name}${suffix}`))]);

/** What is tried out in the test environment takes no number of production's. */
export const numerosPorAmbiente = migration(
  '20261126950000_numeros_por_ambiente',
  async (knex) => {
    await addColumns(knex, COLUMNS);
    await runAll(knex, [...keys('ambiente, '), ...FILL]);
    await routines(knex, numberingsView('n.ambiente, n.tipo'), '_2');
  },
  async (knex) => {
    await routines(knex, numberingsView('n.tipo'), '');
    await runAll(knex, keys(''));
    await addColumns(knex, COLUMNS, 'drop');
  },
);
