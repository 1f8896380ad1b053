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

/** A card with everything that the cashier must see before selling. */
export interface CardHolder {
  readonly cardId: number;
  readonly cardNumber: string;
  readonly cardState: CardState;
  readonly balance: Gs;
  /** Most that may be spent in one business day; null: no limit. */
  readonly dailyLimit: Gs | null;
  readonly spentToday: Gs;
  /** ISO date, last day on which the card is valid; null: does not expire. */
  readonly expiresOn: string | null;
  readonly studentId: number;
  readonly studentName: string;
  readonly grade: string | null;
  readonly photo: string | null;
  readonly clientId: number;
  readonly clientName: string;
  readonly clientDocument: string | null;
  readonly restrictions: readonly Restriction[];
}
