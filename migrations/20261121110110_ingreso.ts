import { randomBytes } from 'node:crypto';
import { readSql } from './read-sql.ts';
import { createRoutines, createTables, dropRoutines, dropTables, migration, runAll } from './steps.ts';

/** Secrets of the store itself, which the till's account never reads. */
const TABLES = [
  [
    'secretos',
    `clave VARCHAR(40) NOT NULL PRIMARY KEY,
     valor VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL`,
  ],
] as const;

const ROUTINES = [
  'sello_valido',
  'sin_sello',
  'sal_ajena',
  'sp_probar',
  'sp_ingresar',
  'sp_sesion',
  'sp_aprobar',
];

/** With these the program judged by itself who somebody was, and the account that sells could say so of anybody. */
const RETIRED = ['sp_abrir_sesion', 'sp_anotar_intento', 'sp_usuario_de_sesion', 'espera_acceso'];

/**
 * A stored secret ended in what deriving gives, in base64; it ends in the SHA-256 of that, in hex (64 characters, which
 * tells the two apart when this runs again).
 */
const sealed = (column: string): string => {
  const tag = `SUBSTRING_INDEX(${column}, '$', -1)`;
  return `UPDATE usuarios
    SET ${column} = CONCAT(LEFT(${column}, CHAR_LENGTH(${column}) - CHAR_LENGTH(${tag})),
      SHA2(FROM_BASE64(CONCAT(${tag}, REPEAT('=', (4 - CHAR_LENGTH(${tag}) % 4) % 4))), 256))
    WHERE ${column} LIKE '$argon2id$%' AND CHAR_LENGTH(${tag}) <> 64`;
};

/**
 * Who signs in is proven inside the database: it keeps only the SHA-256 of what deriving a password gives, hands out
 * parameters and salt, and compares. Taken back, the routines are as before, but no hash can be made whole again: the
 * program of before knows nobody, and each person needs a new password.
 */
export const ingreso = migration(
  '20261121110110_ingreso',
  async (knex) => {
    await createTables(knex, TABLES);
    await runAll(knex, [
      `INSERT IGNORE INTO secretos (clave, valor) VALUES ('sal_ajena', '${randomBytes(32).toString('hex')}')`,
      sealed('contrasena'),
      sealed('pin'),
    ]);
    await createRoutines(knex, [...ROUTINES, 'sp_credencial_2'].map(readSql));
    await dropRoutines(knex, RETIRED.map(readSql));
  },
  async (knex) => {
    await createRoutines(knex, [...RETIRED, 'sp_credencial'].map(readSql));
    await dropRoutines(knex, ROUTINES.map(readSql));
    await dropTables(knex, TABLES);
  },
);
