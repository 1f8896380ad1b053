import type { Messages } from '../../es.ts';

export const dashboard = {
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  compared: (day, date, dateBefore, until) =>
    until === null
      ? `${day} ${date}, against ${dateBefore}`
      : `${day} ${date} until ${until}, against ${dateBefore} at the same time`,
  sales: 'Sales',
  tickets: 'Tickets',
  average: 'Average',
  before: (amount) => `before ${amount}`,
  wholeDay: (amount) => `whole day ${amount}`,
  up: 'more',
  down: 'less',
  same: 'the same',
  nothingBefore: 'no sales to compare with',
  none: 'There are no sales on this day yet.',
  returned: (amount) => `Returned ${amount}, taken off already.`,
  topups: (count, amount) => `${count} card ${count === 1 ? 'top-up' : 'top-ups'}, ${amount}.`,
  byHour: 'By hour',
  methods: 'Payment methods',
  best: 'Best sellers',
  low: (count) => `Low stock/minimum: ${count}`,
  noLow: 'nothing to restock',
  left: (stock, minimum) => `${stock}/${minimum}`,
  tills: 'Tills',
  openSince: (time, person) => `shift open since ${time}, ${person}`,
  closed: 'no shift',
  printing: (count) => `${count} to print`,
  uncertain: (count) => `${count} to look at (F8 in the sale)`,
  invoicesOfVoided: (count: number) =>
    count === 1 ? '1 invoice of a voided sale holds' : `${count} invoices of voided sales hold`,
  invoices: (open: number, rejected: number, hours: number) =>
    `Invoices: ${open} undecided${hours > 0 ? `, the oldest for ${hours} h` : ''}, ${rejected} rejected`,
  mail: (waiting, failed) => `Mail: ${waiting} to send${failed > 0 ? `, ${failed} failed` : ''}`,
} satisfies Messages['office']['dashboard'];
