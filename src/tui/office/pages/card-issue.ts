import { issueCard } from '../../../app/card-desk.ts';
import type { Candidate, NewCard } from '../../../app/ports/card-desk.ts';
import { isCardNumber } from '../../../domain/card.ts';
import { posError } from '../../../domain/errors.ts';
import { gs } from '../../../domain/money.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import {
  type Act,
  type Ask,
  type Done,
  type FormView,
  type ListView,
  page,
  type Values,
  type Wrong,
} from '../page.ts';
import { matching } from '../rows.ts';
import { badDay, type CardWords, typedDay, typedMoney } from './card-shared.ts';

/** Whom to choose from; or the one who was chosen. */
type Issuing =
  | { readonly kind: 'choose'; readonly students: readonly Candidate[] }
  | { readonly kind: 'fill'; readonly student: Candidate };

const chooseView = (students: readonly Candidate[], { words, text }: Ask): ListView => {
  const t = words.office.cards;
  const shown = matching(students, text, ({ name, grade, client, card }) => [name, grade, client, card]);
  return {
    kind: 'list',
    title: words.office.titles.cardIssue,
    aside: String(shown.length),
    note: [[[t.chooseStudent, 'dim']]],
    columns: [
      { title: t.columns.student, width: 'rest' },
      { title: t.columns.grade, width: 14 },
      { title: t.columns.client, width: 'rest' },
      { title: t.columns.number, width: 12 },
    ],
    rows: shown.map(({ id, name, grade, client, card }) => ({
      id,
      cells: [name, grade ?? '', client, card ?? '—'],
      ...(card === null ? {} : { style: 'dim' as const }),
      actions: { open: { go: { page: 'cardIssue', params: { studentId: id } } } },
    })),
    empty: t.noStudents,
  };
};

const submit = (student: Candidate, values: Values, t: CardWords): Act | Wrong => {
  const number = (values.number ?? '').trim();
  if (!isCardNumber(number)) return { wrong: 'number', error: posError('NUMERO_TARJETA_INVALIDO') };
  const expiresOn = typedDay(values.expires ?? '');
  if (expiresOn === false) return badDay('expires', t, values.expires ?? '');
  const limit = typedMoney(values.limit);
  if (limit === 0) return { wrong: 'limit', error: posError('MONTO_INVALIDO', { monto: 0 }) };
  const input: NewCard = {
    studentId: student.id,
    number,
    expiresOn,
    dailyLimit: limit === null ? null : gs(limit),
  };
  return {
    do: 'issue',
    input,
    ...(student.card === null ? {} : { confirm: t.secondCard(student.card) }),
    approve: { permission: 'card.issue', reference: String(student.id), about: t.about.issue(student.name) },
  };
};

const fillView = (student: Candidate, { words }: Ask): FormView => {
  const t = words.office.cards;
  return {
    kind: 'form',
    title: words.office.titles.cardIssue,
    note: [
      [
        [`${student.name}  `, 'strong'],
        [`${student.grade ?? ''}  ${student.client}`, 'dim'],
      ],
      ...(student.card === null ? [] : [[[t.hasCard(student.card), 'warn'] as const]]),
    ],
    fields: [
      {
        id: 'number',
        kind: 'text',
        label: t.newNumber,
        hint: t.newNumberHint,
        value: '',
        most: 40,
        required: true,
      },
      { id: 'limit', kind: 'money', label: t.dailyLimit, hint: t.dailyLimitHint, value: '' },
      { id: 'expires', kind: 'text', label: t.expires, hint: t.expiresHint, value: '', most: 10 },
    ],
    submit: (values) => submit(student, values, t),
  };
};

/** A new card: whose, which number, how far it goes. */
export const cardIssuePage = page<Issuing>({
  permission: 'card.read',
  load: async ({ services }, { studentId }) => {
    const students = await services.cardDesk.candidates();
    if (typeof studentId !== 'number') return ok({ kind: 'choose', students });
    const student = students.find(({ id }) => id === studentId);
    return student ? ok({ kind: 'fill', student }) : fail(posError('TITULAR_INACTIVO'));
  },
  view: (data, ask) =>
    data.kind === 'choose' ? chooseView(data.students, ask) : fillView(data.student, ask),
  commands: {
    issue: async (desk, input: NewCard): Promise<Result<Done>> => {
      const { services, actor, grant, words } = desk;
      const issued = await issueCard(services, { actor, grant }, input);
      if (!issued.ok) return issued;
      const { id, number, student } = issued.value;
      const next = { page: 'card', params: { cardId: id } } as const;
      return ok({
        say: words.office.cards.issued(number, student),
        next,
      });
    },
  },
});
