import type { KeyEntry } from '../../keymap.ts';

export const RETURN_KEYS: readonly KeyEntry[] = [];
