import type { KeyEntry } from '../../keymap.ts';

export const MENU_KEYS: readonly KeyEntry[] = [];
