import { type ErrorParams, posError } from '../domain/errors.ts';
import { COLUMNS, type ImportKind, readTitles } from '../domain/import-columns.ts';
import { type FamilyRow, groupFamilies } from '../domain/import-families.ts';
import { allergenWords } from '../domain/import-products.ts';
import { shown } from '../domain/import-row.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { authorize } from './authorize.ts';
import { MOST_FAULTS, type PlanFault, type ReadRow, type Sieve, sieveOf, staged } from './import-sieve.ts';
import type { Applied, PlannedRow, TextTable } from './ports/imports.ts';
import type { ActedBy } from './ports.ts';
import type { Services } from './services.ts';

export type { PlanFault };

const ROWS_AT_ONCE = 1_000;

/** What a file would do. Nothing is written before {@link applyImport}. */
export interface ImportPlan {
  readonly id: number;
  readonly kind: ImportKind;
  readonly file: Pick<TextTable, 'name' | 'encoding' | 'separator'>;
  /** Records of the file, the line of titles and empty ones not counted. */
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Rows that cannot be taken. */
  readonly bad: number;
  /** The first ones of what is wrong, in the file's order. */
  readonly faults: readonly PlanFault[];
  readonly warnings: readonly PlanFault[];
  /** Titles that mean nothing here: those columns are left out. */
  readonly unknownTitles: readonly string[];
  readonly newCategories: readonly string[];
  /** The widest change of a price, whole per cent. */
  readonly priceChange: number;
  readonly fingerprint: string;
}

export type Progress = (done: number, total: number) => void;

interface Work {
  readonly services: Pick<Services, 'imports' | 'stores' | 'ids'>;
  readonly by: ActedBy;
  readonly table: TextTable;
  readonly kind: ImportKind;
  readonly progress: Progress;
}

const titleErrors = (kind: ImportKind, titles: ReturnType<typeof readTitles>): Result<null> => {
  const list = (fields: readonly string[]): string => fields.join(', ');
  const params: ErrorParams = { esperadas: list(COLUMNS[kind].map(({ field }) => field)) };
  if (titles.missing.length > 0)
    return fail(posError('COLUMNAS_FALTANTES', { ...params, columnas: list(titles.missing) }));
  if (titles.fields.every((field) => field === null))
    return fail(posError('COLUMNAS_FALTANTES', { ...params, columnas: '' }));
  return titles.twice.length > 0
    ? fail(posError('COLUMNAS_REPETIDAS', { columnas: list(titles.twice) }))
    : ok(null);
};

/** Families are judged together before any is sent; the others go as they are read. */
const stageFamilies = async (
  { services, by, kind }: Work,
  id: number,
  sieve: Sieve,
  rows: readonly ReadRow[],
) => {
  const { rows: grouped, differences } = groupFamilies(rows as readonly FamilyRow[]);
  for (const { line, field, value, other } of differences)
    sieve.refuse({ line, field, value: shown(value), reason: 'differs', limit: String(other) });
  const fit = grouped.filter(({ line }) => !sieve.badLines.has(line));
  for (let at = 0; at < fit.length; at += ROWS_AT_ONCE) {
    const sent = await services.imports.stage(by, id, {
      kind: kind as 'families',
      rows: fit.slice(at, at + ROWS_AT_ONCE),
    });
    if (!sent.ok) return sent;
  }
  return ok(null);
};

