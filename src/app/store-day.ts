import { businessDay } from '../domain/business-time.ts';
import type { Services } from './services.ts';

/** The business day that it is in the store now, as the database gives it to a sale: it begins at the setting `corte_dia`. */
export const storeDay = async ({ stores, clock }: Pick<Services, 'stores' | 'clock'>): Promise<string> => {
  const { dayCutMinutes } = await stores.store();
  return businessDay(clock.now(), dayCutMinutes);
};
