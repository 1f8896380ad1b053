import type { Static, TSchema } from 'typebox';
import type { LetIn } from '../../app/ports/integrations.ts';
import type { PosError } from '../../domain/errors.ts';
import type { Scope } from '../../domain/integration.ts';

/*
 * A route is data: what it takes and gives as JSON Schema, which checks requests and is the published contract, and a
 * function. How it comes in (tokens, limits, languages, refusals) is in this folder; what the routes are, is not.
 */

/** Who may: anybody; whoever has a token; a token with this scope; this, or whoever calls from this machine itself. */
export type Access = 'anyone' | 'token' | Scope | { readonly localOr: Scope };

export interface Call<Query = unknown, Params = unknown, Body = unknown> {
  readonly query: Query;
  readonly params: Params;
  readonly body: Body;
  /** Null only where anybody may, or this machine. */
  readonly caller: LetIn | null;
  /** Of this request: from `Idempotency-Key`, the same for the same key, route and token; else a new one. */
  readonly uuid: string;
  /** The header was there. */
  readonly keyed: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As Fastify writes it: `/api/v1/sales/:sale`. */
  readonly path: string;
  /** Name of the operation in the contract; one word. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly query?: TSchema;
  readonly params?: TSchema;
  readonly body?: TSchema;
  /** What each status of success gives. */
  readonly answers: Readonly<Record<number, TSchema>>;
  /** Content type of the answers; absent: JSON. */
  readonly media?: string;
  /** Throws PosFailure to refuse. */
  readonly handle: (call: Call) => Promise<Answer>;
}

type Of<S extends TSchema | undefined> = S extends TSchema ? Static<S> : unknown;

/** A route whose function sees its request in the types of its schemas. */
export const route = <
  Q extends TSchema | undefined = undefined,
  P extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  given: Omit<Route, 'query' | 'params' | 'body' | 'handle'> & {
    readonly query?: Q;
    readonly params?: P;
    readonly body?: B;
    readonly handle: (call: Call<Of<Q>, Of<P>, Of<B>>) => Promise<Answer>;
  },
): Route => given as unknown as Route;

/** A refusal as one sentence, in a language of the program's. */
export type Sentence = (error: PosError, language: string) => string;
