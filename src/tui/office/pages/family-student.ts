import { changeStudent, createStudent, familyReference } from '../../../app/edit-family.ts';
import { checkStudent, fullName, type Student, type StudentForm } from '../../../domain/family.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Ask, type Desk, type Done, type Field, type FormView, page, type Values } from '../page.ts';
import { switchCommands, switching } from './family-switch.ts';
import { firstWrong } from './family-wrong.ts';

interface Data {
  /** Of a new student: sending it again makes no second one. */
  readonly uuid: string;
  readonly clientId: number;
  readonly student: Student | null;
}

interface Saving {
  readonly uuid: string;
  readonly clientId: number;
  readonly id: number | null;
  readonly form: Partial<StudentForm>;
}

const FIELDS = ['name', 'surname', 'grade', 'photo'] as const;

const fieldsOf = (student: Student | null, { words }: Ask): readonly Field[] => {
  const t = words.office.families;
  return [
    { id: 'name', kind: 'text', label: t.name, most: 80, value: student?.name ?? '', required: true },
    { id: 'surname', kind: 'text', label: t.surname, most: 80, value: student?.surname ?? '' },
    { id: 'grade', kind: 'text', label: t.grade, most: 40, value: student?.grade ?? '', hint: t.gradeHint },
    {
      id: 'photo',
      kind: 'text',
      label: t.photoAddress,
      most: 300,
      value: student?.photo ?? '',
      hint: t.photoAddressHint,
    },
  ];
};

const changesOf = (student: Student | null, values: Values): Partial<StudentForm> =>
  Object.fromEntries(
    FIELDS.filter((id) => (values[id] ?? '') !== (student?.[id] ?? '')).map((id) => [id, values[id] ?? '']),
  );

const studentView = ({ uuid, clientId, student }: Data, ask: Ask): FormView => {
  const t = ask.words.office.families;
  return {
    kind: 'form',
    title: student ? fullName(student) : ask.words.office.titles.student,
    aside: student?.active === false ? t.inactive : '',
    fields: fieldsOf(student, ask),
    ...(student
      ? {
          actions: {
            deactivate: switching('student', student.id, !student.active, fullName(student), t),
            photo: { go: { page: 'photo', params: { studentId: student.id } } },
          },
        }
      : {}),
    submit: (values) => {
      const form = changesOf(student, values);
      const wrong = firstWrong(form, checkStudent);
      if (wrong) return wrong;
      return {
        do: 'save',
        input: { uuid, clientId, id: student?.id ?? null, form } satisfies Saving,
        approve: {
          permission: 'client.edit',
          reference: student ? familyReference.student(student.id) : familyReference.client(clientId),
          about: t.about(student ? fullName(student) : (values.name ?? '')),
        },
      };
    },
  };
};

export const studentPage = page<Data>({
  permission: 'client.list',
  load: async ({ services }, { id, client }) => {
    const uuid = services.ids.uuid();
    if (id === null || id === undefined) return ok({ uuid, clientId: Number(client), student: null });
    const found = await services.families.student(Number(id));
    return found.ok ? ok({ uuid, clientId: found.value.clientId, student: found.value }) : found;
  },
  view: studentView,
  commands: {
    ...switchCommands,
    save: async (desk: Desk, { uuid, clientId, id, form }: Saving): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const by = { actor, grant };
      const saved =
        id === null
          ? await createStudent(services, by, clientId, form, uuid)
          : await changeStudent(services, by, id, form);
      if (!saved.ok) return saved;
      return ok({ say: words.office.families.saved(form.name ?? words.office.titles.student) });
    },
  },
});
