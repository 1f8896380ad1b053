import { createHash, randomUUID } from 'node:crypto';
import type { LetIn } from '../../app/ports/integrations.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Route } from './contract.ts';

/** The language that a request asks for most among those that there are. */
export const languageOf = (
  header: string | undefined,
  languages: readonly string[],
  otherwise: string,
): string => {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = /q=([\d.]+)/.exec(rest.join(';'))?.[1];
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => languages.includes(language) && weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wanted[0]?.language ?? otherwise;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const KEY = /^[\x21-\x7e]{1,100}$/;

/**
 * The UUID of a request, by which the routines know one that was sent before: made of its key, so that the database needs
 * to keep nothing else. Version 8 of RFC 9562, whose bits are the maker's own. Throws PETICION_INVALIDA.
 */
export const uuidOf = (header: string | string[] | undefined, route: Route, caller: LetIn | null): string => {
  if (header === undefined) return randomUUID();
  if (typeof header !== 'string' || !KEY.test(header))
    throw new PosFailure(posError('PETICION_INVALIDA', { campo: 'Idempotency-Key' }));
  if (UUID.test(header)) return header.toLowerCase();
  const hex = createHash('sha256')
    .update(JSON.stringify([caller?.id ?? 0, route.id, header]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Whether somebody calls from this machine itself, and not through a proxy on it. */
export const isLocal = (address: string | undefined, headers: Readonly<Record<string, unknown>>): boolean =>
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined &&
  (address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1');
