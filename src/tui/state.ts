import type { Seen } from '../app/ports/hints.ts';
import type { PrintJob } from '../app/ports.ts';
import type { UndoQuestion } from '../app/undo-invoice.ts';
import type { Cart } from '../domain/cart.ts';
import type { PosError } from '../domain/errors.ts';
import type { Difference } from '../domain/parked.ts';
import type { PaymentMethod, Tender } from '../domain/payment.ts';
import type { Permission } from '../domain/permissions.ts';
import type { Product } from '../domain/product.ts';
import type { Acknowledgement, Conflict } from '../domain/restrictions.ts';
import type { RegisteredSale, SaleDocument, SaleSummary, StoredSale } from '../domain/sale.ts';
import type { Served } from '../domain/student.ts';
import type { Actor, Till } from '../domain/user.ts';
import type { Messages } from '../i18n/index.ts';
import type { Doing, Office } from './office/state.ts';
import type { World } from './world.ts';

/** Sentences of the message line. */
export type NoticeKey = keyof Messages['screen']['notices'];

/** A name with its password or PIN, as it is being typed. */
export interface SecretForm {
  readonly login: string;
  readonly secret: string;
  readonly focus: 'login' | 'secret';
  readonly busy: boolean;
  /** The check that is under way; an answer to an older one is dropped. */
  readonly seq: number;
  readonly error: PosError | null;
  /** Store clock in milliseconds before which nothing is sent; 0: at once. */
  readonly waitUntil: number;
}

export type Session =
  | { readonly kind: 'out'; readonly form: SecretForm }
  /** Signed in with a password that somebody else made: the form asks twice for a new one, in its two fields. */
  | { readonly kind: 'renew'; readonly user: Actor; readonly present: string; readonly form: SecretForm }
  | { readonly kind: 'open'; readonly user: Actor }
  | { readonly kind: 'locked'; readonly user: Actor; readonly form: SecretForm };

/** The sale in progress: everything that a cashier would be sorry to lose. */
export interface Desk {
  readonly holder: Served | null;
  readonly cart: Cart;
  /** The selected line of the cart. */
  readonly line: number;
  readonly acks: readonly Acknowledgement[];
  /** A manager's word for a discount up to so many per cent, given to one person; null: none. */
  readonly discountGrant: { readonly id: number; readonly percent: number; readonly userId: number } | null;
  /** The omnibox and what it finds. */
  readonly text: string;
  readonly results: readonly Product[];
  /** The selected result or frequent product; -1: none. */
  readonly choice: number;
  readonly undo: Pick<Desk, 'holder' | 'cart' | 'acks'> | null;
  readonly done: DoneSale | null;
  /** The card, or the student without one, that the database is being asked for. */
  readonly reading: Reading | null;
}

export interface Reading {
  /** Null: a student is asked for. */
  readonly number: string | null;
  readonly seq: number;
  /** Pay was pressed meanwhile: payment opens with the answer. */
  readonly thenPay: boolean;
}

export interface DoneSale {
  readonly sale: RegisteredSale;
  readonly student: string | null;
  readonly invoice?: { readonly code: string | null };
}

export type PaymentStep = 'method' | 'amount' | 'reference' | 'confirm' | 'saving' | 'unresolved';

export interface Payment {
  readonly kind: 'payment';
  /** Made when payment starts; one sale, whatever happens to the answer. */
  readonly uuid: string | null;
  readonly step: PaymentStep;
  /** The selected method, or the selected quick amount. */
  readonly choice: number;
  readonly method: PaymentMethod | null;
  readonly amount: string;
  readonly reference: string;
  readonly tenders: readonly Tender[];
  readonly invoiced: boolean;
  readonly error: PosError | null;
  /** What was sent; the same bytes go again until there is an answer. */
  readonly document: SaleDocument | null;
  readonly retryAt: number;
}

