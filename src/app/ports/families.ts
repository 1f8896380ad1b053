import type {
  ClientForm,
  ClientSummary,
  Family,
  FamilyStudent,
  RestrictionForm,
  Student,
  StudentForm,
  StudentRestriction,
} from '../../domain/family.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

export interface FamilyFilter {
  /** Words of a client's or student's name, document, telephone, e-mail or card; all of them must be found. */
  readonly text?: string;
  /** Inactive ones, too. */
  readonly all?: boolean;
  /** In the order of their ids, those after this one; absent: by name. */
  readonly afterId?: number;
  readonly limit?: number;
}

/** A form's fields; what is absent stays as it is. */
export type Change<Form> = { readonly [K in keyof Form]?: Form[K] };

/** Clients with their students and what those must not eat. */
export interface Families {
  readonly list: (filter: FamilyFilter) => Promise<readonly ClientSummary[]>;
  readonly students: (filter: FamilyFilter) => Promise<readonly Student[]>;
  /** CLIENTE_INEXISTENTE. */
  readonly show: (clientId: number) => Promise<Result<Family>>;
  /** With cards and restrictions; ESTUDIANTE_INEXISTENTE. */
  readonly student: (studentId: number) => Promise<Result<FamilyStudent>>;
  /** RESTRICCION_INEXISTENTE. */
  readonly restriction: (id: number) => Promise<Result<StudentRestriction & { readonly studentId: number }>>;
  /**
   * All give the id. A `uuid` makes creating the same again harmless: it answers with the first one, or ALTA_GUARDADA when
   * that was stored with other data.
   */
  readonly createClient: (by: ActedBy, form: ClientForm, uuid?: string) => Promise<Result<number>>;
  readonly changeClient: (
    by: ActedBy,
    id: number,
    change: Change<ClientForm> & { readonly active?: boolean },
  ) => Promise<Result<number>>;
  readonly createStudent: (
    by: ActedBy,
    clientId: number,
    form: StudentForm,
    uuid?: string,
  ) => Promise<Result<number>>;
  /** `clientId`: the family to which the student moves, with cards and restrictions. */
  readonly changeStudent: (
    by: ActedBy,
    id: number,
    change: Change<StudentForm> & { readonly active?: boolean; readonly clientId?: number },
  ) => Promise<Result<number>>;
  readonly createRestriction: (
    by: ActedBy,
    studentId: number,
    form: RestrictionForm,
  ) => Promise<Result<number>>;
  readonly changeRestriction: (
    by: ActedBy,
    id: number,
    change: Change<RestrictionForm> & { readonly active?: boolean },
  ) => Promise<Result<number>>;
}
