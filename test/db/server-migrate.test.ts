import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { migrateDown, migrateLatest, schemaState } from '../../src/adapters/db/migrate.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';

const names = migrations.map(({ name }) => name);

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.close());

  it('two processes at once run each migration once', async () => {
    const other = openDatabase(database.ownerTarget);
    expect(await schemaState(database.owner)).toBe('behind');
    const ran = await Promise.all([migrateLatest(database.owner), migrateLatest(other)]);
    await other.destroy();
    expect(ran.flat().toSorted()).toEqual(names.toSorted());
    expect(await schemaState(database.owner)).toBe('current');
  });

  it('a second run changes nothing', async () => {
    expect(await migrateLatest(database.owner)).toEqual([]);
  });

  it('a lock that a crash left does not stop the next run', async () => {
    await database.owner('knex_migrations_lock').update({ is_locked: 1 });
    expect(await migrateLatest(database.owner)).toEqual([]);
  });

  it('a database of a newer program is told apart from one that lacks migrations', async () => {
    await database.owner('knex_migrations').insert({ name: '99999999999999_nuevo', batch: 99 });
    expect(await schemaState(database.owner)).toBe('ahead');
    await expect(migrateLatest(database.owner)).rejects.toMatchObject({ error: { code: 'BASE_SIN_MIGRAR' } });
    await database.owner('knex_migrations').where({ name: '99999999999999_nuevo' }).delete();
  });

  it('goes down to nothing and up again', async () => {
    await migrateDown(database.owner);
    expect(await schemaState(database.owner)).toBe('behind');
    expect(await migrateLatest(database.owner)).toEqual(names);
  });
});
