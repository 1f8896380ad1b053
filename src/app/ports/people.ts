import type { Permission, Role } from '../../domain/permissions.ts';
import type { Result } from '../../domain/result.ts';
import type { Actor, User } from '../../domain/user.ts';
import type { ActedBy, Grant, Proof } from '../ports.ts';

/** A person as the office sees one. */
export interface Person extends User {
  readonly active: boolean;
  readonly hasPin: boolean;
  /** The next sign-in asks for a new password. */
  readonly mustChange: boolean;
  /** Failed attempts in a row within the last hour. */
  readonly failures: number;
  /** Seconds until the next attempt is heard; 0: now. */
  readonly waitSeconds: number;
}

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Sealed. */
  readonly password: string;
  /** Sealed; null: none. */
  readonly pin: string | null;
}

/** What is named changes. */
export type PersonEdit = Partial<Pick<NewPerson, 'login' | 'name' | 'email' | 'role'>>;

/** How far a role goes without an approval, in per cent. */
export interface RoleLimits {
  readonly role: Role;
  /** Of a discount. */
  readonly discount: number;
  /** By how much a price may change. */
  readonly priceChange: number;
}

/** What a manager is asked to answer for. */
export interface ApprovalWanted {
  readonly permission: Permission;
  /** How the routine names the act; the approval is good for nothing else. */
  readonly reference: string;
  readonly reason: string;
}

/** Users, their secrets and limits. */
export interface People {
  readonly list: () => Promise<readonly Person[]>;
  /** By id, or by short name or e-mail; USUARIO_INEXISTENTE otherwise. */
  readonly show: (reference: string | number) => Promise<Result<Person>>;
  /** Answers the id, as do all that follow. Refuses VALOR_INVALIDO {campo}, USUARIO_DUPLICADO {campo}. */
  readonly create: (by: ActedBy, person: NewPerson) => Promise<Result<number>>;
  /** Refuses also ULTIMO_ADMIN. */
  readonly edit: (by: ActedBy, id: number, edit: PersonEdit) => Promise<Result<number>>;
  /** Deactivating ends the person's sessions. Refuses ULTIMO_ADMIN, PROPIO_USUARIO. */
  readonly setActive: (by: ActedBy, id: number, active: boolean) => Promise<Result<number>>;
  /**
   * One's own password or PIN, sealed; `pin` '' takes it away. `proof` is of the present password. A new password ends
   * the person's other sessions. Refuses as signing in does.
   */
  readonly setSecrets: (
    actor: Actor,
    proof: string,
    secrets: { readonly password?: string; readonly pin?: string },
  ) => Promise<Result<number>>;
  /** A password for one sign-in; the PIN and the sessions are gone. Refuses PROPIO_USUARIO. */
  readonly resetPassword: (by: ActedBy, id: number, password: string) => Promise<Result<number>>;
  /** Lets a person who mistyped too often try again at once. */
  readonly unlock: (by: ActedBy, id: number) => Promise<Result<number>>;
  readonly limits: () => Promise<readonly RoleLimits[]>;
  readonly setLimits: (by: ActedBy, limits: RoleLimits) => Promise<Result<RoleLimits>>;
  /** A manager's approval of one act of the asker. */
  readonly approve: (asker: Actor, proof: Proof, wanted: ApprovalWanted) => Promise<Result<Grant>>;
}
