import type { KeyEntry } from '../../keymap.ts';

export const AUDIT_KEYS: readonly KeyEntry[] = [];
