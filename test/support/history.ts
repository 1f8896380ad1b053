import type { Knex } from 'knex';
import { COLLATION, SQL_MODE } from '../../migrations/modes.ts';

/*
 * A long history, made by a few statements: years of sales in minutes. The rows are those that the routines would have
 * written, as far as reports read them; what else a sale leaves (movements, print jobs, audit) is left out.
 */

export interface HistoryWish {
  readonly sales: number;
  /** ISO day of the last sale. */
  readonly lastDay: string;
  readonly days: number;
  readonly tills: number;
  readonly products: number;
  readonly clients: number;
}

const LINES = 3;
/** One sale of so many was voided, ten minutes after. */
const VOIDED = 100;
const FIRST_PRODUCT = 100_000;
const FIRST_CLIENT = 100_000;

/** Price of a product: the same wherever it is named. */
const price = (product: string): string => `(1000 + 500 * (${product} % 23))`;
/** Products of a sale are never the same: 67 and its double are no multiples of the number of products. */
const product = (line: string, { products }: HistoryWish): string =>
  `(${FIRST_PRODUCT} + (s.n * 31 + ${line} * 67) % ${products})`;
const units = (line: string): string => `(1 + (s.n + ${line}) % 3)`;
const lineAmount = (line: string, wish: HistoryWish): string =>
  `(${price(product(line, wish))} * ${units(line)})`;

/** The temporary table `serie`: the numbers from 0 on, as many as there are sales. */
const numbers = async (run: (sql: string) => Promise<unknown>, { sales }: HistoryWish): Promise<void> => {
  await run('CREATE TEMPORARY TABLE serie (n INT UNSIGNED NOT NULL PRIMARY KEY) ENGINE=InnoDB');
  const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
  const places = Array.from({ length: Math.ceil(Math.log10(sales)) }, (_, place) => place);
  const number = places.map((place) => `${10 ** place} * p${place}.d`).join(' + ');
  const tables = places.map((place) => `(${digits}) p${place}`).join(' JOIN ');
  await run(`INSERT INTO serie SELECT ${number} AS n FROM ${tables} HAVING n < ${sales}`);
};

const people = async (run: (sql: string) => Promise<unknown>, wish: HistoryWish): Promise<void> => {
  await run(
    `INSERT IGNORE INTO productos (id_producto, id_categoria, codigo, nombre, precio_compra, precio_venta, vende_sin_stock)
     SELECT ${FIRST_PRODUCT} + n, 1 + n % 5, CONCAT('H', n), CONCAT('Producto histórico ', n), 500,
       ${price(`(${FIRST_PRODUCT} + n)`)}, 1
     FROM serie WHERE n < ${wish.products}`,
  );
  await run(
    `INSERT IGNORE INTO clientes (id_cliente, nombre, apellido)
     SELECT ${FIRST_CLIENT} + n, CONCAT('Familia ', n), 'Histórica' FROM serie WHERE n < ${wish.clients}`,
  );
  for (let till = 3; till <= wish.tills; till++)
    await run(
      `INSERT IGNORE INTO cajas (id_caja, codigo, nombre) VALUES (${till}, '${String(till).padStart(3, '0')}', 'Caja ${till}')`,
    );
};

interface IndexRow {
  readonly nombre: string;
  readonly varias: number | string;
  readonly columnas: string;
}

const FILLED = [
  'ventas',
  'detalles_venta',
  'impuestos_venta',
  'pagos_venta',
  'devoluciones',
  'detalles_devolucion',
  'impuestos_devolucion',
  'pagos_devolucion',
] as const;

/**
 * Takes the secondary indexes of a table away, and gives the statement that makes them again: sorted, in half the time. MySQL
 * does not part with those that a foreign key leans on.
 */
