import type { Messages } from '../i18n/index.ts';
import type { KeyEvent } from './keys/types.ts';
import { OFFICE_KEYS } from './office/keys/index.ts';
import { actOf, fieldOf, frontOf, kindOf, viewOf } from './office/view.ts';
import {
  activeMethods,
  historyRows,
  invoiceOff,
  isSaving,
  listed,
  openConflicts,
  type Scope,
  scopeOf,
} from './selectors.ts';
import type { State } from './state.ts';

export type CommandId = keyof Messages['screen']['keys'];
export type Reason = keyof Messages['screen']['reasons'];

export interface KeyEntry {
  readonly id: CommandId;
  /** `f4`, `ctrl-k`, `pageup`, or one character. The first is the one that is shown. */
  readonly keys: readonly string[];
  readonly scope: Scope | readonly Scope[];
  /** Absent: always. A key whose `when` says no is as good as not there: typed text goes on to the field. */
  readonly when?: (state: State) => boolean;
  /** Why the key does nothing now; it leaves the footer and says so when pressed. */
  readonly disabledReason?: (state: State) => Reason | null;
  /** Order in the footer, lowest first; absent: only in the help. */
  readonly footer?: number;
}

const nothingTyped = (state: State): boolean => state.desk.text === '';
const emptyCart = (state: State): Reason | null => (state.desk.cart.lines.length === 0 ? 'emptyCart' : null);
const choosing = (state: State): boolean =>
  state.dialog?.kind === 'payment' && state.dialog.step === 'method';
const onAmount = (state: State): boolean =>
  state.dialog?.kind === 'payment' && state.dialog.step === 'amount';

const payReason = (state: State): Reason | null => {
  if (!state.world.shop) return 'loading';
  if (state.desk.cart.lines.length === 0) return 'emptyCart';
  return openConflicts(state).length > 0 ? 'openWarning' : null;
};
const invoiceReason = (state: State): Reason | null => {
  if (state.dialog?.kind !== 'payment') return null;
  if (state.dialog.tenders.length > 0) return 'invoiceTendered';
  const refusal = invoiceOff(state, state.dialog);
  return refusal ? `invoice_${refusal}` : null;
};

const onTextFree = { when: nothingTyped, disabledReason: emptyCart } as const;

