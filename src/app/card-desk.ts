import {
  type CardFile,
  isCardNumber,
  makeStatement,
  makeTopup,
  type Statement,
  type Topup,
} from '../domain/card.ts';
import { posError } from '../domain/errors.ts';
import { MAX_GS } from '../domain/money.ts';
import { may, type Permission } from '../domain/permissions.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import type { CardDesk, CardTerms, NewCard } from './ports/card-desk.ts';
import type { ActedBy, Stores } from './ports.ts';

interface Ports {
  readonly cardDesk: CardDesk;
}

/** Longest reason that is stored, in characters. */
const MOST_REASON = 300;

const reasonOf = (typed: string): Result<string> => {
  const reason = typed.trim();
  if (reason === '') return fail(posError('MOTIVO_REQUERIDO'));
  if (reason.length > MOST_REASON)
    return fail(posError('TEXTO_LARGO', { campo: 'motivo', maximo: MOST_REASON }));
  return ok(reason);
};

/** The role may, or brings an approval, which the routine judges. */
const allowed = ({ actor, grant }: ActedBy, permission: Permission): Result<unknown> =>
  grant !== null && !may(actor.role, permission) ? ok(actor) : authorize(actor, permission);

const numberOf = (typed: string): Result<string> => {
  const number = typed.trim();
  return isCardNumber(number) ? ok(number) : fail(posError('NUMERO_TARJETA_INVALIDO'));
};

/** Gives a student a card, which begins without a balance. */
export const issueCard = async (
  { cardDesk }: Ports,
  by: ActedBy,
  card: NewCard,
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.issue');
  if (!permitted.ok) return permitted;
  const number = numberOf(card.number);
  return number.ok ? cardDesk.issue(by, { ...card, number: number.value }) : number;
};

export interface TopUp {
  /** Made once a top-up: sending it again changes nothing. */
  readonly uuid: string;
  readonly cardId: number;
  readonly tillId: number;
  readonly methodId: number;
  readonly amount: number;
  /** Null: exactly the amount. */
  readonly handed: number | null;
  readonly reference: string | null;
}

/** Puts money on a card, by any method but a card; the receipt is queued with it. */
export const topUpCard = async (
  { cardDesk, stores }: Ports & { readonly stores: Pick<Stores, 'paymentMethods'> },
  by: ActedBy,
  request: TopUp,
): Promise<Result<Topup>> => {
  const permitted = allowed(by, 'card.topup');
  if (!permitted.ok) return permitted;
  const method = (await stores.paymentMethods()).find(({ id }) => id === request.methodId);
  if (!method) return fail(posError('MEDIO_INVALIDO', { medio: request.methodId }));
  const paid = makeTopup(method, request.amount, request.handed, request.reference);
  if (!paid.ok) return paid;
  const { uuid, cardId, tillId, methodId } = request;
  return cardDesk.topup(by, { uuid, cardId, tillId, methodId, ...paid.value });
};

/** Stops a card at once; its balance stays on it. */
export const blockCard = async (
  { cardDesk }: Ports,
  by: ActedBy,
  cardId: number,
  why: string,
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.block');
  if (!permitted.ok) return permitted;
  const reason = reasonOf(why);
  return reason.ok ? cardDesk.block(by, cardId, reason.value) : reason;
};

export const unblockCard = async (
  { cardDesk }: Ports,
  by: ActedBy,
  cardId: number,
  why: string,
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.unblock');
  if (!permitted.ok) return permitted;
  const reason = reasonOf(why);
  return reason.ok ? cardDesk.unblock(by, cardId, reason.value) : reason;
};

/** A new card takes the place of a lost one, with its balance, limit and last day. Returns the new one. */
export const replaceCard = async (
  { cardDesk }: Ports,
  by: ActedBy,
  request: { readonly cardId: number; readonly newNumber: string; readonly reason: string },
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.replace');
  if (!permitted.ok) return permitted;
  const number = numberOf(request.newNumber);
  if (!number.ok) return number;
  const reason = reasonOf(request.reason);
  return reason.ok ? cardDesk.replace(by, request.cardId, number.value, reason.value) : reason;
};

/** Sets the daily limit and the last day. */
export const setCardTerms = async (
  { cardDesk }: Ports,
  by: ActedBy,
  terms: CardTerms,
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.limit');
  if (!permitted.ok) return permitted;
  if (terms.dailyLimit !== null && !(terms.dailyLimit > 0 && terms.dailyLimit <= MAX_GS))
    return fail(posError('MONTO_INVALIDO', { monto: terms.dailyLimit }));
  return cardDesk.setTerms(by, terms);
};

/** Puts a balance right: the amount is added, below 0 taken. */
export const adjustCard = async (
  { cardDesk }: Ports,
  by: ActedBy,
  request: {
    readonly uuid: string;
    readonly cardId: number;
    readonly amount: number;
    readonly reason: string;
  },
): Promise<Result<CardFile>> => {
  const permitted = allowed(by, 'card.adjust');
  if (!permitted.ok) return permitted;
  const { amount } = request;
  if (!Number.isInteger(amount) || amount === 0 || Math.abs(amount) > MAX_GS)
    return fail(posError('VALOR_INVALIDO', { campo: 'monto', valor: amount }));
  const reason = reasonOf(request.reason);
  return reason.ok ? cardDesk.adjust(by, { ...request, reason: reason.value }) : reason;
};

/** A card's account between two days, both inclusive, with the balance before, after each entry and at the end. */
export const cardStatement = async (
  { cardDesk }: Ports,
  card: CardFile,
  period: { readonly from: string; readonly to: string },
): Promise<Result<Statement>> => {
  if (period.from > period.to)
    return fail(posError('RANGO_INVALIDO', { desde: period.from, hasta: period.to }));
  const { opening, moves } = await cardDesk.moves(card.id, period.from, period.to);
  return ok(makeStatement(card, period, opening, moves));
};
