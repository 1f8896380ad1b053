import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseTarget } from '../../src/adapters/db/connection.ts';

/** A line to a server that a test can silence and cut, like a cable: what was sent before arrives. */
export interface CuttableLine {
  readonly target: DatabaseTarget;
  /** Where it can be reached over the network; 0 for a unix socket. */
  readonly port: number;
  /** From now on the server hears, and its answers are lost. */
  readonly withholdAnswers: () => void;
  /** Nothing passes any more, and nobody is told: a cable that was pulled out. */
  readonly drop: () => void;
  /** What was held back by `drop` goes on, as it does where a cable is plugged in again. */
  readonly mend: () => void;
  /** Ends the present connections, with what was held back in them; new ones work. */
  readonly cut: () => void;
  /** As {@link cut}, and new ones are ended, too, until `mend`. */
  readonly refuse: () => void;
  readonly close: () => Promise<void>;
}

export const cuttableLine = async (
  target: DatabaseTarget,
  { network = false } = {},
): Promise<CuttableLine> => {
  const folder = await mkdtemp(join(tmpdir(), 'pos-line-'));
  const socketPath = join(folder, 's');
  const open = new Set<Socket>();
  let silent = false;
  let dropped = false;
  let refusing = false;
  let held: (() => void)[] = [];
  /** Bytes of a connection that has not been ended meanwhile. */
  const pass = (to: Socket, bytes: Buffer): void => {
    const write = (): void => {
      if (!to.destroyed) to.write(bytes);
    };
    if (dropped) held.push(write);
    else write();
  };
  const server = createServer((near) => {
    if (refusing) return void near.destroy();
    const far = target.socketPath
      ? createConnection(target.socketPath)
      : createConnection(target.port ?? 3306, target.host ?? 'localhost');
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        const leave = (): void => {
          near.destroy();
          far.destroy();
        };
        // An end, too, is a packet that does not arrive.
        if (dropped) held.push(leave);
        else leave();
      });
    }
    near.on('data', (bytes) => pass(far, bytes));
    far.on('data', (bytes) => {
      if (!silent) pass(near, bytes);
    });
  });
  await new Promise<void>((resolve) =>
    network ? server.listen(0, '127.0.0.1', resolve) : server.listen(socketPath, resolve),
  );
  const address = server.address();
  const mend = (): void => {
    dropped = false;
    refusing = false;
    const late = held;
    held = [];
    for (const pass of late) pass();
  };
  const cut = (): void => {
    silent = false;
    dropped = false;
    refusing = false;
    held = [];
    for (const end of open) end.destroy();
  };
  return {
    target: {
      user: target.user,
      password: target.password,
      ...(target.database ? { database: target.database } : {}),
      socketPath,
    },
    port: typeof address === 'object' && address ? address.port : 0,
    withholdAnswers: () => {
      silent = true;
    },
    drop: () => {
      dropped = true;
    },
    mend,
    cut,
    refuse: () => {
      cut();
      refusing = true;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
