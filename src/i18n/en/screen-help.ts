import type { about as sourceAbout, hints as sourceHints } from '../es/screen-help.ts';

export const about = {
  sale: "Scan the student's card, or go on without one. Ctrl-N finds by name whoever did not bring it; with a blocked or expired one the sale goes on in the student's name. Either way restrictions hold and the payment is by other means. Scan the products or type their first letters and choose with Enter; 3* before a product sets the quantity. F4 takes payment; F4 again takes it in exact cash, and Enter registers. The next card begins the next sale, with nothing to close.",
  warning:
    'The cart holds something that this student must not eat. Read the name and the severity: F9 confirms that it is sold, and that is stored; Del removes the product. If it blocks, a manager must approve with a reason.',
  payment:
    'Choose the method by its number, type the amount and Enter. Several methods may add up to the total; only cash gives change. Once it is covered, Enter registers the sale.',
  history:
    "A day's sales of this store; ← → go from one day to another. Type part of a number, name or amount to find one; Enter shows its ticket. F11 goes back to the sale, which is as it was.",
  storedSale:
    'The sale as it was stored. It can be printed again, given back in part, or voided with a reason: stock and balance come back.',
  printing:
    'What waits for the printer. If a job is UNCERTAIN look at the paper: if it came out, say so; if not, print it again.',
  list: 'Type to filter and move with ↑ ↓, PgUp and PgDn. Enter opens the marked row; the other keys act on it. Esc empties the search and then goes back; F11 goes straight to the sale, which is as it was.',
  form: 'Enter or Tab go to the next field, ↑ to the one before. In a text ← → move the cursor; in an option they change it, or type part of its name; Space marks. F4 saves; if something is wrong it says what and goes to the field. Esc goes back and asks before anything typed is lost.',
  text: 'Read it with ↑ ↓, PgUp and PgDn. Esc goes back; F11 goes straight to the sale.',
} satisfies typeof sourceAbout;

export const hints = {
  sale: 'Scan a card or a product, or type a name; F4 takes payment, F1 explains.',
  history: 'Type to search; Enter opens the sale, ← → change the day.',
  printing: 'An uncertain job waits for your decision: look at the paper.',
  dismiss: (key: string) => `${key} hides this`,
} satisfies typeof sourceHints;
