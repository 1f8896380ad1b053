import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { PosFailure, posError } from '../../domain/errors.ts';
import { writePrivateFile } from '../files/private-file.ts';
import { acquireLock, type ProcessLock } from '../system/lock.ts';
import { OWNER_ACCOUNT, PRIVATE_DATABASE, READER_ACCOUNT, TILL_ACCOUNT } from './accounts.ts';
import type { DatabaseTarget } from './connection.ts';
import { type ServerFiles, serverFiles, serverSecrets } from './private-server-files.ts';
import { openLease, type ServerLease } from './private-server-lease.ts';
import {
  createData,
  logIsMemoryMapped,
  serverGone,
  serverPid,
  startFailure,
  startServer,
} from './private-server-process.ts';
import { findServerProgram, type ServerProgram, serverProgram } from './private-server-program.ts';

/** Steps of a start that take long enough to be told. */
export type ServerStep = 'creating' | 'starting' | 'recovering';

export interface ServerTargets {
  readonly owner: DatabaseTarget;
  readonly till: DatabaseTarget;
  /** Reads reports, and nothing else. */
  readonly reader: DatabaseTarget;
}

export interface ServerStatus {
  /** Path of the server program; null: not installed. */
  readonly program: string | null;
  readonly running: boolean;
  readonly pid: number | null;
  /** What the running server says it is. */
  readonly version: string | null;
  /** Runs until `pos db stop`, not until its last user ends. */
  readonly kept: boolean;
  /** Processes that use it now. */
  readonly users: number;
  readonly socket: string;
  readonly data: string;
  readonly log: string;
  /** The redo log is memory-mapped: a commit may not be on the disk. */
  readonly memoryMapped: boolean;
}

export interface PrivateServer {
  /** Makes the server run and counts this process among its users until `release`. Cheap while it runs. */
  readonly ensure: () => Promise<ServerTargets>;
  /** Looks; starts and changes nothing. */
  readonly status: () => Promise<ServerStatus>;
  /** Like `ensure`, and the server then outlives its users. */
  readonly start: () => Promise<ServerTargets>;
  /** Ends the server, or, while others use it, lets it end with the last of them unless `force`. Returns how many. */
  readonly stop: (options?: { readonly force?: boolean }) => Promise<{ readonly users: number }>;
  /** This process is done with it. The last one out stops a server that nobody asked to keep. */
  readonly release: () => Promise<void>;
}

const LOCK_WAIT_MS = 300_000;
const STOP_WAIT_MS = 60_000;
const RECOVERY_NOTICE_MS = 5_000;
const POLL_MS = 15;
const ORPHAN_LOOKS = 20;
const ORPHAN_PAUSE_MS = 100;
const PARENT = process.ppid;

type Progress = (step: ServerStep) => void;

const unavailable = (detalle: string, cause?: unknown): PosFailure =>
  new PosFailure(posError('BASE_DE_DATOS', { detalle }), { cause });

const withLock = async <T>(files: ServerFiles, use: () => Promise<T>): Promise<T> => {
  const lock: ProcessLock | null = await acquireLock(files.lock, LOCK_WAIT_MS);
  if (!lock) throw unavailable('lock');
  try {
    return await use();
  } finally {
    await lock.release();
  }
};

/** Waits for a server that is coming up; null when its process ends first. */
const whenReady = async (
  files: ServerFiles,
  ended: () => boolean,
  onProgress: Progress,
): Promise<ServerLease | null> => {
  const started = Date.now();
  let told = false;
  for (;;) {
    const attempt = await openLease(files, serverSecrets(files));
    if (attempt.state === 'open') return attempt.lease;
    if (attempt.state === 'denied') throw unavailable('cuenta', attempt.error);
    if (ended()) return null;
    if (Date.now() - started > LOCK_WAIT_MS) throw unavailable('sin_respuesta');
    if (!told && Date.now() - started > RECOVERY_NOTICE_MS) {
      told = true;
      onProgress('recovering');
    }
    await pause(POLL_MS);
  }
};

const startAndLease = async (files: ServerFiles, onProgress: Progress): Promise<ServerLease> => {
  const program: ServerProgram = await serverProgram();
  if (!existsSync(files.data)) {
    onProgress('creating');
    await createData(files, program);
  }
  onProgress('starting');
  const server = startServer(files, program);
  const lease = await whenReady(files, server.ended, onProgress);
  if (!lease) throw startFailure(files, server.said());
  return lease;
};

/** Ends the server's process, politely first. Call with the lock held. */
const endProcess = async (files: ServerFiles): Promise<void> => {
  const pid = serverPid(files);
  if (pid === null) return;
  writePrivateFile(files.stopping, `${pid}\n`);
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    return;
  }
  if (!(await serverGone(files, STOP_WAIT_MS))) throw unavailable('no_se_detiene');
  rmSync(files.stopping, { force: true });
};

