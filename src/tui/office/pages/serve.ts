import { serveCard, serveStudent } from '../../../app/find-card.ts';
import { fullName, type Student } from '../../../domain/family.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Served } from '../../../domain/student.ts';
import { type Act, type Ask, type Desk, type Done, page, type View } from '../page.ts';
import type { PageSet } from './page-set.ts';

/** More than anyone scrolls through: the search says it quicker. */
const MOST_ROWS = 200;

const toDesk = (found: Result<Served>): Result<Done> =>
  found.ok ? ok({ next: 'home', served: found.value }) : found;

/** The act that takes a student to the sale: allergies are checked there, no card is paid with. */
export const serving = (studentId: number): Act => ({ do: 'serve', input: studentId });

export const serveCommands = {
  serve: async ({ services }: Desk, studentId: number): Promise<Result<Done>> =>
    toDesk(await serveStudent(services, studentId)),
};

const listView = (students: readonly Student[], { words }: Ask): View => {
  const t = words.office.families;
  return {
    kind: 'list',
    title: words.office.titles.serve,
    aside: t.countStudents(students.length),
    columns: [
      { title: t.columns.student, width: 'rest' },
      { title: t.grade, width: 16 },
      { title: t.columns.client, width: 'rest' },
    ],
    rows: students.map((student) => ({
      id: student.id,
      cells: [fullName(student), student.grade ?? t.noGrade, student.clientName],
      actions: { open: student.clientActive ? serving(student.id) : { disabled: t.clientInactive } },
      ...(student.clientActive ? {} : { style: 'dim' as const }),
    })),
    empty: t.noneToServe,
    scan: (code) => ({ do: 'card', input: code }),
  };
};

/** Students by name: for whoever did not bring the card. */
export const servePages: PageSet = {
  serve: page<readonly Student[]>({
    permission: 'client.list',
    searchesOutside: true,
    load: async ({ services }, { text }) =>
      ok(
        await services.families.students({
          ...(typeof text === 'string' ? { text } : {}),
          limit: MOST_ROWS,
        }),
      ),
    view: listView,
    commands: {
      ...serveCommands,
      card: async ({ services }: Desk, number: string) => toDesk(await serveCard(services, number)),
    },
    hint: (words) => words.office.families.serveHint,
  }),
};
