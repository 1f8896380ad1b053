import {
  type ClientForm,
  checkClient,
  checkRestriction,
  checkStudent,
  type RestrictionForm,
  type StudentForm,
} from '../domain/family.ts';
import { ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { Change, Families } from './ports/families.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly families: Families;
}

/** The role, or an approval that the routine judges. */
const mayEdit = ({ actor, grant }: ActedBy): Result<User> =>
  grant === null ? authorize(actor, 'client.edit') : ok(actor);

/** What an approval of an act is given for, as the routines name it too. */
export const familyReference = {
  newClient: 'cliente:nuevo',
  client: (id: number): string => `cliente:${id}`,
  student: (id: number): string => `hijo:${id}`,
  restriction: (id: number): string => `restriccion:${id}`,
} as const;

const EMPTY_CLIENT: ClientForm = { name: '', surname: '', email: null, phone: null, document: null };
const EMPTY_STUDENT: StudentForm = { name: '', surname: '', grade: null, photo: null };

/** A new client, made once for a uuid; the answer is its id. DATO_REQUERIDO, EMAIL_INVALIDO, RUC_DIGITO, DOCUMENTO_REPETIDO and the like. */
export const createClient = async (
  { families }: Ports,
  by: ActedBy,
  form: Partial<ClientForm>,
  uuid?: string,
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkClient({ ...EMPTY_CLIENT, ...form });
  return checked.ok ? families.createClient(by, { ...EMPTY_CLIENT, ...checked.value }, uuid) : checked;
};

/** Changes what is given of a client; `active: false` stops the cards of its students from buying. */
export const changeClient = async (
  { families }: Ports,
  by: ActedBy,
  id: number,
  { active, ...form }: Change<ClientForm> & { readonly active?: boolean },
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkClient(form);
  if (!checked.ok) return checked;
  return families.changeClient(by, id, { ...checked.value, ...(active === undefined ? {} : { active }) });
};

export const createStudent = async (
  { families }: Ports,
  by: ActedBy,
  clientId: number,
  form: Partial<StudentForm>,
  uuid?: string,
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkStudent({ ...EMPTY_STUDENT, ...form });
  return checked.ok
    ? families.createStudent(by, clientId, { ...EMPTY_STUDENT, ...checked.value }, uuid)
    : checked;
};

/** Changes what is given of a student; `clientId` moves the student to another family. */
export const changeStudent = async (
  { families }: Ports,
  by: ActedBy,
  id: number,
  {
    active,
    clientId,
    ...form
  }: Change<StudentForm> & { readonly active?: boolean; readonly clientId?: number },
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkStudent(form);
  if (!checked.ok) return checked;
  return families.changeStudent(by, id, {
    ...checked.value,
    ...(active === undefined ? {} : { active }),
    ...(clientId === undefined ? {} : { clientId }),
  });
};

/** What a student must not eat: each till says it at the next reading of the card. */
export const createRestriction = async (
  { families }: Ports,
  by: ActedBy,
  studentId: number,
  form: RestrictionForm,
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkRestriction(form);
  return checked.ok ? families.createRestriction(by, studentId, { ...form, ...checked.value }) : checked;
};

export const changeRestriction = async (
  { families }: Ports,
  by: ActedBy,
  id: number,
  { active, ...form }: Change<RestrictionForm> & { readonly active?: boolean },
): Promise<Result<number>> => {
  const allowed = mayEdit(by);
  if (!allowed.ok) return allowed;
  const checked = checkRestriction(form);
  if (!checked.ok) return checked;
  return families.changeRestriction(by, id, {
    ...checked.value,
    ...(active === undefined ? {} : { active }),
  });
};
