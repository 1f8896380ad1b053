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
/** Sales of one statement. */
const CHUNK = 100_000;
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

const numbers = async (run: (sql: string) => Promise<unknown>): Promise<void> => {
  await run('CREATE TEMPORARY TABLE serie (n INT UNSIGNED NOT NULL PRIMARY KEY) ENGINE=InnoDB');
  const digits =
    '(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
  await run(
    `INSERT INTO serie SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d
     FROM ${digits} a JOIN ${digits} b JOIN ${digits} c JOIN ${digits} e JOIN ${digits} f`,
  );
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

/** The sales `from` to `from + CHUNK`, with their lines, taxes and tenders. */
const chunk = async (
  run: (sql: string) => Promise<unknown>,
  wish: HistoryWish,
  from: number,
  firstId: number,
): Promise<void> => {
  const series = `(SELECT ${from} + n AS n FROM serie WHERE n < ${Math.min(CHUNK, wish.sales - from)}) s`;
  const total = Array.from({ length: LINES }, (_, line) => lineAmount(String(line), wish)).join(' + ');
  const count = Array.from({ length: LINES }, (_, line) => units(String(line))).join(' + ');
  const day = `DATE('${wish.lastDay}') - INTERVAL (${wish.days} - 1 - s.n * ${wish.days} DIV ${wish.sales}) DAY`;
  const id = `(${firstId} + s.n)`;
  await run(
    `INSERT INTO ventas (id_venta, uuid, numero_venta, id_caja, id_usuario, id_cliente, fecha_venta, dia_negocio, modo_iva,
       factura, subtotal, descuento, impuesto, impuesto_sumado, total, unidades, metodo_pago, monto_entregado, vuelto)
     SELECT ${id}, CONCAT('00000000-0000-4000-8000-', LPAD(HEX(${id}), 12, '0')), CONCAT('H', ${id}),
       1 + s.n % ${wish.tills}, 1 + s.n % 3, IF(s.n % 3 = 0, NULL, ${FIRST_CLIENT} + s.n * 7 % ${wish.clients}),
       CAST(${day} AS DATETIME) + INTERVAL 7 * 3600 + s.n * 7919 % 28800 SECOND, ${day}, 'incluido', 0, ${total}, 0,
       calcular_iva(${total}, 10, 'incluido'), 0, ${total}, ${count}, 'EFECTIVO', ${total}, 0
     FROM ${series}`,
  );
  const lines = Array.from({ length: LINES }, (_, line) => `SELECT ${line} AS l`).join(' UNION ALL ');
  await run(
    `INSERT INTO detalles_venta (id_venta, linea, id_producto, codigo, nombre, cantidad, precio_unitario, subtotal_linea,
       tasa_iva)
     SELECT ${id}, k.l + 1, ${product('k.l', wish)}, 'H', 'Producto histórico', ${units('k.l')},
       ${price(product('k.l', wish))}, ${lineAmount('k.l', wish)}, 10
     FROM ${series} JOIN (${lines}) k`,
  );
  await run(
    `INSERT INTO impuestos_venta (id_venta, tasa_iva, base, impuesto)
     SELECT v.id_venta, 10, v.total, v.impuesto FROM ventas v
     WHERE v.id_venta BETWEEN ${firstId + from} AND ${firstId + Math.min(from + CHUNK, wish.sales) - 1}`,
  );
  await run(
    `INSERT INTO pagos_venta (id_venta, linea, id_medio, monto_entregado, monto_aplicado)
     SELECT v.id_venta, 1, 1 + v.id_venta % 4, v.total, v.total FROM ventas v
     WHERE v.id_venta BETWEEN ${firstId + from} AND ${firstId + Math.min(from + CHUNK, wish.sales) - 1}`,
  );
};

/** Triggers that would queue a mail and write an audit row for every sale of the past; given back afterwards by nobody. */
const quiet = async (owner: Knex): Promise<void> => {
  const [rows] = await owner.raw(
    `SELECT TRIGGER_NAME AS nombre FROM information_schema.TRIGGERS
     WHERE TRIGGER_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE IN ('ventas', 'productos', 'clientes', 'cajas')
       AND EVENT_MANIPULATION = 'INSERT'`,
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
    await numbers(run);
    await people(run, wish);
    for (let from = 0; from < wish.sales; from += CHUNK) {
      await chunk(run, wish, from, Number(last) + 1);
      await run('COMMIT');
      await run('START TRANSACTION');
      progress(Math.min(from + CHUNK, wish.sales), wish.sales);
    }
    await run('DROP TEMPORARY TABLE serie');
    await run('SET SESSION foreign_key_checks = 1, unique_checks = 1');
  });
};
