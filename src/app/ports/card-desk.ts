import type { CardFile, CardMove, Topup } from '../../domain/card.ts';
import type { Gs } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import type { CardState } from '../../domain/student.ts';
import type { ActedBy } from '../ports.ts';

export interface NewCard {
  readonly studentId: number;
  readonly number: string;
  /** ISO day; null: does not expire. */
  readonly expiresOn: string | null;
  readonly dailyLimit: Gs | null;
}

export interface TopupRequest {
  readonly uuid: string;
  readonly cardId: number;
  readonly tillId: number;
  readonly methodId: number;
  readonly amount: Gs;
  readonly handed: Gs;
  readonly reference: string | null;
}

export interface CardTerms {
  readonly cardId: number;
  readonly dailyLimit: Gs | null;
  readonly expiresOn: string | null;
}

export interface CardFileFilter {
  /** Part of a number, student, grade or client. */
  readonly text?: string;
  readonly state?: CardState;
  readonly limit?: number;
}

/** A student who can be given a card. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly grade: string | null;
  readonly client: string;
  /** An active card that the student has already. */
  readonly card: string | null;
}

/** What is done with cards besides selling: issue, top-up, block, replace, statement. */
export interface CardDesk {
  /** By number; TARJETA_INEXISTENTE otherwise. */
  readonly find: (number: string) => Promise<Result<CardFile>>;
  readonly byId: (id: number) => Promise<Result<CardFile>>;
  readonly list: (filter: CardFileFilter) => Promise<readonly CardFile[]>;
  readonly candidates: () => Promise<readonly Candidate[]>;
  readonly issue: (by: ActedBy, card: NewCard) => Promise<Result<CardFile>>;
  readonly topup: (by: ActedBy, request: TopupRequest) => Promise<Result<Topup>>;
  readonly block: (by: ActedBy, cardId: number, reason: string) => Promise<Result<CardFile>>;
  readonly unblock: (by: ActedBy, cardId: number, reason: string) => Promise<Result<CardFile>>;
  /** @returns the new card */
  readonly replace: (
    by: ActedBy,
    cardId: number,
    newNumber: string,
    reason: string,
  ) => Promise<Result<CardFile>>;
  readonly setTerms: (by: ActedBy, terms: CardTerms) => Promise<Result<CardFile>>;
  /** Adds the amount, below 0 takes it. */
  readonly adjust: (
    by: ActedBy,
    request: {
      readonly uuid: string;
      readonly cardId: number;
      readonly amount: number;
      readonly reason: string;
    },
  ) => Promise<Result<CardFile>>;
  /** The newest of a card; null: none yet. */
  readonly lastTopup: (cardId: number) => Promise<Topup | null>;
  readonly topupById: (id: number) => Promise<Result<Topup>>;
  /** What a card held at the beginning of a day, and its entries from then to the end of another, oldest first. */
  readonly moves: (
    cardId: number,
    from: string,
    to: string,
  ) => Promise<{ readonly opening: Gs; readonly moves: readonly CardMove[] }>;
  /** The newest entries, newest first. */
  readonly lastMoves: (cardId: number, count: number) => Promise<readonly CardMove[]>;
}
