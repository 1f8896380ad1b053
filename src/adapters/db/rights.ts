import type { Knex } from 'knex';
import { guarded } from './query.ts';

/** What an account of the database server may do there, as it says itself. */
export interface AccountRights {
  /** `user@host`, as the server matched it. */
  readonly account: string;
  /** Routines that it may call, one by one, and views that it may read. */
  readonly routines: number;
  readonly views: number;
  /** Every other right, as the server writes it; secrets left out. */
  readonly more: readonly string[];
  /** Cipher of this very line; null: it is open. */
  readonly cipher: string | null;
}

const ROUTINE = /^GRANT EXECUTE ON PROCEDURE /i;
const VIEW = /^GRANT SELECT ON `[^`]+`\.`v_[^`]+` TO /i;
const NOTHING = /^GRANT USAGE ON /i;

/** Asks any account about itself. Throws PosFailure BASE_DE_DATOS. */
export const rightsOf = (knex: Knex): Promise<AccountRights> =>
  guarded(async () => {
    const [[who]] = await knex.raw('SELECT CURRENT_USER() AS account');
    const [rows] = await knex.raw('SHOW GRANTS FOR CURRENT_USER()');
    const [[line]] = await knex.raw("SHOW SESSION STATUS LIKE 'Ssl_cipher'");
    const grants = (rows as Record<string, unknown>[]).map((row) => String(Object.values(row)[0]));
    const rest = grants.filter((one) => ![ROUTINE, VIEW, NOTHING].some((known) => known.test(one)));
    return {
      account: String(who.account),
      routines: grants.filter((one) => ROUTINE.test(one)).length,
      views: grants.filter((one) => VIEW.test(one)).length,
      more: rest.map((one) => one.replace(/^GRANT /i, '').replace(/ TO .*$/s, '')),
      cipher: String(line?.Value ?? '') || null,
    };
  });
