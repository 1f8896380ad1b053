import type { Result } from '../../domain/result.ts';
import type { StoreField, StoreValues } from '../../domain/store-settings.ts';
import type { ActedBy } from '../ports.ts';

/** What an admin changes of the store itself. */
export interface StoreSettings {
  readonly read: () => Promise<StoreValues>;
  /** The database judges the value again. @returns it as it is stored */
  readonly set: (by: ActedBy, field: StoreField, value: string) => Promise<Result<string>>;
}
