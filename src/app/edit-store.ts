import { fail, ok, type Result } from '../domain/result.ts';
import {
  checkStoreField,
  STORE_FIELDS,
  type StoreField,
  type StoreValues,
} from '../domain/store-settings.ts';
import { authorizeAct } from './authorize-act.ts';
import type { StoreSettings } from './ports/store-settings.ts';
import type { ActedBy } from './ports.ts';

interface Ports {
  readonly storeSettings: StoreSettings;
}

/**
 * Changes what a store says of itself. Every field is judged before the first is stored, and one that is as it was is left
 * alone: the audit tells of changes only. @returns the fields that changed
 */
export const editStore = async (
  { storeSettings }: Ports,
  by: ActedBy,
  edit: Partial<StoreValues>,
): Promise<Result<readonly StoreField[]>> => {
  const allowed = authorizeAct(by, 'settings.edit');
  if (!allowed.ok) return allowed;
  const present = await storeSettings.read();
  const changes: [StoreField, string][] = [];
  for (const field of STORE_FIELDS) {
    const typed = edit[field];
    if (typed === undefined) continue;
    const value = checkStoreField(field, typed);
    if (!value.ok) return fail(value.error);
    if (value.value !== present[field]) changes.push([field, value.value]);
  }
  for (const [field, value] of changes) {
    const stored = await storeSettings.set(by, field, value);
    if (!stored.ok) return stored;
  }
  return ok(changes.map(([field]) => field));
};
