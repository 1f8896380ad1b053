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
  /** Only sales with a smaller id: the page after one that ended with it. */
  readonly beforeId?: number;
  readonly limit?: number;
}

export interface Sales {
  /** One CALL. Retries deadlocks itself, with the same bytes. */
  readonly register: (document: SaleDocument) => Promise<Result<RegisteredSale>>;
  /** By id, number (`001-0000091`) or UUID; VENTA_INEXISTENTE otherwise. */
  readonly show: (reference: string | number) => Promise<Result<StoredSale>>;
  readonly list: (filter: SaleFilter) => Promise<readonly SaleSummary[]>;
}

/** A person who has just signed in. */
export interface SignedIn extends Actor {
  /** The password was made by somebody else: until it is changed the session does nothing but that. */
  readonly mustChange: boolean;
}

/** What deriving a proof needs, of each secret; a name that is not there answers alike. */
export interface SecretParameters {
  readonly password: string;
  readonly pin: string;
}

/** Who somebody claims to be, and what deriving the typed secret gave. */
export interface Proof {
  /** Short name or e-mail. */
  readonly login: string;
  readonly kind: 'password' | 'pin';
  /** Hex. */
  readonly proof: string;
}

export interface Users {
  readonly secretParameters: (login: string) => Promise<SecretParameters>;
  /**
   * Opens a session of so many hours if the proof is right; the database judges, delays and audits. A PIN needs the
   * token of a session that is open. Refuses CREDENCIALES_INVALIDAS, DEMASIADOS_INTENTOS {segundos}, CLAVE_REQUERIDA.
   */
  readonly signIn: (
    proof: Proof,
    session: { readonly hours: number; readonly beside: string | null },
  ) => Promise<Result<SignedIn>>;
  /** Active people. */
  readonly list: () => Promise<readonly User[]>;
  /** By the token; null when it has ended. */
  readonly sessionUser: (session: string) => Promise<SignedIn | null>;
  readonly closeSession: (session: string) => Promise<void>;
}

/** Passwords and PINs: what is stored of them, and what proves them. */
export interface PasswordHasher {
  /** What the database keeps of a new secret. */
  readonly seal: (secret: string) => Promise<string>;
  /** What proves a secret to the database, which gave the parameters. */
  readonly prove: (secret: string, parameters: string) => Promise<string>;
  /** So many bytes that nobody can guess. */
  readonly random: (bytes: number) => Uint8Array;
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
    | 'mov_caja'
    | 'informe';
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

/** A paper that a customer was given: a sale's ticket, a top-up's receipt, the slip of a return or void, a KuDE. */
export interface Paper {
  readonly kind: 'sale' | 'topup' | 'return' | 'invoice';
  readonly id: number;
}

export interface Spool {
  readonly list: (filter: {
    tillId?: number;
    open?: boolean;
    saleId?: number;
    limit?: number;
  }) => Promise<readonly PrintJob[]>;
  readonly find: (id: number) => Promise<Result<PrintJob>>;
  /** Queues a numbered copy. Refuses VENTA_INEXISTENTE, RECARGA_INEXISTENTE, DEVOLUCION_INEXISTENTE. */
  readonly reprint: (by: ActedBy, paper: Paper, tillId: number) => Promise<Result<PrintJob>>;
  /** Queues a test page. */
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