/** The one table of keys: the handler, the footer, the help, the README and the tests read it. */
export const KEYS: readonly KeyEntry[] = [
  { id: 'submit', keys: ['enter'], scope: 'sale' },
  { id: 'up', keys: ['up'], scope: 'sale' },
  { id: 'down', keys: ['down'], scope: 'sale' },
  { id: 'left', keys: ['left'], scope: 'sale', when: (s) => listed(s).length > 1 },
  { id: 'right', keys: ['right'], scope: 'sale', when: (s) => listed(s).length > 1 },
  { id: 'erase', keys: ['backspace'], scope: 'sale' },
  { id: 'escape', keys: ['escape'], scope: 'sale' },
  { id: 'pay', keys: ['f4', 'f12'], scope: 'sale', footer: 1, disabledReason: payReason },
  { id: 'more', keys: ['+'], scope: 'sale', footer: 2, ...onTextFree },
  { id: 'less', keys: ['-'], scope: 'sale', footer: 3, ...onTextFree },
  { id: 'remove', keys: ['delete'], scope: ['sale', 'warning'], footer: 4, disabledReason: emptyCart },
  { id: 'quantity', keys: ['f6'], scope: 'sale', footer: 5, disabledReason: emptyCart },
  { id: 'previousLine', keys: ['pageup'], scope: 'sale', disabledReason: emptyCart },
  { id: 'nextLine', keys: ['pagedown'], scope: 'sale', disabledReason: emptyCart },
  { id: 'firstLine', keys: ['home'], scope: 'sale', disabledReason: emptyCart },
  { id: 'lastLine', keys: ['end'], scope: 'sale', disabledReason: emptyCart },
  { id: 'clear', keys: ['ctrl-k'], scope: 'sale', footer: 7, disabledReason: emptyCart },
  {
    id: 'undo',
    keys: ['ctrl-u'],
    scope: 'sale',
    footer: 8,
    disabledReason: (s) => (s.desk.undo ? null : 'nothingToUndo'),
  },
  {
    id: 'dropCard',
    keys: ['f5'],
    scope: 'sale',
    footer: 6,
    disabledReason: (s) => (s.desk.holder ? null : 'noCard'),
  },
  { id: 'history', keys: ['f2'], scope: 'sale', footer: 10 },
  {
    id: 'ticket',
    keys: ['f3'],
    scope: 'sale',
    footer: 9,
    disabledReason: (s) => (s.desk.done ? null : 'noTicket'),
  },
  { id: 'printing', keys: ['f8'], scope: 'sale', footer: 11 },
  { id: 'office', keys: ['f11', 'ctrl-g'], scope: 'sale', footer: 12 },
  { id: 'helpTyped', keys: ['?'], scope: 'sale', when: nothingTyped },

  {
    id: 'confirmRestriction',
    keys: ['f9'],
    scope: 'warning',
    footer: 1,
  },

  { id: 'choose', keys: ['enter'], scope: 'payment' },
  { id: 'up', keys: ['up'], scope: 'payment' },
  { id: 'down', keys: ['down'], scope: 'payment' },
  {
    id: 'method',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    scope: 'payment',
    when: (s) => choosing(s) && activeMethods(s).length > 0,
  },
  { id: 'dropTender', keys: ['delete'], scope: 'payment', footer: 3, disabledReason: tenderReason },
  { id: 'invoice', keys: ['f6'], scope: 'payment', footer: 2, disabledReason: invoiceReason },
  { id: 'exact', keys: ['f4', 'f12'], scope: 'payment', footer: 1, when: (s) => choosing(s) || onAmount(s) },
  { id: 'erase', keys: ['backspace'], scope: 'payment' },
  { id: 'back', keys: ['escape'], scope: 'payment', footer: 4 },
  {
    id: 'retrySale',
    keys: ['f4', 'f12', 'enter'],
    scope: 'saving',
    footer: 1,
    when: (s) => s.dialog?.kind === 'payment' && s.dialog.step === 'unresolved',
  },

  { id: 'accept', keys: ['enter'], scope: 'quantity', footer: 1 },
  { id: 'erase', keys: ['backspace'], scope: 'quantity' },
  { id: 'back', keys: ['escape'], scope: 'quantity', footer: 2 },

  { id: 'yes', keys: ['f9'], scope: 'question', footer: 1 },
  { id: 'no', keys: ['escape'], scope: 'question', footer: 2 },

  { id: 'accept', keys: ['enter'], scope: 'approval', footer: 1 },
  { id: 'nextField', keys: ['tab', 'down'], scope: 'approval', footer: 2 },
  { id: 'previousField', keys: ['up'], scope: 'approval' },
  { id: 'erase', keys: ['backspace'], scope: 'approval' },
  { id: 'back', keys: ['escape'], scope: 'approval', footer: 3 },

  { id: 'accept', keys: ['enter'], scope: ['signIn', 'locked'], footer: 1 },
  { id: 'nextField', keys: ['tab', 'down'], scope: ['signIn', 'locked'], footer: 2 },
  { id: 'previousField', keys: ['up'], scope: ['signIn', 'locked'] },
  { id: 'erase', keys: ['backspace'], scope: ['signIn', 'locked'] },
  { id: 'escape', keys: ['escape'], scope: ['signIn', 'locked'] },

  { id: 'up', keys: ['up'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'] },
  { id: 'down', keys: ['down'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'] },
  { id: 'pageUp', keys: ['pageup'], scope: ['help', 'ticket', 'storedSale', 'history'] },
  { id: 'pageDown', keys: ['pagedown'], scope: ['help', 'ticket', 'storedSale', 'history'] },
  { id: 'back', keys: ['escape'], scope: ['help', 'ticket', 'storedSale', 'history', 'printing'], footer: 9 },
  {
    id: 'open',
    keys: ['enter'],
    scope: 'history',
    footer: 1,
    disabledReason: (s) => (historyRows(s).length > 0 ? null : 'nothingListed'),
  },
  { id: 'erase', keys: ['backspace'], scope: 'history' },
  {
    id: 'reprint',
    keys: ['f5'],
    scope: ['history', 'storedSale', 'ticket'],
    footer: 2,
    disabledReason: saleReason,
  },
  { id: 'void', keys: ['f6'], scope: ['history', 'storedSale'], footer: 3, disabledReason: voidReason },
  { id: 'printAgain', keys: ['f5'], scope: 'printing', footer: 1, disabledReason: jobReason },
  { id: 'settle', keys: ['f6'], scope: 'printing', footer: 2, disabledReason: jobReason },

  ...OFFICE_KEYS,
  { id: 'open', keys: ['enter'], scope: 'list', footer: 0, when: (s) => actOf(s, 'open') !== null },
  { id: 'up', keys: ['up'], scope: ['list', 'text', 'picker'] },
  { id: 'down', keys: ['down'], scope: ['list', 'text', 'picker'] },
  { id: 'pageUp', keys: ['pageup'], scope: ['list', 'text', 'picker'] },
  { id: 'pageDown', keys: ['pagedown'], scope: ['list', 'text', 'picker'] },
  { id: 'firstRow', keys: ['home'], scope: ['list', 'text'] },
  { id: 'lastRow', keys: ['end'], scope: ['list', 'text'] },
  { id: 'erase', keys: ['backspace'], scope: 'list' },
  { id: 'save', keys: ['f4', 'f12'], scope: 'form', footer: 0 },
  { id: 'accept', keys: ['enter'], scope: ['form', 'picker'] },
  { id: 'nextField', keys: ['tab', 'down'], scope: 'form', footer: 16 },
  { id: 'previousField', keys: ['up'], scope: 'form' },
  { id: 'left', keys: ['left'], scope: 'form' },
  { id: 'right', keys: ['right'], scope: 'form' },
  { id: 'lineStart', keys: ['home'], scope: 'form' },
  { id: 'lineEnd', keys: ['end'], scope: 'form' },
  { id: 'erase', keys: ['backspace'], scope: 'form' },
  { id: 'eraseAhead', keys: ['delete'], scope: 'form' },
  { id: 'eraseField', keys: ['ctrl-u'], scope: 'form' },
  { id: 'mark', keys: [' '], scope: 'form', footer: 15, when: onMark },
  { id: 'mark', keys: [' '], scope: 'picker', footer: 1 },
  { id: 'back', keys: ['escape'], scope: ['list', 'form', 'text', 'picker'], footer: 18 },
  { id: 'toSale', keys: ['f11', 'ctrl-g'], scope: ['list', 'form', 'text'], footer: 19 },

  { id: 'lock', keys: ['f7', 'ctrl-l'], scope: 'global', footer: 20, when: isOpen },
  { id: 'signOut', keys: ['ctrl-o'], scope: 'global', when: isOpen, disabledReason: signOutReason },
  { id: 'help', keys: ['f1', 'ctrl-y'], scope: 'global', footer: 21 },
  { id: 'quit', keys: ['f10', 'ctrl-c'], scope: 'global', footer: 22, disabledReason: quitReason },
];

/** Space marks where there is something to mark, and is a character elsewhere. */
function onMark(state: State): boolean {
  const frame = frontOf(state);
  const view = viewOf(state);
  if (!frame || view?.kind !== 'form') return false;
  return ['flag', 'many'].includes(fieldOf(frame, view)?.kind ?? '');
}
function tenderReason(state: State): Reason | null {
  return state.dialog?.kind === 'payment' && state.dialog.tenders.length > 0 ? null : 'noTender';
}
function saleReason(state: State): Reason | null {
  if (state.dialog?.kind === 'ticket') return state.dialog.sale ? null : 'loading';
  return historyRows(state).length > 0 ? null : 'nothingListed';
}
function voidReason(state: State): Reason | null {
  const row = state.history.open ?? historyRows(state)[state.history.choice];
  if (!row) return 'nothingListed';
  return row.state === 'Anulada' ? 'alreadyVoided' : null;
}
function jobReason(state: State): Reason | null {
  if (state.printing.jobs.length === 0) return 'nothingListed';
  return state.printing.jobs[state.printing.choice] ? null : 'nothingChosen';
}
function isOpen(state: State): boolean {
  return state.session.kind === 'open';
}
function signOutReason(state: State): Reason | null {
  if (state.dialog?.kind === 'payment' && isSaving(state.dialog)) return 'saving';
  return state.desk.cart.lines.length > 0 ? 'cartOpen' : null;
}

/** Nobody passing by may throw away the sale behind a locked screen. */
function quitReason(state: State): Reason | null {
  return state.session.kind === 'locked' && state.desk.cart.lines.length > 0 ? 'lockedCart' : null;
}

export const scopesOf = (entry: KeyEntry): readonly Scope[] =>
  typeof entry.scope === 'string' ? [entry.scope] : entry.scope;

export const entriesOf = (scope: Scope): readonly KeyEntry[] =>
  KEYS.filter((entry) => scopesOf(entry).includes(scope));

/** The name of a key in this table; null for what is no key (a scan, a paste). */
export const keyName = (event: KeyEvent): string | null => {
  if (event.kind === 'char') return event.text;
  if (event.kind !== 'key') return null;
  return `${event.ctrl ? 'ctrl-' : ''}${event.alt ? 'alt-' : ''}${event.name}`;
};

/** Where keys are looked for, the nearest place first: a page, what all pages of its kind share, everywhere. */
export const activeScopes = (state: State): readonly Scope[] => {
  const scope = scopeOf(state);
  const kind = isPage(scope) ? kindOf(state) : null;
  return kind === null ? [scope, 'global'] : [scope, kind, 'global'];
};

const isPage = (scope: Scope): boolean => scope.startsWith('office.');

/** A page's own key is there only while the page, or its selected row, has something for it to do. */
const isOffered = (state: State, entry: KeyEntry, scope: Scope): boolean =>
  scopesOf(entry).includes(scope) &&
  (entry.when?.(state) ?? true) &&
  (!isPage(scope) || actOf(state, entry.id) !== null);

const isDisabled = (state: State, entry: KeyEntry, scope: Scope): boolean => {
  const act = isPage(scope) || scope === 'list' ? actOf(state, entry.id) : null;
  return (act !== null && 'disabled' in act) || (entry.disabledReason?.(state) ?? null) !== null;
};

/** The entry that a key means now; null when it means nothing here. */
export const entryFor = (state: State, event: KeyEvent): KeyEntry | null => {
  const name = keyName(event);
  if (name === null) return null;
  for (const scope of activeScopes(state)) {
    const found = KEYS.find((entry) => entry.keys.includes(name) && isOffered(state, entry, scope));
    if (found) return found;
  }
  return null;
};

/** The keys that do something now, in the footer's order. */
export const footerEntries = (state: State): readonly KeyEntry[] => {
  const taken = new Set<string>();
  const shown = activeScopes(state).flatMap((scope) =>
    KEYS.filter((entry) => {
      if (entry.footer === undefined || !isOffered(state, entry, scope)) return false;
      // A key that a nearer place uses is not shown with its other meaning.
      const [first = ''] = entry.keys;
      if (taken.has(first)) return false;
      taken.add(first);
      return !isDisabled(state, entry, scope);
    }),
  );
  return shown.sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0));
};
