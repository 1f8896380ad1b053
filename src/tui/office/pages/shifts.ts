import type { ParkedHere } from '../../../app/ports/shifts.ts';
import { moveCash, openShift } from '../../../app/shift.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs, formatGsWithUnit } from '../../../domain/money.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { CashDirection, CashMove, Shift } from '../../../domain/shift.ts';
import type { Span } from '../../look.ts';
import { type Act, type Ask, type Desk, type Done, page, type View } from '../page.ts';
import type { PageSet } from './page-set.ts';
import { shiftClosePage } from './shift-close.ts';
import { shiftReadingPage, shiftsPage, shortTime } from './shift-papers.ts';

interface Present {
  readonly till: string;
  readonly tillId: number;
  readonly shift: Shift | null;
  readonly moves: readonly CashMove[];
  readonly parked: readonly ParkedHere[];
  readonly required: boolean;
}

const loadPresent = async ({ services, till }: Desk): Promise<Result<Present>> => {
  const [shift, parked, required] = await Promise.all([
    services.shifts.current(till.id),
    services.shifts.parkedAt(till.id),
    services.shifts.required(),
  ]);
  const moves = shift ? await services.shifts.cashMoves(shift.id) : [];
  return ok({ till: till.code, tillId: till.id, shift, moves, parked, required });
};

const movedRow = (move: CashMove): readonly Span[] => [
  [`  ${shortTime(move.at)}  ${move.direction.padEnd(8)} `],
  [formatGs(move.amount).padStart(12), move.direction === 'Entrada' ? 'good' : 'warn'],
  [`  ${move.reason} (${move.by})`],
];

const presentRows = (data: Present, { words }: Ask): readonly (readonly Span[])[] => {
  const t = words.office.shifts;
  const { shift } = data;
  if (!shift)
    return [
      [[t.none(data.till), 'warn']],
      [[t.openHint]],
      ...(data.required ? [[[t.required, 'danger'] as Span]] : []),
    ];
  return [
    [[t.open(shift.id, shortTime(shift.openedAt), shift.openedBy), 'good']],
    [[`${t.float}: `], [formatGsWithUnit(shift.float), 'strong']],
    ...(data.parked.length > 0 ? [[[t.parked(data.parked.length), 'warn'] as Span]] : []),
    [['']],
    [[t.moves, 'strong']],
    ...(data.moves.length === 0 ? [[[`  ${t.noMoves}`, 'dim'] as Span]] : data.moves.map(movedRow)),
  ];
};

const presentView = (data: Present, ask: Ask): View => {
  const t = ask.words.office.shifts;
  const { shift } = data;
  const whenOpen = (act: Act): Act => (shift ? act : { disabled: t.notOpen });
  const closing: Act = ask.selling ? { disabled: t.cartOpen } : { go: { page: 'shiftClose' } };
  return {
    kind: 'text',
    title: ask.words.office.titles.shift,
    aside: data.till,
    rows: presentRows(data, ask),
    actions: {
      openShift: shift ? { disabled: t.alreadyOpen } : { go: { page: 'shiftOpen' } },
      moveCash: whenOpen({ go: { page: 'shiftCash' } }),
      readShift: whenOpen({ go: { page: 'shiftReading' } }),
      closeShift: whenOpen(closing),
      ...(ask.opens?.('shifts') === false ? {} : { pastShifts: { go: { page: 'shifts' } } }),
    },
  };
};

const shiftPage = page<Present>({
  permission: 'shift.read',
  load: loadPresent,
  view: presentView,
  everySeconds: 10,
  hint: (words) => words.office.shifts.hint,
});

const shiftOpenPage = page<{ readonly uuid: string }>({
  permission: 'shift.open',
  load: async ({ services }) => ok({ uuid: services.ids.uuid() }),
  view: ({ uuid }, { words }) => ({
    kind: 'form',
    title: words.office.titles.shiftOpen,
    fields: [
      {
        id: 'float',
        kind: 'money',
        label: words.office.shifts.floatLabel,
        hint: words.office.shifts.floatHint,
        value: '',
        required: true,
      },
    ],
    submit: ({ float = '' }) => ({ do: 'open', input: { uuid, float: Number(float) } }),
  }),
  commands: {
    open: async (desk, input: { uuid: string; float: number }): Promise<Result<Done>> => {
      const { services, actor, grant, till, words } = desk;
      const opened = await openShift(services, { actor, grant }, { ...input, tillId: till.id });
      if (!opened.ok) return opened;
      const { id, float } = opened.value;
      return ok({ say: words.office.shifts.opened(id, formatGsWithUnit(float)) });
    },
  },
});

interface Moving {
  readonly uuid: string;
  readonly direction: CashDirection;
  readonly amount: number;
  readonly reason: string;
}

const shiftCashPage = page<{ readonly uuid: string }>({
  permission: 'shift.cash',
  load: async ({ services }) => ok({ uuid: services.ids.uuid() }),
  view: ({ uuid }, { words }) => {
    const t = words.office.shifts;
    return {
      kind: 'form',
      title: words.office.titles.shiftCash,
      fields: [
        {
          id: 'direction',
          kind: 'choice',
          label: t.direction,
          value: 'Salida',
          options: [
            { value: 'Salida', label: t.out },
            { value: 'Entrada', label: t.in },
          ],
        },
        { id: 'amount', kind: 'money', label: t.amount, value: '', required: true },
        {
          id: 'reason',
          kind: 'text',
          label: t.reason,
          hint: t.reasonHint,
          value: '',
          most: 300,
          required: true,
        },
      ],
      submit: ({ direction, amount = '', reason = '' }) =>
        Number(amount) > 0
          ? { do: 'move', input: { uuid, direction, amount: Number(amount), reason } }
          : { wrong: 'amount', error: posError('MONTO_INVALIDO', { monto: amount }) },
    };
  },
  commands: {
    move: async (desk, input: Moving): Promise<Result<Done>> => {
      const { services, actor, grant, till, words } = desk;
      const moved = await moveCash(services, { actor, grant }, { ...input, tillId: till.id });
      if (!moved.ok) return moved;
      const { direction, amount } = moved.value;
      return ok({ say: words.office.shifts.moved(direction, formatGsWithUnit(amount)), printed: true });
    },
  },
});

export const shiftPages: PageSet = {
  shift: shiftPage,
  shiftOpen: shiftOpenPage,
  shiftCash: shiftCashPage,
  shiftClose: shiftClosePage,
  shiftReading: shiftReadingPage,
  shifts: shiftsPage,
};
