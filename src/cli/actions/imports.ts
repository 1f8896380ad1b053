import { exportedText, exportFile } from '../../app/export-file.ts';
import {
  applyImport,
  type ImportPlan,
  importReference,
  type PlanFault,
  planImport,
  plannedRows,
} from '../../app/import-file.ts';
import type { PlannedRow } from '../../app/ports/imports.ts';
import type { ActedBy } from '../../app/ports.ts';
import type { Services } from '../../app/services.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { type TableStyle, templateTable } from '../../domain/export-table.ts';
import type { ImportKind } from '../../domain/import-columns.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import { MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { whoApproves } from '../person.ts';
import { progressLine } from '../progress-line.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { changeView, faultView, planRows, planView } from '../views-imports.ts';

interface ImportFlags extends PersonFlags, OutputFlags {
  readonly apply?: boolean;
  readonly fingerprint?: string;
  readonly limit?: number;
  readonly approver?: string;
  readonly reason?: string;
}

interface ExportFlags extends PersonFlags, OutputFlags {
  readonly excel?: boolean;
  readonly force?: boolean;
}

/** Shown to people when nobody says how many. */
const FEW = 20;
const PAGE = 5_000;

const collect = async (
  services: Services,
  by: ActedBy,
  plan: ImportPlan,
  most: number,
): Promise<PlannedRow[]> => {
  const rows: PlannedRow[] = [];
  while (rows.length < Math.min(most, plan.added + plan.changed)) {
    const page = { afterLine: rows.at(-1)?.line ?? 0, limit: Math.min(PAGE, most - rows.length) };
    const more = unwrap(await plannedRows(services, by, plan, page));
    if (more.length === 0) break;
    rows.push(...more);
  }
  return rows;
};

const explain = (context: CliContext, fault: PlanFault): string =>
  context.messages.office.imports.reasons[fault.reason](fault.limit);

const faultLines = (
  context: CliContext,
  title: string,
  faults: readonly PlanFault[],
  all: number,
): string[] => {
  if (faults.length === 0) return [];
  const shown = faults.slice(0, FEW);
  const lines = shown.map(
    (fault) =>
      `  ${context.messages.office.imports.fault(fault.line, fault.field, fault.value, explain(context, fault))}`,
  );
  const rest = Math.max(all, faults.length) - shown.length;
  return ['', title, ...lines, ...(rest > 0 ? [`  ${context.messages.cli.imports.more(rest)}`] : [])];
};

const asText = (
  context: CliContext,
  plan: ImportPlan,
  rows: readonly PlannedRow[],
  outcome: readonly string[],
  width: number,
): string => {
  const t = context.messages.cli.imports;
  const words = context.messages.office.imports;
  const columns: Column<PlannedRow>[] = [
    { title: t.columns.line, value: (row) => String(row.line), align: 'right' },
    { title: t.columns.key, value: (row) => row.key },
    { title: t.columns.name, value: (row) => row.name, shrinks: true },
    {
      title: t.columns.what,
      value: (row) =>
        row.action === 'added'
          ? words.isNew
          : row.fields.map(({ field, before, after }) => words.change(field, before, after)).join(', '),
      shrinks: true,
    },
  ];
  const rest = plan.added + plan.changed - rows.length;
  return [
    words.counts(plan.added, plan.changed, plan.same, plan.bad),
    ...(plan.unknownTitles.length > 0 ? [words.unknownTitles(plan.unknownTitles.join(', '))] : []),
    ...(plan.newCategories.length > 0 ? [words.newCategories(plan.newCategories.join(', '))] : []),
    ...(plan.priceChange > 0 ? [words.priceChange(plan.priceChange)] : []),
    ...(rows.length > 0 ? ['', table(rows, columns, width)] : []),
    ...(rest > 0 ? [t.more(rest)] : []),
    ...faultLines(context, t.errors, plan.faults, plan.bad),
    ...faultLines(context, t.warnings, plan.warnings, 0),
    '',
    ...outcome,
  ].join('\n');
};

