import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DeviceFault, type Line, type OpenLine, openingFault } from '../line.ts';

export interface DeviceFileSettings {
  readonly path: string;
  /** False for a port that can only be written. */
  readonly reads: boolean;
}

/** Milliseconds between two looks at a device that is not ready. */
const PAUSE = 25;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));
const isNotReady = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EAGAIN';

interface Shared {
  readonly handle: FileHandle;
  readonly listeners: Set<(bytes: Buffer) => void>;
  readonly onLost: Set<(fault: DeviceFault) => void>;
  lost: DeviceFault | null;
  closing: boolean;
}

const lose = (shared: Shared, cause: unknown): DeviceFault => {
  shared.lost ??= new DeviceFault('DESCONECTADA', { cause });
  for (const tell of shared.onLost) tell(shared.lost);
  shared.onLost.clear();
  return shared.lost;
};

const writeAll = async (shared: Shared, bytes: Buffer): Promise<void> => {
  let done = 0;
  while (done < bytes.length) {
    if (shared.lost) throw shared.lost;
    if (shared.closing) return;
    try {
      const { bytesWritten } = await shared.handle.write(bytes, done);
      done += bytesWritten;
      if (bytesWritten === 0) await pause();
    } catch (error) {
      if (!isNotReady(error)) throw lose(shared, error);
      await pause();
    }
  }
};

const readOn = async (shared: Shared): Promise<void> => {
  const buffer = Buffer.alloc(64);
  while (!shared.closing && !shared.lost) {
    try {
      const { bytesRead } = await shared.handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) await pause();
      else for (const tell of shared.listeners) tell(Buffer.from(buffer.subarray(0, bytesRead)));
    } catch (error) {
      if (shared.closing) return;
      if (isNotReady(error)) await pause();
      else lose(shared, error);
    }
  }
};

/**
 * A printer behind a device file such as /dev/usb/lp0. Opened without blocking: a printer that takes no bytes answers
 * EAGAIN, which means "wait", where a blocking write would hang the process.
 */
export const openDeviceFile =
  ({ path, reads }: DeviceFileSettings): OpenLine =>
  async () => {
    const mode = (reads ? constants.O_RDWR : constants.O_WRONLY) | constants.O_NONBLOCK | constants.O_NOCTTY;
    let handle: FileHandle;
    try {
      handle = await open(path, mode);
      if ((await handle.stat()).isFile()) {
        await handle.close();
        throw new DeviceFault('SIN_PUERTO');
      }
    } catch (error) {
      throw openingFault(error, 'SIN_PUERTO');
    }
    const shared: Shared = {
      handle,
      listeners: new Set(),
      onLost: new Set(),
      lost: null,
      closing: false,
    };
    const reader = reads ? readOn(shared) : Promise.resolve();
    const line: Line = {
      write: (bytes) => writeAll(shared, bytes),
      onData: (listener) => void shared.listeners.add(listener),
      onLost: (listener) => {
        if (shared.lost) listener(shared.lost);
        else shared.onLost.add(listener);
      },
      close: async () => {
        shared.closing = true;
        await reader;
        await handle.close();
      },
    };
    return line;
  };
