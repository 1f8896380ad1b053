import { fold } from '../../domain/search-core.ts';
import { refuseSaying, type Step, stay } from '../events.ts';
import type { State } from '../state.ts';
import { chosenOf, type Open, openForm, withForm, written } from './form.ts';
import type { Option } from './page.ts';

/** Letters that are kept of what is typed to find an option; none has a longer name. */
const MOST_SOUGHT = 40;

/** How well an option's name answers to what was typed: its beginning, then a word's, then any part of it. */
const rankOf = ({ label }: Option, wanted: string): number => {
  const name = fold(label);
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s/(-]+/).some((word) => word.startsWith(wanted))) return 1;
  return name.includes(wanted) ? 2 : 3;
};

/** The option that typed letters mean, whatever their accents and capitals; null: none. */
const soughtAt = (options: readonly Option[], text: string): number | null => {
  const wanted = fold(text);
  const ranks = options.map((option) => rankOf(option, wanted));
  const best = Math.min(...ranks, 3);
  return best === 3 ? null : ranks.indexOf(best);
};

/** The open list of a field that takes several; null: there is none. */
const picker = (state: State): (Open & { options: readonly Option[]; at: number }) | null => {
  const open = openForm(state);
  if (open?.field.kind !== 'many' || open.form.picking === null) return null;
  return { ...open, options: open.field.options, at: open.form.picking };
};

interface Seeking {
  readonly open: Open;
  readonly options: readonly Option[];
  /** What is chosen now: a place in the open list, or the value of a field that takes one. */
  readonly now: string | number;
}

const seekingIn = (state: State): Seeking | null => {
  const list = picker(state);
  if (list) return { open: list, options: list.options, now: list.at };
  const open = openForm(state);
  return open?.field.kind === 'choice' ? { open, options: open.field.options, now: open.value } : null;
};

/** A letter typed on a field that takes several opens its list; digits may be a scan, which has no place there. */
export const opensList = (state: State, typed: string): State => {
  const open = openForm(state);
  if (open?.field.kind !== 'many' || open.form.picking !== null || !/\p{L}/u.test(typed)) return state;
  return withForm(state, { ...open.form, picking: 0, sought: null });
};

/** Typed letters mean an option: a list is open, or the field takes one of several. */
export const seeks = (state: State): boolean => seekingIn(state) !== null;

/** Chooses, and keeps the letters that led there. */
const choose = (
  state: State,
  { open }: Seeking,
  to: string | number,
  text: string,
  from: string | number,
) => {
  const sought = text === '' ? null : { text, from };
  if (typeof to === 'number') return withForm(state, { ...open.form, picking: to, sought });
  const next = written(state, open, to, 0);
  const form = openForm(next)?.form;
  return form ? withForm(next, { ...form, sought }) : next;
};

/**
 * Letters typed one after another are one name: the first option that has it is chosen. Where none has, the bell
 * rings and the choice stays: a letter alone must never mean another option than the name it belongs to.
 */
export const seekOption = (state: State, typed: string): Step => {
  const seeking = seekingIn(state);
  if (!seeking) return stay(state);
  const { sought } = seeking.open.form;
  const text = [...`${sought?.text ?? ''}${typed}`.trimStart()].slice(0, MOST_SOUGHT).join('');
  if (text === '') return stay(state);
  const from = sought?.from ?? seeking.now;
  const at = soughtAt(seeking.options, text);
  if (at === null) return refuseSaying(choose(state, seeking, seeking.now, text, from), 'noOption', { text });
  return stay({ ...choose(state, seeking, placeOf(seeking, at), text, from), notice: null });
};

const placeOf = ({ now, options }: Seeking, at: number): string | number =>
  typeof now === 'number' ? at : (options[at]?.value ?? now);

/** Without the last letters typed to find an option; without any, the choice is as before. Null: none were typed. */
export const eraseSought = (state: State, count: number): State | null => {
  const seeking = seekingIn(state);
  const sought = seeking?.open.form.sought;
  if (!seeking || !sought) return null;
  const text = [...sought.text].slice(0, -count).join('');
  const at = text === '' ? null : soughtAt(seeking.options, text);
  const to = text === '' ? sought.from : at === null ? seeking.now : placeOf(seeking, at);
  return { ...choose(state, seeking, to, text, sought.from), notice: null };
};

/** The typed letters go, the choice that they led to stays. Null: none were typed. */
export const forgetSought = (state: State): State | null => {
  const form = seekingIn(state)?.open.form;
  return form?.sought ? { ...withForm(state, { ...form, sought: null }), notice: null } : null;
};

export const movePick = (state: State, by: number): State => {
  const open = picker(state);
  if (!open) return state;
  const picking = Math.max(0, Math.min(open.options.length - 1, open.at + by));
  return { ...withForm(state, { ...open.form, picking, sought: null }), notice: null };
};

export const closePick = (state: State): State => {
  const open = picker(state);
  return open ? { ...withForm(state, { ...open.form, picking: null, sought: null }), notice: null } : state;
};

/** Marks or unmarks the option under the hand; nothing while the typed letters mean none. Keeps the options' order. */
export const togglePick = (state: State): Step => {
  const open = picker(state);
  const option = open?.options[open.at];
  if (!open || !option) return stay(state);
  const text = open.form.sought?.text ?? '';
  if (text !== '' && soughtAt(open.options, text) === null) return refuseSaying(state, 'noOption', { text });
  const before = chosenOf(open.value);
  const on = !before.includes(option.value);
  const after = open.options
    .filter(({ value }) => (value === option.value ? on : before.includes(value)))
    .map(({ value }) => value);
  return stay(written(state, open, after.join(','), 0));
};
