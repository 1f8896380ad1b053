import { discountPercent, lineSubtotal } from '../../domain/cart.ts';
import { formatGs } from '../../domain/money.ts';
import type { Difference } from '../../domain/parked.ts';
import { keyOf } from '../key-labels.ts';
import type { Look } from '../look.ts';
import { saleTotals } from '../selectors.ts';
import { discounted, discountLimit } from '../slices/discount.ts';
import type { DiscountDialog, ParkDialog, State } from '../state.ts';
import { wrap } from '../text.ts';
import { fieldRow } from './fields.ts';

/** Off a line or off the sale: what was typed and what it comes to. */
export const discountRows = (state: State, dialog: DiscountDialog, look: Look, columns: number): string[] => {
  const words = look.words.screen.discount;
  const { row } = look;
  const line = state.desk.cart.lines[state.desk.line];
  const made = dialog.text === '' ? null : discounted(state, dialog);
  const about =
    dialog.target === 'line'
      ? words.ofLine(line?.name ?? '', formatGs(line ? line.price * line.quantity : 0))
      : words.ofSale(formatGs(saleTotals(state).subtotal));
  const comesTo = (): string => {
    if (!made?.ok) return '';
    const after = made.value.lines[state.desk.line];
    const [off, left] =
      dialog.target === 'line' && after
        ? [after.discount, lineSubtotal(after)]
        : [made.value.discount, saleTotals({ ...state, desk: { ...state.desk, cart: made.value } }).total];
    return words.comesTo(formatGs(off), formatGs(left));
  };
  const percent = made?.ok ? discountPercent(made.value) : 0;
  const limit = discountLimit(state);
  return [
    row(columns, [[` ${words.title}`, 'strong']]),
    ...wrap(about, columns - 2).map((text) => row(columns, [[` ${text}`]])),
    row(columns, [['']]),
    fieldRow(look, columns, words.field, dialog.text, true),
    row(columns, [[` ${comesTo()}`, 'strong']]),
    row(columns, [[percent > limit ? ` ${words.asks(percent, limit)}` : '', 'warn']]),
    row(columns, [['']]),
    ...[words.hint, words.other(keyOf('nextField', 'discount', look.words), dialog.target)].flatMap(
      (sentence) => wrap(sentence, columns - 2).map((text) => row(columns, [[` ${text}`, 'dim']])),
    ),
  ];
};

export const parkRows = (dialog: ParkDialog, look: Look, columns: number): string[] => {
  const words = look.words.screen.park;
  const { row } = look;
  return [
    row(columns, [[` ${words.title}`, 'strong']]),
    ...wrap(words.about, columns - 2).map((text) => row(columns, [[` ${text}`]])),
    row(columns, [['']]),
    fieldRow(look, columns, words.note, dialog.text, !dialog.busy),
    row(columns, [['']]),
    row(columns, [[dialog.busy ? ` ${words.saving}` : ` ${words.hint}`, dialog.busy ? 'accent' : 'dim']]),
  ];
};

/** What a recalled sale is no longer, before it goes on. */
export const differenceRows = (
  differences: readonly Difference[],
  look: Look,
  columns: number,
  height: number,
): string[] => {
  const words = look.words.screen.park;
  const { row } = look;
  const told = (one: Difference): string => {
    if (one.kind === 'gone') return words.gone(one.name);
    return one.kind === 'price'
      ? words.price(one.name, formatGs(one.before), formatGs(one.now))
      : words.stock(one.name, one.before, one.now);
  };
  const lines = differences.flatMap((one) => wrap(`${look.alert} ${told(one)}`, columns - 2));
  const room = Math.max(1, height - 4);
  const shown = lines.slice(0, lines.length > room ? room - 1 : room);
  const more = lines.length - shown.length;
  return [
    row(columns, [[` ${words.changed}`, 'strong']]),
    ...shown.map((text) => row(columns, [[` ${text}`, 'warn']])),
    ...(more > 0 ? [row(columns, [[` ${look.words.screen.cart.below(more)}`, 'dim']])] : []),
    row(columns, [['']]),
    row(columns, [[` ${words.goOn(keyOf('accept', 'differences', look.words))}`, 'strong']]),
  ];
};
