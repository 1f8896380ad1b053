import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `f_type` of a file system that lives in memory (linux/magic.h). */
const TMPFS_MAGIC = 0x01021994;
const MEMORY = '/dev/shm';

const hasRoomInMemory = (bytes: number): boolean => {
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY);
    return type === TMPFS_MAGIC && bavail * bsize >= bytes;
  } catch {
    return false;
  }
};

/**
 * A directory of its own for a database that nobody will miss. To make a schema a server waits for the disk some four
 * thousand times, which on a busy disk takes minutes: where memory has room, no disk is asked. `TMPDIR` decides where set.
 * @param bytes room that it may come to need
 */
export const makeScratch = (prefix: string, bytes: number): string => {
  const inMemory = !process.env.TMPDIR && hasRoomInMemory(bytes);
  return mkdtempSync(join(inMemory ? MEMORY : tmpdir(), prefix));
};
