import type { KeyEntry } from '../../keymap.ts';

export const SHIFT_KEYS: readonly KeyEntry[] = [];
