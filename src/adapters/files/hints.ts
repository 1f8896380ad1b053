import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hints, Seen } from '../../app/ports/hints.ts';

const seenIn = (text: string): Seen => {
  const read: unknown = JSON.parse(text);
  if (read === null || typeof read !== 'object') return {};
  return Object.fromEntries(Object.entries(read).filter(([, count]) => Number.isSafeInteger(count)));
};

/** Not recursive: the data directory is there, and Node tries for ever where a file system takes none, as in /proc. */
const makeDirectory = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

/** One small file a person in the data directory, written whole or not at all. A hint is worth no failure. */
export const fileHints = (home: string): Hints => {
  const directory = join(home, 'hints');
  const fileOf = (login: string): string => join(directory, `${encodeURIComponent(login)}.json`);
  return {
    load: async (login) => {
      try {
        return seenIn(await readFile(fileOf(login), 'utf8'));
      } catch {
        return {};
      }
    },
    save: async (login, seen) => {
      const fresh = `${fileOf(login)}.${process.pid}`;
      try {
        await makeDirectory(directory);
        await writeFile(fresh, `${JSON.stringify(seen)}\n`, { mode: 0o600 });
        await rename(fresh, fileOf(login));
      } catch {
        // The hint is shown once more.
      }
    },
  };
};
