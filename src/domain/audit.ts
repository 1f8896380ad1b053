/** Acts that people have a word for; the others are shown by their code. */
export const COMMON_ACTIONS = ['alta', 'cambio', 'baja', 'ingreso', 'ingreso_fallido'] as const;

/** One act: who changed what, when, from what to what. Never changed, never deleted. */
export interface AuditEntry {
  readonly id: number;
  /** Store-local, to the millisecond. */
  readonly at: string;
  /** Null: nobody signed in, e.g. a program with the owner's account. */
  readonly person: string | null;
  readonly login: string | null;
  /** The database's account, with where it came from. */
  readonly account: string;
  readonly table: string;
  readonly record: string;
  /** `alta`, `cambio`, `baja`, or the name of an act that is no change of a row. */
  readonly action: string;
  readonly before: AuditValues | null;
  readonly after: AuditValues | null;
}

export type AuditValues = Readonly<Record<string, unknown>>;

/** A column that differs. Null: it was not there. */
export interface AuditChange {
  readonly column: string;
  readonly before: string | null;
  readonly after: string | null;
}

const shown = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** `contrasena_cambiado: 0` says that a secret stayed: no change. */
const stayed = (column: string, change: AuditChange): boolean =>
  column.endsWith('_cambiado') && (change.after === '0' || change.after === 'false');

/** Only what changed; of a new or deleted record all that it held. */
export const changesOf = ({ before, after }: Pick<AuditEntry, 'before' | 'after'>): readonly AuditChange[] =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .map((column) => ({ column, before: shown(before?.[column]), after: shown(after?.[column]) }))
    .filter((change) => change.before !== change.after && !stayed(change.column, change));

/** A manager's approval of one act. */
export interface StoredApproval {
  readonly id: number;
  readonly permission: string;
  readonly reference: string;
  readonly asker: string;
  readonly approver: string;
  readonly reason: string;
  readonly at: string;
  /** Null: given, and not used. */
  readonly usedAt: string | null;
}
