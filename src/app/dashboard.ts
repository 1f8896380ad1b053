import { businessDay, businessTime } from '../domain/business-time.ts';
import type { Dashboard } from '../domain/dashboard.ts';
import type { Result } from '../domain/result.ts';
import { authorizeReader, type Reader } from './authorize.ts';
import type { Services } from './services.ts';

/**
 * A day in figures. Today is compared with the week before up to the present time: half a morning against a whole day
 * would say nothing.
 * @param who the person who asks; `system`: a command under the account of the configuration
 * @param day ISO day; null: today
 */
export const readDashboard = async (
  { dashboards, stores, clock }: Pick<Services, 'dashboards' | 'stores' | 'clock'>,
  who: Reader,
  day: string | null,
): Promise<Result<Dashboard>> => {
  const allowed = authorizeReader(who, 'dashboard.read');
  if (!allowed.ok) return allowed;
  const now = clock.now();
  const today = businessDay(now, (await stores.store()).dayCutMinutes);
  const wanted = day ?? today;
  return dashboards.read(wanted, wanted === today ? `${businessTime(now)}:59` : null);
};
