import type { Messages } from '../es.ts';

export const dashboard = {
  description: 'the day in figures, against the same weekday one week before',
  date: 'another day (YYYY-MM-DD); today if missing',
  examples: [
    ['pos dashboard', 'today until now'],
    ['pos dashboard --date 2026-11-20 --json', 'a whole day, for another program'],
  ],
} satisfies Messages['cli']['dashboard'];
