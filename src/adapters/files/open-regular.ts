import { type FileHandle, open } from 'node:fs/promises';
import { FLAGS, judge } from './regular-file.ts';

/** Opens a file that is one; a link is followed. Throws as `open` does, or with EISDIR, ENOTREG. */
export const openRegular = async (path: string): Promise<FileHandle> => {
  const file = await open(path, FLAGS);
  try {
    judge(await file.stat(), path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};
