import type { KeyEntry } from '../../keymap.ts';

export const DASHBOARD_KEYS: readonly KeyEntry[] = [];
