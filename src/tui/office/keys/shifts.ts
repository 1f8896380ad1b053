import type { KeyEntry } from '../../key-entry.ts';

export const SHIFT_KEYS: readonly KeyEntry[] = [
  { id: 'openShift', keys: ['f3', 'insert'], scope: 'office.shift', footer: 1 },
  { id: 'moveCash', keys: ['f8'], scope: 'office.shift', footer: 2 },
  { id: 'readShift', keys: ['f5'], scope: 'office.shift', footer: 3 },
  { id: 'closeShift', keys: ['f9'], scope: 'office.shift', footer: 4 },
  { id: 'pastShifts', keys: ['f2'], scope: 'office.shift', footer: 5 },
  { id: 'print', keys: ['f5'], scope: ['office.shiftReading', 'office.shifts'], footer: 2 },
];
