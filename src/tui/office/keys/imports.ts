import type { KeyEntry } from '../../keymap.ts';

export const IMPORT_KEYS: readonly KeyEntry[] = [];
