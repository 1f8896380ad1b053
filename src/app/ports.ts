import type { PaymentMethod } from '../domain/payment.ts';
import type { Allergen, Product } from '../domain/product.ts';
import type { Result } from '../domain/result.ts';
import type { RegisteredSale, SaleDocument, SaleState, SaleSummary, StoredSale } from '../domain/sale.ts';
import type { CardHolder } from '../domain/student.ts';
import type { Actor, Store, Till, User } from '../domain/user.ts';

/*
 * What the use cases need from outside, in small interfaces of plain functions. Expected refusals come back as
 * `Result`; a lost connection or a broken server throws `PosFailure` with BASE_DE_DATOS (class `outside`).
 */

export interface Clock {
  readonly now: () => Date;
}

export interface Ids {
  readonly uuid: () => string;
}

export interface Stores {
  readonly store: () => Promise<Store>;
  readonly tills: () => Promise<readonly Till[]>;
  readonly paymentMethods: () => Promise<readonly PaymentMethod[]>;
  readonly allergens: () => Promise<readonly Allergen[]>;
}

/** Where the last answer ended; opaque to everyone but the adapter. */
export type CatalogueMark = string & { readonly __unit: 'catalogue-mark' };

export interface CatalogueChanges {
  /** Whole products that changed since the mark, inactive ones included. */
  readonly products: readonly Product[];
  readonly mark: CatalogueMark;
}

export interface Catalogue {
  readonly load: () => Promise<CatalogueChanges>;
  readonly changesSince: (mark: CatalogueMark) => Promise<CatalogueChanges>;
}

export interface CardFilter {
  readonly text?: string;
  readonly limit?: number;
}

export interface Cards {
  /** Any card by its number, also a blocked or expired one (the use case judges it); TARJETA_INEXISTENTE otherwise. */
  readonly find: (number: string) => Promise<Result<CardHolder>>;
  readonly list: (filter: CardFilter) => Promise<readonly CardHolder[]>;
}

export interface SaleFilter {
  /** ISO business days, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Part of a number, client, student, cashier or card. */
  readonly text?: string;
  readonly state?: SaleState;
  readonly tillId?: number;
  readonly limit?: number;
}

export interface VoidRequest {
  readonly saleId: number;
  readonly userId: number;
  readonly approvedBy: number | null;
  readonly reason: string;
}

export interface Sales {
  /** One CALL. Retries deadlocks itself, with the same bytes. */
  readonly register: (document: SaleDocument) => Promise<Result<RegisteredSale>>;
  /** By id, number (`001-0000091`) or UUID; VENTA_INEXISTENTE otherwise. */
  readonly show: (reference: string | number) => Promise<Result<StoredSale>>;
  readonly list: (filter: SaleFilter) => Promise<readonly SaleSummary[]>;
  readonly void: (request: VoidRequest) => Promise<Result<RegisteredSale>>;
}

export interface Credential {
  readonly user: User;
  /** Argon2id, PHC string. */
  readonly passwordHash: string;
  readonly pinHash: string | null;
  readonly active: boolean;
  /** Seconds until the next attempt is heard; 0: now. Grows with each failure. */
  readonly waitSeconds: number;
}

/** One attempt to sign in. */
export interface SignInAttempt {
  /** By login or e-mail, any case; null when there is none. */
  readonly credential: (login: string) => Promise<Credential | null>;
  /** Notes a failed or a good sign-in: delays and audit depend on it. Unknown logins are noted too. */
  readonly noteAttempt: (login: string, userId: number | null, good: boolean) => Promise<void>;
}

export interface Users extends SignInAttempt {
  /**
   * Makes an attempt while no other one on the same person is under way, on any till: a thousand guesses sent at once
   * would otherwise all be heard before the first failure is noted.
   */
  readonly oneAtATime: <T>(login: string, make: (attempt: SignInAttempt) => Promise<T>) => Promise<T>;
  readonly list: () => Promise<readonly User[]>;
  /** Stores a session of the command line; only the SHA-256 of its token is kept. */
  readonly openSession: (userId: number, tokenHash: string, hours: number) => Promise<void>;
  readonly sessionUser: (tokenHash: string) => Promise<User | null>;
  readonly closeSession: (tokenHash: string) => Promise<void>;
}

