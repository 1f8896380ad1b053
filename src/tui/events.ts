import type { UndoneInvoice } from '../app/follow-invoice.ts';
import type { Seen } from '../app/ports/hints.ts';
import type { ParkRequest } from '../app/ports/parked.ts';
import type { ApprovalWanted } from '../app/ports/people.ts';
import type {
  CatalogueChanges,
  CatalogueMark,
  Grant,
  PrinterStatus,
  PrintJob,
  SaleFilter,
  SignedIn,
} from '../app/ports.ts';
import type { SignInRequest } from '../app/sign-in.ts';
import type { Undone, UndoWanted } from '../app/undo-invoice.ts';
import type { PosError } from '../domain/errors.ts';
import type { InvoiceBacklog, InvoiceRecord } from '../domain/invoice/record.ts';
import type { ParkedSale } from '../domain/parked.ts';
import type { Photo, Pixels } from '../domain/photo.ts';
import type { Result } from '../domain/result.ts';
import type { StoredReturn } from '../domain/returns.ts';
import type { RegisteredSale, SaleDocument, SaleSummary, StoredSale } from '../domain/sale.ts';
import type { Served } from '../domain/student.ts';
import type { Actor } from '../domain/user.ts';
import type { KeyEvent } from './keys/types.ts';
import type { PageId } from './office/ids.ts';
import type { Done, Params } from './office/page.ts';
import type { PageSet } from './office/pages/page-set.ts';
import type { Notice, NoticeKey, State } from './state.ts';
import type { Shop } from './world.ts';

/** What can happen to the screen. Answers carry the number of the question they belong to. */
export type Event =
  | KeyEvent
  | { readonly kind: 'tick'; readonly now: number }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'shop'; readonly shop: Shop }
  | { readonly kind: 'catalogue'; readonly changes: CatalogueChanges; readonly whole: boolean }
  | { readonly kind: 'printer'; readonly status: PrinterStatus }
  | { readonly kind: 'photo'; readonly studentId: number; readonly photo: Photo | Pixels | null }
  | { readonly kind: 'signedIn'; readonly seq: number; readonly result: Result<SignedIn> }
  /** The new password was taken, or why it was not. */
  | { readonly kind: 'renewed'; readonly seq: number; readonly result: Result<number> }
  | { readonly kind: 'approved'; readonly seq: number; readonly result: Result<Grant> }
  | {
      readonly kind: 'card';
      readonly seq: number;
      /** As it was read; null: the student was asked for. */
      readonly number: string | null;
      readonly result: Result<Served>;
    }
  | { readonly kind: 'saleId'; readonly seq: number; readonly uuid: string }
  | { readonly kind: 'sold'; readonly uuid: string; readonly result: Result<RegisteredSale> }
  | { readonly kind: 'sales'; readonly seq: number; readonly rows: readonly SaleSummary[] }
  | {
      readonly kind: 'stored';
      readonly seq: number;
      readonly purpose: ShowPurpose;
      readonly result: Result<StoredSale>;
    }
  | { readonly kind: 'parked'; readonly seq: number; readonly result: Result<ParkedSale> }
  | { readonly kind: 'parkedCount'; readonly count: number; readonly shiftMissing: boolean }
  /** What is not settled with the tax authority. */
  | { readonly kind: 'invoicesWaiting'; readonly backlog: InvoiceBacklog }
  | {
      readonly kind: 'voided';
      readonly seq: number;
      readonly result: Result<StoredReturn>;
      readonly invoice: UndoneInvoice | null;
    }
  | { readonly kind: 'jobs'; readonly seq: number; readonly jobs: readonly PrintJob[] }
  | { readonly kind: 'queued'; readonly what: QueuedWhat; readonly result: Result<PrintJob> }
  /** How the invoice of a sale came out; what became of one after a void. */
  | { readonly kind: 'invoiced'; readonly saleId: number; readonly result: Result<InvoiceRecord | null> }
  | { readonly kind: 'invoiceUndone'; readonly result: Result<Undone> }
  /** The back office: its pages, what one of them read, how far an act is and what it came to. */
  | { readonly kind: 'officePages'; readonly pages: PageSet }
  | { readonly kind: 'officeLoaded'; readonly seq: number; readonly result: Result<unknown> }
  | {
      readonly kind: 'officeProgress';
      readonly seq: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'officeDone'; readonly seq: number; readonly result: Result<Done> }
  | { readonly kind: 'hints'; readonly login: string; readonly seen: Seen }
  /** The database was not there. */
  | { readonly kind: 'failed'; readonly effect: Effect; readonly error: PosError };

export type ShowPurpose = 'ticket' | 'history' | 'void';
export type QueuedWhat = 'reprint' | 'retry' | 'settle';

