import type { Knex } from 'knex';
import { DEMO_USERS } from '../src/domain/demo.ts';
import { PosFailure, posError } from '../src/domain/errors.ts';
import { PERMISSIONS } from '../src/domain/permissions.ts';
import { ALLERGENS, LIMITS, METHODS, SETTINGS, TILLS } from './base.ts';
import { CARDS, CLIENTS, RESTRICTION_ALLERGENS, RESTRICTIONS, STUDENTS } from './demo/people.ts';
import { BARCODES, CATEGORIES, PRODUCT_ALLERGENS, PRODUCTS } from './demo/products.ts';

type Row = Readonly<Record<string, string | number | null>>;

const LOCK_SECONDS = 60;

/** One seed at a time in a database, whole or not at all. */
const alone = (knex: Knex, seed: (trx: Knex.Transaction) => Promise<void>): Promise<void> =>
  knex.transaction(async (trx) => {
    const [[lock]] = await trx.raw(
      "SELECT GET_LOCK(CONCAT('pos.sembrar.', LEFT(SHA2(DATABASE(), 256), 32)), ?) AS tomado",
      [LOCK_SECONDS],
    );
    if (Number(lock.tomado) !== 1) throw new PosFailure(posError('CONFLICTO', { recurso: 'datos' }));
    try {
      await seed(trx);
      // Before the lock is given back: the next one must see these rows.
      await trx.raw('COMMIT');
    } catch (error) {
      await trx.raw('ROLLBACK');
      throw error;
    } finally {
      await trx.raw("DO RELEASE_LOCK(CONCAT('pos.sembrar.', LEFT(SHA2(DATABASE(), 256), 32)))");
    }
  });

/** Adds the rows whose key is not there; what a store has changed since stays as it is. */
const insertMissing = async (trx: Knex, table: string, key: string, rows: readonly Row[]): Promise<void> => {
  const present = new Set((await trx(table).select(key)).map((row: Row) => row[key]));
  const missing = rows.filter((row) => !present.has(row[key] ?? null));
  if (missing.length > 0) await trx(table).insert([...missing]);
};

/** The routines' copy of the permission table: what the program says, no more and no less. */
const copyPermissions = async (trx: Knex): Promise<void> => {
  const wanted = Object.entries(PERMISSIONS).flatMap(([permiso, roles]) =>
    roles.map((rol) => ({ permiso, rol })),
  );
  const keyOf = (row: Row): string => `${row.permiso}/${row.rol}`;
  const present: Row[] = await trx('permisos').select('permiso', 'rol');
  const before = new Set(present.map(keyOf));
  const after = new Set(wanted.map(keyOf));
  for (const row of present.filter((one) => !after.has(keyOf(one))))
    await trx('permisos').where(row).delete();
  const missing = wanted.filter((one) => !before.has(keyOf(one)));
  if (missing.length > 0) await trx('permisos').insert(missing);
};

/** What every store needs to begin with. Running it again changes nothing. */
export const seedBase = (knex: Knex): Promise<void> =>
  alone(knex, async (trx) => {
    await insertMissing(trx, 'ajustes', 'clave', SETTINGS);
    await insertMissing(trx, 'limites_rol', 'rol', LIMITS);
    await copyPermissions(trx);
    await insertMissing(trx, 'alergenos', 'codigo', ALLERGENS);
    await insertMissing(trx, 'medios_pago', 'codigo', METHODS);
    // A store that numbered its tills otherwise must not get one more.
    if ((await trx('cajas').select('id_caja').limit(1)).length === 0) await trx('cajas').insert(TILLS);
  });

const PEOPLE = {
  admin: { nombre: 'Tita González', email: 'admin@cantinatita.example' },
  gerente: { nombre: 'Gustavo Benítez', email: 'gerente@cantinatita.example' },
  cajero: { nombre: 'Carolina Ayala', email: 'cajero@cantinatita.example' },
} as const;

const DEMO_SETTINGS: readonly (readonly [key: string, value: string])[] = [
  ['nombre_tienda', 'Cantina Tita'],
  ['ruc', '80012345-0'],
  ['direccion', 'Avda. Mcal. López 1234, Asunción'],
  ['telefono', '(021) 555 123'],
  ['pie_ticket', '¡Gracias y buen provecho!'],
  ['correo_gerente', PEOPLE.gerente.email],
  ['demo', '1'],
];

const isDemo = async (knex: Knex): Promise<boolean> =>
  (await knex('ajustes').where({ clave: 'demo', valor: '1' })).length > 0;

const hasOwnData = async (knex: Knex): Promise<boolean> => {
  const [users, products] = await Promise.all([
    knex('usuarios').select('id_usuario').limit(1),
    knex('productos').select('id_producto').limit(1),
  ]);
  return users.length + products.length > 0;
};

const demoUsers = async (hashSecret: (secret: string) => Promise<string>): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [i, { login, password, pin, role }] of DEMO_USERS.entries())
    rows.push({
      id_usuario: i + 1,
      usuario: login,
      ...PEOPLE[login],
      contrasena: await hashSecret(password),
      pin: await hashSecret(pin),
      rol: role,
    });
  return rows;
};

/**
 * The Cantina Tita: products, students, cards and people to try the till with. Running it again changes nothing.
 * @throws PosFailure DEMO_NO_PERMITIDA in a database that has users or products of its own.
 */
export const seedDemo = async (
  knex: Knex,
  hashSecret: (secret: string) => Promise<string>,
): Promise<void> => {
  await seedBase(knex);
  if (await isDemo(knex)) return;
  if (await hasOwnData(knex)) throw new PosFailure(posError('DEMO_NO_PERMITIDA'));
  const users = await demoUsers(hashSecret);
  await alone(knex, async (trx) => {
    // Another process may have been first while the secrets were hashed.
    if (await isDemo(trx)) return;
    if (await hasOwnData(trx)) throw new PosFailure(posError('DEMO_NO_PERMITIDA'));
    await trx('usuarios').insert(users);
    await trx('categorias').insert(CATEGORIES);
    await trx('productos').insert(PRODUCTS);
    await trx('codigos_barra').insert(BARCODES);
    await trx('productos_alergenos').insert(PRODUCT_ALLERGENS);
    await trx('clientes').insert(CLIENTS);
    await trx('hijos').insert(STUDENTS);
    await trx('tarjetas').insert(CARDS);
    await trx('restricciones_hijos').insert(RESTRICTIONS);
    await trx('restricciones_alergenos').insert(RESTRICTION_ALLERGENS);
    await insertMissing(trx, 'cajas', 'codigo', [{ id_caja: 2, codigo: '002', nombre: 'Caja 2' }]);
    for (const [clave, valor] of DEMO_SETTINGS) await trx('ajustes').where({ clave }).update({ valor });
  });
};
