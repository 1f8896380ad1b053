import { familyReference } from '../../../app/edit-family.ts';
import { removePhoto, setPhoto } from '../../../app/student-photo.ts';
import { fullName, type Student } from '../../../domain/family.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Ask, type Desk, type Done, type FormView, page } from '../page.ts';

interface Work {
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

const photoView = (student: Student, { words }: Ask): FormView => {
  const t = words.office.families;
  const name = fullName(student);
  const approve = {
    permission: 'client.edit' as const,
    reference: familyReference.student(student.id),
    about: t.about(name),
  };
  const work = (path: string): Work => ({ id: student.id, name, path });
  return {
    kind: 'form',
    title: `${words.office.titles.photo}: ${name}`,
    note: [[[student.hasPicture ? t.hasPhoto : t.noPhoto, 'dim']]],
    fields: [
      { id: 'path', kind: 'text', label: t.path, hint: t.pathHint, value: '', most: 4096, required: true },
    ],
    actions: student.hasPicture
      ? { deactivate: { do: 'remove', input: work(''), confirm: t.askPhotoOff(name), approve } }
      : {},
    submit: ({ path = '' }) => ({ do: 'save', input: work(path), approve }),
  };
};

export const photoPage = page<Student>({
  permission: 'client.list',
  load: ({ services }, { studentId }) => services.families.student(Number(studentId)),
  view: photoView,
  commands: {
    save: async (desk: Desk, { id, name, path }: Work): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const saved = await setPhoto(services, { actor, grant }, id, path);
      return saved.ok ? ok({ say: words.office.families.photoSaved(name) }) : saved;
    },
    remove: async (desk: Desk, { id, name }: Work): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const removed = await removePhoto(services, { actor, grant }, id);
      return removed.ok ? ok({ say: words.office.families.photoRemoved(name) }) : removed;
    },
  },
});