export interface PasswordHasher {
  readonly hash: (secret: string) => Promise<string>;
  readonly verify: (secret: string, hash: string) => Promise<boolean>;
  /** A hash of nobody's secret that takes as long to verify as any other. */
  readonly decoy: string;
}

/** A manager's approval of one act, as stored: who gave it, and the id that the act names. */
export interface Grant {
  readonly id: number;
  readonly approver: User;
}

/** Who asks for a change in the back office, and the approval that goes with it where the role is not enough. */
export interface ActedBy {
  readonly actor: Actor;
  /** Id of the approval; null: none. */
  readonly grant: number | null;
}

/** States of a print job; what leads to which is in adapters/printer/README.md. */
export type PrintState = 'pendiente' | 'enviando' | 'confirmado' | 'enviado' | 'incierto' | 'cancelado';

export interface PrintJob {
  readonly id: number;
  readonly tillId: number;
  readonly kind:
    | 'ticket'
    | 'factura'
    | 'reimpresion'
    | 'anulacion'
    | 'prueba'
    | 'recarga'
    | 'devolucion'
    | 'lectura_x'
    | 'cierre_z'
    | 'mov_caja';
  readonly saleId: number | null;
  /** What it is about when it is no sale: the id of the top-up, return, shift or cash movement. */
  readonly referenceId: number | null;
  readonly saleNumber: string | null;
  /** 0: the original; k: the k-th copy, printed as `REIMPRESIÓN N.º k`. */
  readonly copy: number;
  readonly state: PrintState;
  readonly attempts: number;
  /** Code of the last cause, a `PrintFault` unless a newer version wrote it; null: none. */
  readonly fault: string | null;
  readonly createdAt: string;
}

export interface Spool {
  readonly list: (filter: {
    tillId?: number;
    open?: boolean;
    saleId?: number;
    limit?: number;
  }) => Promise<readonly PrintJob[]>;
  readonly find: (id: number) => Promise<Result<PrintJob>>;
  /** Queues a copy of a sale's ticket (numbered), or a test page. */
  readonly reprint: (saleId: number, tillId: number, userId: number) => Promise<Result<PrintJob>>;
  readonly test: (tillId: number, userId: number) => Promise<PrintJob>;
  /** A person decides about an uncertain or failed job: print it again (as a copy if bytes went out) or let it be. */
  readonly retry: (id: number, userId: number) => Promise<Result<PrintJob>>;
  readonly settle: (id: number, userId: number) => Promise<Result<PrintJob>>;
}

/** The side of the spool that only the print process sees. One worker a till at a time. */
export interface SpoolWorker {
  /** Takes the till's worker lock until the connection ends; false when another process has it. */
  readonly acquire: (tillId: number) => Promise<boolean>;
  /** Jobs found `enviando` belong to a worker that died: they become `incierto`. Returns how many. */
  readonly recover: (tillId: number) => Promise<number>;
  /** The oldest due pending job, marked `enviando`; null when there is none. */
  readonly next: (tillId: number) => Promise<PrintJob | null>;
  readonly finish: (
    id: number,
    outcome: {
      state: 'confirmado' | 'enviado' | 'incierto' | 'pendiente';
      fault?: string;
      retryInSeconds?: number;
    },
  ) => Promise<void>;
}

/** What the screen shows of the printer; the print process is the only one that touches the device. */
export interface PrinterStatus {
  readonly state: 'ready' | 'printing' | 'waiting' | 'uncertain' | 'stopped';
  /** Jobs of this till not yet on paper. */
  readonly open: number;
  /** Cause, as in `PrintJob`; null: none. */
  readonly fault: string | null;
  /** What is printed to, for people: `archivo`, `/dev/ttyUSB0`, `192.168.1.50:9100`. */
  readonly device: string;
}

/** The till's handle on its print process. */
export interface PrinterMonitor {
  /** A job was stored: look now instead of at the next poll. */
  readonly wake: () => void;
  /** Called at once with the present status and then on each change; returns the way out. */
  readonly subscribe: (listener: (status: PrinterStatus) => void) => () => void;
  readonly stop: () => Promise<void>;
}
