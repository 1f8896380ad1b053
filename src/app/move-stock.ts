import { type PosError, posError } from '../domain/errors.ts';
import type { Permission } from '../domain/permissions.ts';
import { MOST_STOCK, tidy, wrongText } from '../domain/product-form.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { DraftKind, StockDocumentKind, StockLine } from '../domain/stock.ts';
import { authorizeAct } from './authorize-act.ts';
import type {
  MovedStock,
  NotedLine,
  Stock,
  StockNote,
  StockPaper,
  StoredStockDocument,
} from './ports/stock.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly stock: Stock;
}

const LONGEST = { supplier: 120, document: 60, reason: 300 } as const;

/** Who may move stock by which document; noting in a draft and applying it can be different people's work. */
const PERMISSIONS = {
  Ingreso: { move: 'stock.receive', note: 'stock.receive', apply: 'stock.receive' },
  Ajuste: { move: 'stock.adjust' },
  Merma: { move: 'stock.adjust' },
  Conteo: { note: 'stock.count', apply: 'stock.apply' },
} as const satisfies Record<StockDocumentKind, Partial<Record<'move' | 'note' | 'apply', Permission>>>;

const line = (text: string | null | undefined): string | null => tidy(text ?? '') || null;

const tidyPaper = <T extends StockPaper>(paper: T): Result<T> => {
  const tidied = {
    ...paper,
    supplier: line(paper.supplier),
    document: line(paper.document),
    reason: line(paper.reason),
  };
  const error =
    wrongText('proveedor', tidied.supplier ?? '', LONGEST.supplier, 0) ??
    wrongText('documento', tidied.document ?? '', LONGEST.document, 0) ??
    wrongText('motivo', tidied.reason ?? '', LONGEST.reason, 0);
  return error ? fail(error) : ok(tidied);
};

const wrongQuantity = (quantity: number, signed: boolean): PosError | null =>
  Number.isInteger(quantity) && quantity !== 0 && Math.abs(quantity) <= MOST_STOCK && (signed || quantity > 0)
    ? null
    : posError('CANTIDAD_FUERA_DE_RANGO', { cantidad: String(quantity).slice(0, 20), maximo: MOST_STOCK });

/** One line a product: those of the same one are added up; the last cost counts. */
const merged = (lines: readonly StockLine[]): readonly StockLine[] => {
  const byProduct = new Map<number, StockLine>();
  for (const each of lines) {
    const before = byProduct.get(each.productId);
    byProduct.set(each.productId, {
      ...each,
      quantity: (before?.quantity ?? 0) + each.quantity,
      cost: each.cost ?? before?.cost ?? null,
    });
  }
  return [...byProduct.values()];
};

/** Receives, corrects (signed units) or writes off goods at once, whole or not at all. */
export const moveStock = async (
  { stock }: Ports,
  by: ActedBy,
  kind: Exclude<StockDocumentKind, 'Conteo'>,
  moved: MovedStock,
): Promise<Result<StoredStockDocument>> => {
  const allowed = authorizeAct(by, PERMISSIONS[kind].move);
  if (!allowed.ok) return allowed;
  const tidied = tidyPaper(moved);
  if (!tidied.ok) return tidied;
  if (kind !== 'Ingreso' && tidied.value.reason === null) return fail(posError('MOTIVO_REQUERIDO'));
  if (moved.lines.length === 0) return fail(posError('SIN_LINEAS'));
  const wrong = moved.lines.map(({ quantity }) => wrongQuantity(quantity, kind === 'Ajuste')).find(Boolean);
  if (wrong) return fail(wrong);
  return stock.move(by, kind, { ...tidied.value, lines: merged(moved.lines) });
};

/** Begins a receipt or a count that is noted line by line and survives whatever happens to the terminal. */
export const openDraft = async (
  { stock }: Ports,
  by: ActedBy,
  kind: DraftKind,
  paper: StockPaper,
): Promise<Result<StoredStockDocument>> => {
  const allowed = authorizeAct(by, PERMISSIONS[kind].note);
  if (!allowed.ok) return allowed;
  const tidied = tidyPaper(paper);
  return tidied.ok ? stock.open(by, kind, tidied.value) : tidied;
};

export const noteInDraft = async (
  { stock }: Ports,
  by: ActedBy,
  kind: DraftKind,
  note: StockNote,
): Promise<Result<NotedLine>> => {
  const allowed = authorizeAct(by, PERMISSIONS[kind].note);
  if (!allowed.ok) return allowed;
  const most = Number.isInteger(note.quantity) && Math.abs(note.quantity) <= MOST_STOCK;
  if (!most)
    return fail(
      posError('CANTIDAD_FUERA_DE_RANGO', {
        cantidad: String(note.quantity).slice(0, 20),
        maximo: MOST_STOCK,
      }),
    );
  return stock.note(by, kind, note);
};

/** Moves the stock by the draft's lines, once. The approval's reference is the document's id. */
export const applyDraft = async (
  { stock }: Ports,
  by: ActedBy,
  kind: DraftKind,
  id: number,
  updatesCost = false,
): Promise<Result<StoredStockDocument>> => {
  const allowed = authorizeAct(by, PERMISSIONS[kind].apply);
  return allowed.ok ? stock.apply(by, kind, id, updatesCost) : allowed;
};

export const discardDraft = async (
  { stock }: Ports,
  by: ActedBy,
  kind: DraftKind,
  id: number,
): Promise<Result<StoredStockDocument>> => {
  const allowed = authorizeAct(by, PERMISSIONS[kind].note);
  return allowed.ok ? stock.discard(by, kind, id) : allowed;
};