export interface Approval {
  readonly kind: 'approval';
  readonly purpose:
    | { readonly kind: 'restriction'; readonly conflict: Conflict }
    | { readonly kind: 'void'; readonly sale: StoredSale }
    /** A cart whose discounts go further than the role; `thenPay`: it was found out at payment. */
    | { readonly kind: 'discount'; readonly cart: Cart; readonly percent: number; readonly thenPay: boolean }
    /** An act of the back office, as its routine will ask for the approval. */
    | {
        readonly kind: 'act';
        readonly permission: Permission;
        readonly reference: string;
        readonly about: string;
      };
  /** False when the user's own role may: only the reason is asked. */
  readonly needsManager: boolean;
  readonly login: string;
  readonly secret: string;
  readonly reason: string;
  readonly focus: 'login' | 'secret' | 'reason';
  readonly busy: boolean;
  readonly seq: number;
  readonly error: PosError | null;
}

export interface DiscountDialog {
  readonly kind: 'discount';
  readonly target: 'line' | 'sale';
  /** `10%` or `1500`. */
  readonly text: string;
  readonly error: PosError | null;
}

/** The note of a sale that is put aside. */
export interface ParkDialog {
  readonly kind: 'park';
  readonly uuid: string | null;
  readonly text: string;
  readonly busy: boolean;
  readonly seq: number;
  readonly error: PosError | null;
}

export type Dialog =
  | Payment
  | Approval
  | DiscountDialog
  | ParkDialog
  /** What changed since a recalled sale was put aside. */
  | { readonly kind: 'differences'; readonly differences: readonly Difference[]; readonly offset: number }
  | { readonly kind: 'quantity'; readonly text: string }
  | {
      readonly kind: 'ticket';
      readonly sale: StoredSale | null;
      readonly offset: number;
      readonly seq: number;
    };

export type Question =
  | { readonly kind: 'clear' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'switchCard'; readonly holder: Served }
  | ({ readonly kind: 'undoInvoice' } & UndoQuestion)
  /** An act of a page that hurts. */
  | { readonly kind: 'act'; readonly text: string; readonly act: Doing }
  /** Values of a form that would be lost; `home`: all the way to the sale. */
  | { readonly kind: 'leaveForm'; readonly home: boolean };

export interface History {
  /** ISO business day; empty until the history is opened. */
  readonly day: string;
  readonly rows: readonly SaleSummary[];
  readonly loading: boolean;
  readonly seq: number;
  readonly text: string;
  readonly choice: number;
  readonly open: StoredSale | null;
  readonly offset: number;
}

export interface Printing {
  readonly jobs: readonly PrintJob[];
  readonly loading: boolean;
  readonly seq: number;
  readonly choice: number;
}

export type Tone = 'info' | 'good' | 'warn' | 'danger';

/** A sentence to come: its words are chosen when it is drawn, in the user's language. */
export type Notice =
  | { readonly tone: Tone; readonly error: PosError }
  /** A page's own sentence. */
  | { readonly tone: Tone; readonly text: string }
  | {
      readonly tone: Tone;
      readonly say: NoticeKey;
      readonly params: Readonly<Record<string, string | number>>;
    };

export interface State {
  readonly till: Till;
  readonly demo: boolean;
  readonly world: World;
  readonly session: Session;
  readonly desk: Desk;
  readonly pane: 'sale' | 'history' | 'printing' | 'office';
  readonly office: Office;
  /** What the person at the till has seen already; null while that is being read. */
  readonly hints: { readonly login: string | null; readonly seen: Seen | null };
  /** What pages say is made in the user's language. */
  readonly words: Messages;
  readonly history: History;
  readonly printing: Printing;
  readonly dialog: Dialog | null;
  readonly question: Question | null;
  /** First line shown of the help; null: closed. */
  readonly help: number | null;
  readonly notice: Notice | null;
  /** The states before the last typed characters, for a scan that turns out to have typed them. */
  readonly trail: readonly State[];
}