/** What the reducer wants done, as data; the runtime does it and answers with an event. */
export type Effect =
  /** `first`: nothing can be sold before it is there. */
  | { readonly kind: 'loadShop'; readonly first: boolean }
  | { readonly kind: 'loadCatalogue' }
  | { readonly kind: 'followCatalogue'; readonly mark: CatalogueMark }
  | { readonly kind: 'signIn'; readonly seq: number; readonly request: SignInRequest }
  | {
      readonly kind: 'renew';
      readonly seq: number;
      readonly actor: Actor;
      readonly present: string;
      readonly password: string;
    }
  | { readonly kind: 'closeSession'; readonly session: string }
  | {
      readonly kind: 'approve';
      readonly seq: number;
      readonly asker: Actor;
      readonly request: SignInRequest;
      readonly wanted: ApprovalWanted;
    }
  | { readonly kind: 'readPhoto'; readonly studentId: number }
  | { readonly kind: 'findCard'; readonly seq: number; readonly number: string }
  | { readonly kind: 'findStudent'; readonly seq: number; readonly studentId: number }
  | { readonly kind: 'park'; readonly seq: number; readonly actor: Actor; readonly request: ParkRequest }
  | { readonly kind: 'countParked' }
  | { readonly kind: 'watchInvoices' }
  | { readonly kind: 'makeSaleId'; readonly seq: number }
  | { readonly kind: 'checkout'; readonly user: Actor; readonly document: SaleDocument }
  | { readonly kind: 'listSales'; readonly seq: number; readonly filter: SaleFilter }
  | {
      readonly kind: 'showSale';
      readonly seq: number;
      readonly sale: number;
      readonly purpose: ShowPurpose;
    }
  | {
      readonly kind: 'void';
      readonly seq: number;
      readonly actor: Actor;
      /** Id of the manager's approval; null: the own role may. */
      readonly grant: number | null;
      readonly sale: number;
      readonly tillId: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'reprint';
      readonly actor: Actor;
      readonly tillId: number;
      readonly saleId: number;
      /** The slip of the last return, or of the void; the ticket otherwise. */
      readonly returned: boolean;
    }
  | { readonly kind: 'listJobs'; readonly seq: number; readonly tillId: number }
  | { readonly kind: 'retryJob'; readonly id: number; readonly userId: number }
  | { readonly kind: 'settleJob'; readonly id: number; readonly userId: number }
  | { readonly kind: 'officePages' }
  | {
      readonly kind: 'officeLoad';
      readonly seq: number;
      readonly actor: Actor;
      readonly page: PageId;
      readonly params: Params;
    }
  | {
      readonly kind: 'officeDo';
      readonly seq: number;
      readonly actor: Actor;
      readonly page: PageId;
      readonly name: string;
      readonly input: unknown;
      readonly grant: number | null;
    }
  | { readonly kind: 'loadHints'; readonly login: string }
  | { readonly kind: 'saveHints'; readonly login: string; readonly seen: Seen }
  | { readonly kind: 'completeInvoice'; readonly saleId: number }
  | { readonly kind: 'undoInvoice'; readonly actor: Actor; readonly wanted: UndoWanted }
  | {
      readonly kind: 'reprintInvoice';
      readonly actor: Actor;
      readonly tillId: number;
      readonly saleId: number;
    }
  | { readonly kind: 'wakePrinter' }
  | { readonly kind: 'bell' }
  | { readonly kind: 'exit'; readonly code: number };

export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export const stay = (state: State, ...effects: Effect[]): Step => ({ state, effects });

/** A number for a question to the outside, and the state that waits for its answer. */
export const numbered = (state: State): { readonly asking: State; readonly seq: number } => {
  const seq = state.world.seq + 1;
  return { asking: { ...state, world: { ...state.world, seq } }, seq };
};

/** The same state with a sentence under it. */
export const say = (
  state: State,
  tone: Notice['tone'],
  key: NoticeKey,
  params: Readonly<Record<string, string | number>> = {},
): State => ({ ...state, notice: { tone, say: key, params } });

const ABOUT_PRINTER: ReadonlySet<NoticeKey> = new Set(['printerFault', 'printUncertain']);

/** A sentence that is no answer to the hands at the keys: what follows from a lost database makes room for the cause. */
export const givesWay = (notice: Notice): boolean =>
  notice.tone === 'good' || notice.tone === 'info' || ('say' in notice && ABOUT_PRINTER.has(notice.say));

/** A refusal: its sentence, and a bell. */
export const refuse = (state: State, error: PosError): Step =>
  stay({ ...state, notice: { tone: 'danger', error } }, { kind: 'bell' });

/** Something that cannot be done now, said aloud. */
export const refuseSaying = (
  state: State,
  key: NoticeKey,
  params: Readonly<Record<string, string | number>> = {},
): Step => stay(say(state, 'warn', key, params), { kind: 'bell' });
