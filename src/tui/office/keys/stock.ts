import type { KeyEntry } from '../../keymap.ts';

export const STOCK_KEYS: readonly KeyEntry[] = [];
