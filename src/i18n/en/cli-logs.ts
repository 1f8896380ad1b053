import type { logs as source } from '../es/cli-logs.ts';

export const logs = {
  description: 'what happened on this machine: sales, sign-ins, changes, faults',
  date: 'another day (YYYY-MM-DD); the last one when left out',
  from: 'from this day on (YYYY-MM-DD)',
  to: 'up to this day, inclusive',
  level: 'from which severity on',
  event: 'only those with this text in their name, for instance sales',
  follow: 'goes on showing what comes, until Ctrl-C',
  examples: [
    ['pos logs', 'the latest'],
    ['pos logs --level warn --date 2026-11-20', 'what failed or was refused on a day'],
    ['pos logs --from 2026-11-16 --to 2026-11-20 --level error', 'the faults of a week'],
    ['pos logs --follow --event sales', 'sales as they are made'],
  ] as [string, string][],
  none: (day, directory) => `Nothing of ${day} in ${directory}.`,
  noneSuch: (day) => `Nothing like that on ${day}: take away --level or --event to see the rest.`,
  broken: (count) =>
    count === 1 ? 'One line is cut and is not shown.' : `${count} lines are cut and are not shown.`,
} satisfies typeof source;
