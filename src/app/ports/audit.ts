import type { AuditEntry, StoredApproval } from '../../domain/audit.ts';
import type { Result } from '../../domain/result.ts';

export interface AuditFilter {
  /** ISO days of the store, both inclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly table?: string;
  /** Id of the record, as the audit writes it. */
  readonly record?: string;
  /** Short name of a person. */
  readonly login?: string;
  readonly action?: string;
  /** Part of a person, record, account or value. */
  readonly text?: string;
  readonly limit?: number;
}

/** Who changed what, and when. Nothing here can be changed or deleted, by anybody. */
export interface Audit {
  /** The newest first. */
  readonly list: (filter: AuditFilter) => Promise<readonly AuditEntry[]>;
  /** REGISTRO_INEXISTENTE. */
  readonly show: (id: number) => Promise<Result<AuditEntry>>;
  readonly approvals: (filter: {
    from?: string;
    to?: string;
    limit?: number;
  }) => Promise<readonly StoredApproval[]>;
}
