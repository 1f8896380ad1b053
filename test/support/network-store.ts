import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { COLLATION } from '../../migrations/modes.ts';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { ensureBuilt } from './built.ts';
import { makeKeys } from './invoice-keys.ts';
import { type NetworkServer, startNetworkServer } from './network-server.ts';
import { type Outcome, runPos } from './run-pos.ts';

/** The Cantina Tita on a server of the network, with a machine (`first`) that holds the owner's account. */
export interface NetworkStore {
  readonly server: NetworkServer;
  /** File of the authority that vouches for the server. */
  readonly ca: string;
  /** A machine's home; made when it is first asked for. */
  readonly home: (machine: string) => string;
  /** Runs `pos` on a machine, with the admin's password at hand. */
  readonly pos: (
    machine: string,
    args: readonly string[],
    more?: Readonly<Record<string, string>>,
    input?: string,
  ) => Promise<Outcome>;
  /** Address of the store's database; `words` says of the line what is not usual. */
  readonly url: (user: string, password: string, words: string, host?: string, port?: number) => string;
  readonly stop: () => Promise<void>;
}

export const TILL_ACCOUNT = { user: 'caja', password: 'clave-de-caja' } as const;

export const startNetworkStore = async (): Promise<NetworkStore> => {
  ensureBuilt();
  const keys = makeKeys();
  const server = await startNetworkServer({
    certificate: forge.pki.certificateToPem(keys.certificate),
    key: forge.pki.privateKeyToPem(keys.key),
  });
  const ca = join(server.folder, 'ca.pem');
  writeFileSync(ca, forge.pki.certificateToPem(keys.authority));
  const home: NetworkStore['home'] = (machine) => {
    const path = join(server.folder, machine);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const pos: NetworkStore['pos'] = (machine, args, more = {}, input = '') =>
    runPos(args, { env: { HOME: home(machine), POS_PASSWORD: 'admin-demo', ...more }, input });
  const url: NetworkStore['url'] = (user, password, words, host = 'localhost', port = server.port) =>
    `mysql://${user}:${password}@${host}:${port}/tienda${words}`;
  const prepare = async (): Promise<void> => {
    const root = openDatabase(server.root, { pool: 1 });
    await root.raw(`CREATE DATABASE tienda CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
    await root.raw("CREATE USER ?@'%' IDENTIFIED BY ?", [TILL_ACCOUNT.user, TILL_ACCOUNT.password]);
    await root.destroy();
    const set = (key: string, value: string) => pos('first', ['config', 'set', key], {}, value);
    await set('database_url', url(TILL_ACCOUNT.user, TILL_ACCOUNT.password, `?ca=${ca}`));
    await set('database_owner_url', url(server.root.user, server.root.password, `?ca=${ca}`));
    for (const args of [
      ['db', 'migrate'],
      ['db', 'seed', '--demo'],
    ]) {
      const { code, stderr } = await pos('first', args);
      if (code !== 0) throw new Error(stderr);
    }
  };
  await prepare().catch(async (error) => {
    await server.stop();
    throw error;
  });
  return { server, ca, home, pos, url, stop: server.stop };
};
