import {
  ledgerDifferences,
  recentRollUpDifferences,
  type ServerHealth,
  serverHealth,
} from '../../adapters/db/health.ts';
import { asOwner } from '../compose.ts';
import type { Opened } from '../opened.ts';
import { accountChecks } from './doctor-account.ts';
import { bad, type Check, good, type Words } from './doctor-checks.ts';
import { mailChecks } from './doctor-mail.ts';
import { webhookChecks } from './doctor-webhooks.ts';

/** Beyond this a ticket's time would be noticeably wrong. */
const MAX_CLOCK_SECONDS = 30;

const durabilityCheck = (t: Words, health: ServerHealth): Check => {
  const words = t.durability;
  const unsafe = [
    ...(health.flushAtCommit === 1 ? [] : [`innodb_flush_log_at_trx_commit=${health.flushAtCommit}`]),
    ...(health.binaryLog && health.syncBinaryLog !== 1 ? [`sync_binlog=${health.syncBinaryLog}`] : []),
  ];
  if (unsafe.length > 0)
    return bad('fail', 'durabilidad', words.name, unsafe.join(', '), words.unsafeMeaning, words.unsafeRemedy);
  return health.writesTwice
    ? good('durabilidad', words.name, words.safe, words.good)
    : bad('warn', 'durabilidad', words.name, 'innodb_doublewrite=OFF', words.once, words.onceRemedy);
};

const clockCheck = (t: Words, health: ServerHealth): Check => {
  const result = t.clock.apart(health.clockAheadSeconds);
  return Math.abs(health.clockAheadSeconds) <= MAX_CLOCK_SECONDS
    ? good('reloj', t.clock.name, result, t.clock.good)
    : bad('warn', 'reloj', t.clock.name, result, t.clock.bad, t.clock.badRemedy);
};

const ledgerCheck = async (t: Words, opened: Opened): Promise<Check> => {
  const words = t.ledgers;
  const differences = await asOwner(opened, ledgerDifferences);
  if (!differences)
    return bad('skip', 'movimientos', words.name, words.unread, words.unreadMeaning, words.unreadRemedy);
  const { products, cards } = differences;
  return products + cards === 0
    ? good('movimientos', words.name, words.sound, words.good)
    : bad('fail', 'movimientos', words.name, words.differences(products, cards), words.bad, words.badRemedy);
};

const rollUpCheck = async (t: Words, opened: Opened): Promise<readonly Check[]> => {
  const words = t.rollUps;
  const differences = await asOwner(opened, recentRollUpDifferences);
  // What the ledgers' check says of a missing account holds here, too.
  if (!differences) return [];
  const { figures, firstDay, days } = differences;
  return [
    figures === 0
      ? good(
          'totales',
          words.name,
          words.sound,
          days === null ? words.good : words.goodSince(days.since, days.totalsSince),
        )
      : bad(
          'fail',
          'totales',
          words.name,
          words.differences(figures, firstDay ?? ''),
          words.bad,
          words.badRemedy,
        ),
  ];
};

const storeChecks = async (t: Words, { services, config }: Opened): Promise<Check[]> => {
  const [users, store, tills] = await Promise.all([
    services.users.list(),
    services.stores.store(),
    services.stores.tills(),
  ]);
  const words = t.store;
  const people = words.meaning(users.length);
  const known = tills.map((till) => till.code);
  const shop = store.demo
    ? bad('warn', 'comercio', words.name, words.demo, words.demoMeaning, words.demoRemedy)
    : users.length === 0
      ? bad('fail', 'comercio', words.name, words.empty, words.emptyMeaning, words.emptyRemedy)
      : good('comercio', words.name, `${store.name} (${words.good})`, people);
  const till = known.includes(config.till)
    ? good('caja', t.till.name, config.till, t.till.good)
    : bad('fail', 'caja', t.till.name, config.till, t.till.bad, t.till.badRemedy(known.join(', ')));
  return [shop, till];
};

const queueCheck = async (t: Words, { services }: Opened): Promise<Check> => {
  const jobs = await services.spool.list({ open: true });
  const uncertain = jobs.filter((job) => job.state === 'incierto').length;
  const words = t.queue;
  if (uncertain > 0)
    return bad(
      'warn',
      'cola',
      words.name,
      words.uncertain(uncertain),
      words.uncertainMeaning,
      words.uncertainRemedy,
    );
  return jobs.length === 0
    ? good('cola', words.name, words.empty, words.good)
    : bad('warn', 'cola', words.name, words.waiting(jobs.length), words.waitingMeaning, words.waitingRemedy);
};

/** Everything that needs an open store. */
export const openStoreChecks = async (t: Words, opened: Opened): Promise<Check[]> => {
  const health = await serverHealth(opened.store.till, Date.now);
  return [
    good('base', t.database.name, health.version, t.database.good),
    good('esquema', t.migrations.name, t.migrations.current, t.migrations.good),
    ...(await accountChecks(t, opened)),
    durabilityCheck(t, health),
    clockCheck(t, health),
    await ledgerCheck(t, opened),
    ...(await rollUpCheck(t, opened)),
    ...(await storeChecks(t, opened)),
    await queueCheck(t, opened),
    ...(await mailChecks(t, opened)),
    ...(await webhookChecks(t, opened)),
  ];
};
