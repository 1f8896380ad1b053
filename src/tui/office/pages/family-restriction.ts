import { changeRestriction, createRestriction, familyReference } from '../../../app/edit-family.ts';
import { checkRestriction, type RestrictionForm, type StudentRestriction } from '../../../domain/family.ts';
import type { Allergen } from '../../../domain/product.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { SEVERITIES, type Severity } from '../../../domain/student.ts';
import { type Ask, type Desk, type Done, type Field, type FormView, page, type Values } from '../page.ts';
import { switchCommands, switching } from './family-switch.ts';
import { firstWrong } from './family-wrong.ts';

interface Data {
  readonly studentId: number;
  readonly student: string;
  readonly restriction: StudentRestriction | null;
  readonly allergens: readonly Allergen[];
}

interface Saving {
  readonly studentId: number;
  readonly id: number | null;
  readonly form: RestrictionForm;
}

const fieldsOf = ({ restriction, allergens }: Data, { words }: Ask): readonly Field[] => {
  const t = words.office.families;
  return [
    {
      id: 'kind',
      kind: 'text',
      label: t.kind,
      hint: t.kindHint,
      most: 120,
      value: restriction?.kind ?? '',
      required: true,
    },
    {
      id: 'description',
      kind: 'text',
      label: t.description,
      most: 300,
      value: restriction?.description ?? '',
    },
    {
      id: 'severity',
      kind: 'choice',
      label: t.severity,
      // Who forgets to choose has chosen the careful one.
      value: restriction?.severity ?? 'Severa',
      options: SEVERITIES.map((value) => ({ value, label: words.screen.severities[value] })),
    },
    {
      id: 'blocks',
      kind: 'flag',
      label: t.blocksLabel,
      hint: t.blocksHint,
      value: restriction?.blocks ? '1' : '0',
    },
    {
      id: 'allergens',
      kind: 'many',
      label: t.allergens,
      hint: t.allergensHint,
      value: restriction?.allergens.join(',') ?? '',
      options: allergens.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
};

const formOf = (values: Values): RestrictionForm => ({
  kind: values.kind ?? '',
  description: values.description ?? '',
  severity: (values.severity ?? '') as Severity,
  blocks: values.blocks === '1',
  allergens: (values.allergens ?? '').split(',').filter(Boolean).map(Number),
});

const restrictionView = (data: Data, ask: Ask): FormView => {
  const t = ask.words.office.families;
  const { restriction, student, studentId } = data;
  return {
    kind: 'form',
    title: `${ask.words.office.titles.restriction}: ${student}`,
    aside: restriction?.active === false ? t.inactive : '',
    fields: fieldsOf(data, ask),
    ...(restriction
      ? {
          actions: {
            deactivate: switching(
              'restriction',
              restriction.id,
              !restriction.active,
              restriction.kind,
              t,
              student,
            ),
          },
        }
      : {}),
    submit: (values) => {
      const form = formOf(values);
      const wrong = firstWrong(form, checkRestriction);
      if (wrong) return wrong;
      return {
        do: 'save',
        input: { studentId, id: restriction?.id ?? null, form } satisfies Saving,
        approve: {
          permission: 'client.edit',
          reference: restriction
            ? familyReference.restriction(restriction.id)
            : familyReference.student(studentId),
          about: t.about(student),
        },
      };
    },
  };
};

export const restrictionPage = page<Data>({
  permission: 'client.list',
  load: async ({ services }, { id, student }) => {
    const [allergens, holder] = await Promise.all([
      services.stores.allergens(),
      services.families.student(Number(student)),
    ]);
    if (!holder.ok) return holder;
    const { name, surname, restrictions } = holder.value;
    const common = { studentId: Number(student), student: `${name} ${surname}`.trim(), allergens };
    const restriction = restrictions.find((one) => one.id === id) ?? null;
    return ok({ ...common, restriction });
  },
  view: restrictionView,
  commands: {
    ...switchCommands,
    save: async (desk: Desk, { studentId, id, form }: Saving): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const by = { actor, grant };
      const saved =
        id === null
          ? await createRestriction(services, by, studentId, form)
          : await changeRestriction(services, by, id, form);
      return saved.ok ? ok({ say: words.office.families.saved(form.kind) }) : saved;
    },
  },
});
