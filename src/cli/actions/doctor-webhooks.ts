import { storeTime } from '../../domain/business-time.ts';
import type { Opened } from '../opened.ts';
import { bad, type Check, good, type Words } from './doctor-checks.ts';

/** A message that is due longer than this waits for a sender that does not come. Milliseconds. */
const LATE_MS = 1_800_000;

/** Whether those who asked to be told are told; a store that tells nobody has no such check. */
export const webhookChecks = async (t: Words, { services }: Opened): Promise<readonly Check[]> => {
  const { webhooks, clock } = services;
  const subscriptions = await webhooks.list();
  if (subscriptions.length === 0) return [];
  const words = t.webhooks;
  const stopped = subscriptions.filter(({ state }) => state === 'Desactivada');
  const failing = subscriptions.filter(({ state, failures }) => state === 'Activa' && failures > 0);
  const givenUp = subscriptions.reduce((sum, one) => sum + one.givenUp, 0);
  const waiting = await webhooks.deliveries({ state: 'pendiente' });
  const since = storeTime(new Date(clock.now().getTime() - LATE_MS));
  const late = waiting.filter(({ createdAt, attempts }) => attempts === 0 && createdAt < since);
  const told = words.counts(subscriptions.length, failing.length, stopped.length, givenUp);
  if (stopped.length > 0 || failing.length > 0 || givenUp > 0)
    return [bad('warn', 'avisos_web', words.name, told, words.failing, words.failingRemedy)];
  return [
    late.length > 0
      ? bad('warn', 'avisos_web', words.name, words.late(late.length), words.lateMeaning, words.lateRemedy)
      : good('avisos_web', words.name, told, words.good),
  ];
};
