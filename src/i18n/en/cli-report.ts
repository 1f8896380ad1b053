import type { Messages } from '../es.ts';

/** `pos report`. */
export const report: Messages['cli']['report'] = {
  description: 'reports: of the day, by period, products, cashiers, IVA…',
  day: 'another day (YYYY-MM-DD); today if left out',
  oneDay: 'one day only (YYYY-MM-DD)',
  from: 'from this day (YYYY-MM-DD); the first of the month if left out',
  to: 'to this day, inclusive; today if left out',
  by: 'a row a day, week or month',
  till: 'of this till only; with --print, on its printer too',
  html: 'a page with charts, into a file or to standard output',
  force: 'replaces the file if it is there',
  print: 'on the receipt printer of the till',
  mail: 'by mail to this address (`pos notify` sends it)',
  reading: 'Reading the sales…',
  written: (path) => `Report saved in ${path}`,
  queued: (job, till) => `Report in the print queue of till ${till} (job ${job}).`,
  mailed: (address) => `Report in the mail queue for ${address}.`,
  dayCut: {
    description: 'when a business day ends; with a time, sets it',
    time: 'HH:MM, from 00:00 to 06:00',
    is: (time) =>
      time === '00:00'
        ? 'The business day ends at midnight.'
        : `The business day ends at ${time}: what is sold before is of the day before.`,
    examples: [
      ['pos report day-cut', 'when it ends'],
      ['pos report day-cut 04:00 --user admin', 'a party until four is one day'],
    ],
  },
  rollUps: {
    description: 'compares the sums by day of the reports with the sales',
    rebuild: 'makes the months that differ anew; tills wait meanwhile',
    step: (done, total) => `Sums by day: month ${done} of ${total}`,
    different: (figures, day) =>
      `${figures} sums are not what the sales add up to, the first of ${day}: run "pos db rollups --rebuild".`,
    sound: 'The sums by day are what the sales add up to.',
    rebuilt: (figures) => `${figures} sums made anew; they are what the sales add up to now.`,
    examples: [
      ['pos db rollups', 'whether they agree'],
      ['pos db rollups --rebuild', 'to make those anew that do not'],
    ],
  },
  examples: [
    ['pos report daily', 'the sheet of the day'],
    ['pos report period --from 2026-01-01 --to 2026-12-31 --by month', 'the year, month by month'],
    [
      'pos report taxes --from 2026-11-01 --to 2026-11-30 --csv > iva.csv',
      'for the accountant, as a spreadsheet',
    ],
    ['pos report daily --html today.html', 'a page to print or mail'],
  ],
  examplesOf: (kind) =>
    kind === 'daily'
      ? [
          ['pos report daily --date 2026-11-20', 'another day'],
          ['pos report daily --mail owner@example.com', 'by mail'],
          ['pos report daily --print', 'on the receipt printer'],
        ]
      : [
          [`pos report ${kind}`, 'this month up to today'],
          [`pos report ${kind} --from 2026-11-01 --to 2026-11-30 --csv`, 'a month, as a spreadsheet'],
        ],
};
