import { parseDatabaseUrl } from '../../adapters/db/connection.ts';
import { accountRights, createAccount, createDatabase } from '../../adapters/db/prepare-server.ts';
import type { AccountRights } from '../../adapters/db/rights.ts';
import { migrateStore } from '../../adapters/db/upkeep.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { judgeSettings } from '../keep-settings.ts';
import type { EarlyStep, StepState, Wizard } from './wizard.ts';

const PRIVATE = 'private';

/** An address without a password in it: that is asked for without echo, or comes in the environment. */
const judgeUrl =
  (wizard: Wizard) =>
  (typed: string): Result<string> => {
    if (typed === '' || typed === PRIVATE || typed === 'privada') return ok(PRIVATE);
    if (URL.canParse(typed) && new URL(typed).password !== '')
      return fail(
        posError('CONFIGURACION_INVALIDA', { campo: 'database_url', detalle: 'clave_a_la_vista', valor: '' }),
      );
    try {
      judgeSettings(wizard.context(), { database_url: typed, database_owner_url: null });
      return ok(typed);
    } catch (error) {
      if (error instanceof PosFailure) return fail(error.error);
      throw error;
    }
  };

const withoutPassword = (text: string): string => {
  const url = new URL(text);
  url.password = '';
  return url.href;
};

const withPassword = (text: string, password: string): string => {
  const url = new URL(text);
  url.password = encodeURIComponent(password);
  return url.href;
};

/** The password of an address that is used already, as long as it is the same. */
const knownPassword = (typed: string, present: string | null): string | null =>
  present !== null && withoutPassword(present) === withoutPassword(typed)
    ? decodeURIComponent(new URL(present).password) || null
    : null;

const tellRights = (wizard: Wizard, rights: AccountRights): void => {
  const { rights: t } = wizard.words().database;
  wizard.say(t.head(rights.account, rights.cipher));
  if (rights.routines + rights.views > 0) wizard.say(t.till(rights.routines, rights.views));
  for (const one of rights.more) wizard.say(t.more(one));
};

interface Addresses {
  readonly url: string;
  readonly ownerUrl: string | null;
}

interface Present {
  readonly url: string | null;
  readonly ownerUrl: string | null;
  readonly reportUrl: string | null;
}

const presentOf = (wizard: Wizard): Present => {
  const { database } = wizard.context().config();
  return database.kind === 'url' ? database : { url: null, ownerUrl: null, reportUrl: null };
};

/** The account that owns the tables, if this machine is to have it. */
const askOwner = async (wizard: Wizard, present: string | null): Promise<string | null> => {
  const words = wizard.words().database;
  const typed = await wizard.ask({
    text: words.owner,
    present: present === null ? '' : withoutPassword(present),
    judge: judgeUrl(wizard),
    given: wizard.flags.ownerUrl,
  });
  if (typed === PRIVATE) return null;
  if (typed === null) return present;
  const password =
    wizard.context().env.POS_DATABASE_OWNER_PASSWORD ||
    ((await wizard.secret(words.password(parseDatabaseUrl(typed).user))) ?? knownPassword(typed, present));
  return withPassword(typed, password ?? '');
};

const keepAddresses = (wizard: Wizard, { url, ownerUrl }: Addresses): Promise<boolean> =>
  wizard.keep({ database_url: url, database_owner_url: ownerUrl });

/** Makes what is missing on the server, over the owner's account; without one the till's must be ready. */
const prepare = async (
  wizard: Wizard,
  { url, ownerUrl }: Addresses,
  known: string | null,
): Promise<Addresses & { readonly kept?: true }> => {
  const words = wizard.words().database;
  const till = parseDatabaseUrl(url);
  if (ownerUrl !== null) await createDatabase(parseDatabaseUrl(ownerUrl));
  const typed =
    wizard.context().env.POS_DATABASE_PASSWORD ||
    ((await wizard.secret(
      ownerUrl === null ? words.password(till.user) : words.passwordOrNew(till.user, known !== null),
    )) ??
      known);
  if (typed !== null || ownerUrl === null) return { url: withPassword(url, typed ?? ''), ownerUrl };
  const password = await createAccount(parseDatabaseUrl(ownerUrl), till);
  const made = { url: withPassword(url, password), ownerUrl, kept: true } as const;
  // At once: nobody else knows the new password, and what comes next can fail.
  await keepAddresses(wizard, made);
  wizard.say(words.accountMade(till.user));
  return made;
};

const bring = async (wizard: Wizard, addresses: Addresses): Promise<void> => {
  const { messages, config } = wizard.context();
  if (addresses.ownerUrl !== null) {
    const store = {
      ...config(),
      database: { kind: 'url', reportUrl: presentOf(wizard).reportUrl, ...addresses } as const,
    };
    await migrateStore(store, (step) => wizard.say(messages.server.progress[step]));
    tellRights(wizard, await accountRights(parseDatabaseUrl(addresses.ownerUrl)));
  }
  tellRights(wizard, await accountRights(parseDatabaseUrl(addresses.url)));
};

const takeServer = async (wizard: Wizard, typed: string): Promise<StepState> => {
  const present = presentOf(wizard);
  const ownerUrl = await askOwner(wizard, present.ownerUrl);
  const addresses = await prepare(wizard, { url: typed, ownerUrl }, knownPassword(typed, present.url));
  await bring(wizard, addresses);
  return (await keepAddresses(wizard, addresses)) || addresses.kept ? 'changed' : 'kept';
};

const takeNone = async (wizard: Wizard): Promise<StepState> => {
  const none = { database_url: null, database_owner_url: null, database_report_url: null };
  return (await wizard.keep(none)) ? 'changed' : 'kept';
};

/** Until it works or is left: a server that does not answer is said, and asked for again. */
const choose = async (wizard: Wizard): Promise<StepState> => {
  const words = wizard.words().database;
  const present = presentOf(wizard).url;
  for (;;)
    try {
      const chosen = await wizard.ask({
        text: words.which,
        present: present === null ? PRIVATE : withoutPassword(present),
        judge: judgeUrl(wizard),
        given: wizard.flags.database,
      });
      if (chosen === null && wizard.flags.ownerUrl === undefined) return 'kept';
      if (chosen === PRIVATE || (chosen === null && present === null)) return takeNone(wizard);
      return await takeServer(wizard, chosen ?? withoutPassword(present ?? ''));
    } catch (error) {
      if (!wizard.asks || wizard.flags.database !== undefined) throw error;
      wizard.say(wizard.refusal(error));
    }
};

export const database: EarlyStep = {
  name: 'database',
  check: (wizard) => {
    for (const address of [wizard.flags.database, wizard.flags.ownerUrl]) {
      if (address === undefined) continue;
      const judged = judgeUrl(wizard)(address);
      if (!judged.ok) throw new PosFailure(judged.error);
    }
  },
  run: async (wizard) => {
    const { env } = wizard.context();
    if (!env.POS_DATABASE_URL) {
      if (wizard.asks && wizard.flags.database === undefined) wizard.say(wizard.words().database.forms);
      return choose(wizard);
    }
    wizard.say(wizard.words().database.byVariable);
    tellRights(wizard, await accountRights(parseDatabaseUrl(env.POS_DATABASE_URL)));
    return 'kept';
  },
};
