import type { Call } from '../../adapters/http/contract.ts';
import type { Metrics } from '../../adapters/http/metrics.ts';
import type { LetIn } from '../../app/ports/integrations.ts';
import type { Services } from '../../app/services.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Product } from '../../domain/product.ts';
import type { OfficeCatalogue } from '../../tui/office/catalogue.ts';
import { tillOf } from '../actions/till.ts';
import { PAGE } from './schemas.ts';

/** What the routes stand on. */
export interface Api {
  readonly services: Services;
  readonly metrics: Metrics;
  /** The products as of a second ago at most. */
  readonly catalogue: () => Promise<OfficeCatalogue>;
  /** Code of the till where a sale is made whose token and document name none. */
  readonly till: string;
}

/** Milliseconds for which the catalogue is not read again. */
const FRESH_MS = 1_000;

/** Reads the catalogue at most once a second, however many ask. */
export const freshCatalogue = (read: () => Promise<OfficeCatalogue>): Api['catalogue'] => {
  let until = 0;
  let latest: Promise<OfficeCatalogue> | null = null;
  return () => {
    if (latest && until > Date.now()) return latest;
    until = Date.now() + FRESH_MS;
    latest = read().catch((error: unknown) => {
      latest = null;
      throw error;
    });
    return latest;
  };
};

/** Whoever called with a token; routes without one have no use for it. */
export const callerOf = ({ caller }: Pick<Call, 'caller'>): LetIn => {
  if (!caller) throw new PosFailure(posError('TOKEN_INVALIDO'));
  return caller;
};

/** Acts as the token's person; an approval is given at a till, not from afar. */
export const actedBy = (call: Pick<Call, 'caller'>) => ({ actor: callerOf(call).actor, grant: null });

/**
 * The till of a change: the one that the token is held to, which no document may leave; else the one that is asked for,
 * else the server's. Throws CAJA_INVALIDA, CAJA_INEXISTENTE.
 */
export const tillIdOf = async (
  { services, till }: Api,
  call: Pick<Call, 'caller'>,
  asked: number | undefined,
): Promise<number> => {
  const { tillId } = callerOf(call);
  if (tillId !== null && asked !== undefined && asked !== tillId)
    throw new PosFailure(posError('CAJA_INVALIDA'));
  return tillId ?? asked ?? (await tillOf(services, till)).id;
};

interface Paging {
  readonly limite?: number;
  readonly cursor?: string;
}

const badCursor = (): PosFailure => new PosFailure(posError('PETICION_INVALIDA', { campo: 'cursor' }));

/** How many rows are asked for, and after which id; undefined: from the beginning. */
export const askedPage = ({ limite = PAGE.usual, cursor }: Paging): { limit: number; after?: number } => {
  if (cursor === undefined) return { limit: limite };
  const [, digits] = /^i(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (digits === undefined) throw badCursor();
  return { limit: limite, after: Number(digits) };
};

/** One row more was read than is shown: whether there is it tells whether there is more. */
export const pageOf = <Row, View>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => number,
  view: (row: Row) => View,
) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    datos: shown.map(view),
    siguiente: more ? Buffer.from(`i${idOf(last)}`).toString('base64url') : null,
  };
};

/** Codes of allergens by id. */
export const allergenCodes = async ({ services }: Api): Promise<ReadonlyMap<number, string>> =>
  new Map((await services.stores.allergens()).map(({ id, code }) => [id, code]));

export const codesOf = (product: Product, allergens: ReadonlyMap<number, string>): readonly string[] =>
  product.allergens.map((id) => allergens.get(id) ?? String(id));

/** A period must not end before it begins. Throws VALOR_INVALIDO. */
export const checkPeriod = (from: string | undefined, to: string | undefined): void => {
  if (from !== undefined && to !== undefined && from > to)
    throw new PosFailure(posError('VALOR_INVALIDO', { campo: 'hasta', valor: to }));
};