const withoutIndexes = async (trx: Knex, table: string): Promise<string | null> => {
  const [rows = []]: readonly (readonly IndexRow[])[] = await trx.raw(
    `SELECT INDEX_NAME AS nombre, MAX(NON_UNIQUE) AS varias, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columnas
     FROM information_schema.STATISTICS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME <> 'PRIMARY' GROUP BY INDEX_NAME
     HAVING VERSION() LIKE '%MariaDB%' OR SUBSTRING_INDEX(columnas, ',', 1) NOT IN (
       SELECT COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL)`,
    [table, table],
  );
  if (rows.length === 0) return null;
  const drops = rows.map(({ nombre }) => `DROP KEY ${nombre}`);
  const adds = rows.map(
    ({ nombre, varias, columnas }) =>
      `ADD ${Number(varias) === 0 ? 'UNIQUE ' : ''}KEY ${nombre} (${columnas})`,
  );
  await trx.raw(`ALTER TABLE ${table} ${drops.join(', ')}`);
  return `ALTER TABLE ${table} ${adds.join(', ')}`;
};

/** All sales with their lines, taxes, tenders and voids; a step of the progress is a table. */
const sales = async (
  trx: Knex,
  wish: HistoryWish,
  firstId: number,
  progress: (done: number, total: number) => void,
): Promise<void> => {
  const total = Array.from({ length: LINES }, (_, line) => lineAmount(String(line), wish)).join(' + ');
  const count = Array.from({ length: LINES }, (_, line) => units(String(line))).join(' + ');
  const day = `DATE('${wish.lastDay}') - INTERVAL (${wish.days} - 1 - s.n * ${wish.days} DIV ${wish.sales}) DAY`;
  const moment = `CAST(${day} AS DATETIME) + INTERVAL 7 * 3600 + s.n * 7919 % 28800 SECOND`;
  const voided = `s.n % ${VOIDED} = 0`;
  const id = `(${firstId} + s.n)`;
  const cameBack = (table: string): string =>
    `devoluciones d JOIN ${table} x ON x.id_venta = d.id_venta WHERE d.id_venta >= ${firstId}`;
  const lines = Array.from({ length: LINES }, (_, line) => `SELECT ${line} AS l`).join(' UNION ALL ');
  const statements: Readonly<Record<(typeof FILLED)[number], string>> = {
    ventas: `INSERT INTO ventas (id_venta, uuid, numero_venta, id_caja, id_usuario, id_cliente, fecha_venta, dia_negocio, modo_iva,
       factura, subtotal, descuento, impuesto, impuesto_sumado, total, unidades, metodo_pago, monto_entregado, vuelto,
       estado, anulada_en, anulada_por, motivo_anulacion)
     SELECT ${id}, CONCAT('00000000-0000-4000-8000-', LPAD(HEX(${id}), 12, '0')), CONCAT('H', ${id}),
       1 + s.n % ${wish.tills}, 1 + s.n % 3, IF(s.n % 3 = 0, NULL, ${FIRST_CLIENT} + s.n * 7 % ${wish.clients}),
       ${moment}, ${day}, 'incluido', 0, ${total}, 0,
       ROUND((${total}) / 11), 0, ${total}, ${count}, 'EFECTIVO', ${total}, 0,
       IF(${voided}, 'Anulada', 'Completada'), IF(${voided}, ${moment} + INTERVAL 10 MINUTE, NULL), IF(${voided}, 1, NULL),
       IF(${voided}, 'Histórica', NULL)
     FROM serie s`,
    detalles_venta: `INSERT INTO detalles_venta (id_venta, linea, id_producto, codigo, nombre, cantidad, precio_unitario, subtotal_linea,
       tasa_iva)
     SELECT ${id}, k.l + 1, ${product('k.l', wish)}, 'H', 'Producto histórico', ${units('k.l')},
       ${price(product('k.l', wish))}, ${lineAmount('k.l', wish)}, 10
     FROM serie s JOIN (${lines}) k`,
    impuestos_venta: `INSERT INTO impuestos_venta (id_venta, tasa_iva, base, impuesto)
     SELECT v.id_venta, 10, v.total, v.impuesto FROM ventas v WHERE v.id_venta >= ${firstId}`,
    pagos_venta: `INSERT INTO pagos_venta (id_venta, linea, id_medio, monto_entregado, monto_aplicado)
     SELECT v.id_venta, 1, 1 + v.id_venta % 4, v.total, v.total FROM ventas v WHERE v.id_venta >= ${firstId}`,
    devoluciones: `INSERT INTO devoluciones (uuid, id_venta, tipo, id_caja, id_usuario, motivo, subtotal, impuesto, total, fecha,
       dia_negocio)
     SELECT v.uuid, v.id_venta, 'Anulacion', v.id_caja, v.id_usuario, 'Histórica', v.total, v.impuesto, v.total, v.anulada_en,
       v.dia_negocio
     FROM ventas v WHERE v.id_venta >= ${firstId} AND v.estado = 'Anulada'`,
    detalles_devolucion: `INSERT INTO detalles_devolucion (id_devolucion, linea, id_producto, cantidad, monto, destino)
     SELECT d.id_devolucion, x.linea, x.id_producto, x.cantidad, x.subtotal_linea, 'Stock' FROM ${cameBack('detalles_venta')}`,
    impuestos_devolucion: `INSERT INTO impuestos_devolucion (id_devolucion, tasa_iva, base, impuesto)
     SELECT d.id_devolucion, x.tasa_iva, x.base, x.impuesto FROM ${cameBack('impuestos_venta')}`,
    pagos_devolucion: `INSERT INTO pagos_devolucion (id_devolucion, linea, id_medio, monto)
     SELECT d.id_devolucion, x.linea, x.id_medio, x.monto_aplicado FROM ${cameBack('pagos_venta')}`,
  };
  for (const [at, table] of FILLED.entries()) {
    const indexes = await withoutIndexes(trx, table);
    await trx.raw(statements[table]);
    if (indexes) await trx.raw(indexes);
    progress(at + 1, FILLED.length);
  }
};

