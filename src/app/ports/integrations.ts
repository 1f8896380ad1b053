import type { Integration, Scope } from '../../domain/integration.ts';
import type { Result } from '../../domain/result.ts';
import type { Actor } from '../../domain/user.ts';
import type { ActedBy } from '../ports.ts';

export interface NewIntegration {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Short name or e-mail of the person it acts as. */
  readonly actsAs: string;
  /** Code of the till it is held to; null: none. */
  readonly till: string | null;
  readonly days: number;
}

/** Another system that has come in by its token, as the database found it. */
export interface LetIn {
  readonly id: number;
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
  readonly tillId: number | null;
  /** The person it acts as, with a session that a token opened. */
  readonly actor: Actor;
}

/** Other systems and their tokens. */
export interface Integrations {
  /** The newest first. */
  readonly list: () => Promise<readonly Integration[]>;
  /** Stores the SHA-256 of a token that the caller made. Refuses NOMBRE_DUPLICADO, USUARIO_INEXISTENTE, CAJA_INEXISTENTE. */
  readonly create: (by: ActedBy, draft: NewIntegration, token: string) => Promise<Result<Integration>>;
  /** Ends the token and the sessions that it opened. INTEGRACION_INEXISTENTE. */
  readonly revoke: (by: ActedBy, id: number) => Promise<Result<Integration>>;
  /** The database judges the token; `session` is 256 random bits of the caller's. TOKEN_INVALIDO for whatever is wrong. */
  readonly letIn: (token: string, session: string) => Promise<Result<LetIn>>;
}
