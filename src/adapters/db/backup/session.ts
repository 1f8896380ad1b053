import { type Connection, createConnection } from 'mysql2';
import { COLLATION, SQL_MODE } from '../../../../migrations/modes.ts';
import { connectionSettings, type DatabaseTarget } from '../connection.ts';

export type Row = Readonly<Record<string, unknown>>;
/** Runs one statement and gives its rows. */
export type Ask = (sql: string, values?: readonly (string | number)[]) => Promise<readonly Row[]>;

/** One connection for a backup or a restore: what it sees and what it has set stays for all of the work. */
export interface Session {
  readonly connection: Connection;
  readonly ask: Ask;
  readonly close: () => void;
}

/** Rows are long, and an hour is nothing: no statement of such a session has a limit. */
export const openSession = async (target: DatabaseTarget): Promise<Session> => {
  await target.keeper?.ensure();
  const connection = createConnection({ ...connectionSettings(target), timezone: 'Z' });
  // A line that breaks while nothing is asked is met by the next question.
  connection.on('error', () => undefined);
  const ask: Ask = (sql, values = []) =>
    new Promise((resolve, reject) => {
      connection.query(sql, [...values], (error, rows) =>
        error ? reject(error) : resolve(Array.isArray(rows) ? (rows as Row[]) : []),
      );
    });
  try {
    await ask(`SET NAMES utf8mb4 COLLATE ${COLLATION}`);
    await ask(`SET SESSION sql_mode = '${SQL_MODE}', time_zone = '+00:00', group_concat_max_len = 60000`);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return { connection, ask, close: () => connection.destroy() };
};
