import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseTarget } from '../../src/adapters/db/connection.ts';

/** A line to a server that a test can silence and cut, like a cable: what was sent before arrives. */
export interface CuttableLine {
  readonly target: DatabaseTarget;
  /** From now on the server hears, and its answers are lost. */
  readonly withholdAnswers: () => void;
  /** Ends the present connections; new ones work. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export const cuttableLine = async (target: DatabaseTarget): Promise<CuttableLine> => {
  const folder = await mkdtemp(join(tmpdir(), 'pos-line-'));
  const socketPath = join(folder, 's');
  const open = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = target.socketPath
      ? createConnection(target.socketPath)
      : createConnection(target.port ?? 3306, target.host ?? 'localhost');
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (!silent) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const cut = (): void => {
    silent = false;
    for (const end of open) end.destroy();
  };
  return {
    target: {
      user: target.user,
      password: target.password,
      ...(target.database ? { database: target.database } : {}),
      socketPath,
    },
    withholdAnswers: () => {
      silent = true;
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
