import type {
  ClientForm,
  ClientSummary,
  FamilyCard,
  RestrictionForm,
  Student,
  StudentForm,
  StudentRestriction,
} from '../../domain/family.ts';
import type { CardState } from '../../domain/student.ts';
import { flag, int, money, moneyOrNull, type Row, text, textOrNull, toRestriction } from './rows.ts';

export const toClient = (row: Row): ClientSummary => ({
  id: int(row.id_cliente),
  name: text(row.nombre),
  surname: text(row.apellido),
  email: textOrNull(row.email),
  phone: textOrNull(row.telefono),
  document: textOrNull(row.documento),
  active: row.estado === 'Activo',
  students: int(row.hijos),
  activeCards: int(row.tarjetas_activas),
  balance: money(row.saldo),
});

export const toStudent = (row: Row): Student => ({
  id: int(row.id_hijo),
  clientId: int(row.id_cliente),
  clientName: text(row.cliente),
  clientActive: row.estado_cliente === 'Activo',
  name: text(row.nombre),
  surname: text(row.apellido),
  grade: textOrNull(row.grado),
  photo: textOrNull(row.foto_perfil),
  hasPicture: flag(row.con_foto),
  active: flag(row.activo),
});

export const toFamilyCard = (row: Row): FamilyCard => ({
  id: int(row.id_tarjeta),
  number: text(row.nro_tarjeta),
  state: text(row.estado) as CardState,
  balance: money(row.saldo_actual),
  dailyLimit: moneyOrNull(row.limite_diario),
  expiresOn: textOrNull(row.fecha_vencimiento),
});

export const toStudentRestriction = (row: Row, links: readonly Row[]): StudentRestriction => ({
  ...toRestriction(
    row,
    links.map((link) => int(link.id_alergeno)),
  ),
  active: flag(row.activo),
  allergenNames: links.map((link) => text(link.alergeno)),
});

/** Only what is there: a field that a document does not name stays as it is. */
const named = (
  pairs: readonly (readonly [name: string, value: unknown])[],
): Readonly<Record<string, unknown>> => Object.fromEntries(pairs.filter(([, value]) => value !== undefined));

export const clientDocument = (form: Partial<ClientForm> & { readonly active?: boolean }) =>
  named([
    ['nombre', form.name],
    ['apellido', form.surname],
    ['email', form.email],
    ['telefono', form.phone],
    ['documento', form.document],
    ['estado', form.active === undefined ? undefined : form.active ? 'Activo' : 'Inactivo'],
  ]);

export const studentDocument = (
  form: Partial<StudentForm> & { readonly active?: boolean; readonly clientId?: number },
) =>
  named([
    ['nombre', form.name],
    ['apellido', form.surname],
    ['grado', form.grade],
    ['foto_perfil', form.photo],
    ['activo', form.active],
    ['id_cliente', form.clientId],
  ]);

export const restrictionDocument = (form: Partial<RestrictionForm> & { readonly active?: boolean }) =>
  named([
    ['tipo', form.kind],
    ['descripcion', form.description],
    ['severidad', form.severity],
    ['bloqueante', form.blocks],
    ['alergenos', form.allergens],
    ['activo', form.active],
  ]);