const stageRows = async (
  work: Work,
  id: number,
): Promise<Result<{ sieve: Sieve; titles: ReturnType<typeof readTitles> }>> => {
  const { services, by, table, kind, progress } = work;
  const allergens = allergenWords(kind === 'stock' ? [] : await services.stores.allergens());
  let titles: ReturnType<typeof readTitles> | null = null;
  let sieve: Sieve | null = null;
  let waiting: ReadRow[] = [];
  for await (const { records, bytesRead } of table.records())
    for (const [at, record] of records.entries()) {
      if (!titles || !sieve) {
        titles = readTitles(kind, record.cells);
        const wrong = titleErrors(kind, titles);
        if (!wrong.ok) return wrong;
        sieve = sieveOf(kind, titles.fields, allergens);
        continue;
      }
      const reading = sieve.read(record);
      if (reading) waiting.push(reading);
      if (kind !== 'families' && waiting.length === ROWS_AT_ONCE) {
        const sent = await services.imports.stage(by, id, staged(kind, waiting));
        if (!sent.ok) return sent;
        waiting = [];
      }
      if (at === records.length - 1) progress(bytesRead, table.bytes);
    }
  if (!titles || !sieve)
    return fail(posError('ARCHIVO_INVALIDO', { archivo: table.name, problema: 'vacio', linea: 0 }));
  const sent =
    kind === 'families'
      ? await stageFamilies(work, id, sieve, waiting)
      : await services.imports.stage(by, id, staged(kind, waiting));
  return sent.ok ? ok({ sieve, titles }) : sent;
};

const planned = async (work: Work, id: number): Promise<Result<ImportPlan>> => {
  const { services, by, table, kind } = work;
  const read = await stageRows(work, id);
  if (!read.ok) return read;
  const { sieve, titles } = read.value;
  const plan = await services.imports.plan(by, id);
  if (!plan.ok) return plan;
  const found = await services.imports.faults(by, id, MOST_FAULTS);
  if (!found.ok) return found;
  const refused = found.value.filter(({ warning }) => !warning);
  return ok({
    ...plan.value,
    id,
    kind,
    file: { name: table.name, encoding: table.encoding, separator: table.separator },
    rows: sieve.rows(),
    bad: sieve.badLines.size + plan.value.refused,
    faults: [...sieve.faults, ...refused].sort((a, b) => a.line - b.line),
    warnings: found.value.filter(({ warning }) => warning),
    unknownTitles: titles.unknown.map(shown),
  });
};

/**
 * Reads a file and says what it would do; every row that cannot be taken is named. Nothing but what waits to be applied is
 * stored.
 */
export const planImport = async (
  services: Work['services'],
  by: ActedBy,
  { kind, path }: { readonly kind: ImportKind; readonly path: string },
  progress: Progress = () => {},
): Promise<Result<ImportPlan>> => {
  const allowed = authorize(by.actor, 'data.import');
  if (!allowed.ok) return allowed;
  const opened = await services.imports.files.open(path);
  if (!opened.ok) return opened;
  const table = opened.value;
  const begun = await services.imports.begin(by, {
    uuid: services.ids.uuid(),
    kind,
    file: shown(table.name),
  });
  if (!begun.ok) return begun;
  const work: Work = { services, by, table, kind, progress };
  let plan: Result<ImportPlan> | null = null;
  try {
    plan = await planned(work, begun.value);
    return plan;
  } finally {
    if (!plan?.ok) await services.imports.discard(by, begun.value).catch(() => null);
  }
};

/** The first rows that would change, in the file's order. */
export const plannedRows = (
  { imports }: Pick<Services, 'imports'>,
  by: ActedBy,
  plan: Pick<ImportPlan, 'id'>,
  page: { readonly afterLine: number; readonly limit: number },
): Promise<Result<readonly PlannedRow[]>> => imports.changes(by, plan.id, page);

/** What an approval of an import is given for. */
export const importReference = (fingerprint: string): string => `import:${fingerprint}`;

/** Does what the plan says, all of it or nothing. IMPORTACION_CAMBIADA when the data is no longer what the plan saw. */
export const applyImport = async (
  { imports }: Pick<Services, 'imports'>,
  by: ActedBy,
  plan: Pick<ImportPlan, 'id' | 'bad' | 'fingerprint'>,
): Promise<Result<Applied>> => {
  const allowed = authorize(by.actor, 'data.import');
  if (!allowed.ok) return allowed;
  if (plan.bad > 0) return fail(posError('IMPORTACION_CON_ERRORES', { filas: plan.bad }));
  return imports.apply(by, plan.id, plan.fingerprint);
};
