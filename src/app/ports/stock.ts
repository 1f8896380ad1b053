import type { Gs } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import type {
  DraftKind,
  StockDocument,
  StockDocumentHead,
  StockDocumentKind,
  StockDocumentState,
  StockLevel,
  StockLine,
  StockMovement,
} from '../../domain/stock.ts';
import type { ActedBy } from '../ports.ts';

export interface MovementFilter {
  readonly productId?: number;
  /** ISO days of the store, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Only movements with a smaller id. */
  readonly beforeId?: number;
  readonly limit?: number;
}

export interface DocumentFilter {
  readonly kind?: StockDocumentKind;
  readonly state?: StockDocumentState;
  readonly limit?: number;
}

/** What is written on a document besides its lines. */
export interface StockPaper {
  /** Sending it again answers with the first document. */
  readonly uuid: string;
  readonly supplier?: string | null;
  readonly document?: string | null;
  readonly reason?: string | null;
}

export interface MovedStock extends StockPaper {
  readonly lines: readonly StockLine[];
  /** Costs become the products' purchase prices. */
  readonly updatesCost?: boolean;
}

export interface StoredStockDocument {
  readonly id: number;
  readonly uuid: string;
  readonly kind: StockDocumentKind;
  readonly state: StockDocumentState;
  readonly lines: number;
  readonly units: number;
  /** It had been stored already. */
  readonly repeated: boolean;
}

/** A line of a draft: added to what is noted, put in its place, or taken out. */
export interface StockNote {
  readonly documentId: number;
  readonly productId: number;
  readonly mode: 'add' | 'set' | 'remove';
  readonly quantity: number;
  readonly cost?: Gs | null;
}

export interface NotedLine {
  /** Null: the line is gone. */
  readonly quantity: number | null;
  readonly expected: number | null;
}

/** What comes in, is thrown away, put right and counted. */
export interface Stock {
  /** Active products with no more than their minimum, the emptiest first. */
  readonly low: () => Promise<readonly StockLevel[]>;
  /** The newest first. */
  readonly movements: (filter: MovementFilter) => Promise<readonly StockMovement[]>;
  readonly documents: (filter: DocumentFilter) => Promise<readonly StockDocumentHead[]>;
  /** DOCUMENTO_INEXISTENTE where there is none. */
  readonly document: (id: number) => Promise<Result<StockDocument>>;
  /** Whether so many units of an active product can be sold now. */
  readonly enough: (productId: number, units: number) => Promise<boolean>;
  /** Stores and moves at once. Refuses STOCK_NO_ALCANZA {producto, disponible, pedido}. */
  readonly move: (
    by: ActedBy,
    kind: Exclude<StockDocumentKind, 'Conteo'>,
    moved: MovedStock,
  ) => Promise<Result<StoredStockDocument>>;
  readonly open: (by: ActedBy, kind: DraftKind, paper: StockPaper) => Promise<Result<StoredStockDocument>>;
  readonly note: (by: ActedBy, kind: DraftKind, note: StockNote) => Promise<Result<NotedLine>>;
  readonly apply: (
    by: ActedBy,
    kind: DraftKind,
    id: number,
    updatesCost: boolean,
  ) => Promise<Result<StoredStockDocument>>;
  readonly discard: (by: ActedBy, kind: DraftKind, id: number) => Promise<Result<StoredStockDocument>>;
}
