import type { returns as source } from '../es/cli-returns.ts';

export const returns = {
  void: 'voids a sale: gives back what is left of it, stock and money',
  voidReason: 'why it is voided',
  return: 'takes lines of a sale back; money goes back where it came from, the card first',
  line: 'line and units, e.g. 2=1, or 2=1:waste where it is written off; may be repeated',
  reason: 'why it is returned',
  discountReason: 'why the manager approves a discount above the limit',
  cash: 'the card’s part goes back in cash: only where the student has no card left',
  parked: 'lists the parked sales of all tills',
  unpark: 'ends the waiting of a parked sale; it is recalled on the sale screen',
  parkedId: 'number of the parked sale (see "pos sale parked")',
  discard: 'drops it',
  yes: 'does not ask: for programs with a terminal',
  askVoid: (number: string, date: string, total: string, who: string | null) =>
    `Sale ${number} of ${date}, total ${total}${who === null ? '' : `, ${who}`}. Void it?`,
  askReturn: (number: string, date: string, total: string, who: string | null) =>
    `Sale ${number} of ${date}, total ${total}${who === null ? '' : `, ${who}`}. Take the return?`,
  voidExamples: [
    [
      'pos sale void 91 --reason "Charged twice" --user gerente',
      'number 91 of this till; shows it and asks first',
    ],
    ['pos sale void 001-0000091 --reason "Mistake" --approver gerente', 'approved by a manager'],
  ],
  returnExamples: [
    ['pos sale return 001-0000091 --line 2=1 --reason "Wrong" --approver gerente', 'one unit'],
    [
      'pos sale return 001-0000091 --line 1=2:waste --line 3=1 --reason "Expired"',
      'two wasted, one to stock',
    ],
  ],
  parkedExamples: [
    ['pos sale parked', 'who waits, since when and for how much'],
    ['pos sale parked --json', 'the same, for another program'],
    ['pos sale parked --recovered --json', 'what was in those taken back since yesterday'],
  ],
  unparkExamples: [['pos sale unpark 7 --discard --user cajero', 'nobody came back for it']],
  slip: 'the slip of a return or void instead of the ticket: by its number, or the last one',
  slipQueued: (number, copy) => `Copy ${copy} of the return slip of sale ${number} is in the print queue.`,
  voided: (number: string, money: string) =>
    `Sale ${number} voided: the stock came back${money === '' ? '' : `. Money: ${money}`}.`,
  returned: (number: string, total: string, money: string) =>
    `Returned from sale ${number}: ${total}${money === '' ? '' : `, by ${money}`}.`,
  discarded: (id: number, note: string) => `Parked sale ${id} dropped${note === '' ? '' : ` (${note})`}.`,
  recovered: 'those taken back since yesterday, with what was in them (in --json): in case a cart was lost',
  noneRecovered: 'No parked sale was taken back since yesterday.',
  noneParked: 'There are no parked sales.',
  columns: {
    id: 'No.',
    date: 'Since',
    till: 'Till',
    cashier: 'Cashier',
    note: 'Note',
    student: 'Student',
    total: 'Total',
    returned: 'Returned',
  },
} satisfies typeof source;
