import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_VIEWS } from '../../src/adapters/db/accounts.ts';
import { openDatabase, parseDatabaseUrl } from '../../src/adapters/db/connection.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { openStore } from '../../src/adapters/db/open.ts';
import { makeScratch } from '../../src/adapters/files/scratch.ts';
import { readReport } from '../../src/app/report.ts';
import { REPORT_KINDS } from '../../src/domain/report.ts';
import { ensureBuilt } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { runPos } from '../support/run-pos.ts';
import { testServer } from '../support/server.ts';

/** What an account is refused: something to change, something secret, something to call. */
const FORBIDDEN = [
  "UPDATE v_productos SET nombre = 'x'",
  'DELETE FROM v_resumen_ventas',
  'SELECT * FROM ventas',
  'SELECT * FROM v_credenciales',
  "CALL sp_actualizar_ajuste('{}')",
  'CREATE TABLE x (a INT)',
];

const refusals = (reader: Knex): Promise<readonly unknown[]> =>
  Promise.all(
    FORBIDDEN.map((sql) =>
      reader.raw(sql).then(
        () => sql,
        (error) => error.errno,
      ),
    ),
  );
const DENIED = FORBIDDEN.map(() => expect.toBeOneOf([1142, 1143, 1370, 1044]));

describe('on a private server', () => {
  const home = makeScratch('pos-reader-', 400_000_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const open = () => openStore({ home, database: { kind: 'private' } }, { demo: true });

  it('reports are read with an account that can change nothing, given its rights when it first needs them', async () => {
    const store = await open();
    try {
      const reader = await store.reader();
      expect((await reader.raw('SELECT CURRENT_USER() AS me'))[0][0].me).toBe('pos_informes@localhost');
      expect(await refusals(reader)).toEqual(DENIED);
      const services = databaseServices(store.till, store.reader);
      expect(await services.reports.read((report) => report.cardStates())).not.toEqual([]);
    } finally {
      await store.close();
    }
  }, 120_000);

  it('of an older program learns of the account at its next start, and reads with the till’s until then', async () => {
    const path = join(home, 'db', 'secrets.json');
    const { reader: _, ...older } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    const holding = await open();
    try {
      await holding.server?.ensure();
      writeFileSync(path, JSON.stringify(older), { mode: 0o600 });
      const store = await open();
      const me = (await (await store.reader()).raw('SELECT CURRENT_USER() AS me'))[0][0].me;
      await store.close();
      expect(me).toBe('pos_caja@localhost');
    } finally {
      await holding.close();
    }
    const { owner, till, reader } = JSON.parse(readFileSync(path, 'utf8'));
    expect([owner, till]).toEqual([older.owner, older.till]);
    expect(reader).toMatch(/^[0-9a-f]{48}$/);
    const store = await open();
    const me = (await (await store.reader()).raw('SELECT CURRENT_USER() AS me'))[0][0].me;
    await store.close();
    expect(me).toBe('pos_informes@localhost');
  }, 120_000);
});

describe('on a server of your own', () => {
  let db: TestDatabase;
  let url: string;
  const password = 'solo lectura';
  const made = (): string | null => (testServer().reader ? null : `${db.name}_i`);
  beforeAll(async () => {
    ensureBuilt();
    db = await freshDatabase({ seed: 'demo' });
    const { reader } = testServer();
    const address = new URL(db.env.POS_DATABASE_URL);
    address.username = reader?.user ?? `${db.name}_i`;
    address.password = encodeURIComponent(reader?.password ?? password);
    url = address.href;
    if (made()) await db.owner.raw('CREATE USER ? IDENTIFIED BY ?', [made(), password]);
  });
  afterAll(async () => {
    if (made()) await db.owner.raw('DROP USER IF EXISTS ?', [made()]);
    await db.close();
  });

  it('migrating gives the named account its rights, which are enough for every report and for nothing else', async () => {
    const env = { ...db.env, POS_DATABASE_REPORT_URL: url, POS_PASSWORD: 'gerente-demo' };
    expect((await runPos(['db', 'migrate', '--no-backup'], { env })).code).toBe(0);
    const reader = openDatabase(parseDatabaseUrl(url), { pool: 2 });
    try {
      expect(await refusals(reader)).toEqual(DENIED);
      const [rows] = await reader.raw('SHOW GRANTS FOR CURRENT_USER()');
      const granted = (rows as object[]).map((row) => String(Object.values(row)[0]));
      expect(granted.filter((grant) => grant.includes(`\`${db.name}\`.`))).toHaveLength(REPORT_VIEWS.length);
      expect(granted.filter((grant) => !/^GRANT (SELECT ON `[^`]+`\.`v_|USAGE)/.test(grant))).toEqual([]);
      const services = databaseServices(db.till, async () => reader);
      for (const kind of REPORT_KINDS)
        expect([
          kind,
          await readReport({ ...services, clock: { now: () => new Date() } }, 'system', { kind }),
        ]).toEqual([kind, expect.objectContaining({ ok: true })]);
    } finally {
      await reader.destroy();
    }
    const told = await runPos(['report', 'daily', '--user', 'gerente', '--json'], { env });
    expect([told.code, told.json()]).toMatchObject([0, { informe: 'daily' }]);
  }, 120_000);

  it('a wrong password is said, and no other account used instead', async () => {
    const wrong = new URL(url);
    wrong.password = 'otra';
    const env = { ...db.env, POS_DATABASE_REPORT_URL: wrong.href, POS_PASSWORD: 'gerente-demo' };
    const refused = await runPos(['report', 'daily', '--user', 'gerente', '--json'], { env });
    expect([refused.code, refused.json()]).toMatchObject([4, { error: { code: 'BASE_DE_DATOS' } }]);
    expect(refused.stdout + refused.stderr).not.toContain('otra');
  });
});
