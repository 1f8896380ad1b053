import type { AuditFilter } from '../../app/ports/audit.ts';
import { type AuditEntry, COMMON_ACTIONS, changesOf, type StoredApproval } from '../../domain/audit.ts';
import type { CliContext } from '../context.ts';
import type { ListFlags } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { type SpanFlags, spanOf } from '../span.ts';
import { type Column, pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { approvalView, auditRow, auditView } from '../views-shift.ts';

type DayFlags = ListFlags & SpanFlags;

interface AuditFlags extends DayFlags {
  readonly table?: string;
  readonly record?: string;
  readonly user?: string;
  readonly action?: string;
}

const filterOf = (flags: AuditFlags): AuditFilter => ({
  ...spanOf(flags),
  ...(flags.table === undefined ? {} : { table: flags.table }),
  ...(flags.record === undefined ? {} : { record: flags.record }),
  ...(flags.user === undefined ? {} : { login: flags.user }),
  ...(flags.action === undefined ? {} : { action: flags.action }),
  ...(flags.search === undefined ? {} : { text: flags.search }),
  ...(flags.limit === undefined ? {} : { limit: flags.limit }),
});

const actionOf = ({ messages }: CliContext, { action }: AuditEntry): string => {
  const common = COMMON_ACTIONS.find((one) => one === action);
  return common ? messages.cli.audit.actions[common] : action;
};

/** `precio_venta 5000 → 5500`, as much as fits. */
export const summary = (entry: AuditEntry): string =>
  changesOf(entry)
    .map(({ column, before, after }) =>
      before === null || after === null
        ? `${column} ${after ?? before ?? ''}`
        : `${column} ${before} → ${after}`,
    )
    .join(', ');

const columnsOf = (context: CliContext): Column<AuditEntry>[] => {
  const { columns: t, nobody } = context.messages.cli.audit;
  return [
    { title: t.id, value: (entry) => String(entry.id), align: 'right' },
    { title: t.at, value: (entry) => entry.at.slice(0, 19) },
    { title: t.person, value: (entry) => entry.login ?? entry.person ?? nobody, shrinks: true },
    { title: t.table, value: (entry) => entry.table },
    { title: t.record, value: (entry) => entry.record },
    { title: t.action, value: (entry) => actionOf(context, entry) },
    { title: t.changes, value: summary, shrinks: true },
  ];
};

export const listAudit = (context: CliContext, flags: AuditFlags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const entries = await services.audit.list(filterOf(flags));
    context.present(
      {
        data: entries.map(auditView),
        rows: entries.map(auditRow),
        text: (width) =>
          entries.length === 0 ? context.messages.cli.audit.none : table(entries, columnsOf(context), width),
      },
      flags,
    );
  });

const asText = (context: CliContext, entry: AuditEntry, width: number): string => {
  const { columns: t, nobody } = context.messages.cli.audit;
  const head = pairs([
    [t.at, entry.at],
    [t.person, entry.person ? `${entry.person} (${entry.login ?? ''})` : nobody],
    [t.account, entry.account],
    [t.table, `${entry.table} ${entry.record}`],
    [t.action, actionOf(context, entry)],
  ]);
  const changes = table(
    changesOf(entry),
    [
      { title: t.column, value: (change) => change.column },
      { title: t.before, value: (change) => change.before ?? '—', shrinks: true },
      { title: t.after, value: (change) => change.after ?? '—', shrinks: true },
    ],
    width,
  );
  return `${head}\n\n${changes}`;
};

export const showAudit = (context: CliContext, id: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const entry = unwrap(await services.audit.show(id));
    context.present({ data: auditView(entry), text: (width) => asText(context, entry, width) }, flags);
  });

export const listApprovals = (context: CliContext, flags: DayFlags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const t = context.messages.cli.audit;
    const approvals = await services.audit.approvals({
      ...spanOf(flags),
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    });
    const rows = approvals.map(approvalView);
    const columns: Column<StoredApproval>[] = [
      { title: t.columns.at, value: (one) => one.at },
      { title: t.columns.asker, value: (one) => one.asker, shrinks: true },
      { title: t.columns.approver, value: (one) => one.approver, shrinks: true },
      { title: t.columns.permission, value: (one) => one.permission },
      { title: t.columns.reference, value: (one) => one.reference },
      { title: t.columns.reason, value: (one) => one.reason, shrinks: true },
      { title: t.columns.used, value: (one) => one.usedAt ?? '—' },
    ];
    context.present(
      {
        data: rows,
        rows,
        text: (width) => (rows.length === 0 ? t.none : table(approvals, columns, width)),
      },
      flags,
    );
  });
