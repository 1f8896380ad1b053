import type { Gs } from './money.ts';

/** What a stock document is: goods received, put right, thrown away, counted. */
export type StockDocumentKind = 'Ingreso' | 'Ajuste' | 'Merma' | 'Conteo';
/** Those that may be noted line by line before they count. */
export type DraftKind = Extract<StockDocumentKind, 'Ingreso' | 'Conteo'>;
export type StockDocumentState = 'Borrador' | 'Aplicado' | 'Descartado';

export interface StockDocumentHead {
  readonly id: number;
  readonly uuid: string;
  readonly kind: StockDocumentKind;
  readonly state: StockDocumentState;
  readonly supplier: string | null;
  /** Number of the supplier's paper. */
  readonly document: string | null;
  readonly reason: string | null;
  readonly person: string;
  /** Store-local. */
  readonly createdAt: string;
  readonly closedAt: string | null;
  readonly lines: number;
  readonly units: number;
  readonly cost: Gs;
}

export interface StockDocumentLine {
  readonly productId: number;
  readonly code: string;
  readonly product: string;
  /** Units: received, taken off, counted; of a correction, signed. */
  readonly quantity: number;
  readonly cost: Gs | null;
  /** Of a count: the stock when it was counted. */
  readonly expected: number | null;
  /** Now. */
  readonly stock: number;
}

export interface StockDocument extends StockDocumentHead {
  readonly items: readonly StockDocumentLine[];
}

/** What a line of a count moves: what was found to differ when it was counted, whatever was sold since. */
export const countDifference = (line: StockDocumentLine): number => line.quantity - (line.expected ?? 0);

export type StockMovementKind =
  | 'Inicial'
  | 'Venta'
  | 'Anulacion'
  | 'Entrada'
  | 'Ajuste'
  | 'Devolucion'
  | 'Merma'
  | 'Conteo';

export interface StockMovement {
  readonly id: number;
  readonly productId: number;
  readonly code: string;
  readonly product: string;
  readonly kind: StockMovementKind;
  /** Signed units. */
  readonly quantity: number;
  readonly before: number;
  readonly after: number;
  readonly saleNumber: string | null;
  readonly documentId: number | null;
  /** Number of the supplier's paper. */
  readonly document: string | null;
  readonly supplier: string | null;
  readonly person: string | null;
  readonly reason: string | null;
  /** Store-local. */
  readonly date: string;
}

export interface StockLevel {
  readonly productId: number;
  readonly code: string;
  readonly product: string;
  readonly category: string;
  readonly stock: number;
  readonly minimum: number;
}

/** A line that is to be moved at once. */
export interface StockLine {
  readonly productId: number;
  /** Units; signed for a correction. */
  readonly quantity: number;
  readonly cost?: Gs | null;
}
