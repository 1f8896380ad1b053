import { type CartLine, lineSubtotal, type Totals } from '../../domain/cart.ts';
import { formatGs } from '../../domain/money.ts';
import { bigFigures } from '../big.ts';
import { keyOf } from '../key-labels.ts';
import type { Look, Span } from '../look.ts';
import { saleTotals, touchesRestriction } from '../selectors.ts';
import type { State } from '../state.ts';
import { width } from '../text.ts';

/** The unit price has a column of its own from this width on. */
const ROOMY = 46;

/** The cart: its lines, and the total in figures that the customer can read too. */
export const cartRows = (state: State, look: Look, columns: number, height: number): string[] => {
  const words = look.words.screen.cart;
  const { cart } = state.desk;
  const totals = saleTotals(state);
  const count = cart.lines.length === 0 ? '' : words.count(totals.items, totals.units);
  const waiting = state.world.parked ?? 0;
  const title = look.row(
    columns,
    [
      [' '],
      [words.title, 'strong'],
      [waiting > 0 ? `  ${words.parked(waiting, keyOf('parkedSales', 'sale', look.words))}` : '', 'warn'],
    ],
    [[`${count} `, 'dim']],
  );
  const foot = totalRows(totals, cart.percent ?? null, look, columns);
  const room = height - 1 - foot.length;
  const lines =
    cart.lines.length === 0
      ? [look.row(columns, [[` ${words.empty}`, 'dim']])]
      : lineRows(state, look, columns, room);
  const blank = look.row(columns, [['']]);
  return [title, ...lines, ...Array<string>(Math.max(0, room - lines.length)).fill(blank), ...foot];
};

const lineRows = (state: State, look: Look, columns: number, room: number): string[] => {
  const words = look.words.screen.cart;
  const { lines } = state.desk.cart;
  if (lines.length <= room) return lines.map((line, at) => lineRow(state, look, columns, line, at));
  // One row at each end says how many lines are out of sight.
  const inside = room - 2;
  const first = Math.min(Math.max(0, state.desk.line - Math.floor(inside / 2)), lines.length - inside);
  const shown = lines.slice(first, first + inside);
  return [
    look.row(columns, [[first > 0 ? `   ${words.above(first)}` : '', 'dim']]),
    ...shown.map((line, at) => lineRow(state, look, columns, line, first + at)),
    look.row(columns, [
      [lines.length > first + inside ? `   ${words.below(lines.length - first - inside)}` : '', 'dim'],
    ]),
  ];
};

const lineRow = (state: State, look: Look, columns: number, line: CartLine, at: number): string => {
  const words = look.words.screen.cart;
  const selected = at === state.desk.line;
  const alert = touchesRestriction(state, { id: line.productId, name: line.name, allergens: line.allergens });
  const quantity = String(line.quantity).padStart(3);
  const each: Span[] = columns >= ROOMY ? [[words.each(formatGs(line.price)), 'dim'], ['  ']] : [];
  const widest = Math.max(...state.desk.cart.lines.map((one) => formatGs(lineSubtotal(one)).length));
  const off = line.percent ? ` -${line.percent}%` : ` -${formatGs(line.discount)}`;
  const left: Span[] = [
    [selected ? ` ${look.mark}` : '  ', 'accent'],
    [quantity, 'strong'],
    [' '],
    ...(alert ? [[`${look.alert} `, 'danger'] as Span] : []),
    // Before the name, which is what makes room.
    ...(line.discount > 0 ? [[`${off.trim()} `, 'accent'] as Span] : []),
    [line.name, selected ? 'strong' : 'plain'],
  ];
  return look.row(columns, left, [...each, [`${formatGs(lineSubtotal(line)).padStart(widest)} `]]);
};

const totalRows = (totals: Totals, percent: number | null, look: Look, columns: number): string[] => {
  const words = look.words.screen.cart;
  const rows = [look.rule(columns)];
  const pair = (label: string, amount: number): string =>
    look.row(columns, [[` ${label}`, 'dim']], [[`${formatGs(amount)} `]]);
  rows.push(pair(words.subtotal, totals.subtotal));
  if (totals.discount > 0)
    rows.push(pair(percent ? `${words.discount} ${percent}%` : words.discount, -totals.discount));
  for (const { rate, tax } of totals.taxes)
    if (tax > 0) rows.push(pair(totals.taxAdded ? words.tax(rate) : words.taxInside(rate), tax));
  return [...rows, ...bigTotal(words.total, totals.total, look, columns)];
};

const bigTotal = (label: string, total: number, look: Look, columns: number): string[] => {
  const figures = bigFigures(formatGs(total), look.ascii);
  if (width(figures[0]) + width(label) + 4 > columns)
    return [look.row(columns, [[` ${label}`, 'strong']], [[`${formatGs(total)} `, 'strong']])];
  return figures.map((figure, at) =>
    look.row(columns, [[at === 1 ? ` ${label}` : '', 'strong']], [[`${figure} `, 'strong']]),
  );
};
