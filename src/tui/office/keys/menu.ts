import type { KeyEntry } from '../../key-entry.ts';

export const MENU_KEYS: readonly KeyEntry[] = [];
