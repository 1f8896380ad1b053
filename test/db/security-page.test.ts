import { readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  accountStatements,
  KEEPER_ACCOUNT,
  OWNER_ACCOUNT,
  READER_ACCOUNT,
  REPORT_VIEWS,
  TILL_ACCOUNT,
  TILL_ROUTINES,
} from '../../src/adapters/db/accounts.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/* The README's page on security says what accounts may do: what the server says is what it must say. */

let db: TestDatabase;
const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

beforeAll(async () => {
  db = await freshDatabase({ seed: 'base' });
});
afterAll(() => db.close());

const between = (name: string): string => {
  const [, found] = new RegExp(`<!-- ${name} -->\n([^]*?)\n<!-- /${name} -->`).exec(page) ?? [];
  if (found === undefined) throw new Error(`the README says nothing of ${name}`);
  return found;
};
const EXECUTE = /^GRANT EXECUTE ON PROCEDURE `[^`]+`\.`(\w+)`/;

const rightsSaid = (account: string): string => {
  const row = between('accounts')
    .split('\n')
    .find((line) => line.startsWith(`| \`${account}\``));
  return row?.split('|')[3]?.trim() ?? '';
};

/** What an account may do in this database and in all, as the server says. */
const grantsOf = async (knex: Knex): Promise<readonly string[]> => {
  const [rows] = await knex.raw('SHOW GRANTS FOR CURRENT_USER()');
  return (rows as Record<string, string>[])
    .map((row) => String(Object.values(row)[0]).replace(/ TO .*$/s, ''))
    .filter((grant) => grant.includes(`\`${db.name}\`.`) || / ON \*\.\*/.test(grant));
};

it("names the rights of the till's account, as many as there are and no others", async () => {
  const grants = await grantsOf(db.till);
  const routines = grants.flatMap((grant) => EXECUTE.exec(grant)?.[1] ?? []);
  expect(routines.sort()).toEqual([...TILL_ROUTINES].sort());
  const rest = grants.filter(
    (grant) => !EXECUTE.test(grant) && !/^GRANT SELECT ON `[^`]+`\.`v_\w+`$/.test(grant),
  );
  expect(rest.map((grant) => grant.replace(/ IDENTIFIED BY.*/, ''))).toEqual(['GRANT USAGE ON *.*']);
  expect(rightsSaid(TILL_ACCOUNT)).toBe(
    '`EXECUTE` on the procedures of [`accounts.ts`](src/adapters/db/accounts.ts), `SELECT` on the views `v_…`',
  );
});

it('names the rights of the accounts of a private server', () => {
  const secrets = { owner: 'o', till: 't', reader: 'r', keeper: 'k' };
  for (const kind of ['mariadb', 'mysql'] as const) {
    const granted = accountStatements(secrets, kind)
      .split('\n')
      .filter((line) => line.startsWith('GRANT '));
    expect(granted).toEqual([
      `GRANT ALL PRIVILEGES ON \`pos%\`.* TO '${OWNER_ACCOUNT}'@'localhost' WITH GRANT OPTION;`,
      `GRANT SHUTDOWN ON *.* TO '${KEEPER_ACCOUNT}'@'localhost';`,
    ]);
  }
  expect(rightsSaid(OWNER_ACCOUNT)).toBe(
    '`ALL PRIVILEGES` on databases named `pos…`, with the right to grant them',
  );
  expect(rightsSaid(KEEPER_ACCOUNT)).toBe('`SHUTDOWN`, on no database');
  expect(rightsSaid(READER_ACCOUNT)).toBe(
    `\`SELECT\` on the ${REPORT_VIEWS.length} views that reports are made of`,
  );
});

/** Of a routine and of whatever it calls. */
const reachOf = (name: string, bodies: ReadonlyMap<string, string>, seen = new Set<string>()) => {
  seen.add(name);
  for (const [, other] of (bodies.get(name) ?? '').matchAll(/\b(\w+)\s*\(/g))
    if (bodies.has(String(other)) && !seen.has(String(other))) reachOf(String(other), bodies, seen);
  return seen;
};

it("names what can be called without anybody's session", async () => {
  const [rows] = await db.owner.raw(
    'SELECT ROUTINE_NAME AS rutina, ROUTINE_DEFINITION AS cuerpo FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?',
    [db.name],
  );
  const bodies = new Map<string, string>(
    rows.map(({ rutina, cuerpo }: { rutina: string; cuerpo: string }) => [rutina, cuerpo]),
  );
  const granted = (await grantsOf(db.till)).flatMap((grant) => EXECUTE.exec(grant)?.[1] ?? []);
  const asksWho = (name: string): boolean =>
    [...reachOf(name, bodies)].some(
      (each) =>
        ['sp_actor', 'usuario_de_sesion'].includes(each) || /\bsesiones s\b/.test(bodies.get(each) ?? ''),
    );
  const without = granted.filter((name) => !asksWho(name)).sort();
  expect(between('without a session').trim().split(/\s+/)).toEqual(without);
});
