import { refuseSaying, type Step, say, stay } from './events.ts';
import { handleEntry } from './handle.ts';
import { entryFor } from './keymap.ts';
import type { Scan, TypedChar } from './keys/types.ts';
import { scanOffice, typeOffice, untyped } from './office/handle.ts';
import { isCode, queryOf, scopeOf } from './selectors.ts';
import { typeApproval } from './slices/approval.ts';
import { lookUp, typeText, withText } from './slices/desk.ts';
import { typeDiscount } from './slices/discount.ts';
import { typeHistory } from './slices/history.ts';
import { typePark } from './slices/parked.ts';
import { paymentScanRefused, scanMayCancel, typePayment } from './slices/payment.ts';
import { submitForm, typeForm } from './slices/session.ts';
import type { State } from './state.ts';

/** The most characters that a reading can have put on the screen before its end tells what it was. */
const TRAIL = 128;

/** A character: a key of the table where it is one, else text for the field that has the keys. */
export const typed = (state: State, event: TypedChar): Step => {
  const touched = { ...state, world: { ...state.world, lastKeyAt: state.world.now } };
  const entry = entryFor(touched, event);
  const step = entry ? handleEntry(touched, entry, event) : toField(touched, event.text);
  // What was sent because of a character cannot be taken back with it.
  if (step.state.office.busy !== state.office.busy) return step;
  const trail = [...state.trail, { ...state, trail: [] }].slice(-TRAIL);
  return { ...step, state: { ...step.state, trail } };
};

const inOffice = (state: State): boolean => {
  const scope = scopeOf(state);
  return scope === 'picker' || scope.startsWith('office.');
};

const toField = (state: State, text: string): Step =>
  inOffice(state) ? typeOffice(state, text) : stay(intoField(state, text));

const intoField = (state: State, text: string): State => {
  switch (scopeOf(state)) {
    case 'signIn':
    case 'locked':
      return typeForm(state, text);
    case 'approval':
      return typeApproval(state, text);
    case 'payment':
      return typePayment(state, text);
    case 'quantity':
      return typeQuantity(state, text);
    case 'discount':
      return typeDiscount(state, text);
    case 'park':
      return typePark(state, text);
    case 'history':
      return typeHistory(state, state.history.text + text);
    case 'sale':
      return typeText(state, text);
    default:
      return state;
  }
};

const typeQuantity = (state: State, text: string): State =>
  state.dialog?.kind === 'quantity' && /^\d+$/.test(text)
    ? { ...state, dialog: { kind: 'quantity', text: (state.dialog.text + text).slice(0, 4) } }
    : state;

/**
 * What a reading's own characters did is undone: the state before the first of them returns, the world outside
 * stays as it is now.
 */
const takeBack = (state: State, count: number): State => {
  if (count === 0) return state;
  const before = state.trail[state.trail.length - count];
  if (before) return { ...before, world: state.world, trail: [] };
  // An answer came between the characters and may have changed more than they did: only the text is taken back.
  if (inOffice(state)) return untyped(state, count);
  return scopeOf(state) === 'sale' ? withText(state, state.desk.text.slice(0, -count)) : state;
};

/** A scan always works, or is refused aloud; it answers no question. */
export const scanned = (state: State, scan: Scan): Step => {
  const before = takeBack(state, scan.typed);
  if (inOffice(before)) return scanOffice(before, scan);
  switch (scopeOf(before)) {
    case 'signIn':
    case 'locked':
      return scannedForm(before, scan);
    case 'approval':
      return scannedApproval(state, before, scan);
    case 'question':
    case 'park':
    case 'differences':
      return refuseSaying(before, 'scanQuestion');
    case 'saving':
      return paymentScanRefused(before);
    case 'payment':
      return before.dialog?.kind === 'payment' && scanMayCancel(before.dialog)
        ? scannedCode({ ...before, dialog: null }, scan.text)
        : paymentScanRefused(before);
    default:
      return scannedCode({ ...before, dialog: null, help: null, pane: 'sale', notice: null }, scan.text);
  }
};

/** Long digits are a card or a product; anything else was a person typing on a slow line, and Enter is Enter. */
const looksScanned = (text: string): boolean => /^\d{5,}$/.test(text);

const scannedForm = (before: State, scan: Scan): Step =>
  looksScanned(scan.text) ? refuseSaying(before, 'scanLocked') : submitForm(typeForm(before, scan.text));

/** A manager's secret is never sent by a scanner: the text stays, a real Enter sends it. */
const scannedApproval = (state: State, before: State, scan: Scan): Step => {
  if (looksScanned(scan.text)) return refuseSaying(before, 'scanQuestion');
  const kept = scan.typed > 0 ? { ...state, trail: [] } : typeApproval(before, scan.text);
  return stay(say(kept, 'warn', 'scanLike'), { kind: 'bell' });
};

const scannedCode = (state: State, text: string): Step => {
  const waiting = queryOf(state.desk.text);
  const read = queryOf(text);
  const quantity = read.quantity ?? (waiting.query === '' ? waiting.quantity : null);
  if (read.query === '') return stay(withText(state, text));
  if (!isCode(read.query) && /\s/.test(read.query)) return stay(withText(state, read.query));
  const step = lookUp(withText(state, ''), read.query, quantity);
  // What no product has in its name is no search either: the next text begins afresh.
  return step.state.desk.results.length > 0 ? step : { ...step, state: withText(step.state, '') };
};
