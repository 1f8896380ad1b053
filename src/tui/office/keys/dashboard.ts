import type { KeyEntry } from '../../key-entry.ts';

export const DASHBOARD_KEYS: readonly KeyEntry[] = [];
