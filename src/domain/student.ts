import type { Gs } from './money.ts';

export const SEVERITIES = ['Leve', 'Moderada', 'Severa'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Restriction {
  readonly id: number;
  /** `tipo_restriccion`, e.g. "Intolerancia a la lactosa". */
  readonly kind: string;
  readonly description: string;
  readonly severity: Severity;
  /** A sale against it needs a manager's approval with a reason. */
  readonly blocks: boolean;
  /** Allergen ids that it concerns. */
  readonly allergens: readonly number[];
}

export const CARD_STATES = ['Activa', 'Bloqueada', 'Vencida', 'Reemplazada'] as const;
export type CardState = (typeof CARD_STATES)[number];

/** A student with everything that the cashier must see before selling, whatever pays. */
export interface Pupil {
  readonly studentId: number;
  readonly studentName: string;
  readonly grade: string | null;
  readonly photo: string | null;
  readonly clientId: number;
  readonly clientName: string;
  readonly restrictions: readonly Restriction[];
}

/** A card and who holds it. */
export interface CardHolder extends Pupil {
  readonly cardId: number;
  readonly cardNumber: string;
  readonly cardState: CardState;
  readonly balance: Gs;
  /** Most that may be spent in one business day; null: no limit. */
  readonly dailyLimit: Gs | null;
  readonly spentToday: Gs;
  /** ISO date, last day on which the card is valid; null: does not expire. */
  readonly expiresOn: string | null;
  readonly clientDocument: string | null;
}

/** A card that buys nothing today. */
export interface DeadCard {
  readonly number: string;
  readonly state: Exclude<CardState, 'Activa'>;
  /** ISO date, its last day, when nothing else is wrong with it. */
  readonly expiredOn: string | null;
}

/** A student who is served without a card to pay with: what must not be eaten holds all the same. */
export interface WithoutCard extends Pupil {
  /** The card that was shown and is out of use; null: none was shown. */
  readonly deadCard: DeadCard | null;
}

/** Who is being served. */
export type Served = CardHolder | WithoutCard;

/** The card that the one who is served may pay with; null: none. */
export const usableCard = (served: Served | null): CardHolder | null =>
  served && 'cardId' in served ? served : null;

/** The card that was shown but is out of use; null: there is none. */
export const deadCardOf = (served: Served | null): DeadCard | null =>
  served && 'deadCard' in served ? served.deadCard : null;

/**
 * Why a card buys nothing; null: it does.
 * @param day ISO business day
 */
export const judgeCard = (
  { cardNumber: number, cardState: state, expiresOn }: CardHolder,
  day: string,
): DeadCard | null => {
  if (state !== 'Activa') return { number, state, expiredOn: null };
  return expiresOn !== null && expiresOn < day ? { number, state: 'Vencida', expiredOn: expiresOn } : null;
};
