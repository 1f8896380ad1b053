import type { NoticeKind, NoticeSetting } from '../../domain/notice.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

/** A mail that this sender has taken: nobody else sends it until the time is over that it was taken for. */
export interface TakenMail {
  readonly id: number;
  /** Proves that it is still ours. */
  readonly claim: string;
  readonly kind: string;
  readonly to: string;
  /** What was queued, for kinds that cannot be drawn. */
  readonly subject: string;
  readonly body: string;
  /** What the mail is drawn from, as the queue holds it; null: there is nothing but subject and body. */
  readonly data: unknown;
  /** Begins the Message-ID, the same for every attempt. */
  readonly seed: string;
  /** This one counts. */
  readonly attempts: number;
}

/** What became of a mail. `seconds`: until it is due again. */
export type Outcome =
  | { readonly state: 'enviada' }
  | { readonly state: 'pendiente'; readonly reason: string; readonly seconds: number }
  | { readonly state: 'fallida'; readonly reason: string }
  /** Given back: it was not tried, and the attempt does not count. */
  | { readonly state: 'soltada'; readonly reason: string | null };

export const MAIL_STATES = ['pendiente', 'enviando', 'enviada', 'fallida', 'retenida', 'agrupada'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A mail as people see it in the queue: never what it says. */
export interface QueuedMail {
  readonly id: number;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly state: MailState;
  readonly attempts: number;
  /** What the server or the line said last. */
  readonly reason: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextAt: string | null;
}

export interface MailFilter {
  readonly id?: number;
  readonly states?: readonly MailState[];
  /** Only what is to be sent now, oldest first; else the newest come first. */
  readonly due?: boolean;
  readonly text?: string;
  readonly limit?: number;
}

export interface MailCounts {
  readonly states: Readonly<Record<MailState, number>>;
  readonly due: number;
  /** How long the oldest mail that is due has been waiting, in seconds; null: none is. */
  readonly oldestSeconds: number | null;
  readonly lastSentAt: string | null;
}

/** What changes of a setting; what is absent stays. */
export interface NoticeChange {
  readonly kind: NoticeKind;
  readonly on?: boolean;
  readonly hour?: string | null;
  readonly limit?: number;
  readonly to?: readonly string[] | null;
}

/** The queue of mail, and what is put into it. Throws PosFailure BASE_DE_DATOS. */
export interface MailQueue {
  /** Makes the mails whose time has come: gathered ones, the daily summary, printing that stands still. */
  readonly prepare: () => Promise<void>;
  /** @param seconds for which they are ours */
  readonly take: (count: number, seconds: number) => Promise<readonly TakenMail[]>;
  /** @returns false: it was somebody else's by then */
  readonly settle: (mail: Pick<TakenMail, 'id' | 'claim'>, outcome: Outcome) => Promise<boolean>;
  /** Makes one mail due now, or (null) all that failed. Refuses with CORREO_INEXISTENTE, CORREO_NO_PENDIENTE. */
  readonly retry: (id: number | null) => Promise<Result<number>>;
  /** Forgets some of the mails that were sent long ago; returns how many. */
  readonly clean: () => Promise<number>;
  /** Days for which mails that were sent are kept. */
  readonly keptDays: () => Promise<number>;
  readonly keep: (by: ActedBy, days: number) => Promise<Result<number>>;
  readonly list: (filter: MailFilter) => Promise<readonly QueuedMail[]>;
  readonly counts: () => Promise<MailCounts>;
  readonly settings: () => Promise<readonly NoticeSetting[]>;
  readonly change: (by: ActedBy, change: NoticeChange) => Promise<Result<NoticeSetting>>;
}

export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A mail as it goes out. */
export interface DrawnMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files?: readonly MailFile[];
}

export interface OutgoingMail extends DrawnMail {
  readonly to: string;
  /** Before the `@` of the Message-ID. */
  readonly seed: string;
}

/** What the server, or the line to it, made of a mail. Only `unavailable` says something about others. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** It will never take this one. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Later, perhaps. `lost`: the line broke while the mail was on its way, so that nobody knows whether it arrived. */
  | { readonly kind: 'deferred'; readonly reason: string; readonly lost: boolean }
  /** It cannot be reached, does not know us or takes nothing now: none has to be tried. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface MailSender {
  /** Never throws for what the server or the network does. */
  readonly send: (mail: OutgoingMail) => Promise<Delivery>;
  /** Connects and signs in, without a mail. */
  readonly check: () => Promise<Delivery>;
  readonly close: () => void;
  /** Mails at once. */
  readonly lanes: number;
  /** At the most; null: as many as the server takes. */
  readonly perMinute: number | null;
}
