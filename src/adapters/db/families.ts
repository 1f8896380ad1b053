import type { Knex } from 'knex';
import type { Families, FamilyFilter } from '../../app/ports/families.ts';
import { posError } from '../../domain/errors.ts';
import type { FamilyStudent, Student, StudentRestriction } from '../../domain/family.ts';
import { fail, ok } from '../../domain/result.ts';
import { containing } from './like.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { int, type Row, toSaleSummary } from './rows.ts';
import {
  clientDocument,
  restrictionDocument,
  studentDocument,
  toClient,
  toFamilyCard,
  toStudent,
  toStudentRestriction,
} from './rows-families.ts';

const DEFAULT_LIMIT = 500;
/** Purchases that a family shows. */
const PURCHASES = 10;
/** Words beyond these say nothing more about whom is meant. */
const MOST_WORDS = 6;

const wordsOf = (text = ''): readonly string[] =>
  text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

/** Each word must be found somewhere: in the client, in one of its students, on one of their cards. */
const searchClients = (knex: Knex, { text, all = false, afterId, limit = DEFAULT_LIMIT }: FamilyFilter) => {
  const query = knex('v_clientes').limit(limit);
  if (afterId === undefined) query.orderBy(['apellido', 'nombre', 'id_cliente']);
  else query.where('id_cliente', '>', afterId).orderBy('id_cliente');
  if (!all) query.where('estado', 'Activo');
  for (const word of wordsOf(text))
    query.where((either) =>
      either
        .where(containing(knex, ['cliente', 'documento', 'telefono_junto', 'telefono', 'email'], word))
        .orWhereIn(
          'id_cliente',
          knex('v_hijos')
            .select('id_cliente')
            .where(containing(knex, ['hijo'], word)),
        )
        .orWhereIn(
          'id_cliente',
          knex('v_tarjetas')
            .select('id_cliente')
            .where(containing(knex, ['nro_tarjeta'], word)),
        ),
    );
  return query as Promise<Row[]>;
};

const searchStudents = (knex: Knex, { text, all = false, afterId, limit = DEFAULT_LIMIT }: FamilyFilter) => {
  const query = knex('v_hijos').limit(limit);
  if (afterId === undefined) query.orderBy(['apellido', 'nombre', 'id_hijo']);
  else query.where('id_hijo', '>', afterId).orderBy('id_hijo');
  if (!all) query.where('activo', 1);
  for (const word of wordsOf(text))
    query.where((either) =>
      either.where(containing(knex, ['hijo', 'grado', 'cliente'], word)).orWhereIn(
        'id_hijo',
        knex('v_tarjetas')
          .select('id_hijo')
          .where(containing(knex, ['nro_tarjeta'], word)),
      ),
    );
  return query as Promise<Row[]>;
};

const restrictionsOf = (
  rows: readonly Row[],
  links: readonly Row[],
): readonly (StudentRestriction & { readonly studentId: number })[] =>
  rows.map((row) => ({
    ...toStudentRestriction(
      row,
      links.filter((link) => link.id_restriccion === row.id_restriccion),
    ),
    studentId: int(row.id_hijo),
  }));

/** Students with their cards and restrictions: three statements for any number of them. */
const whole = async (knex: Knex, students: readonly Student[]): Promise<readonly FamilyStudent[]> => {
  const ids = students.map(({ id }) => id);
  const [cards, rows, links] = (await Promise.all([
    knex('v_tarjetas').whereIn('id_hijo', ids).orderBy('id_tarjeta', 'desc'),
    knex('v_restricciones_hijos').whereIn('id_hijo', ids).orderBy(['id_restriccion']),
    knex('v_restricciones_hijos_alergenos').whereIn('id_hijo', ids).orderBy('id_alergeno'),
  ])) as [Row[], Row[], Row[]];
  const restrictions = restrictionsOf(rows, links);
  return students.map((student) => ({
    ...student,
    cards: cards.filter((card) => int(card.id_hijo) === student.id).map(toFamilyCard),
    restrictions: restrictions.filter(({ studentId }) => studentId === student.id),
  }));
};

const reading = (knex: Knex): Pick<Families, 'list' | 'students' | 'show' | 'student' | 'restriction'> => ({
  list: (filter) => guarded(async () => (await searchClients(knex, filter)).map(toClient)),
  students: (filter) => guarded(async () => (await searchStudents(knex, filter)).map(toStudent)),
  show: (clientId) =>
    guarded(async () => {
      const [row] = (await knex('v_clientes').where('id_cliente', clientId)) as Row[];
      if (!row) return fail(posError('CLIENTE_INEXISTENTE', { cliente: clientId }));
      const [children, sales] = (await Promise.all([
        knex('v_hijos').where('id_cliente', clientId).orderBy('id_hijo'),
        knex('v_ventas').where('id_cliente', clientId).orderBy('id_venta', 'desc').limit(PURCHASES),
      ])) as [Row[], Row[]];
      return ok({
        client: toClient(row),
        students: await whole(knex, children.map(toStudent)),
        purchases: sales.map(toSaleSummary),
      });
    }),
  student: (studentId) =>
    guarded(async () => {
      const rows = (await knex('v_hijos').where('id_hijo', studentId)) as Row[];
      const [student] = await whole(knex, rows.map(toStudent));
      return student ? ok(student) : fail(posError('ESTUDIANTE_INEXISTENTE', { estudiante: studentId }));
    }),
  restriction: (id) =>
    guarded(async () => {
      const [rows, links] = (await Promise.all([
        knex('v_restricciones_hijos').where('id_restriccion', id),
        knex('v_restricciones_hijos_alergenos').where('id_restriccion', id).orderBy('id_alergeno'),
      ])) as [Row[], Row[]];
      const [restriction] = restrictionsOf(rows, links);
      return restriction ? ok(restriction) : fail(posError('RESTRICCION_INEXISTENTE', { restriccion: id }));
    }),
});

const once = (uuid: string | undefined) => (uuid === undefined ? {} : { uuid });

/** Clients, students and restrictions of the back office. */
export const databaseFamilies = (knex: Knex): Families => ({
  ...reading(knex),
  createClient: (by, form, uuid) =>
    officeCall(knex, 'sp_crear_cliente', by, { ...once(uuid), ...clientDocument(form) }, (row) =>
      int(row.id_cliente),
    ),
  changeClient: (by, id, change) =>
    officeCall(knex, 'sp_actualizar_cliente', by, { id_cliente: id, ...clientDocument(change) }, (row) =>
      int(row.id_cliente),
    ),
  createStudent: (by, clientId, form, uuid) =>
    officeCall(
      knex,
      'sp_crear_hijo',
      by,
      { ...once(uuid), ...studentDocument(form), id_cliente: clientId },
      (row) => int(row.id_hijo),
    ),
  changeStudent: (by, id, change) =>
    officeCall(knex, 'sp_actualizar_hijo', by, { id_hijo: id, ...studentDocument(change) }, (row) =>
      int(row.id_hijo),
    ),
  createRestriction: (by, studentId, form) =>
    officeCall(
      knex,
      'sp_crear_restriccion',
      by,
      { id_hijo: studentId, ...restrictionDocument(form) },
      (row) => int(row.id_restriccion),
    ),
  changeRestriction: (by, id, change) =>
    officeCall(
      knex,
      'sp_actualizar_restriccion',
      by,
      { id_restriccion: id, ...restrictionDocument(change) },
      (row) => int(row.id_restriccion),
    ),
});