/** Triggers that would queue a mail and write an audit row for every sale of the past; given back afterwards by nobody. */
const quiet = async (owner: Knex): Promise<void> => {
  const [rows] = await owner.raw(
    `SELECT TRIGGER_NAME AS nombre FROM information_schema.TRIGGERS
     WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE IN (?)
       AND EVENT_MANIPULATION = 'INSERT'`,
    [[...FILLED, 'productos', 'clientes', 'cajas']],
  );
  for (const { nombre } of rows) await owner.raw(`DROP TRIGGER ${nombre}`);
};

/**
 * Fills a database that nobody keeps: its triggers of inserted sales are gone afterwards. The roll-ups are not made here.
 */
export const fillHistory = async (
  owner: Knex,
  wish: HistoryWish,
  progress: (done: number, total: number) => void = () => {},
): Promise<void> => {
  await quiet(owner);
  const [[{ last }]] = await owner.raw('SELECT COALESCE(MAX(id_venta), 0) AS last FROM ventas');
  await owner.transaction(async (trx) => {
    const run = async (sql: string): Promise<unknown> => trx.raw(sql);
    await run(`SET SESSION sql_mode = '${SQL_MODE}', foreign_key_checks = 0, unique_checks = 0`);
    await run(`SET NAMES utf8mb4 COLLATE ${COLLATION}`);
    await numbers(run, wish);
    await people(run, wish);
    await sales(trx, wish, Number(last) + 1, progress);
    await run('DROP TEMPORARY TABLE serie');
    await run('SET SESSION foreign_key_checks = 1, unique_checks = 1');
  });
  // A history that had grown would be known to the server's planner; what was poured in is not, for some time.
  await owner.raw(`ANALYZE TABLE ${FILLED.join(', ')}, productos, clientes`);
};