/** A lease on the server, started if need be. Call with the lock held. */
const leaseServer = async (files: ServerFiles, onProgress: Progress): Promise<ServerLease> => {
  if (existsSync(files.stopping) && !(await serverGone(files, STOP_WAIT_MS)))
    throw unavailable('no_se_detiene');
  const attempt = await openLease(files, serverSecrets(files));
  if (attempt.state === 'open') return attempt.lease;
  if (attempt.state === 'denied') {
    // The running server knows other passwords than the file: it learns them at a new start.
    await endProcess(files);
  } else if (serverPid(files) !== null) {
    const coming = await whenReady(files, () => serverPid(files) === null, onProgress);
    if (coming) return coming;
  }
  return startAndLease(files, onProgress);
};

const targetsOf = (files: ServerFiles, keeper: NonNullable<DatabaseTarget['keeper']>): ServerTargets => {
  const secrets = serverSecrets(files);
  const target = (user: string, password: string): DatabaseTarget => ({
    socketPath: files.socket,
    user,
    password,
    database: PRIVATE_DATABASE,
    keeper,
  });
  return {
    owner: target(OWNER_ACCOUNT, secrets.owner),
    till: target(TILL_ACCOUNT, secrets.till),
    reader: target(READER_ACCOUNT, secrets.reader),
  };
};

const statusOf = async (files: ServerFiles): Promise<ServerStatus> => {
  const attempt = await openLease(files, serverSecrets(files));
  const lease = attempt.state === 'open' ? attempt.lease : null;
  try {
    const others = lease ? await lease.others() : 0;
    return {
      program: findServerProgram(),
      running: lease !== null,
      pid: serverPid(files),
      version: lease ? await lease.version() : null,
      kept: existsSync(files.kept),
      users: others,
      socket: files.socket,
      data: files.data,
      log: files.log,
      memoryMapped: logIsMemoryMapped(files),
    };
  } finally {
    await lease?.end();
  }
};

/**
 * The server of our own under `<home>/db`, shared by every `pos` of this home. Errors are PosFailure:
 * SERVIDOR_NO_INSTALADO, SERVIDOR_NO_ARRANCA, BASE_DE_DATOS.
 */
export const privateServer = (home: string, options: { onProgress?: Progress } = {}): PrivateServer => {
  const onProgress = options.onProgress ?? (() => undefined);
  const files = serverFiles(home);
  let lease: ServerLease | null = null;
  let pending: Promise<void> | null = null;

  const alive = (): boolean => lease?.alive() ?? false;
  const connect = async (): Promise<void> => {
    await withLock(files, async () => {
      if (!alive()) lease = await leaseServer(files, onProgress);
    });
  };
  const ensure = async (): Promise<ServerTargets> => {
    if (!alive()) {
      pending ??= connect().finally(() => {
        pending = null;
      });
      await pending;
    }
    return targetsOf(files, { alive, ensure });
  };
  /** Ends the lease, and the server if it was the last; false: others use it, and nothing was done. */
  const leave = async (held: ServerLease): Promise<boolean> => {
    if (!held.alive()) return true;
    if ((await held.leave()) > 0) return false;
    if (!existsSync(files.kept)) {
      const pid = serverPid(files);
      if (pid !== null) writePrivateFile(files.stopping, `${pid}\n`);
      await held.shutdown();
    } else await held.end();
    return true;
  };

  return {
    ensure,
    status: () => statusOf(files),
    start: async () => {
      writePrivateFile(files.kept, '');
      return ensure();
    },
    stop: ({ force = false } = {}) =>
      withLock(files, async () => {
        rmSync(files.kept, { force: true });
        const attempt = await openLease(files, serverSecrets(files));
        const own = alive() ? 1 : 0;
        const users = attempt.state === 'open' ? (await attempt.lease.others()) - own : 0;
        if (attempt.state === 'open') await attempt.lease.end();
        if (users > 0 && !force) return { users };
        await lease?.end();
        await endProcess(files);
        return { users };
      }),
    release: async () => {
      await pending?.catch(() => undefined);
      const held = lease;
      lease = null;
      if (!held) return;
      // A process whose parent was killed may be quicker than the server's notice of it: it looks more than once.
      for (let looks = process.ppid === PARENT ? 1 : ORPHAN_LOOKS; looks > 0; looks--) {
        if (await withLock(files, () => leave(held))) return;
        if (looks > 1) await pause(ORPHAN_PAUSE_MS);
      }
      await held.end();
    },
  };
};
