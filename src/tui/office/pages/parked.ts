import { discardParked, recallSale } from '../../../app/park-sale.ts';
import { formatGs } from '../../../domain/money.ts';
import type { ParkedSale } from '../../../domain/parked.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Ask, type Desk, type Done, type ListView, page, type Row } from '../page.ts';
import { matching } from '../rows.ts';

interface Chosen {
  readonly id: number;
}

const rowOf = (sale: ParkedSale, { words, selling }: Ask): Row => {
  const t = words.office.returns;
  return {
    id: sale.id,
    cells: [
      sale.parkedAt.slice(11, 16),
      sale.till,
      sale.by,
      sale.note,
      sale.student ?? '',
      formatGs(sale.total),
    ],
    actions: {
      open: selling ? { disabled: t.cartOpen } : { do: 'recall', input: { id: sale.id } },
      discard: {
        do: 'discard',
        input: { id: sale.id },
        confirm: t.discard(sale.note, formatGs(sale.total)),
      },
    },
  };
};

const view = (parked: readonly ParkedSale[], ask: Ask): ListView => {
  const t = ask.words.office.returns;
  const shown = matching(parked, ask.text, (one) => [
    one.note,
    one.by,
    one.student,
    one.cardNumber,
    one.till,
  ]);
  const total = shown.reduce((all, one) => all + one.total, 0);
  return {
    kind: 'list',
    title: ask.words.office.titles.parked,
    aside: shown.length === 0 ? '' : t.count(shown.length, formatGs(total)),
    columns: [
      { title: t.columns.since, width: 6 },
      { title: t.columns.till, width: 5 },
      { title: t.columns.cashier, width: 16 },
      { title: t.columns.note, width: 'rest' },
      { title: t.columns.student, width: 'rest' },
      { title: t.columns.total, width: 11, align: 'right' },
    ],
    rows: shown.map((one) => rowOf(one, ask)),
    empty: parked.length === 0 ? t.noneParked : ask.words.office.menu.noneFound,
  };
};

const asked = ({ actor, services, till }: Desk, { id }: Chosen) =>
  [
    { actor, grant: null },
    { uuid: services.ids.uuid(), id, tillId: till.id },
  ] as const;

export const parkedPage = page<readonly ParkedSale[]>({
  permission: 'sale.park',
  everySeconds: 5,
  hint: (words) => words.office.returns.parkedHint,
  load: async ({ services }) => ok(await services.parkedSales.list()),
  view,
  commands: {
    recall: async (desk: Desk, chosen: Chosen): Promise<Result<Done>> => {
      const taken = await recallSale(desk.services, ...asked(desk, chosen));
      if (!taken.ok) return taken;
      const then = 'home';
      return ok({ then, recalled: taken.value });
    },
    discard: async (desk: Desk, chosen: Chosen): Promise<Result<Done>> => {
      const dropped = await discardParked(desk.services, ...asked(desk, chosen));
      return dropped.ok ? ok({ say: desk.words.office.returns.discarded }) : dropped;
    },
  },
});
