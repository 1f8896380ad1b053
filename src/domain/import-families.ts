import {
  bad,
  codeCell,
  dateCell,
  emailCell,
  flagCell,
  moneyCell,
  type Parsed,
  textCell,
  unwrapped,
} from './import-cells.ts';
import { type AllergenWords, allergensCell } from './import-products.ts';
import { type Cells, type RowReader, rowReader, type Said } from './import-row.ts';
import { tidy } from './product-form.ts';
import { checkDocument } from './ruc.ts';
import { fold } from './search-core.ts';
import { SEVERITIES, type Severity } from './student.ts';

export interface RestrictionCell {
  readonly kind: string;
  readonly severity: Severity;
  readonly blocks: boolean;
  /** Codes. */
  readonly allergens: readonly string[];
  readonly description: string;
}

/** A client as the rows of a family tell it; `undefined` stays as it is stored. */
export interface FamilyClient {
  readonly document: string | undefined;
  readonly name: string | undefined;
  readonly surname: Said<string>;
  readonly email: Said<string>;
  readonly phone: Said<string>;
}

/** One line: a client, and one student of it with a card, if there is one. */
export interface FamilyRow extends FamilyClient {
  readonly line: number;
  readonly studentName: string | undefined;
  readonly studentSurname: Said<string>;
  readonly grade: Said<string>;
  readonly card: string | undefined;
  readonly dailyLimit: Said<number>;
  /** ISO. */
  readonly expiresOn: Said<string>;
  readonly openingBalance: number | undefined;
  /** Added to those that the student has, or put right by their kind: a file never takes a restriction away. */
  readonly restrictions: readonly RestrictionCell[] | undefined;
}

const MOST_RESTRICTIONS = 30;
const REQUIRED = { nombre: 80, apellido: 80, grado: 40, tipo: 120, descripcion: 300, tarjeta: 40 } as const;

/** Splits at a mark that is not behind a backslash; a backslash stands for the character after it. */
const split = (text: string, mark: string): string[] => {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === mark) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
};
const plain = (text: string): string => tidy(text.replace(/\\([\s\S])/g, '$1'));
const escaped = (text: string): string =>
  text.replace(/[\\|;\n]/g, (mark) => (mark === '\n' ? ' ' : `\\${mark}`));

/** `kind|severity|si or no|allergens|description`, several between `;` or on lines of their own. */
export const writeRestrictions = (restrictions: readonly RestrictionCell[]): string =>
  restrictions
    .map(({ kind, severity, blocks, allergens, description }) =>
      [
        escaped(kind),
        severity,
        blocks ? 'si' : 'no',
        allergens.join(' '),
        ...(description === '' ? [] : [escaped(description)]),
      ].join('|'),
    )
    .join('; ');

const restrictionOf = (text: string, words: AllergenWords): Parsed<RestrictionCell> => {
  const [kindText = '', severityText = '', blocksText = '', allergensText = '', ...rest] = split(text, '|');
  const kind = textCell(REQUIRED.tipo)(plain(kindText));
  const severity = SEVERITIES.find((one) => fold(one) === fold(plain(severityText)));
  const blocks = flagCell(plain(blocksText) || 'no');
  const allergens = allergensCell(words)(plain(allergensText));
  const description = tidy(plain(rest.join('|')));
  if (!kind.ok || rest.length > 1 || !blocks.ok || plain(allergensText) === '') return bad('restriction');
  if (!severity) return bad('severity', SEVERITIES.join(', '));
  if (!allergens.ok) return allergens;
  if ([...description].length > REQUIRED.descripcion) return bad('tooLong', REQUIRED.descripcion);
  return {
    ok: true,
    value: { kind: kind.value, severity, blocks: blocks.value, allergens: allergens.value, description },
  };
};

const restrictionsCell =
  (words: AllergenWords) =>
  (cell: string): Parsed<readonly RestrictionCell[]> => {
    const found: RestrictionCell[] = [];
    const parts = unwrapped(cell)
      .split('\n')
      .flatMap((line) => split(line, ';'))
      .filter((part) => part.trim() !== '');
    for (const part of parts) {
      const parsed = restrictionOf(part, words);
      if (!parsed.ok) return parsed;
      if (found.some(({ kind }) => fold(kind) === fold(parsed.value.kind))) return bad('repeated');
      found.push(parsed.value);
    }
    return found.length > MOST_RESTRICTIONS ? bad('tooMany', MOST_RESTRICTIONS) : { ok: true, value: found };
  };

const documentCell = (cell: string): Parsed<string> => {
  const checked = checkDocument(unwrapped(cell));
  return checked.ok ? { ok: true, value: checked.value } : bad('document');
};

const phoneCell = (cell: string): Parsed<string> => {
  const text = tidy(unwrapped(cell));
  return /^\+?\d[\d ()-]{4,18}\d$/.test(text) ? { ok: true, value: text } : bad('phone');
};

