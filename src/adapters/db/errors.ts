import { type ErrorParams, isErrorCode, type PosError, PosFailure, posError } from '../../domain/errors.ts';
import { tlsFault } from './tls.ts';

interface DriverError {
  readonly errno?: number;
  readonly code?: string;
  readonly name?: string;
  readonly sqlMessage?: string;
  readonly sqlState?: string;
  readonly fatal?: boolean;
}

/** SIGNAL of a routine. */
const SIGNALLED = 1644;
/** Deadlock, lock wait, and a row that another node changed: the same bytes may be sent again. */
const CONFLICTS = new Set([1213, 1205, 1020]);
/** Table, routine, column, database, arguments, or a grant that migrating gives: a schema of another version. */
const OTHER_SCHEMA = new Set([1146, 1305, 1054, 1049, 1318, 1356, 1142, 1143, 1370]);
/**
 * The server refuses or ends its service: too many connections, shutdown, killed, read only, full disk, statement
 * limits, wrong account, cluster not ready.
 */
const UNAVAILABLE = new Set([
  1040, 1041, 1043, 1044, 1045, 1047, 1053, 1077, 1079, 1114, 1021, 1129, 1130, 1152, 1153, 1158, 1159, 1160,
  1161, 1184, 1203, 1226, 1290, 1317, 1792, 1836, 1927, 1969, 2006, 2013, 3024, 3169, 4031,
]);
const LOST_LINE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOENT',
  'EACCES',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ERR_OUT_OF_RANGE',
  'ERR_STREAM_DESTROYED',
]);

/** The values of `CODE|key=value|key=value`; whole numbers become numbers. */
const parseRefusal = (message: string): PosError | null => {
  const [code = '', ...pairs] = message.split('|');
  if (!isErrorCode(code)) return null;
  const params: Record<string, string | number> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1);
    params[pair.slice(0, at)] = /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return posError(code, params);
};

const driverError = (error: unknown): DriverError =>
  typeof error === 'object' && error !== null ? (error as DriverError) : {};

export const isConflict = (error: unknown): boolean => CONFLICTS.has(driverError(error).errno ?? 0);

/** True when the server, the line to it or the pool failed: nobody knows whether the statement was done. */
const isOutage = (error: unknown): boolean => {
  const { errno, code = '', name, fatal } = driverError(error);
  return (
    UNAVAILABLE.has(errno ?? 0) ||
    LOST_LINE.has(code) ||
    code.startsWith('PROTOCOL_') ||
    name === 'KnexTimeoutError' ||
    name === 'TimeoutError' ||
    fatal === true ||
    (error instanceof Error &&
      /Connection (lost|is closed)|closed state|Should not reach here|aborted/.test(error.message))
  );
};

/** A refusal of a routine, as a value; null for anything else. */
export const refusalOf = (error: unknown): PosError | null => {
  const { errno, sqlState, sqlMessage } = driverError(error);
  return errno === SIGNALLED || sqlState === '45000' ? parseRefusal(sqlMessage ?? '') : null;
};

const ACCESS_DENIED: ReadonlySet<number> = new Set([1044, 1045, 1142]);

/** Whether the server let an account not in, or not at what it wanted: its password, its database, a table. */
export const isRefused = (error: unknown): boolean =>
  ACCESS_DENIED.has((error as { errno?: number }).errno ?? 0);

/** A wrong password, or an account without a right to the database. */
const DENIED = /^ER_(DB)?ACCESS_DENIED/;

/** A server with a binary log takes routines and triggers from an account without SUPER only if it was told to. */
const BINARY_LOG = 1419;

/** No account may come in from this machine. */
const UNWELCOME = /^ER_HOST_/;

/** What somebody can mend at the server: a key of the table of causes in i18n. */
const mendable = (code: string, errno = 0): 'binlog' | 'cuenta' | 'equipo' | null => {
  if (errno === BINARY_LOG) return 'binlog';
  if (DENIED.test(code)) return 'cuenta';
  return UNWELCOME.test(code) ? 'equipo' : null;
};

/** The server, or the line to it, is not to be had: why is in `causa`. */
export const outage = (error: unknown): PosFailure => {
  const { code = '', errno } = driverError(error);
  const message = error instanceof Error ? error.message : '';
  const causa = tlsFault(code, message) ?? mendable(code, errno) ?? (code || `${errno ?? ''}`);
  return new PosFailure(posError('BASE_DE_DATOS', { causa }), { cause: error });
};

/** What a use case may see of a driver's error: a PosFailure for what is outside, the error itself for a bug. */
export const failureOf = (error: unknown): unknown => {
  if (error instanceof PosFailure) return error;
  const { errno = 0 } = driverError(error);
  if (isOutage(error)) return outage(error);
  if (OTHER_SCHEMA.has(errno))
    return new PosFailure(posError('BASE_SIN_MIGRAR', { causa: errno }), { cause: error });
  if (isConflict(error)) return new PosFailure(posError('CONFLICTO', { causa: errno }), { cause: error });
  return withoutStatement(error);
};

/** Knex puts the statement with its values into the message: names, hashes, passwords. The cause keeps it. */
const withoutStatement = (error: unknown): unknown => {
  const { errno, sqlMessage } = driverError(error);
  return sqlMessage === undefined ? error : new Error(`${errno}: ${sqlMessage}`, { cause: error });
};

/** The parameters of a refusal with more of them. */
export const withParams = (error: PosError, more: ErrorParams): PosError =>
  posError(error.code, { ...error.params, ...more });

/** A server that cannot be reached, or refuses the account, is the operator's to mend: never a fault of the program. */
export const asFailure = (error: unknown): PosFailure =>
  error instanceof PosFailure ? error : outage(error);
