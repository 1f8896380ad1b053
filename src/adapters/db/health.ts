import type { Knex } from 'knex';
import { historySteps } from '../../../migrations/20261126100200_resumen_ventas.ts';

/** What a server says of itself, as far as the safety of sales depends on it. */
export interface ServerHealth {
  /** As the server writes it, e.g. `10.11.6-MariaDB`. */
  readonly version: string;
  /** A commit is on disk when it is acknowledged: 1; 0 and 2 lose the last second in a power cut. */
  readonly flushAtCommit: number;
  readonly binaryLog: boolean;
  /** 1: the binary log too is on disk at the commit. */
  readonly syncBinaryLog: number;
  /** Server's clock minus this machine's, in seconds. */
  readonly clockAheadSeconds: number;
}

/** Rows of the driver's answer, which comes with a description of its columns. */
const rowsOf = (answer: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(answer) && Array.isArray(answer[0]) ? answer[0] : [];

/** Asks any account. @param now milliseconds since 1970 */
export const serverHealth = async (connection: Knex, now: () => number): Promise<ServerHealth> => {
  const [row = {}] = rowsOf(
    await connection.raw(
      `SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush_at_commit, @@log_bin AS binary_log,
              @@sync_binlog AS sync_binary_log, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS server_ms`,
    ),
  );
  return {
    version: String(row.version),
    flushAtCommit: Number(row.flush_at_commit),
    binaryLog: Number(row.binary_log) === 1,
    syncBinaryLog: Number(row.sync_binary_log),
    clockAheadSeconds: Math.round((Number(row.server_ms) - now()) / 1000),
  };
};

/** How many products and cards do not add up to their movements; both are 0 in a sound store. */
export interface LedgerDifferences {
  readonly products: number;
  readonly cards: number;
}

/** Needs the owner's account: the till's cannot read the tables. */
export const ledgerDifferences = async (owner: Knex): Promise<LedgerDifferences> => {
  const [row = {}] = rowsOf(
    await owner.raw(
      `SELECT
         (SELECT COUNT(*) FROM productos p
            LEFT JOIN (SELECT id_producto, SUM(cantidad_movimiento) AS suma FROM movimientos_inventario GROUP BY id_producto) m
              ON m.id_producto = p.id_producto
           WHERE p.stock_actual <> COALESCE(m.suma, 0)) AS products,
         (SELECT COUNT(*) FROM tarjetas t
            LEFT JOIN (SELECT id_tarjeta, SUM(monto) AS suma FROM movimientos_tarjeta GROUP BY id_tarjeta) m
              ON m.id_tarjeta = t.id_tarjeta
           WHERE t.saldo_actual <> COALESCE(m.suma, 0)) AS cards`,
    ),
  );
  return { products: Number(row.products), cards: Number(row.cards) };
};

/** How many figures of the roll-ups are not what the sales add up to, and the first such business day. */
export interface RollUpDifferences {
  readonly figures: number;
  readonly firstDay: string | null;
}

/**
 * Compares the roll-ups of the whole history with the sales themselves, month by month, without a lock. Needs the owner's
 * account.
 */
export const rollUpDifferences = async (
  owner: Knex,
  progress: (done: number, total: number) => void = () => {},
): Promise<RollUpDifferences> => {
  let found: RollUpDifferences = { figures: 0, firstDay: null };
  const steps = await historySteps(owner);
  for (const [at, [from, to]] of steps.entries()) {
    const [[[row]]] = await owner.raw('CALL sp_revisar_resumen(?, ?)', [from, to]);
    found = {
      figures: found.figures + Number(row.distintas),
      firstDay: found.firstDay ?? row.primera,
    };
    progress(at + 1, steps.length);
  }
  return found;
};
