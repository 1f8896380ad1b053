import { refuseSaying, type Step, say, stay } from '../events.ts';
import type { State } from '../state.ts';
import * as edit from './edit.ts';
import type { Field, FormView, View } from './page.ts';
import type { FormState } from './state.ts';
import { fieldOf, frontOf, viewOf, withFront } from './view.ts';

/** The most characters of a field that does not say. */
const MOST = 200;
const MOST_DIGITS = 12;

export const mostOf = (field: Field): number => {
  if (field.kind === 'digits' || field.kind === 'money') return field.most ?? MOST_DIGITS;
  return field.kind === 'text' || field.kind === 'secret' ? (field.most ?? MOST) : 0;
};

export const isWritten = (field: Field): boolean => mostOf(field) > 0;

/** The form of a view: a new one holds what the fields say, an open one keeps what was written. */
export const openedForm = (before: FormState | null, view: FormView): FormState => {
  const known = before?.values ?? {};
  const missing = view.fields.filter((field) => known[field.id] === undefined);
  const added = Object.fromEntries(missing.map((field) => [field.id, field.value]));
  if (!before) {
    const first = view.fields[0];
    return {
      values: added,
      initial: added,
      focus: first?.id ?? '',
      cursor: edit.lengthOf(first?.value ?? ''),
      fresh: true,
      wrong: null,
      picking: null,
      sought: null,
    };
  }
  if (missing.length === 0 && view.fields.some((field) => field.id === before.focus)) return before;
  const focus = view.fields.some((field) => field.id === before.focus)
    ? before.focus
    : (view.fields[0]?.id ?? '');
  return {
    ...before,
    focus,
    values: { ...before.values, ...added },
    initial: { ...before.initial, ...added },
  };
};

export interface Open {
  readonly view: FormView;
  readonly form: FormState;
  readonly field: Field;
  readonly value: string;
}

/** The form in front with the field that has the keys; null for any other page, and while an act is under way. */
export const openForm = (state: State): Open | null => {
  const frame = frontOf(state);
  const view: View | null = viewOf(state);
  if (!frame?.form || view?.kind !== 'form' || state.office.busy) return null;
  const field = fieldOf(frame, view);
  return field && { view, form: frame.form, field, value: frame.form.values[field.id] ?? '' };
};

export const withForm = (state: State, form: FormState): State => {
  const next = withFront(state, { form });
  const view = viewOf(next);
  // A field may appear or go with what another one holds.
  return view?.kind === 'form' ? withFront(next, { form: openedForm(form, view) }) : next;
};

/** Puts a value into the field that has the keys; it is not wrong any more. */
export const written = (state: State, open: Open, value: string, cursor: number): State => {
  const { form, field } = open;
  const wrong = form.wrong === field.id ? null : form.wrong;
  const signed = form.signed === field.id && value === '' ? null : form.signed;
  return withForm(
    { ...state, notice: null },
    {
      ...form,
      values: { ...form.values, [field.id]: value },
      cursor,
      fresh: false,
      wrong,
      signed,
      sought: null,
    },
  );
};

/** Text typed or pasted into a field that is written. */
export const typeInto = (state: State, text: string): Step => {
  const open = openForm(state);
  if (!open) return stay(state);
  const { field } = open;
  if (!isWritten(field)) return stay(state);
  const digits = field.kind === 'digits' || field.kind === 'money';
  const added = digits ? text.replace(/[.\s]/g, '') : text;
  if (digits && open.value === '' && /^[-−–]/.test(added))
    return refuseSaying(withForm(state, { ...open.form, signed: field.id }), 'noSign');
  if (digits && !/^\d*$/.test(added)) return refuseSaying(state, 'digitsOnly');
  // An amount that nobody touched is replaced: 98 typed over 974 must not become 97.498.
  const before =
    digits && open.form.fresh ? { text: '', cursor: 0 } : { text: open.value, cursor: open.form.cursor };
  const after = edit.insert(before, added, mostOf(field));
  const next = written(state, open, after.text, after.cursor);
  if (open.form.signed === field.id) {
    const anew = open.form.fresh && open.value !== '';
    if (!anew) return refuseSaying(next, 'noSign');
    return stay(withForm(next, { ...open.form, ...openForm(next)?.form, signed: null }));
  }
  const lost = edit.lengthOf(added) - (edit.lengthOf(after.text) - edit.lengthOf(before.text));
  if (lost === 0) return stay(next);
  return stay(say(next, 'warn', 'fieldFull', { most: mostOf(field) }), { kind: 'bell' });
};

export const editField = (state: State, change: (line: edit.Line) => edit.Line): State => {
  const open = openForm(state);
  if (!open || !isWritten(open.field)) return state;
  const after = change({ text: open.value, cursor: open.form.cursor });
  if (after.text !== open.value) return written(state, open, after.text, after.cursor);
  const signed = after.text === '' ? null : open.form.signed;
  return withForm(state, { ...open.form, cursor: after.cursor, fresh: false, signed });
};

/** Left and right: the cursor, or the next option. */
export const moveInField = (state: State, by: 1 | -1): State => {
  const open = openForm(state);
  if (open?.field.kind !== 'choice') return editField(state, (line) => edit.moveBy(line, by));
  const { options } = open.field;
  if (options.length === 0) return state;
  const at = options.findIndex((option) => option.value === open.value);
  const next = options[(at + by + options.length) % options.length];
  return next ? written(state, open, next.value, 0) : state;
};

export const focusOn = (state: State, id: string, wrong: string | null = null): State => {
  const open = openForm(state);
  if (!open) return state;
  const value = open.form.values[id] ?? '';
  return withForm(state, {
    ...open.form,
    focus: id,
    cursor: edit.lengthOf(value),
    fresh: true,
    wrong,
    sought: null,
  });
};

export const moveFocus = (state: State, by: 1 | -1, around = true): State => {
  const open = openForm(state);
  if (!open) return state;
  const { fields } = open.view;
  const to = fields.indexOf(open.field) + by;
  if (!around && (to < 0 || to >= fields.length)) return state;
  const next = fields[(to + fields.length) % fields.length];
  return next ? { ...focusOn(state, next.id, open.form.wrong), notice: null } : state;
};

export const isLast = (state: State): boolean => {
  const open = openForm(state);
  return open !== null && open.view.fields.at(-1)?.id === open.field.id;
};

/** Space: turns a flag over, opens the list of a field that takes several. */
export const mark = (state: State): State => {
  const open = openForm(state);
  if (open?.field.kind === 'flag') return written(state, open, open.value === '1' ? '0' : '1', 0);
  if (open?.field.kind === 'many') return withForm(state, { ...open.form, picking: 0, sought: null });
  return state;
};

export const chosenOf = (value: string): readonly string[] => value.split(',').filter(Boolean);
