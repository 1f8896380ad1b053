import type { KeyEntry } from '../../keymap.ts';

export const PRODUCT_KEYS: readonly KeyEntry[] = [];
