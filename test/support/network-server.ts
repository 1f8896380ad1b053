import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DatabaseTarget, openDatabase } from '../../src/adapters/db/connection.ts';
import { privateServer } from '../../src/adapters/db/private-server.ts';
import { serverProgram } from '../../src/adapters/db/private-server-program.ts';
import { makeScratch } from '../../src/adapters/files/scratch.ts';

/** A server on this machine's own network, as a school would run one. */
export interface NetworkServer {
  readonly port: number;
  /** May do everything. */
  readonly root: DatabaseTarget;
  readonly folder: string;
  /** Ends it with a signal, as an update of its machine or a power cut does; `start` brings it back at the same port. */
  readonly halt: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const PASSWORD = 'duenia-de-prueba';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const untilItAnswers = async (target: DatabaseTarget, child: ChildProcess): Promise<void> => {
  for (let tries = 0; ; tries++) {
    const knex = openDatabase(target, { pool: 1 });
    try {
      await knex.raw('SELECT 1');
      return;
    } catch (error) {
      if (tries > 600 || child.exitCode !== null) throw error;
      await pause(100);
    } finally {
      await knex.destroy();
    }
  }
};

/** Starts a server that listens on loopback, with the certificate and key of PEM texts. */
export const startNetworkServer = async (pem: {
  readonly certificate: string;
  readonly key: string;
}): Promise<NetworkServer> => {
  const folder = makeScratch('pos-network-', 500_000_000);
  // Its data directory is made as a private server's is; the settings are other ones.
  const maker = privateServer(folder);
  await maker.ensure();
  await maker.stop({ force: true });
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('server.pem'), pem.certificate);
  writeFileSync(path('server.key'), pem.key, { mode: 0o600 });
  writeFileSync(
    path('init.sql'),
    `CREATE USER IF NOT EXISTS 'duenia'@'%' IDENTIFIED BY '${PASSWORD}';\nGRANT ALL PRIVILEGES ON *.* TO 'duenia'@'%' WITH GRANT OPTION;\n`,
  );
  const [program, port] = await Promise.all([serverProgram(), freePort()]);
  const root = { socketPath: path('s'), user: 'duenia', password: PASSWORD };
  let child: ChildProcess | null = null;
  const halt = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill(signal);
    await ended;
  };
  const stop = async () => {
    await halt('SIGTERM');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const start = async (): Promise<void> => {
    child = spawn(
      program.path,
      [
        '--no-defaults',
        ...(process.getuid?.() === 0 ? ['--user=root'] : []),
        ...(program.sqlDirectory ? [`--lc-messages-dir=${program.sqlDirectory}`] : []),
        ...(program.kind === 'mysql' ? ['--secure-file-priv=NULL'] : []),
        `--datadir=${join(folder, 'db', 'data')}`,
        `--socket=${path('s')}`,
        `--pid-file=${path('pid')}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        // As MySQL comes, and as anybody's server with a replica is.
        '--log-bin=registro',
        '--sync-binlog=1',
        '--server-id=1',
        `--ssl-cert=${path('server.pem')}`,
        `--ssl-key=${path('server.key')}`,
        `--init-file=${path('init.sql')}`,
      ],
      { stdio: 'ignore' },
    );
    await untilItAnswers(root, child);
  };
  await start().catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, root, folder, halt, start, stop };
};
