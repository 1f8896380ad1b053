import { formatGs } from '../../domain/money.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { saleTicket } from '../../domain/receipt-sale.ts';
import type { SaleSummary, StoredSale } from '../../domain/sale.ts';
import type { Look, Span } from '../look.ts';
import { historyRows, numberAt, todayOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { cutStart } from '../text.ts';

/** Columns of a number of this till. */
const NUMBER = 7;

const titleOf = (state: State, look: Look): string => {
  const words = look.words.screen.history;
  const { day } = state.history;
  const today = day === todayOf(state);
  return today ? words.title : words.titleOf(day.split('-').reverse().join('/'));
};

/** The sales of a day. The cart in progress is elsewhere and stays there. */
export const historyPane = (state: State, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.history;
  const { history } = state;
  if (history.open) {
    const title = look.row(columns, [
      [` ${titleOf(state, look)} `, 'strong'],
      [history.open.number, 'accent'],
    ]);
    return [title, ...ticketRows(state, history.open, look, columns, height - 1, history.offset, 42)];
  }
  const rows = historyRows(state);
  // As `pos sale list` counts them: a voided sale is listed, and is none.
  const done = rows.filter((row) => row.state === 'Completada');
  const total = done.reduce((all, row) => all + row.total - row.returned, 0);
  const number = Math.max(NUMBER, ...rows.map((row) => numberAt(state, row).length + 1));
  const head = [
    look.row(
      columns,
      [[` ${titleOf(state, look)}`, 'strong']],
      [[`${words.sum(done.length, formatGs(total), rows.length - done.length)} `, 'dim']],
    ),
    look.row(columns, [
      [` ${words.search} ${look.mark} `, 'accent'],
      [cutStart(history.text, 30), 'strong'],
      [' ', 'cursor'],
      [history.text === '' ? ` ${words.searchHint}` : '', 'dim'],
    ]),
    look.row(columns, [['']]),
  ];
  if (rows.length === 0) {
    const text = history.loading ? words.loading : history.text === '' ? words.none : words.noneFound;
    return [...head, look.row(columns, [[` ${text}`, 'dim']])];
  }
  const room = height - head.length - 2;
  const first = Math.max(0, Math.min(history.choice - Math.floor(room / 2), rows.length - room));
  return [
    ...head,
    saleHeads(look, columns, number),
    ...rows
      .slice(first, first + room)
      .map((row, at) =>
        saleRow(row, numberAt(state, row).padEnd(number), look, columns, first + at === history.choice),
      ),
    look.row(columns, [[state.desk.cart.lines.length > 0 ? ` ${words.cartKept}` : '', 'dim']]),
  ];
};

const saleHeads = (look: Look, columns: number, number: number): string => {
  const { columns: heads } = look.words.screen.history;
  const { who, method } = shares(columns, number);
  const text = `   ${heads.number.padEnd(number)}${heads.time.padEnd(7)}${heads.who.padEnd(who)}${heads.method.padEnd(method)}`;
  return look.row(columns, [[text, 'dim']], [[`${heads.total} `, 'dim']]);
};

/** What is left of the width after number, time and total goes to names and methods. */
const shares = (columns: number, number: number): { who: number; method: number } => {
  const rest = columns - 23 - number;
  return { who: Math.floor(rest * 0.55), method: Math.floor(rest * 0.45) };
};

const saleRow = (
  sale: SaleSummary,
  number: string,
  look: Look,
  columns: number,
  selected: boolean,
): string => {
  const words = look.words.screen.history;
  const { states } = look.words.cli.invoice;
  const { who, method } = shares(columns, number.length);
  const voided = sale.state === 'Anulada';
  const name = sale.student ?? sale.client ?? words.walkIn;
  const part = (text: string, room: number): string => look.row(room, [[text]]);
  const text = `${selected ? ` ${look.mark} ` : '   '}${number}${sale.date.slice(11, 16).padEnd(7)}`;
  const paid = sale.invoice ? `${words.invoice(states[sale.invoice.state])} · ${sale.methods}` : sale.methods;
  const back = sale.returned > 0 ? `${words.returned} ${formatGs(sale.returned)}` : paid;
  const middle = `${part(name, who - 1)} ${part(voided ? words.voided : back, method - 1)}`;
  const total = `${formatGs(voided ? sale.total : sale.total - sale.returned)} `;
  if (selected) return look.paint(look.row(columns, [[text], [middle]], [[total]]), 'selected');
  const style = voided || sale.returned > 0 ? 'warn' : 'plain';
  const spans: Span[] = [[text], [middle, style]];
  return look.row(columns, spans, [[total, style]]);
};

/** A ticket as the printer would print it, from the stored sale. */
export const ticketRows = (
  state: State,
  sale: StoredSale | null,
  look: Look,
  columns: number,
  height: number,
  offset: number,
  paper: 32 | 42,
): string[] => {
  const store = state.world.shop?.store;
  if (!sale || !store) return [look.row(columns, [[` ${look.words.screen.ticket.loading}`, 'accent']])];
  const lines = layoutReceipt(saleTicket(sale, store, look.words.receipt, { copy: 0 }), paper);
  const first = Math.max(0, Math.min(offset, lines.length - height));
  const margin = ' '.repeat(Math.max(1, Math.floor((columns - paper) / 2)));
  const shown = lines.slice(first, first + height).map((line) => look.row(columns, [[margin], [line]]));
  const hidden = lines.length - first - height;
  if (hidden <= 0) return shown;
  // The last row says that there is more paper below.
  const more = look.words.screen.cart.below(hidden + 1);
  return [...shown.slice(0, -1), look.row(columns, [[margin], [more, 'accent']])];
};
