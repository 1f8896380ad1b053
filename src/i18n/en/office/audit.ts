import type { Messages } from '../../es.ts';

export const audit = {
  columns: {
    at: 'Date',
    person: 'Person',
    table: 'Table',
    record: 'Id',
    action: 'Action',
    changes: 'Changes',
  },
  column: 'Field',
  before: 'Before',
  after: 'After',
  account: 'Database account',
  nobody: 'nobody',
  empty: 'No entries with this filter: F2 changes it.',
  shown: (count, most) => (count < most ? `${count}` : `the newest ${most}`),
  filterTitle: 'Filter the audit',
  all: 'all',
  everybody: 'everybody',
  from: 'From',
  to: 'To',
  dayHint: 'YYYY-MM-DD; empty: no limit',
  person: 'Person',
  filtered: (what) => `Filter: ${what}`,
  noChanges: 'No change in what is kept.',
} satisfies Messages['office']['audit'];
