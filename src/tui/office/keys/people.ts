import type { KeyEntry } from '../../keymap.ts';

export const PEOPLE_KEYS: readonly KeyEntry[] = [];