const present = (
  context: CliContext,
  flags: OutputFlags,
  plan: ImportPlan,
  rows: readonly PlannedRow[],
  applied: boolean,
): void => {
  const t = context.messages.cli.imports;
  const words = context.messages.office.imports;
  const faults = plan.faults.map((fault) => ({ fault, reason: explain(context, fault) }));
  const idle = plan.added + plan.changed === 0;
  const outcome = applied
    ? [words.applied(plan.added, plan.changed)]
    : [words.notApplied, ...(plan.bad > 0 ? [words.cannot] : idle ? [words.nothing] : [t.howToApply])];
  context.present(
    {
      data: {
        ...planView(plan, applied),
        registros: rows.map(changeView),
        filas_con_errores: faults.map(({ fault, reason }) => faultView(fault, reason)),
        avisos: plan.warnings.map((fault) => faultView(fault, explain(context, fault))),
      },
      rows: planRows(rows, faults),
      text: (width) => asText(context, plan, rows, outcome, width),
    },
    flags,
  );
};

/** With the manager's approval that `--approver` names; the routine says whether one is needed. */
const apply = async (
  context: CliContext,
  opened: Parameters<typeof whoApproves>[1],
  by: ActedBy,
  plan: ImportPlan,
  flags: ImportFlags,
): Promise<void> => {
  if (flags.fingerprint !== undefined && flags.fingerprint !== plan.fingerprint)
    throw new PosFailure(posError('IMPORTACION_CAMBIADA'));
  const grant = await whoApproves(context, opened, by.actor, flags.approver, {
    permission: 'data.import',
    reference: importReference(plan.fingerprint),
    reason: flags.reason ?? plan.file.name,
  });
  unwrap(await applyImport(opened.services, { actor: by.actor, grant: grant?.id ?? null }, plan));
};

/** Exit code 2 for a file with errors, so that a script stops; what is wrong goes out either way. */
export const importTable = (
  context: CliContext,
  kind: ImportKind,
  path: string,
  flags: ImportFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const t = context.messages.cli.imports;
    const actor = await context.asPerson(opened, flags, 'data.import');
    const by: ActedBy = { actor, grant: null };
    const line = progressLine();
    let plan: ImportPlan;
    try {
      plan = unwrap(
        await planImport(services, by, { kind, path }, (done, total) =>
          line.show(t.reading(Math.floor((done / Math.max(1, total)) * 100))),
        ),
      );
    } finally {
      line.clear();
    }
    const most = flags.limit ?? (flags.json || flags.csv ? MOST_ROWS : FEW);
    let applied = false;
    try {
      const rows = await collect(services, by, plan, most);
      if (flags.apply && plan.bad === 0) {
        line.show(t.applying);
        await apply(context, opened, by, plan, flags);
        applied = true;
      }
      line.clear();
      present(context, flags, plan, rows, applied);
      if (plan.bad > 0) context.exitWith(2);
    } finally {
      line.clear();
      if (!applied) await services.imports.discard(by, plan.id);
    }
  });

const styleOf = (flags: { readonly excel?: boolean }): TableStyle => (flags.excel ? 'excel' : 'plain');

export const exportTable = (
  context: CliContext,
  kind: ImportKind,
  path: string | undefined,
  flags: ExportFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const actor = await context.asPerson(opened, flags, 'data.export');
    if (path === undefined || path === '-') {
      for await (const piece of exportedText(opened.services, kind, styleOf(flags))) context.out(piece);
      return;
    }
    const wanted = { kind, path, style: styleOf(flags), overwrite: flags.force === true };
    const done = unwrap(await exportFile(opened.services, actor, wanted));
    context.present(
      {
        data: { archivo: done.path, filas: done.rows },
        text: () => context.messages.office.imports.exported(done.rows, done.path),
      },
      flags,
    );
  });

export const printTemplate = async (
  context: CliContext,
  kind: ImportKind,
  flags: { readonly excel?: boolean },
): Promise<void> => context.out(templateTable(kind, styleOf(flags)));
