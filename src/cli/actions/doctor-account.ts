import type { AccountRights } from '../../adapters/db/rights.ts';
import { rightsOf } from '../../adapters/db/rights.ts';
import { hostOf } from '../../adapters/db/tls.ts';
import { asOwner } from '../compose.ts';
import type { Opened } from '../opened.ts';
import { bad, type Check, good, type Words } from './doctor-checks.ts';

/** A line that never leaves this machine needs no cipher. */
const staysHere = ({ config }: Opened): boolean => {
  if (config.database.kind !== 'url') return true;
  const url = new URL(config.database.url);
  return url.searchParams.has('socket') || /^(localhost|127\.|::1$)/.test(hostOf(url));
};

const lineCheck = (t: Words, opened: Opened, { cipher }: AccountRights): Check => {
  const words = t.line;
  if (cipher !== null) return good('linea', words.name, cipher, words.encrypted);
  return staysHere(opened)
    ? good('linea', words.name, words.open, words.local)
    : bad('warn', 'linea', words.name, words.open, words.exposed, words.exposedRemedy);
};

/** What the accounts may do, and how the line to the server is kept from others. */
export const accountChecks = async (t: Words, opened: Opened): Promise<readonly Check[]> => {
  const words = t.account;
  const till = await rightsOf(opened.store.till);
  const told = words.rights(till.account, till.routines, till.views);
  const account =
    till.more.length === 0
      ? good('cuenta', words.name, told, words.good)
      : bad('warn', 'cuenta', words.name, `${told}; ${till.more.join('; ')}`, words.more, words.moreRemedy);
  const owner = await asOwner(opened, rightsOf);
  return [
    account,
    ...(owner === null ? [] : [good('cuenta_duenia', words.owner, owner.account, words.ownerMeaning)]),
    lineCheck(t, opened, till),
  ];
};
