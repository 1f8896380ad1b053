import type { KeyEntry } from '../../keymap.ts';

export const FAMILY_KEYS: readonly KeyEntry[] = [];
