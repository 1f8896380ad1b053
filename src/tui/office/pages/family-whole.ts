import {
  type Family,
  type FamilyCard,
  type FamilyStudent,
  fullName,
  type StudentRestriction,
} from '../../../domain/family.ts';
import { formatGs } from '../../../domain/money.ts';
import type { SaleSummary } from '../../../domain/sale.ts';
import type { Messages } from '../../../i18n/index.ts';
import type { Span, Style } from '../../look.ts';
import { type Act, type Ask, page, type Row, type View } from '../page.ts';
import { switchCommands, switching } from './family-switch.ts';
import { serveCommands, serving } from './serve.ts';

type Words = Messages['office']['families'];
type Actions = NonNullable<Row['actions']>;

/** What can be done for a student, on its own row and on those below it. */
const studentActions = (student: FamilyStudent, t: Words): Actions => ({
  sellTo: student.active && student.clientActive ? serving(student.id) : { disabled: t.notServed },
  addRestriction: { go: { page: 'restriction', params: { student: student.id, id: null } } },
  photo: { go: { page: 'photo', params: { studentId: student.id } } },
  issueCard: { go: { page: 'cardIssue', params: { studentId: student.id } } },
});

const studentRow = (student: FamilyStudent, t: Words): Row => {
  const edit: Act = { go: { page: 'student', params: { id: student.id, client: student.clientId } } };
  const marks = [student.grade ?? t.noGrade, ...(student.hasPicture ? [t.photo] : [])];
  return {
    id: `s${student.id}`,
    cells: [`${fullName(student)} · ${marks.join(' · ')}`, student.active ? t.active : t.inactive, ''],
    style: student.active ? 'strong' : 'dim',
    actions: {
      ...studentActions(student, t),
      open: edit,
      edit,
      deactivate: switching('student', student.id, !student.active, fullName(student), t),
    },
  };
};

const cardStyle = (card: FamilyCard): Style => (card.state === 'Activa' ? 'plain' : 'dim');

const cardRow = (student: FamilyStudent, card: FamilyCard, t: Words): Row => ({
  id: `c${card.id}`,
  cells: [`  ${t.card(card.number)}`, card.state, formatGs(card.balance)],
  style: cardStyle(card),
  actions: {
    ...studentActions(student, t),
    open: { go: { page: 'card', params: { cardId: card.id } } },
    topupCard: { go: { page: 'cardTopup', params: { cardId: card.id } } },
  },
});

const restrictionRow = (
  student: FamilyStudent,
  one: StudentRestriction,
  words: Messages,
  alert: string,
): Row => {
  const t = words.office.families;
  const edit: Act = { go: { page: 'restriction', params: { id: one.id, student: student.id } } };
  const severity = `${words.screen.severities[one.severity]}${one.blocks ? ` · ${t.blocks}` : ''}`;
  return {
    id: `r${one.id}`,
    cells: [
      `  ${alert} ${t.restriction(one.kind, one.allergenNames.join(', '))}`,
      one.active ? severity : t.inactive,
      '',
    ],
    style: one.active ? 'danger' : 'dim',
    actions: {
      ...studentActions(student, t),
      open: edit,
      edit,
      deactivate: switching('restriction', one.id, !one.active, one.kind, t, fullName(student)),
    },
  };
};

const studentRows = (student: FamilyStudent, words: Messages): readonly Row[] => {
  const t = words.office.families;
  // The same card twice would be noise: those that were replaced say nothing more.
  const cards = student.cards.filter((card) => card.state !== 'Reemplazada');
  return [
    studentRow(student, t),
    ...cards.map((card) => cardRow(student, card, t)),
    ...(cards.length === 0
      ? [
          {
            id: `n${student.id}`,
            cells: [`  ${t.noCard}`, '', ''],
            style: 'warn' as const,
            actions: studentActions(student, t),
          },
        ]
      : []),
    ...student.restrictions.map((one) => restrictionRow(student, one, words, '!')),
  ];
};

const purchaseRow = (sale: SaleSummary, t: Words): Row => ({
  id: `v${sale.id}`,
  cells: [
    `  ${t.purchase(sale.number, sale.date.slice(0, 16), sale.student ?? '')}`,
    sale.state,
    formatGs(sale.total),
  ],
  style: 'dim',
});

const heading = (text: string): Row => ({ id: 'purchases', cells: [text, '', ''], style: 'accent' });

const noteOf = ({ client }: Family, t: Words): readonly (readonly Span[])[] => [
  [[t.contact(client.document ?? '', client.phone ?? '', client.email ?? ''), 'dim']],
  ...(client.active ? [] : [[[t.clientInactive, 'danger'] as Span]]),
];

const familyView = (family: Family, { words }: Ask): View => {
  const t = words.office.families;
  const { client, students, purchases } = family;
  return {
    kind: 'list',
    search: false,
    title: fullName(client),
    aside: `${words.office.cards.labels.balance} ${formatGs(client.balance)}`,
    note: noteOf(family, t),
    columns: [
      { title: t.columns.what, width: 'rest' },
      { title: t.columns.state, width: 18 },
      { title: t.columns.amount, width: 12, align: 'right' },
    ],
    rows: [
      ...students.flatMap((student) => studentRows(student, words)),
      ...(purchases.length === 0 ? [] : [heading(t.purchases)]),
      ...purchases.map((sale) => purchaseRow(sale, t)),
    ],
    empty: t.noStudents,
    actions: {
      create: client.active
        ? { go: { page: 'student', params: { client: client.id, id: null } } }
        : { disabled: t.clientInactive },
      editClient: { go: { page: 'client', params: { id: client.id } } },
      sellTo: { disabled: t.chooseStudent },
      edit: { disabled: t.chooseStudent },
      deactivate: { disabled: t.chooseStudent },
      addRestriction: { disabled: t.chooseStudent },
      photo: { disabled: t.chooseStudent },
      issueCard: { disabled: t.chooseStudent },
      topupCard: { disabled: t.chooseCard },
      switchClient: switching('client', client.id, !client.active, fullName(client), t, client.activeCards),
    },
  };
};

export const familyPage = page<Family>({
  permission: 'client.list',
  load: ({ services }, { id }) => services.families.show(Number(id)),
  view: familyView,
  commands: { ...switchCommands, ...serveCommands },
});
