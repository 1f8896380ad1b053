export type LogLevel = 'info' | 'warn' | 'error';

/** What a line of the log holds beside its name: ids, codes, counts, milliseconds. Never a secret, never a name of a child. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The diary of a machine: what happened there, one line an event. Never fails and never makes anybody wait. */
export interface Log {
  readonly event: (name: string, fields?: LogFields, level?: LogLevel) => void;
}
