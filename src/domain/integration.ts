import { may, type Permission, type Role } from './permissions.ts';

/** What another system may be let do, each by a word of its token. */
export const SCOPES = [
  'products:read',
  'clients:read',
  'cards:read',
  'cards:topup',
  'sales:read',
  'sales:write',
  'sales:return',
  'stock:read',
  'reports:read',
  'webhooks:write',
  'metrics:read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** What the person that a token acts as must be allowed, for a scope to work at all. */
const NEEDS: Readonly<Partial<Record<Scope, Permission>>> = {
  'cards:topup': 'card.topup',
  'reports:read': 'report.read',
  'sales:return': 'sale.return',
  'sales:write': 'sale.register',
};

/** Scopes that never work for somebody of this role. */
export const idleScopes = (scopes: readonly Scope[], role: Role): readonly Scope[] =>
  scopes.filter((scope) => {
    const permission = NEEDS[scope];
    return permission !== undefined && !may(role, permission);
  });

export const isScope = (text: string): text is Scope => (SCOPES as readonly string[]).includes(text);

/** Longest name of an integration, in characters. */
export const MOST_INTEGRATION_NAME = 60;
/** Days that a token lasts unless told otherwise. */
export const TOKEN_DAYS = 365;

/** A system that may come in: what is known of it, never its token. */
export interface Integration {
  readonly id: number;
  readonly name: string;
  /** First letters of the token, to tell it by. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  /** Short name of the person it acts as. */
  readonly actsAs: string;
  /** Code of the till that it is held to; null: none. */
  readonly till: string | null;
  readonly state: 'Activa' | 'Revocada';
  readonly expired: boolean;
  readonly createdBy: string;
  /** Store-local. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUse: string | null;
}

/** Letters of a token that lists show. */
export const HINT_LENGTH = 10;
/** `pos_` and 256 bits in base64url. */
export const TOKEN_FORM = /^pos_[A-Za-z0-9_-]{43}$/;
