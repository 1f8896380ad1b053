import { X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Log } from '../../app/ports/log.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { MOST_PEM_BYTES, readSmall, type SmallFile } from '../files/regular-file.ts';
import type { HttpServer, ServerOptions } from './server.ts';

export type TlsFiles = Readonly<Record<'cert' | 'key', string>>;
type Pair = NonNullable<ServerOptions['tls']>;

/** Milliseconds between two looks at whether somebody has put a new certificate there. */
const LOOK_MS = 10_000;

const readPem = (path: string): SmallFile => {
  try {
    return readSmall(path, MOST_PEM_BYTES);
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause });
  }
};

/**
 * A certificate and its key, which belong together; a key that every user of this machine may read is none.
 * Throws ARCHIVO_ILEGIBLE, CONFIGURACION_INVALIDA, VALOR_INVALIDO.
 */
export const readPair = (files: TlsFiles): Pair => {
  const [cert, key] = [readPem(files.cert), readPem(files.key)];
  const pair = { cert: cert.bytes, key: key.bytes };
  try {
    createSecureContext(pair);
  } catch (cause) {
    throw new PosFailure(posError('VALOR_INVALIDO', { campo: '--tls-cert', valor: files.cert }), { cause });
  }
  if (process.platform !== 'win32' && (key.stat.mode & 0o007) !== 0)
    throw new PosFailure(
      posError('CONFIGURACION_INVALIDA', { campo: files.key, detalle: 'clave_abierta', valor: '' }),
    );
  return pair;
};

/** What tells two states of a file apart, also when a link leads elsewhere now; `-`: it is not there. */
const markOf = (path: string): string => {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino}.${size}.${mtimeMs}`;
  } catch {
    return '-';
  }
};

/**
 * Takes a renewed certificate without a restart: connections that are open go on, the next ones see it. What is not whole
 * yet, or does not hold, leaves the old one in use and is looked at again when it changes.
 * @returns ends the looking
 */
export const followPair = (
  files: TlsFiles,
  server: Pick<HttpServer, 'renew'>,
  log: Log,
  everyMs = LOOK_MS,
): (() => void) => {
  const marks = (): string => `${markOf(files.cert)} ${markOf(files.key)}`;
  let seen = marks();
  const look = (): void => {
    const now = marks();
    if (now === seen) return;
    seen = now;
    try {
      const pair = readPair(files);
      server.renew(pair);
      log.event('api.certificate', { hasta: new X509Certificate(pair.cert).validToDate.toISOString() });
    } catch (error) {
      if (!(error instanceof PosFailure)) throw error;
      log.event('api.certificate', { codigo: error.error.code }, 'warn');
    }
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
