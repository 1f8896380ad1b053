import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureHome } from './home.ts';

const fileOf = (home: string): string => join(home, 'session');

/** The token of this user's session on this machine; null: there is none. */
export const readToken = async (home: string): Promise<string | null> => {
  try {
    return (await readFile(fileOf(home), 'utf8')).trim() || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Keeps a token for its owner's eyes only; the file is never there half written or readable by others. */
export const writeToken = async (home: string, token: string): Promise<void> => {
  const file = fileOf(home);
  ensureHome(home);
  const fresh = `${file}.${process.pid}`;
  await rm(fresh, { force: true });
  await writeFile(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
};

export const removeToken = (home: string): Promise<void> => rm(fileOf(home), { force: true });
