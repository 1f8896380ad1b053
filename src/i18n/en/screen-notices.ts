import { formatGs } from '../../domain/money.ts';
import type { notices as source } from '../es/screen-notices.ts';
import { CARD_STATES } from './error-details.ts';

type Params = Readonly<Record<string, string | number>>;

export const notices = {
  added: (p: Params) => `${p.units} × ${p.product}`,
  addedFew: (p: Params) => `${p.units} × ${p.product}: ${Number(p.left) > 0 ? p.left : 'none'} left`,
  removed: (p: Params) => `Removed: ${p.product}. Ctrl-U brings it back.`,
  cleared: (_: Params) => 'The cart is empty. Ctrl-U brings it back.',
  undone: (_: Params) => 'The cart is as it was.',
  cardRead: (p: Params) => `${p.student}'s card.`,
  cardOff: (p: Params) =>
    `Card ${CARD_STATES[String(p.state)] ?? 'out of use'}: ${p.student} pays by other means.`,
  servedByName: (p: Params) => `${p.student}, without a card: pays by other means.`,
  cardDropped: (_: Params) => 'A sale without a student. Ctrl-U brings the student back.',
  unknownCode: (p: Params) =>
    `There is no product or card with the code ${p.code}: check it or search by name.`,
  shiftNeeded: () => 'This till has no open shift: open one with F11, Shift, and then take the money.',
  taxChanged: (p: Params) =>
    `The store changed how it charges IVA: the total is now Gs. ${formatGs(Number(p.total))}.`,
  repriced: (p: Params) => `The price of ${p.product} changed: the total is the new one.`,
  confirmed: (p: Params) => `Confirmed: ${p.product}.`,
  approved: (p: Params) => `Approved: ${p.product}.`,
  welcome: (p: Params) => `Hello, ${p.user}.`,
  voided: (p: Params) => `Sale ${p.sale} voided.`,
  invoiceWaits: (p: Params) => `Invoice ${p.code} is not approved yet: once it is, issue its credit note.`,
  invoiceCancelled: (p: Params) => `Cancellation of invoice ${p.code} asked for.`,
  invoiceCredited: (p: Params) => `Credit note ${p.code} issued.`,
  invoiceReported: (p: Params) => `Number ${p.code} reported as unused.`,
  invoicesLate: (p: Params) => `An invoice has waited ${p.hours} h for its approval: tell who sends them.`,
  discounted: (p) => `Discount of Gs. ${formatGs(Number(p.off))} (${p.percent} %). Ctrl-U undoes it.`,
  discountGone: () => 'No discount.',
  parked: (p) => `Sale parked${p.note ? `: ${p.note}` : ''}. Ctrl-R recalls it, on any till.`,
  recalled: (p) => `Sale recalled${p.note ? `: ${p.note}` : ''}. It is charged at present prices.`,
  reprint: (p: Params) => `A copy of sale ${p.sale} is queued.`,
  retry: (p: Params) => `${p.sale} is printed again.`,
  settle: (p: Params) => `${p.sale} taken as fine.`,
  offline: () =>
    'No connection to the database: the sale is kept, and the till goes on by itself when it is back.',
  databaseBack: () => 'The database is back: go on.',
  printUncertain: (_: Params) =>
    'Nobody knows whether the ticket came out: look at the paper and decide with F8.',
  printerFault: (p: Params) => String(p.fault),
  disabled: (p: Params) => String(p.reason),
  scanWhilePaying: (_: Params) => 'Scan refused: finish the payment or go back with Esc.',
  scanWhileSaving: (_: Params) => 'Scan refused: the previous sale waits for its answer.',
  scanQuestion: (_: Params) => 'Scan refused: answer the question on the screen first.',
  scanLocked: (_: Params) => 'Scan refused: sign in first.',
  officeBusy: (_: Params) => 'Still working: wait a moment.',
  officeNoPage: (p: Params) => `${p.page}: it cannot be opened here yet.`,
  noSign: () => 'Amounts have no sign: erase this field with Backspace and type it again.',
  digitsOnly: (_: Params) => 'This field takes digits only.',
  fieldFull: (p: Params) => `This field takes ${p.most} characters: the rest was left out.`,
  fieldRequired: (p: Params) => `Still to fill in: ${p.field}.`,
  noOption: (p: Params) => `No option matches “${p.text}”: erase letters.`,
  scanNowhere: (p: Params) => `Scan ${p.code} refused: this page has no use for it.`,
  scanDigits: (p: Params) => `Scan ${p.code} refused: this field takes digits only.`,
  scanAmount: (p: Params) => `Scan ${p.code} refused: this field takes an amount, type it.`,
  scanTooLong: (p: Params) => `Scan ${p.code} refused: it is longer than this field.`,
  scanTaken: (p: Params) => `Read: ${p.code}.`,
  scanLike: (_: Params) => 'That came like a scan: press Enter if you typed it.',
} satisfies typeof source;
