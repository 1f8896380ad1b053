import { posError } from './errors.ts';
import { type Gs, gs, isGs } from './money.ts';
import type { PaymentMethod } from './payment.ts';
import { fail, ok, type Result } from './result.ts';
import type { CardState } from './student.ts';

/** A card as the back office sees it: whose it is, how it is, what came before and after it. */
export interface CardFile {
  readonly id: number;
  readonly number: string;
  readonly balance: Gs;
  readonly dailyLimit: Gs | null;
  readonly state: CardState;
  /** ISO date, last day on which it is valid; null: does not expire. */
  readonly expiresOn: string | null;
  /** Why it was blocked, unblocked or replaced. */
  readonly stateReason: string | null;
  /** Number of the card that took its place. */
  readonly replacedBy: string | null;
  /** Number of the card whose place it took. */
  readonly replaces: string | null;
  readonly studentId: number;
  readonly student: string;
  readonly grade: string | null;
  readonly clientId: number;
  readonly client: string;
  /** Student and client are both active. */
  readonly holderActive: boolean;
}

export type CardMoveKind =
  | 'Inicial'
  | 'Recarga'
  | 'Venta'
  | 'Anulacion'
  | 'Devolucion'
  | 'Ajuste'
  | 'Traspaso';

/** One entry of a card's ledger. */
export interface CardMove {
  readonly id: number;
  /** Store-local. */
  readonly at: string;
  readonly kind: CardMoveKind;
  /** Below 0: taken from the card. */
  readonly amount: Gs;
  readonly by: string | null;
  readonly reason: string | null;
  readonly saleNumber: string | null;
  /** Payment method of a top-up. */
  readonly method: string | null;
  /** The other card of a transfer. */
  readonly otherCard: string | null;
}

export interface Topup {
  readonly id: number;
  readonly uuid: string;
  readonly cardId: number;
  readonly cardNumber: string;
  readonly student: string;
  readonly client: string;
  readonly tillId: number;
  readonly till: string;
  readonly cashier: string;
  readonly method: string;
  readonly isCash: boolean;
  readonly amount: Gs;
  readonly handed: Gs;
  readonly change: Gs;
  readonly reference: string | null;
  readonly balanceBefore: Gs;
  readonly balance: Gs;
  readonly at: string;
  /** True when this very top-up had been stored before. */
  readonly repeated: boolean;
}

/** Longest text of a reference, in characters. */
export const MOST_REFERENCE = 60;
/** From this amount on a top-up is asked about once more: it is the mistyped zero of most of them. In guaraníes. */
export const LARGE_TOPUP = 1_000_000;

/** 4 to 40 digits or letters, a digit among them. Shorter ones are taken for typing, not for a scan. */
export const isCardNumber = (typed: string): boolean =>
  /^[0-9A-Za-z]{4,40}$/.test(typed) && /[0-9]/.test(typed);

/** Methods that a card can be topped up with: any in use but a card itself. */
export const topupMethods = (methods: readonly PaymentMethod[]): readonly PaymentMethod[] =>
  methods.filter((method) => method.active && !method.isStudentCard);

export interface TopupPayment {
  readonly amount: Gs;
  readonly handed: Gs;
  readonly reference: string | null;
}

/**
 * Judges what is given for a top-up. `handed` null: exactly the amount. Only cash may exceed it.
 * @returns the payment as it is stored; VALOR_INVALIDO, MEDIO_INVALIDO, REFERENCIA_REQUERIDA, TEXTO_LARGO,
 * ENTREGADO_INSUFICIENTE or PAGO_EXCEDIDO otherwise
 */
export const makeTopup = (
  method: PaymentMethod,
  amount: number,
  handed: number | null,
  reference: string | null,
): Result<TopupPayment> => {
  if (!isGs(amount) || amount === 0) return fail(posError('MONTO_INVALIDO', { monto: amount }));
  if (!method.active || method.isStudentCard) return fail(posError('MEDIO_INVALIDO', { medio: method.name }));
  const given = handed ?? amount;
  if (!isGs(given)) return fail(posError('MONTO_INVALIDO', { monto: given }));
  const text = reference?.trim() || null;
  if (method.needsReference && text === null)
    return fail(posError('REFERENCIA_REQUERIDA', { medio: method.name }));
  if (text !== null && text.length > MOST_REFERENCE)
    return fail(posError('TEXTO_LARGO', { campo: 'referencia', maximo: MOST_REFERENCE }));
  if (given < amount) return fail(posError('ENTREGADO_INSUFICIENTE', { falta: amount - given }));
  if (given > amount && !method.isCash)
    return fail(posError('PAGO_EXCEDIDO', { medio: method.name, sobra: given - amount }));
  return ok({ amount, handed: given, reference: text });
};

export interface StatementLine extends CardMove {
  /** The balance after it. */
  readonly balance: Gs;
}

/** A card's account between two days: what it held before, each entry with the balance after it, what it holds then. */
export interface Statement {
  readonly card: CardFile;
  /** ISO days, both inclusive. */
  readonly from: string;
  readonly to: string;
  readonly opening: Gs;
  readonly lines: readonly StatementLine[];
  readonly closing: Gs;
  /** What came onto the card and what left it, both above 0, besides what moved between cards of the same student. */
  readonly added: Gs;
  readonly taken: Gs;
  /** Below 0: it went to another card. */
  readonly moved: Gs;
}

export const makeStatement = (
  card: CardFile,
  period: { readonly from: string; readonly to: string },
  opening: Gs,
  moves: readonly CardMove[],
): Statement => {
  let balance = opening;
  let added = 0;
  let taken = 0;
  let moved = 0;
  const lines = moves.map((move) => {
    balance = gs(balance + move.amount);
    if (move.kind === 'Traspaso') moved += move.amount;
    else if (move.amount > 0) added += move.amount;
    else taken -= move.amount;
    return { ...move, balance };
  });
  return {
    card,
    ...period,
    opening,
    lines,
    closing: balance,
    added: gs(added),
    taken: gs(taken),
    moved: gs(moved),
  };
};
