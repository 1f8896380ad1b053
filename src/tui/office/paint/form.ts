import type { Look, Span } from '../../look.ts';
import { width, wrap } from '../../text.ts';
import { chosenOf } from '../form.ts';
import type { Field, FormView, Option } from '../page.ts';
import type { FormState, Frame } from '../state.ts';
import { fieldOf } from '../view.ts';
import { lineRow } from './line.ts';

const LEAST_LABEL = 12;
const MOST_LABEL = 32;
const HINT_ROWS = 2;

/** Digits with their points, and where the cursor is among them. */
const pointed = (digits: string, cursor: number): { readonly text: string; readonly cursor: number } => {
  const text = digits.replace(/\B(?=(\d{3})+$)/g, '.');
  const behind = digits.length - cursor;
  // As many digits stay behind the cursor as before; points in between stay behind it too.
  return { text, cursor: text.length - behind - Math.floor(Math.max(0, behind - 1) / 3) };
};

/** The part of a line around the cursor that fits, with the character under the cursor. */
const cursorSpans = (text: string, cursor: number, room: number): Span[] => {
  const all = [...text];
  let first = 0;
  while (first < cursor && width(all.slice(first, cursor + 1).join('')) > room - 1) first += 1;
  return [
    [all.slice(first, cursor).join(''), 'strong'],
    [all[cursor] ?? ' ', 'cursor'],
    [all.slice(cursor + 1).join(''), 'strong'],
  ];
};

const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? '';

const chosenLabels = (options: readonly Option[], value: string): string =>
  chosenOf(value)
    .map((each) => labelOf(options, each))
    .join(', ');

/** What was typed to find an option, with the cursor after it. */
const soughtSpans = (form: FormState | null): readonly Span[] =>
  form?.sought
    ? [
        [`  ${form.sought.text}`, 'accent'],
        [' ', 'cursor'],
      ]
    : [];

const valueSpans = (
  field: Field,
  form: FormState,
  focused: boolean,
  look: Look,
  room: number,
): readonly Span[] => {
  const value = form.values[field.id] ?? '';
  const words = look.words.office.menu;
  const aside = (text: string): Span => [focused ? `  ${text}` : '', 'dim'];
  const style = focused ? 'strong' : 'plain';
  // What the next digit takes the place of stands out as a whole.
  const replaced = focused && form.fresh && value !== '';
  switch (field.kind) {
    case 'choice':
      return [
        [labelOf(field.options, value) || '—', style],
        ...soughtSpans(focused ? form : null),
        aside('← →'),
      ];
    case 'flag':
      return [[value === '1' ? words.on : words.off, style], aside(words.turn)];
    case 'many':
      return [[chosenLabels(field.options, value) || words.none, style], aside(words.pick)];
    case 'money': {
      const shown = pointed(value, form.cursor);
      if (replaced) return [[shown.text, 'cursor']];
      return focused ? cursorSpans(shown.text, shown.cursor, room) : [[shown.text]];
    }
    case 'digits':
      if (replaced) return [[value, 'cursor']];
      return focused ? cursorSpans(value, form.cursor, room) : [[value]];
    case 'secret': {
      const dots = (look.ascii ? '*' : '•').repeat([...value].length);
      return focused ? cursorSpans(dots, form.cursor, room) : [[dots]];
    }
    default:
      return focused ? cursorSpans(value, form.cursor, room) : [[value]];
  }
};

const fieldRows = (
  field: Field,
  form: FormState,
  focused: boolean,
  look: Look,
  columns: number,
  label: number,
): string[] => {
  const wrong = form.wrong === field.id;
  const name = `${field.label}${field.required ? ' *' : ''}`;
  const spans: Span[] = [
    [` ${look.row(label, [[name]])} `, wrong ? 'danger' : focused ? 'accent' : 'dim'],
    [wrong ? `${look.alert} ` : focused ? `${look.mark} ` : '  ', wrong ? 'danger' : 'accent'],
    ...valueSpans(field, form, focused, look, columns - label - 5),
  ];
  const hint = focused && field.hint ? wrap(field.hint, columns - label - 6).slice(0, HINT_ROWS) : [];
  const indent = ' '.repeat(label + 4);
  return [look.row(columns, spans), ...hint.map((text) => look.row(columns, [[`${indent}${text}`, 'dim']]))];
};

/** The open list of a field that takes several. */
const pickerRows = (field: Field, form: FormState, look: Look, columns: number, height: number): string[] => {
  if (field.kind !== 'many' || form.picking === null) return [];
  const chosen = chosenOf(form.values[field.id] ?? '');
  const room = Math.max(1, height - 1);
  const at = form.picking;
  const hint: readonly Span[] = [[`  ${look.words.office.menu.pickHint}`, 'dim']];
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), field.options.length - room));
  return [
    look.row(
      columns,
      [[` ${field.label}`, 'accent'], ...(form.sought ? soughtSpans(form) : hint)],
      [[`${chosen.length}/${field.options.length} `, 'dim']],
    ),
    ...field.options.slice(first, first + room).map((option, place) => {
      const box = chosen.includes(option.value) ? '[x]' : '[ ]';
      const here = first + place === at;
      const text = `${here ? ` ${look.mark} ` : '   '}${box} ${option.label}`;
      const row = look.row(columns, [[text]]);
      return here ? look.paint(row, 'selected') : row;
    }),
  ];
};

/** A form: its fields around the one that has the keys, and what the page says below them. */
export const formRows = (
  frame: Frame,
  view: FormView,
  look: Look,
  columns: number,
  height: number,
): string[] => {
  const { form } = frame;
  const field = fieldOf(frame, view);
  if (!form || !field) return [];
  if (form.picking !== null) return pickerRows(field, form, look, columns, height);
  const longest = Math.max(...view.fields.map((each) => width(each.label) + (each.required ? 2 : 0)));
  const label = Math.max(LEAST_LABEL, Math.min(MOST_LABEL, longest));
  const blocks = view.fields.map((each) => fieldRows(each, form, each === field, look, columns, label));
  const below = view.below ?? [];
  const end =
    below.length > 0
      ? [look.row(columns, [['']]), ...below.map((spans) => lineRow(look, columns, spans))]
      : [];
  const room = Math.max(3, height - end.length);
  const focus = view.fields.indexOf(field);
  const count = blocks.reduce((all, block) => all + block.length, 0);
  const first = Math.max(0, Math.min(focus - Math.floor(room / 2), count - room));
  const hidden = count - first - room;
  const shown = blocks.flat().slice(first, first + room);
  if (hidden <= 0) return [...shown, ...end];
  const more = look.row(columns, [[` ${look.words.screen.cart.below(hidden + 1)}`, 'accent']]);
  return [...shown.slice(0, -1), more, ...end];
};
