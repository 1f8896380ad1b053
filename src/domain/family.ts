import { isEmail } from './email.ts';
import { posError } from './errors.ts';
import type { Gs } from './money.ts';
import { fail, ok, type Result } from './result.ts';
import { checkDocument } from './ruc.ts';
import type { SaleSummary } from './sale.ts';
import { type CardState, type Restriction, SEVERITIES, type Severity } from './student.ts';

/** The adult who answers for students. */
export interface Client {
  readonly id: number;
  readonly name: string;
  readonly surname: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** CI or RUC. */
  readonly document: string | null;
  readonly active: boolean;
}

/** A client in a list, with what a glance needs. */
export interface ClientSummary extends Client {
  /** Active ones. */
  readonly students: number;
  readonly activeCards: number;
  /** Of all cards together. */
  readonly balance: Gs;
}

export interface Student {
  readonly id: number;
  readonly clientId: number;
  readonly clientName: string;
  readonly clientActive: boolean;
  readonly name: string;
  readonly surname: string;
  readonly grade: string | null;
  /** `foto_perfil`: an address or path that other systems read; the till's own picture is in the database. */
  readonly photo: string | null;
  /** A picture is stored for the till. */
  readonly hasPicture: boolean;
  readonly active: boolean;
}

export interface FamilyCard {
  readonly id: number;
  readonly number: string;
  readonly state: CardState;
  readonly balance: Gs;
  readonly dailyLimit: Gs | null;
  readonly expiresOn: string | null;
}

export interface StudentRestriction extends Restriction {
  readonly active: boolean;
  readonly allergenNames: readonly string[];
}

export interface FamilyStudent extends Student {
  readonly cards: readonly FamilyCard[];
  readonly restrictions: readonly StudentRestriction[];
}

/** A client with everything that belongs to it. */
export interface Family {
  readonly client: ClientSummary;
  readonly students: readonly FamilyStudent[];
  /** The last ones, newest first. */
  readonly purchases: readonly SaleSummary[];
}

export const fullName = ({ name, surname }: { readonly name: string; readonly surname: string }): string =>
  `${name} ${surname}`.trim();

export interface ClientForm {
  readonly name: string;
  readonly surname: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly document: string | null;
}

export interface StudentForm {
  readonly name: string;
  readonly surname: string;
  readonly grade: string | null;
  readonly photo: string | null;
}

export interface RestrictionForm {
  readonly kind: string;
  readonly description: string;
  readonly severity: Severity;
  readonly blocks: boolean;
  readonly allergens: readonly number[];
}

const MOST = { nombre: 80, apellido: 80, grado: 40, foto: 300, tipo: 120, descripcion: 300 } as const;
const NEEDED: ReadonlySet<string> = new Set(['nombre', 'tipo']);

const refused = (...error: Parameters<typeof posError>): { ok: false; error: ReturnType<typeof posError> } =>
  fail(posError(...error));

/** A text as it may be stored: without blanks around it, not too long, without control characters. */
const checkText = (campo: keyof typeof MOST, typed: string): Result<string> => {
  const text = typed.trim();
  if (text === '' && NEEDED.has(campo)) return refused('DATO_REQUERIDO', { campo });
  if ([...text].length > MOST[campo]) return refused('TEXTO_LARGO', { campo, maximo: MOST[campo] });
  return /\p{Cc}/u.test(text) ? refused('TEXTO_INVALIDO', { campo }) : ok(text);
};

const orNull = (found: Result<string>): Result<string | null> =>
  found.ok && found.value === '' ? ok(null) : found;

const checkEmail = (typed: string): Result<string | null> => {
  const text = typed.trim();
  if (text === '') return ok(null);
  return isEmail(text) ? ok(text) : refused('EMAIL_INVALIDO');
};

const checkPhone = (typed: string): Result<string | null> => {
  const text = typed.trim().replace(/\s+/g, ' ');
  if (text === '') return ok(null);
  return /^\+?\d[\d ()-]{4,18}\d$/.test(text) && text.length <= 20 ? ok(text) : refused('TELEFONO_INVALIDO');
};

/** Each given field by its own check; the first that is wrong is the answer. Fields that are absent stay absent. */
const checkFields = <Form extends object>(
  form: Partial<Form>,
  checks: { readonly [K in keyof Form]: (value: NonNullable<Form[K]> | '') => Result<Form[K]> },
): Result<Partial<Form>> => {
  const checked: Partial<Form> = {};
  for (const key of Object.keys(checks) as (keyof Form)[]) {
    const value = form[key];
    if (value === undefined) continue;
    const found = checks[key](value ?? '');
    if (!found.ok) return found;
    checked[key] = found.value;
  }
  return ok(checked);
};

export const checkClient = (form: Partial<ClientForm>): Result<Partial<ClientForm>> =>
  checkFields<ClientForm>(form, {
    name: (text) => checkText('nombre', text),
    surname: (text) => checkText('apellido', text),
    email: checkEmail,
    phone: checkPhone,
    document: (text) => (text.trim() === '' ? ok(null) : checkDocument(text)),
  });

export const checkStudent = (form: Partial<StudentForm>): Result<Partial<StudentForm>> =>
  checkFields<StudentForm>(form, {
    name: (text) => checkText('nombre', text),
    surname: (text) => checkText('apellido', text),
    grade: (text) => orNull(checkText('grado', text)),
    photo: (text) => orNull(checkText('foto', text)),
  });

export const checkRestriction = (form: Partial<RestrictionForm>): Result<Partial<RestrictionForm>> =>
  checkFields<RestrictionForm>(form, {
    kind: (text) => checkText('tipo', text),
    description: (text) => checkText('descripcion', text),
    severity: (value) =>
      (SEVERITIES as readonly string[]).includes(value)
        ? ok(value as Severity)
        : refused('DATO_REQUERIDO', { campo: 'severidad' }),
    blocks: (value) => ok(value === true),
    allergens: (ids) => (ids === '' || ids.length === 0 ? refused('ALERGENO_REQUERIDO') : ok(ids)),
  });
