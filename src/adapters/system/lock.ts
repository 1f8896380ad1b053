import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock between processes of one machine that the kernel frees when its holder ends, however it ends. */
export interface ProcessLock {
  readonly release: () => Promise<void>;
}

const code = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Names without a file: an abstract socket on Linux, a named pipe on Windows. Neither outlives its process. */
const nameOf = (path: string): string => {
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 24);
  const name = `cantina-pos.${process.getuid?.() ?? 0}.${digest}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
};

const listen = (name: string): Promise<ProcessLock | null> =>
  new Promise((resolve, reject) => {
    const waiting = new Set<Socket>();
    const server: Server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => waiting.delete(socket));
    });
    server.on('error', (error) => (code(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(name, () => {
      server.unref();
      const release = () =>
        new Promise<void>((done) => {
          server.close(() => done());
          for (const socket of waiting) socket.destroy();
        });
      resolve({ release });
    });
  });

/** Resolves when the holder lets go, which closes the line, or after `milliseconds`. */
const holderGone = (name: string, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(name);
    const timer = setTimeout(() => socket.destroy(), milliseconds);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** BSD and macOS: `open` itself takes the lock (O_EXLOCK 0x20 with O_NONBLOCK 0x4, O_CREAT 0x200, O_RDWR 0x2). */
const openExclusively = (file: string): ProcessLock | null => {
  try {
    const descriptor = openSync(file, 0x20 | 0x4 | 0x200 | 0x2, 0o600);
    return { release: async () => closeSync(descriptor) };
  } catch (error) {
    if (code(error) === 'EAGAIN') return null;
    throw error;
  }
};

/**
 * Takes the lock that belongs to `path` (a file path; on most systems the file itself is never made), waiting
 * up to `milliseconds`. Null: somebody else still holds it.
 */
export const acquireLock = async (path: string, milliseconds: number): Promise<ProcessLock | null> => {
  const deadline = Date.now() + milliseconds;
  const named = process.platform === 'linux' || process.platform === 'win32';
  const name = nameOf(path);
  for (;;) {
    const lock = named ? await listen(name) : openExclusively(path);
    if (lock) return lock;
    const left = deadline - Date.now();
    if (left <= 0) return null;
    if (named) await holderGone(name, left);
    else await pause(50);
  }
};
