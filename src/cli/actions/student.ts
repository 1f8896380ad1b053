import { changeStudent, createStudent, familyReference } from '../../app/edit-family.ts';
import { type FamilyStudent, fullName, type Student, type StudentForm } from '../../domain/family.ts';
import { formatGsWithUnit } from '../../domain/money.ts';
import type { CliContext } from '../context.ts';
import { type AllFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { pairs, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { studentRow, studentView } from '../views-families.ts';
import { actingFor, type EditFlags, uuidOf } from './family-acting.ts';

/** A student with cards and restrictions, as names and values. */
export const studentLines = (
  context: CliContext,
  student: FamilyStudent,
): readonly (readonly [string, string])[] => {
  const t = context.messages.cli.student;
  const { severities } = context.messages.screen;
  return [
    [t.columns.id, String(student.id)],
    [t.columns.name, student.active ? fullName(student) : `${fullName(student)} (${t.inactive})`],
    [t.columns.grade, student.grade ?? '—'],
    [t.columns.photo, student.hasPicture ? t.photoStored : '—'],
    ...student.cards.map(
      (card) =>
        [
          t.columns.card,
          `${card.number}  ${context.messages.office.cards.states[card.state]}  ${formatGsWithUnit(card.balance)}`,
        ] as const,
    ),
    ...student.restrictions.map(
      (one) =>
        [
          t.columns.restriction,
          `${one.id}  ${one.kind} (${severities[one.severity]}${one.blocks ? `, ${t.blocks}` : ''}): ` +
            `${one.allergenNames.join(', ')}${one.active ? '' : ` (${t.inactive})`}`,
        ] as const,
    ),
  ];
};

export const listStudents = (context: CliContext, flags: AllFlags): Promise<void> =>
  context.withServices(flags, async ({ services }) => {
    const t = context.messages.cli.student;
    const students = await services.families.students({
      ...(flags.search === undefined ? {} : { text: flags.search }),
      all: flags.all === true,
      limit: flags.limit ?? MOST_ROWS,
    });
    const columns = [
      { title: t.columns.id, value: (one: Student) => String(one.id), align: 'right' as const },
      { title: t.columns.name, value: fullName, shrinks: true },
      { title: t.columns.grade, value: (one: Student) => one.grade ?? '' },
      { title: t.columns.client, value: (one: Student) => one.clientName, shrinks: true },
      { title: t.columns.photo, value: (one: Student) => (one.hasPicture ? t.photoStored : '') },
    ];
    const rows = students.map(studentRow);
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.none : table(students, columns, width)) },
      flags,
    );
  });

export const showStudent = (context: CliContext, id: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const student = unwrap(await services.families.student(id));
    context.present({ data: studentView(student), text: () => pairs(studentLines(context, student)) }, flags);
  });

type FormFlags = EditFlags & {
  readonly name?: string;
  readonly surname?: string;
  readonly grade?: string;
  readonly photoUrl?: string;
};

const formOf = ({ name, surname, grade, photoUrl }: FormFlags): Partial<StudentForm> =>
  Object.fromEntries(
    Object.entries({ name, surname, grade, photo: photoUrl }).filter(([, value]) => value !== undefined),
  );

export const makeStudent = (
  context: CliContext,
  flags: FormFlags & { readonly client: number; readonly uuid?: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.client(flags.client));
    const uuid = uuidOf(flags.uuid, opened.services);
    const id = unwrap(await createStudent(opened.services, by, flags.client, formOf(flags), uuid));
    context.present({ data: { id_hijo: id }, text: () => context.messages.cli.student.created(id) }, flags);
  });

export const editStudent = (
  context: CliContext,
  id: number,
  flags: FormFlags & { readonly client?: number },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const by = await actingFor(context, opened, flags, familyReference.student(id));
    const moved = flags.client === undefined ? {} : { clientId: flags.client };
    unwrap(await changeStudent(opened.services, by, id, { ...formOf(flags), ...moved }));
    context.present({ data: { id_hijo: id }, text: () => context.messages.cli.student.saved(id) }, flags);
  });

export const switchStudent = (
  context: CliContext,
  id: number,
  active: boolean,
  flags: EditFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const t = context.messages.cli.student;
    const by = await actingFor(context, opened, flags, familyReference.student(id));
    unwrap(await changeStudent(opened.services, by, id, { active }));
    const text = () => (active ? t.activated(id) : t.deactivated(id));
    context.present({ data: { id_hijo: id, activo: active }, text }, flags);
  });
