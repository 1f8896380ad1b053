import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatabaseTarget, parseDatabaseUrl } from '../../src/adapters/db/connection.ts';
import { type PrivateServer, privateServer } from '../../src/adapters/db/private-server.ts';
import { makeScratch } from '../../src/adapters/files/scratch.ts';

/** Where a run's test server can be reached, passed to the workers through the environment. */
export interface TestServer {
  readonly owner: DatabaseTarget;
  /** The till's account, shared by the test databases; on a foreign server each database makes its own. */
  readonly till: DatabaseTarget | null;
  /** That of reports, likewise. */
  readonly reader: DatabaseTarget | null;
  /** Directory of the SQL that databases of a kind are copied from. */
  readonly copies: string;
}

const VARIABLE = 'POS_TEST_SERVER';
const PREFIX = 'pos-test-';
/** A database for each test file of a run, some at a time. */
const RUN_BYTES = 3_000_000_000;

const withoutKeeper = ({ keeper: _, ...target }: DatabaseTarget): DatabaseTarget => target;

/**
 * Starts the server of a run, or takes the one that `POS_TEST_DATABASE_URL` names (an account that may create
 * databases and users). Returns the way to end it and to remove everything it left.
 * @param onDisk for benchmarks, whose floor is the disk; tests need none, since what ends is processes, never the power
 */
export const startTestServer = async ({ onDisk = false } = {}): Promise<() => Promise<void>> => {
  const url = process.env.POS_TEST_DATABASE_URL;
  if (url) {
    const copies = mkdtempSync(join(tmpdir(), PREFIX));
    const given: TestServer = { owner: parseDatabaseUrl(url), till: null, reader: null, copies };
    process.env[VARIABLE] = JSON.stringify(given);
    return async () => rmSync(copies, { recursive: true, force: true });
  }
  const home = onDisk ? mkdtempSync(join(tmpdir(), PREFIX)) : makeScratch(PREFIX, RUN_BYTES);
  const server: PrivateServer = privateServer(home);
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { owner, till, reader } = await server.ensure();
    const targets: TestServer = {
      owner: withoutKeeper(owner),
      till: withoutKeeper(till),
      reader: withoutKeeper(reader),
      copies: home,
    };
    process.env[VARIABLE] = JSON.stringify(targets);
  } catch (error) {
    remove();
    throw error;
  }
  return async () => {
    await server.stop({ force: true });
    delete process.env[VARIABLE];
    remove();
  };
};

/** The server of this run. */
export const testServer = (): TestServer => {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('no test server: run through vitest, or call startTestServer first');
  return JSON.parse(text) as TestServer;
};
