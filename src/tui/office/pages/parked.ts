import { discardParked, recallSale } from '../../../app/park-sale.ts';
import type { ParkedSales } from '../../../app/ports/parked.ts';
import { formatGs } from '../../../domain/money.ts';
import type { ParkedSale } from '../../../domain/parked.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Act, type Ask, type Desk, type Done, type ListView, page, type Row } from '../page.ts';
import { matching } from '../rows.ts';

interface Chosen {
  readonly id: number;
}

interface Waiting {
  readonly sales: readonly ParkedSale[];
  /** Taken back by this till, which does not know it yet: the answer was lost. */
  readonly unanswered: ReadonlySet<number>;
}

/** The identity of each taking whose answer is still to come: asked with it again, the database answers again. */
const pending = new WeakMap<ParkedSales, Map<number, string>>();
const pendingOf = (parkedSales: ParkedSales): Map<number, string> => {
  const known = pending.get(parkedSales) ?? new Map<number, string>();
  pending.set(parkedSales, known);
  return known;
};

/** Those that wait; before them those that this till took without hearing of it. */
const waiting = async ({ services: { parkedSales }, till }: Desk): Promise<Waiting> => {
  const asked = pendingOf(parkedSales);
  const open = await parkedSales.list();
  const lost = asked.size === 0 ? [] : await parkedSales.recovered();
  const mine = lost.filter(({ id, ended }) => asked.has(id) && ended?.till === till.code);
  return { sales: [...mine, ...open], unanswered: new Set(mine.map(({ id }) => id)) };
};

const opening = (sale: ParkedSale, { unanswered }: Waiting, { words, selling }: Ask): Act => {
  const t = words.office.returns;
  if (selling) return { disabled: t.cartOpen };
  if (sale.ended && !unanswered.has(sale.id)) {
    const { at, till, by } = sale.ended;
    return { do: 'again', input: sale, confirm: t.again(at.slice(11, 16), till, by) };
  }
  return { do: 'recall', input: { id: sale.id } };
};

const rowOf = (sale: ParkedSale, data: Waiting, ask: Ask): Row => {
  const t = ask.words.office.returns;
  const lost = data.unanswered.has(sale.id);
  return {
    id: sale.id,
    cells: [
      sale.parkedAt.slice(11, 16),
      sale.till,
      sale.by,
      lost ? `${t.unanswered} ${sale.note}` : sale.note,
      sale.student ?? '',
      formatGs(sale.total),
    ],
    ...(lost ? { style: 'warn' as const } : {}),
    actions: {
      open: opening(sale, data, ask),
      ...(sale.ended
        ? {}
        : {
            discard: {
              do: 'discard',
              input: { id: sale.id },
              confirm: t.discard(sale.note, formatGs(sale.total)),
            },
          }),
    },
  };
};

const view = (data: Waiting, ask: Ask): ListView => {
  const t = ask.words.office.returns;
  const back = ask.params.recovered === true;
  const shown = matching(data.sales, ask.text, (one) => [
    one.note,
    one.by,
    one.student,
    one.cardNumber,
    one.till,
  ]);
  const total = shown.reduce((all, one) => all + one.total, 0);
  return {
    kind: 'list',
    title: back ? t.recovered : ask.words.office.titles.parked,
    aside: shown.length === 0 ? '' : t.count(shown.length, formatGs(total)),
    columns: [
      { title: t.columns.since, width: 6 },
      { title: t.columns.till, width: 5 },
      { title: t.columns.cashier, width: 16 },
      { title: t.columns.note, width: 'rest' },
      { title: t.columns.student, width: 'rest' },
      { title: t.columns.total, width: 11, align: 'right' },
    ],
    rows: shown.map((one) => rowOf(one, data, ask)),
    empty: data.sales.length > 0 ? ask.words.office.menu.noneFound : back ? t.noneRecovered : t.noneParked,
    actions: { filter: back ? { back: true } : { go: { page: 'parked', params: { recovered: true } } } },
  };
};

const toCart = (recalled: ParkedSale): Done => {
  const next = 'home';
  return { next, recalled };
};

const takeBack = async ({ services, actor, till }: Desk, { id }: Chosen): Promise<Result<Done>> => {
  const asked = pendingOf(services.parkedSales);
  const uuid = asked.get(id) ?? services.ids.uuid();
  asked.set(id, uuid);
  const taken = await recallSale(services, { actor, grant: null }, { uuid, id, tillId: till.id });
  asked.delete(id);
  return taken.ok ? ok(toCart(taken.value)) : taken;
};

/** Sales that wait; with `recovered`, those that were taken back since yesterday, to be brought again if a cart was lost. */
export const parkedPage = page<Waiting>({
  permission: 'sale.park',
  everySeconds: 5,
  hint: (words) => words.office.returns.parkedHint,
  load: async (desk, { recovered }) =>
    ok(
      recovered === true
        ? { sales: await desk.services.parkedSales.recovered(), unanswered: new Set() }
        : await waiting(desk),
    ),
  view,
  commands: {
    recall: takeBack,
    again: async (_desk: Desk, sale: ParkedSale): Promise<Result<Done>> => ok(toCart(sale)),
    discard: async (desk: Desk, { id }: Chosen): Promise<Result<Done>> => {
      const { services, actor, till, words } = desk;
      const request = { uuid: services.ids.uuid(), id, tillId: till.id };
      const dropped = await discardParked(services, { actor, grant: null }, request);
      return dropped.ok ? ok({ say: words.office.returns.discarded }) : dropped;
    },
  },
});
