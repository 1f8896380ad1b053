/** How often a person has been at each place of the screen. */
export type Seen = Readonly<Record<string, number>>;

/** Remembers it from one day to the next; what cannot be read or written is as good as nothing. */
export interface Hints {
  readonly load: (login: string) => Promise<Seen>;
  readonly save: (login: string, seen: Seen) => Promise<void>;
}
