import type { Knex } from 'knex';

/*
 * What reports must say, by plain SQL over sales, returns and top-ups: nothing here knows of the roll-ups.
 */

export interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly tillId?: number | null;
}

export interface Truth {
  readonly key: string;
  readonly tickets: number;
  readonly gross: number;
  readonly back: number;
  readonly net: number;
}

/** What was sold, and what came back, each row with its key: together they are any cut. */
const cutOf = async (owner: Knex, sold: string, back: string, wanted: Wanted): Promise<readonly Truth[]> => {
  const till = wanted.tillId ?? 0;
  const [rows] = await owner.raw(
    `SELECT llave, CAST(SUM(tickets) AS SIGNED) AS tickets, CAST(SUM(vendido) AS SIGNED) AS vendido,
       CAST(SUM(vuelto) AS SIGNED) AS vuelto
     FROM (${sold} AND v.dia_negocio BETWEEN ? AND ? AND (? = 0 OR v.id_caja = ?)
       UNION ALL ${back} AND d.dia_negocio BETWEEN ? AND ? AND (? = 0 OR d.id_caja = ?)) x
     GROUP BY llave ORDER BY llave`,
    [wanted.from, wanted.to, till, till, wanted.from, wanted.to, till, till],
  );
  return rows.map((row: Record<string, unknown>) => ({
    key: String(row.llave),
    tickets: Number(row.tickets),
    gross: Number(row.vendido),
    back: Number(row.vuelto),
    net: Number(row.vendido) - Number(row.vuelto),
  }));
};

const SALES = (key: string) =>
  `SELECT ${key} AS llave, 1 AS tickets, v.total AS vendido, 0 AS vuelto FROM ventas v WHERE 1 = 1`;
const BACKS = (key: string) =>
  `SELECT ${key} AS llave, -(d.tipo = 'Anulacion') AS tickets, 0 AS vendido, d.total AS vuelto
   FROM devoluciones d JOIN ventas v ON v.id_venta = d.id_venta WHERE 1 = 1`;

/** Lines with their part of an added tax, as the receipt of a return reckons it: line by line. */
const LINES = (key: string) =>
  `SELECT ${key} AS llave, 0 AS tickets,
     l.subtotal_linea - l.descuento_prorrateado + v.impuesto_sumado * COALESCE(
       (i.impuesto * (SELECT SUM(m.subtotal_linea - m.descuento_prorrateado) FROM detalles_venta m
          WHERE m.id_venta = l.id_venta AND m.tasa_iva = l.tasa_iva AND m.linea <= l.linea)) DIV NULLIF(i.base, 0)
       - (i.impuesto * (SELECT COALESCE(SUM(m.subtotal_linea - m.descuento_prorrateado), 0) FROM detalles_venta m
          WHERE m.id_venta = l.id_venta AND m.tasa_iva = l.tasa_iva AND m.linea < l.linea)) DIV NULLIF(i.base, 0), 0)
       AS vendido, 0 AS vuelto
   FROM detalles_venta l
   JOIN ventas v ON v.id_venta = l.id_venta
   JOIN productos p ON p.id_producto = l.id_producto
   JOIN impuestos_venta i ON i.id_venta = l.id_venta AND i.tasa_iva = l.tasa_iva WHERE 1 = 1`;
const BACK_LINES = (key: string) =>
  `SELECT ${key} AS llave, 0 AS tickets, 0 AS vendido, l.monto AS vuelto
   FROM detalles_devolucion l
   JOIN devoluciones d ON d.id_devolucion = l.id_devolucion
   JOIN productos p ON p.id_producto = l.id_producto WHERE 1 = 1`;

export const truthOf = {
  whole: (owner: Knex, wanted: Wanted) => cutOf(owner, SALES("'todo'"), BACKS("'todo'"), wanted),
  days: (owner: Knex, wanted: Wanted) =>
    cutOf(
      owner,
      SALES("DATE_FORMAT(v.dia_negocio, '%Y-%m-%d')"),
      BACKS("DATE_FORMAT(d.dia_negocio, '%Y-%m-%d')"),
      wanted,
    ),
  hours: (owner: Knex, wanted: Wanted) =>
    cutOf(owner, SALES('HOUR(v.fecha_venta)'), BACKS('HOUR(d.fecha)'), wanted),
  cashiers: (owner: Knex, wanted: Wanted) => {
    const name = '(SELECT u.nombre FROM usuarios u WHERE u.id_usuario = v.id_usuario)';
    return cutOf(owner, SALES(name), BACKS(name), wanted);
  },
  clients: (owner: Knex, wanted: Wanted) => {
    const name = `COALESCE((SELECT TRIM(CONCAT(c.nombre, ' ', c.apellido)) FROM clientes c
      WHERE c.id_cliente = v.id_cliente), 'null')`;
    return cutOf(owner, SALES(name), BACKS(name), wanted);
  },
  methods: (owner: Knex, wanted: Wanted) =>
    cutOf(
      owner,
      `SELECT m.nombre AS llave, 0 AS tickets, p.monto_aplicado AS vendido, 0 AS vuelto FROM pagos_venta p
       JOIN ventas v ON v.id_venta = p.id_venta JOIN medios_pago m ON m.id_medio = p.id_medio WHERE 1 = 1`,
      `SELECT m.nombre AS llave, 0 AS tickets, 0 AS vendido, p.monto AS vuelto FROM pagos_devolucion p
       JOIN devoluciones d ON d.id_devolucion = p.id_devolucion
       JOIN medios_pago m ON m.id_medio = p.id_medio WHERE 1 = 1`,
      wanted,
    ),
  rates: (owner: Knex, wanted: Wanted) =>
    cutOf(
      owner,
      `SELECT CONCAT(i.tasa_iva, IF(v.factura, ' yes', ' no')) AS llave, 0 AS tickets,
         i.base + v.impuesto_sumado * i.impuesto AS vendido, 0 AS vuelto
       FROM impuestos_venta i JOIN ventas v ON v.id_venta = i.id_venta WHERE 1 = 1`,
      `SELECT CONCAT(i.tasa_iva, IF(v.factura, ' yes', ' no')) AS llave, 0 AS tickets, 0 AS vendido,
         i.base + v.impuesto_sumado * i.impuesto AS vuelto
       FROM impuestos_devolucion i JOIN devoluciones d ON d.id_devolucion = i.id_devolucion
       JOIN ventas v ON v.id_venta = d.id_venta WHERE 1 = 1`,
      wanted,
    ),
  products: (owner: Knex, wanted: Wanted) => cutOf(owner, LINES('p.codigo'), BACK_LINES('p.codigo'), wanted),
  categories: (owner: Knex, wanted: Wanted) => {
    const name = '(SELECT g.nombre FROM categorias g WHERE g.id_categoria = p.id_categoria)';
    return cutOf(owner, LINES(name), BACK_LINES(name), wanted);
  },
} as const;

/** One number of the store's books. */
export const numberOf = async (
  owner: Knex,
  sql: string,
  values: readonly (string | number)[] = [],
): Promise<number> => {
  const [rows] = await owner.raw(`SELECT CAST(COALESCE((${sql}), 0) AS SIGNED) AS n`, [...values]);
  return Number(rows[0].n);
};
