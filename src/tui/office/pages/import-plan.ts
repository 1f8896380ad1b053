import {
  applyImport,
  type ImportPlan,
  importReference,
  type PlanFault,
  planImport,
  plannedRows,
} from '../../../app/import-file.ts';
import type { PlannedRow } from '../../../app/ports/imports.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span, Style } from '../../look.ts';
import type { Act, Ask, Desk, Done, ListView, Page, Row } from '../page.ts';
import { matching } from '../rows.ts';
import { kindOf } from './import-file.ts';

/** Changes that a person may want to look through; the counts tell of all. */
const MOST_ROWS = 500;

interface Preview {
  readonly plan: ImportPlan;
  readonly changes: readonly PlannedRow[];
}

type Words = Messages['office']['imports'];

const faultRow = (t: Words, fault: PlanFault, at: number, warning: boolean): Row => ({
  id: `${warning ? 'w' : 'e'}${at}`,
  cells: [
    String(fault.line),
    [fault.field, fault.value && `«${fault.value}»`].filter(Boolean).join(' '),
    `${warning ? '?' : '✗'} ${t.reasons[fault.reason](fault.limit)}`,
  ],
  style: warning ? 'warn' : 'danger',
});

const changeRow = (t: Words, row: PlannedRow): Row => ({
  id: row.line,
  cells: [
    String(row.line),
    `${row.key} ${row.name}`.trim(),
    row.action === 'added'
      ? t.isNew
      : row.fields.map(({ field, before, after }) => t.change(field, before, after)).join(', '),
  ],
});

const applyAct = (t: Words, plan: ImportPlan): Act => {
  if (plan.bad > 0) return { disabled: t.cannot };
  if (plan.added + plan.changed === 0) return { disabled: t.noneToApply };
  return {
    do: 'apply',
    input: plan,
    confirm: t.confirm(plan.file.name, plan.added, plan.changed),
    approve: {
      permission: 'data.import',
      reference: importReference(plan.fingerprint),
      about: plan.priceChange > 0 ? t.approve(plan.priceChange) : plan.file.name,
    },
  };
};

const notesOf = (t: Words, plan: ImportPlan): readonly (readonly Span[])[] => {
  const line = (text: string, style: Style): readonly Span[] => [[text, style]];
  return [
    line(
      t.counts(plan.added, plan.changed, plan.same, plan.bad),
      plan.bad > 0 ? 'danger' : plan.added + plan.changed > 0 ? 'strong' : 'plain',
    ),
    ...(plan.unknownTitles.length > 0 ? [line(t.unknownTitles(plan.unknownTitles.join(', ')), 'warn')] : []),
    ...(plan.newCategories.length > 0 ? [line(t.newCategories(plan.newCategories.join(', ')), 'warn')] : []),
    ...(plan.priceChange > 0 ? [line(t.priceChange(plan.priceChange), 'dim')] : []),
  ];
};

const planView = ({ plan, changes }: Preview, { words, text }: Ask): ListView => {
  const t = words.office.imports;
  const rows = [
    ...plan.faults.map((fault, at) => faultRow(t, fault, at, false)),
    ...plan.warnings.map((fault, at) => faultRow(t, fault, at, true)),
    ...changes.map((row) => changeRow(t, row)),
  ];
  const all = plan.added + plan.changed;
  return {
    kind: 'list',
    title: t.readTitle(plan.file.name),
    ...(changes.length < all ? { aside: t.more(changes.length, all) } : {}),
    note: notesOf(t, plan),
    columns: [
      { title: t.columns.line, width: 6, align: 'right' },
      { title: t.columns.row, width: 30 },
      { title: t.columns.change, width: 'rest' },
    ],
    rows: matching(rows, text, ({ cells }) => cells),
    empty: t.empty,
    actions: { importTable: applyAct(t, plan) },
  };
};

/** What a file would do. Opening the page writes nothing; reading it again plans again. */
export const importPlanPage: Page<Preview> = {
  permission: 'data.import',
  load: async ({ services, actor, progress }, params) => {
    const by = { actor, grant: null };
    const plan = await planImport(
      services,
      by,
      { kind: kindOf(params), path: String(params.path) },
      progress,
    );
    if (!plan.ok) return plan;
    const changes = await plannedRows(services, by, plan.value, { afterLine: 0, limit: MOST_ROWS });
    return changes.ok ? ok({ plan: plan.value, changes: changes.value }) : changes;
  },
  view: planView,
  commands: {
    apply: async ({ services, actor, grant, words }: Desk, plan: ImportPlan): Promise<Result<Done>> => {
      const done = await applyImport(services, { actor, grant }, plan);
      if (!done.ok) return done;
      const { added, changed } = done.value;
      return ok({ say: words.office.imports.applied(added, changed), next: 'back' });
    },
  },
};
