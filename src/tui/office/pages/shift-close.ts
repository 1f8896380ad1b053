import type { ParkedHere } from '../../../app/ports/shifts.ts';
import { closeShift } from '../../../app/shift.ts';
import { posError } from '../../../domain/errors.ts';
import { formatGs, formatGsWithUnit, type Gs, gs, sum } from '../../../domain/money.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import {
  countedTotal,
  DENOMINATIONS,
  type Denomination,
  MOST_PIECES,
  type Pile,
  parseCount,
} from '../../../domain/shift.ts';
import type { Span } from '../../look.ts';
import { type Ask, type Desk, type Done, type FormView, page, type Values } from '../page.ts';

/*
 * Closing is blind: whoever counts sees what is expected only after the count was given. A count that differs leads to
 * the same page again, which then asks only for the reason.
 */

interface Counting {
  readonly uuid: string;
  readonly shiftId: number;
  readonly parked: readonly ParkedHere[];
}

interface Closing {
  readonly uuid: string;
  readonly shiftId: number;
  /** `100000x3,500x7`, as pages are opened with plain values only. */
  readonly count: string;
  readonly reason: string;
}

const fieldId = (denomination: Denomination): string => `d${denomination}`;

const pilesOf = (values: Values): readonly Pile[] =>
  DENOMINATIONS.map((denomination) => ({
    denomination,
    pieces: Math.min(MOST_PIECES, Number(values[fieldId(denomination)] ?? 0) || 0),
  })).filter(({ pieces }) => pieces > 0);

const written = (piles: readonly Pile[]): string =>
  piles.map(({ denomination, pieces }) => `${denomination}x${pieces}`).join(',');

const counted = (count: string): readonly Pile[] => (count === '' ? [] : (parseCount(count) ?? []));

/** At most so many parked sales are named; the count says how many there are. */
const MOST_NAMED = 4;

const warning = (parked: readonly ParkedHere[], { words }: Ask): (readonly Span[])[] => {
  if (parked.length === 0) return [];
  const total = sum(parked.map((one) => one.total));
  return [
    [[words.office.shifts.expire(parked.length, formatGsWithUnit(total)), 'warn']],
    ...parked
      .slice(0, MOST_NAMED)
      .map((one): readonly Span[] => [
        [`  ${one.createdAt.slice(11, 16)}  ${formatGs(one.total)}  ${one.note}`, 'dim'],
      ]),
  ];
};

const countForm = (data: Counting, ask: Ask): FormView => {
  const t = ask.words.office.shifts;
  const total = formatGsWithUnit(countedTotal(pilesOf(ask.values)));
  return {
    kind: 'form',
    title: ask.words.office.titles.shiftClose,
    note: [[[t.count]], ...warning(data.parked, ask)],
    fields: DENOMINATIONS.map((denomination) => ({
      id: fieldId(denomination),
      kind: 'digits',
      label: t.pieces(formatGs(denomination)),
      value: '',
      most: 6,
    })),
    below: [[[`${t.counted}: `], [total, 'strong']]],
    submit: (values) => {
      if (ask.selling) return { disabled: t.cartOpen };
      const piles = pilesOf(values);
      const sure = formatGsWithUnit(countedTotal(piles));
      const count = written(piles);
      return {
        do: 'close',
        input: { uuid: data.uuid, shiftId: data.shiftId, count, reason: '' },
        confirm: data.parked.length > 0 ? t.confirmExpire(sure, data.parked.length) : t.confirm(sure),
      };
    },
  };
};

const reasonForm = (data: Counting, ask: Ask, count: string, difference: Gs): FormView => {
  const t = ask.words.office.shifts;
  const total = countedTotal(counted(count));
  const off = formatGsWithUnit(Math.abs(difference));
  return {
    kind: 'form',
    title: ask.words.office.titles.shiftClose,
    note: [
      [[`${t.counted}: `], [formatGsWithUnit(total), 'strong']],
      [[difference < 0 ? t.missing(off) : t.excess(off), difference < 0 ? 'danger' : 'warn']],
      [[t.whyDifferent]],
    ],
    fields: [{ id: 'reason', kind: 'text', label: t.reason, value: '', most: 300, required: true }],
    submit: ({ reason = '' }) =>
      ask.selling
        ? { disabled: t.cartOpen }
        : { do: 'close', input: { uuid: data.uuid, shiftId: data.shiftId, count, reason } },
  };
};

const close = async (desk: Desk, input: Closing): Promise<Result<Done>> => {
  const { services, actor, grant, till, words } = desk;
  const { uuid, shiftId, reason } = input;
  const count = counted(input.count);
  const request = { uuid, shiftId, tillId: till.id, count, reason };
  const closed = await closeShift(services, { actor, grant }, request);
  if (closed.ok) {
    const { closing, shift } = closed.value;
    const next = { page: 'shiftReading', params: { shift: shift.id } } as const;
    return ok({ say: words.office.shifts.closed(closing.z), next, printed: true });
  }
  const { code, params: refused } = closed.error;
  if (code !== 'MOTIVO_REQUERIDO' || refused.diferencia === undefined) return closed;
  const difference = Number(refused.diferencia);
  const params = { uuid, shift: shiftId, count: input.count, difference };
  const next = { page: 'shiftClose', params } as const;
  return ok({ next });
};

export const shiftClosePage = page<Counting>({
  permission: 'shift.close',
  load: async ({ services, till }, params) => {
    if (typeof params.uuid === 'string')
      return ok({ uuid: params.uuid, shiftId: Number(params.shift), parked: [] });
    const [shift, parked] = await Promise.all([
      services.shifts.current(till.id),
      services.shifts.parkedAt(till.id),
    ]);
    return shift
      ? ok({ uuid: services.ids.uuid(), shiftId: shift.id, parked })
      : fail(posError('TURNO_CERRADO'));
  },
  view: (data, ask) =>
    typeof ask.params.count === 'string'
      ? reasonForm(data, ask, ask.params.count, gs(Number(ask.params.difference)))
      : countForm(data, ask),
  commands: { close },
});
