import type { RoleLimits } from '../app/ports/people.ts';
import type { CatalogueMark, PrinterStatus } from '../app/ports.ts';
import type { PosError } from '../domain/errors.ts';
import type { PaymentMethod } from '../domain/payment.ts';
import type { Allergen, Product } from '../domain/product.ts';
import type { SearchIndex } from '../domain/search.ts';
import type { Store } from '../domain/user.ts';
import type { PhotoMode } from './photo/mode.ts';
import type { ShownPhoto } from './photo/shown.ts';

export interface Shop {
  readonly store: Store;
  readonly methods: readonly PaymentMethod[];
  readonly allergens: readonly Allergen[];
  /** How far each role goes without an approval. */
  readonly limits: readonly RoleLimits[];
}

export interface CatalogueState {
  readonly index: SearchIndex;
  readonly frequent: readonly Product[];
  readonly mark: CatalogueMark | null;
  /** An answer is on its way. */
  readonly busy: boolean;
  readonly askedAt: number;
}

/** What the world outside says; a scan that takes back its own characters never takes this back. */
export interface World {
  readonly now: number;
  readonly lastKeyAt: number;
  readonly columns: number;
  readonly rows: number;
  readonly shop: Shop | null;
  readonly shopBusy: boolean;
  /** 0: it is to be asked for at once. */
  readonly shopAskedAt: number;
  /** The database refused a sale: what is known of the store may be what it was, and what comes is taken at once. */
  readonly shopDoubted: boolean;
  readonly catalogue: CatalogueState;
  /** `outdated`: it is there, at the schema of another version of the program. */
  readonly database: 'waiting' | 'ready' | 'down' | 'outdated';
  /** Why the database is not to be had; null: it is. */
  readonly outage: PosError | null;
  readonly printer: PrinterStatus | null;
  /** Sales that wait on any till; null: not known yet. */
  readonly parked: number | null;
  readonly parkedAskedAt: number;
  /** Hours for which the oldest invoice has waited for its approval; null: none for too long, or not known yet. */
  readonly invoiceHours: number | null;
  readonly invoicesAskedAt: number;
  /** The store works with shifts, and this till has none open: nothing can be sold. */
  readonly shiftMissing?: boolean;
  /** How this terminal shows photos; null: not at all. */
  readonly photos: PhotoMode | null;
  /** Of the student at the till, once it was read. */
  readonly photo: ShownPhoto | null;
  /** Grows with every question to the outside; an answer with an older number is dropped. */
  readonly seq: number;
}
