import { readShift, reprintClosing } from '../../../app/shift.ts';
import { formatGs } from '../../../domain/money.ts';
import { layoutReceipt } from '../../../domain/receipt-layout.ts';
import { shiftClosing, shiftReading } from '../../../domain/receipt-shift.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { ClosedShift, ShiftReading, ShiftRow } from '../../../domain/shift.ts';
import type { Store } from '../../../domain/user.ts';
import type { Span } from '../../look.ts';
import { type Desk, type Done, page } from '../page.ts';
import { matching } from '../rows.ts';

/** Columns of a paper on the screen. */
const PAPER = 42;

/** `2026-11-21 07:05:09` as `21/11 07:05`. */
export const shortTime = (at: string): string => `${at.slice(8, 10)}/${at.slice(5, 7)} ${at.slice(11, 16)}`;

type Paper =
  | { readonly kind: 'x'; readonly reading: ShiftReading; readonly store: Store }
  | { readonly kind: 'z'; readonly closed: ClosedShift; readonly store: Store };

export const shiftReadingPage = page<Paper>({
  permission: 'shift.read',
  load: async ({ services, actor, grant, till }, { shift }) => {
    const store = await services.stores.store();
    if (typeof shift === 'number') {
      const closed = await services.shifts.show(shift);
      return closed.ok ? ok({ kind: 'z', closed: closed.value, store }) : closed;
    }
    const reading = await readShift(services, { actor, grant }, till.id, false);
    return reading.ok ? ok({ kind: 'x', reading: reading.value, store }) : reading;
  },
  view: (paper, { words }) => {
    const mark = { copy: 0 };
    const receipt =
      paper.kind === 'x'
        ? shiftReading(paper.reading, paper.store, words.receipt, mark)
        : shiftClosing(paper.closed, paper.store, words.receipt, mark);
    return {
      kind: 'text',
      title: paper.kind === 'x' ? words.office.titles.shiftReading : words.office.titles.shiftClose,
      rows: layoutReceipt(receipt, PAPER).map((line): readonly Span[] => [[line]]),
      actions: { print: { do: 'print', input: paper.kind === 'x' ? null : paper.closed.shift.id } },
    };
  },
  commands: {
    print: async (desk, shiftId: number | null): Promise<Result<Done>> => printPaper(desk, shiftId),
  },
});

/** Of an open shift a reading, stored as it is now; of a closed one a copy. */
const printPaper = async (desk: Desk, shiftId: number | null): Promise<Result<Done>> => {
  const { services, actor, grant, till, words } = desk;
  const by = { actor, grant };
  const printed =
    shiftId === null
      ? await readShift(services, by, till.id, true)
      : await reprintClosing(services, by, shiftId, till.id);
  return printed.ok ? ok({ say: words.office.shifts.printed, printed: true }) : printed;
};

interface Past {
  readonly rows: readonly ShiftRow[];
  readonly tillId: number;
}

export const shiftsPage = page<Past>({
  permission: 'shift.list',
  load: async ({ services, till }) => ok({ rows: await services.shifts.list({}), tillId: till.id }),
  view: ({ rows, tillId }, { words, text }) => {
    const t = words.office.shifts;
    const shown = matching(rows, text, ({ shift, closing }) => [
      String(shift.id),
      shift.till,
      shift.openedBy,
      shift.openedAt,
      closing ? `Z${closing.z}` : t.openNow,
    ]);
    return {
      kind: 'list',
      title: words.office.titles.shifts,
      aside: String(shown.length),
      columns: [
        { title: t.columns.shift, width: 6, align: 'right' },
        { title: t.columns.till, width: 4 },
        { title: t.columns.opened, width: 12 },
        { title: t.columns.by, width: 'rest' },
        { title: t.columns.z, width: 7, align: 'right' },
        { title: t.columns.expected, width: 12, align: 'right' },
        { title: t.columns.counted, width: 12, align: 'right' },
        { title: t.columns.difference, width: 11, align: 'right' },
      ],
      rows: shown.map(({ shift, closing }) => ({
        id: shift.id,
        cells: [
          String(shift.id),
          shift.till,
          shortTime(shift.openedAt),
          shift.openedBy,
          closing ? String(closing.z) : t.openNow,
          closing ? formatGs(closing.expected) : '',
          closing ? formatGs(closing.counted) : '',
          closing ? formatGs(closing.difference) : '',
        ],
        ...(closing && closing.difference !== 0 ? { style: 'warn' as const } : {}),
        actions: {
          open: closing
            ? { go: { page: 'shiftReading', params: { shift: shift.id } } }
            : shift.tillId === tillId
              ? { go: { page: 'shiftReading' } }
              : { disabled: t.otherTill },
          print: closing ? { do: 'print', input: shift.id } : { disabled: t.notClosed },
        },
      })),
      empty: t.noShifts,
    };
  },
  commands: {
    print: async (desk, shiftId: number): Promise<Result<Done>> => printPaper(desk, shiftId),
  },
});
