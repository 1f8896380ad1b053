import type { Knex } from 'knex';
import { historySteps } from '../../../migrations/20261126100200_resumen_ventas.ts';
import { addDays } from '../../domain/business-time.ts';

/** What a server says of itself, as far as the safety of sales depends on it. */
export interface ServerHealth {
  /** As the server writes it, e.g. `10.11.6-MariaDB`. */
  readonly version: string;
  /** A commit is on disk when it is acknowledged: 1; 0 and 2 lose the last second in a power cut. */
  readonly flushAtCommit: number;
  readonly binaryLog: boolean;
  /** 1: the binary log too is on disk at the commit. */
  readonly syncBinaryLog: number;
  /** Pages are written twice, so that a power cut in the middle of one does not spoil it. */
  readonly writesTwice: boolean;
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
              @@sync_binlog AS sync_binary_log, CAST(@@innodb_doublewrite AS CHAR) AS doublewrite, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS server_ms`,
    ),
  );
  return {
    version: String(row.version),
    flushAtCommit: Number(row.flush_at_commit),
    binaryLog: Number(row.binary_log) === 1,
    syncBinaryLog: Number(row.sync_binary_log),
    // A number or a word, by server and version.
    writesTwice: /^(1|ON|DETECT_AND_RECOVER|FAST)$/i.test(String(row.doublewrite)),
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

type Progress = (done: number, total: number) => void;

type Step = readonly [from: string, to: string];

const differencesOf = async (owner: Knex, [from, to]: Step): Promise<RollUpDifferences> => {
  const [[[row]]] = await owner.raw('CALL sp_revisar_resumen(?, ?)', [from, to]);
  return { figures: Number(row.distintas), firstDay: row.primera };
};

const together = (one: RollUpDifferences, other: RollUpDifferences): RollUpDifferences => ({
  figures: one.figures + other.figures,
  firstDay: one.firstDay ?? other.firstDay,
});
const NONE: RollUpDifferences = { figures: 0, firstDay: null };

/**
 * Compares the roll-ups of the whole history with the sales themselves, month by month, without a lock. Needs the owner's
 * account.
 */
export const rollUpDifferences = async (
  owner: Knex,
  progress: Progress = () => {},
): Promise<RollUpDifferences> => {
  const steps = await historySteps(owner);
  let found = NONE;
  for (const [at, step] of steps.entries()) {
    found = together(found, await differencesOf(owner, step));
    progress(at + 1, steps.length);
  }
  return found;
};

/**
 * Makes the roll-ups of those months anew that are not what the sales add up to: tills wait for no other.
 * @returns what was wrong, and what still is
 */
export const mendRollUps = async (
  owner: Knex,
  progress: Progress = () => {},
): Promise<{ readonly found: RollUpDifferences; readonly left: RollUpDifferences }> => {
  const steps = await historySteps(owner);
  let [found, left] = [NONE, NONE];
  for (const [at, step] of steps.entries()) {
    const wrong = await differencesOf(owner, step);
    if (wrong.figures > 0) {
      await owner.raw('CALL sp_rehacer_resumen(?, ?)', [...step]);
      left = together(left, await differencesOf(owner, step));
    }
    found = together(found, wrong);
    progress(at + 1, steps.length);
  }
  return { found, left };
};

/** Days whose sales and takings are not those of the roll-ups (from an index alone), and months whose cuts disagree. */
const TOTALS = `
  SELECT COUNT(*) AS distintas, DATE_FORMAT(MIN(x.dia), '%Y-%m-%d') AS primera FROM (
    SELECT u.dia FROM (
      SELECT dia_negocio AS dia, COUNT(*) AS ventas, SUM(total) AS monto FROM ventas
      WHERE dia_negocio >= :from AND dia_negocio < :since GROUP BY dia_negocio
      UNION ALL
      SELECT dia_negocio, -SUM(ventas), -SUM(monto) FROM resumen_ventas
      WHERE corte = 1 AND dia_negocio >= :from AND dia_negocio < :since GROUP BY dia_negocio
    ) u GROUP BY u.dia HAVING SUM(u.ventas) <> 0 OR SUM(u.monto) <> 0
    UNION ALL
    SELECT m.mes FROM (
      SELECT corte, CAST(dia_negocio - INTERVAL DAYOFMONTH(dia_negocio) - 1 DAY AS DATE) AS mes, SUM(monto) AS monto,
        SUM(anulado + devuelto) AS vuelto
      FROM resumen_ventas
      WHERE corte IN (1, 2, 3, 4, 6, 15, 17) AND dia_negocio >= :from AND dia_negocio < :month GROUP BY corte, mes
    ) m
    GROUP BY m.mes
    HAVING MIN(m.monto) <> MAX(m.monto) OR MIN(m.vuelto) <> MAX(m.vuelto) OR COUNT(*) < 7 AND MAX(m.monto + m.vuelto) > 0
  ) x`;

/** The last days are compared figure by figure: what went wrong lately is what somebody can still explain. */
const RECENT_DAYS = 10;

/** Of the year before only the totals; what is older does not change by itself, and a check must not grow with the history. */
const TOTALS_DAYS = 365;

interface RecentDifferences extends RollUpDifferences {
  /** The first day that was compared figure by figure, and the first by its totals; null: there is no history. */
  readonly days: { readonly since: string; readonly totalsSince: string } | null;
}

/** The same in the time that a check may take. */
export const recentRollUpDifferences = async (owner: Knex): Promise<RecentDifferences> => {
  const last = (await historySteps(owner)).at(-1)?.[1];
  if (!last) return { ...NONE, days: null };
  const since = addDays(last, 1 - RECENT_DAYS);
  const from = `${addDays(since, -TOTALS_DAYS).slice(0, 7)}-01`;
  const [[row]] = await owner.raw(TOTALS, { from, since, month: `${since.slice(0, 7)}-01` });
  const before = { figures: Number(row.distintas), firstDay: row.primera };
  return {
    ...together(before, await differencesOf(owner, [since, last])),
    days: { since, totalsSince: from },
  };
};
