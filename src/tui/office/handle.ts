import type { CommandId } from '../command-ids.ts';
import { refuseSaying, type Step, say, stay } from '../events.ts';
import type { KeyEvent, Scan } from '../keys/types.ts';
import type { State } from '../state.ts';
import { withoutLast } from '../text.ts';
import { doAct, perform, scanAct, submitForm } from './acting.ts';
import * as edit from './edit.ts';
import * as form from './form.ts';
import { askToLeave, back, goHome } from './frames.ts';
import * as list from './list.ts';
import * as pick from './pick.ts';
import { actOf, frontOf, kindOf, viewOf } from './view.ts';

type Command = (state: State, event: KeyEvent) => Step;

const isHeld = (event: KeyEvent): boolean => event.kind === 'key' && event.repeat;
const isShift = (event: KeyEvent): boolean => event.kind === 'key' && event.shift;

const inForm =
  (change: (state: State) => State): Command =>
  (state) =>
    stay(change(state));

/** Enter in a form: on to the next field, and in the last one to the end; a key held down saves nothing. */
const enter: Command = (state, event) => {
  if (!form.isLast(state)) return stay(form.moveFocus(state, 1));
  return isHeld(event) ? stay(state) : submitForm(state);
};

const FORM: Partial<Readonly<Record<CommandId, Command>>> = {
  accept: enter,
  save: (state, event) => (isHeld(event) ? stay(state) : submitForm(state)),
  nextField: (state, event) => stay(form.moveFocus(state, isShift(event) ? -1 : 1)),
  previousField: inForm((state) => form.moveFocus(state, -1)),
  left: inForm((state) => form.moveInField(state, -1)),
  right: inForm((state) => form.moveInField(state, 1)),
  lineStart: inForm((state) => form.editField(state, edit.toStart)),
  lineEnd: inForm((state) => form.editField(state, edit.toEnd)),
  erase: inForm((state) => pick.eraseSought(state, 1) ?? form.editField(state, edit.eraseBefore)),
  eraseAhead: inForm((state) => form.editField(state, edit.eraseAfter)),
  eraseField: inForm((state) => form.editField(state, () => ({ text: '', cursor: 0 }))),
  mark: inForm(form.mark),
};

const PICKER: Partial<Readonly<Record<CommandId, Command>>> = {
  up: inForm((state) => pick.movePick(state, -1)),
  down: inForm((state) => pick.movePick(state, 1)),
  pageUp: inForm((state) => pick.movePick(state, -10)),
  pageDown: inForm((state) => pick.movePick(state, 10)),
  erase: inForm((state) => pick.eraseSought(state, 1) ?? state),
  mark: pick.togglePick,
  accept: inForm(pick.closePick),
  back: inForm((state) => pick.forgetSought(state) ?? pick.closePick(state)),
};

/** What lists and texts share. */
const LIST: Partial<Readonly<Record<CommandId, Command>>> = {
  up: (state) => stay(list.moveBy(state, -1)),
  down: (state) => stay(list.moveBy(state, 1)),
  pageUp: (state) => stay(list.moveBy(state, -list.pageOfLines(state))),
  pageDown: (state) => stay(list.moveBy(state, list.pageOfLines(state))),
  firstRow: (state) => stay(list.moveToEnd(state, -1)),
  lastRow: (state) => stay(list.moveToEnd(state, 1)),
  erase: (state) => list.typeSearch(state, withoutLast(frontOf(state)?.text ?? '')),
};

/** Escape: what was typed goes first, then the page. */
const stepBack = (state: State): Step =>
  kindOf(state) === 'list' && frontOf(state)?.text ? list.typeSearch(state, '') : askToLeave(state, false);

