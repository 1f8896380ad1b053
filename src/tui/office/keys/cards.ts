import type { KeyEntry } from '../../keymap.ts';

export const CARD_KEYS: readonly KeyEntry[] = [];
