import type { Role } from './permissions.ts';
import type { TaxMode } from './tax.ts';

export interface User {
  readonly id: number;
  /** Short name typed at sign-in, e.g. `cajero`. */
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** A signed-in person with the proof of it that the database asks for: the token of a session. */
export interface Actor extends User {
  readonly session: string;
}

/** A till (caja): where sales are numbered. */
export interface Till {
  readonly id: number;
  /** Three digits, the first part of a sale's number. */
  readonly code: string;
  readonly name: string;
}

export interface Store {
  readonly name: string;
  readonly ruc: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly taxMode: TaxMode;
  /** Electronic invoicing is set up; without it the invoice box stays off. */
  readonly invoicing: boolean;
  /** Holds demonstration data; only then are the demonstration passwords accepted. */
  readonly demo: boolean;
  /** Minutes without a key until the screen locks; 0: never. */
  readonly idleLockMinutes: number;
  /** Minutes after midnight at which a business day begins: what is sold until then is the day before's. */
  readonly dayCutMinutes: number;
  /** Sentence at the foot of a ticket. */
  readonly ticketFooter: string | null;
}