/** What a command does on the page in front; null: it is none of the pages'. */
export const officeCommand = (state: State, id: CommandId, event: KeyEvent): Step | null => {
  if (state.pane !== 'office' || state.office.frames.length === 0) return null;
  if (frontOf(state)?.form?.picking != null) return PICKER[id]?.(state, event) ?? null;
  const act = actOf(state, id);
  if (act) return isHeld(event) ? stay(state) : perform(state, act);
  if (id === 'back') return stepBack(state);
  if (id === 'toSale') return askToLeave(state, true);
  const commands = kindOf(state) === 'form' ? FORM : LIST;
  return commands[id]?.(state, event) ?? null;
};

/** Characters that are no key: into the field or the search line. */
export const typeOffice = (state: State, text: string): Step => {
  if (state.office.busy) return stay(state);
  const opened = pick.opensList(state, text);
  if (pick.seeks(opened)) return pick.seekOption(opened, text);
  if (kindOf(state) === 'form') return form.typeInto(state, text);
  return list.typeSearch(state, (frontOf(state)?.text ?? '') + text);
};

/** Without the last code units typed into the field or the search line. */
export const untyped = (state: State, count: number): State => {
  if (kindOf(state) !== 'form') {
    const text = frontOf(state)?.text ?? '';
    return text === '' ? state : list.typeSearch(state, text.slice(0, -count)).state;
  }
  const sought = pick.eraseSought(state, count);
  if (sought) return sought;
  return form.editField(state, (line) => {
    const before = [...line.text].slice(0, line.cursor).join('').slice(0, -count);
    const after = [...line.text].slice(line.cursor).join('');
    return { text: before + after, cursor: edit.lengthOf(before) };
  });
};

/** The answer yes to what a page asked. */
export const confirmed = (state: State): Step | null => {
  const { question } = state;
  const closed = { ...state, question: null };
  if (question?.kind === 'act') return doAct(closed, question.act, null);
  if (question?.kind === 'leaveForm') return question.home ? goHome(closed) : back(closed);
  return null;
};

/** Long digits come from a scanner; anything else may be a person on a slow line. */
const looksScanned = (text: string): boolean => /^\d{5,}$/.test(text);

/**
 * A scan fills the field that has the keys and goes on to the next, or does what the page says; else it is refused
 * aloud. It saves nothing and leaves no page.
 */
export const scanOffice = (state: State, scan: Scan): Step => {
  if (state.office.busy) return refuseSaying(state, 'officeBusy');
  const acted = scanAct(state, scan.text);
  if (acted) return acted;
  const open = form.openForm(state);
  if (open && open.form.picking === null && form.isWritten(open.field)) return scanField(state, open, scan);
  const view = viewOf(state);
  if (view?.kind === 'list' && view.search !== false && !looksScanned(scan.text))
    return list.typeSearch(state, (frontOf(state)?.text ?? '') + scan.text);
  return refuseSaying(state, 'scanNowhere', { code: scan.text });
};

/** A card's or a product's number that would pass for money or a quantity: no hand writes an amount so. */
const isNoAmount = (text: string): boolean => /^(0\d{3,}|\d{8,})$/.test(text);

const scanField = (state: State, open: NonNullable<ReturnType<typeof form.openForm>>, scan: Scan): Step => {
  const digits = open.field.kind === 'digits' || open.field.kind === 'money';
  if (digits && !/^\d+$/.test(scan.text)) return refuseSaying(state, 'scanDigits', { code: scan.text });
  if (digits && isNoAmount(scan.text)) return refuseSaying(state, 'scanAmount', { code: scan.text });
  // A code takes the place of what an untouched field held; a quick hand's text joins what is there.
  const replaces = open.form.fresh && looksScanned(scan.text);
  const room = form.mostOf(open.field) - (replaces ? 0 : edit.lengthOf(open.value));
  if (edit.lengthOf(scan.text) > room) return refuseSaying(state, 'scanTooLong', { code: scan.text });
  const cleared = replaces ? form.editField(state, () => ({ text: '', cursor: 0 })) : state;
  const typed = form.typeInto(cleared, scan.text);
  return stay(say(form.moveFocus(typed.state, 1, false), 'info', 'scanTaken', { code: scan.text }));
};