export const readFamily = (line: number, cells: Cells, allergens: AllergenWords): [FamilyRow, RowReader] => {
  const row = rowReader(line, cells);
  const read: FamilyRow = {
    line,
    document: row.optional('documento', documentCell),
    name: row.optional('nombre', textCell(REQUIRED.nombre)),
    surname: row.clearable('apellido', textCell(REQUIRED.apellido)),
    email: row.clearable('email', emailCell),
    phone: row.clearable('telefono', phoneCell),
    studentName: row.optional('estudiante_nombre', textCell(REQUIRED.nombre)),
    studentSurname: row.clearable('estudiante_apellido', textCell(REQUIRED.apellido)),
    grade: row.clearable('grado', textCell(REQUIRED.grado)),
    card: row.optional('nro_tarjeta', codeCell(REQUIRED.tarjeta)),
    dailyLimit: row.clearable('limite_diario', moneyCell(1)),
    expiresOn: row.clearable('fecha_vencimiento', dateCell),
    openingBalance: row.optional('saldo_inicial', moneyCell()),
    restrictions: row.optional('restricciones', restrictionsCell(allergens)),
  };
  const nobody = read.document === undefined && !read.email && read.name === undefined;
  if (nobody && row.wrong.length === 0) row.refuse('documento', { reason: 'identity' });
  const ofStudent = read.studentSurname ?? read.grade ?? read.restrictions?.length;
  if (ofStudent !== undefined && read.studentName === undefined && read.card === undefined)
    row.refuse('estudiante_nombre', { reason: 'required' });
  const ofCard = read.dailyLimit ?? read.expiresOn ?? read.openingBalance;
  if (ofCard !== undefined && read.card === undefined) row.refuse('nro_tarjeta', { reason: 'required' });
  return [read, row];
};

const CLIENT_FIELDS = [
  ['document', 'documento'],
  ['name', 'nombre'],
  ['surname', 'apellido'],
  ['email', 'email'],
  ['phone', 'telefono'],
] as const;

interface Gathering {
  readonly number: number;
  readonly lines: number[];
  client: FamilyClient;
}

/** A row with the family and the student that it belongs to: numbers that are the same for the same people. */
export interface GroupedRow extends FamilyRow {
  readonly group: number;
  readonly student: number | null;
}

export interface Difference {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  /** Where the family was told otherwise. */
  readonly other: number;
}

const nameOf = (row: { name: string | undefined; surname: Said<string> }): string =>
  fold(`${row.name ?? ''} ${row.surname ?? ''}`.trim());

/**
 * Which rows are of one family: by document, else by e-mail, else by name. Every row then tells the whole client; where two
 * rows of one family tell different things, neither is taken.
 */
export const groupFamilies = (
  rows: readonly FamilyRow[],
): { readonly rows: readonly GroupedRow[]; readonly differences: readonly Difference[] } => {
  const byKey = new Map<string, Gathering>();
  const differences: Difference[] = [];
  const keysOf = (row: FamilyRow): string[] => {
    const keys = [
      ...(row.document === undefined ? [] : [`d:${row.document}`]),
      ...(row.email ? [`e:${row.email.toLowerCase()}`] : []),
    ];
    return keys.length > 0 ? keys : [`n:${nameOf(row)}`];
  };
  const found = rows.map((row) => {
    const keys = keysOf(row);
    let group = keys.map((key) => byKey.get(key)).find(Boolean);
    // Two clients may share an e-mail: the document decides.
    if (group?.client.document && row.document && group.client.document !== row.document) group = undefined;
    group ??= {
      number: row.line,
      lines: [],
      client: {
        document: undefined,
        name: undefined,
        surname: undefined,
        email: undefined,
        phone: undefined,
      },
    };
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, group);
    for (const [field, title] of CLIENT_FIELDS) {
      const value = row[field];
      if (value === undefined) continue;
      const before = group.client[field];
      if (before === undefined) group.client = { ...group.client, [field]: value };
      else if (before !== value)
        differences.push({
          line: row.line,
          field: title,
          value: value ?? '-',
          other: group.lines[0] ?? row.line,
        });
    }
    group.lines.push(row.line);
    return group;
  });
  const students = new Map<string, number>();
  const studentOf = (row: FamilyRow, group: number): number | null => {
    if (row.studentName === undefined) return row.card === undefined ? null : row.line;
    const key = `${group}/${fold(`${row.studentName} ${row.studentSurname ?? ''}`.trim())}`;
    const number = students.get(key) ?? row.line;
    students.set(key, number);
    return number;
  };
  return {
    rows: rows.map((row, at) => {
      const group = found[at] as Gathering;
      return { ...row, ...group.client, group: group.number, student: studentOf(row, group.number) };
    }),
    differences,
  };
};
