import { isIP } from 'node:net';
import type { SslOptions } from 'mysql2';
import { PosFailure, posError } from '../../domain/errors.ts';
import { MOST_PEM_BYTES, readSmall } from '../files/regular-file.ts';

/** How the line to a server is kept from others; null: not at all. */
export interface TlsTarget {
  /** File of the authority whose word counts, in PEM; null: those that the system trusts. */
  readonly ca: string | null;
}

/** The server that an address names; an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '') || 'localhost';

/** A name or an address that leads to this machine: what goes there never meets a wire. */
const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);

/**
 * What a database address says of its line: `?tls=off` an open one, `?ca=/path/ca.pem` one that this authority vouches for.
 * Without a word a server elsewhere must prove itself, and one on this machine need not.
 */
export const tlsOf = (host: string, words: URLSearchParams): TlsTarget | null => {
  const ca = words.get('ca');
  const asked = words.get('tls');
  if (asked === 'off' || (asked === null && ca === null && isLocal(host))) return null;
  return { ca };
};

/** Why the words of an address about its line cannot be used: a key of the table of details in i18n; null: they can. */
export const tlsProblem = (host: string, words: URLSearchParams): 'tls' | 'tls_ca' | 'tls_nombre' | null => {
  const tls = words.get('tls');
  if (tls !== null && tls !== 'verify' && tls !== 'off') return 'tls';
  const ca = words.get('ca');
  if (ca !== null && (tls === 'off' || !ca.startsWith('/'))) return 'tls_ca';
  // No public authority vouches for an address in a school's network.
  return isIP(host) !== 0 && tlsOf(host, words)?.ca === null ? 'tls_nombre' : null;
};

/**
 * For the driver. Who has no name cannot be asked for it: of a server that is reached by its address any certificate
 * of the store's own authority counts.
 * Throws PosFailure ARCHIVO_ILEGIBLE.
 */
export const sslOptions = (host: string, { ca }: TlsTarget): SslOptions => {
  const options = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    verifyIdentity: isIP(host) === 0,
  } as const;
  if (ca === null) return options;
  try {
    return { ...options, ca: readSmall(ca, MOST_PEM_BYTES).bytes.toString('utf8') };
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: ca }), { cause });
  }
};

/**
 * What is wrong with a server's proof, from the driver's error: a key of the table of causes in i18n; null: nothing.
 * The driver puts one code of its own over those of TLS and leaves only their words.
 */
export const tlsFault = (
  code: string,
  message: string,
): 'tls_falta' | 'tls_ajeno' | 'tls_otro' | 'tls_vencido' | null => {
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') return 'tls_falta';
  if (code !== 'HANDSHAKE_SSL_ERROR') return null;
  if (/expired|not yet valid/.test(message)) return 'tls_vencido';
  return /altnames/.test(message) ? 'tls_otro' : 'tls_ajeno';
};
