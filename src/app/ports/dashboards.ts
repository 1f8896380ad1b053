import type { Dashboard } from '../../domain/dashboard.ts';
import type { Result } from '../../domain/result.ts';

/** Today, in figures. */
export interface Dashboards {
  /**
   * @param day ISO day
   * @param until time of day (`HH:MM:SS`) up to which the week before is compared; null: the whole day
   */
  readonly read: (day: string, until: string | null) => Promise<Result<Dashboard>>;
}
