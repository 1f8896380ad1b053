import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrintOutcome } from '../../../app/print-ports.ts';

/** A directory as a printer: one file a document, whole or not at all, readable by its owner only. */
export const writeDocument = async (
  directory: string,
  fileName: string,
  content: Buffer,
): Promise<PrintOutcome> => {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, fileName);
    const part = `${path}.part`;
    // Never through a link that somebody put there.
    await rm(part, { force: true });
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
    return { state: 'confirmado' };
  } catch {
    return { state: 'pendiente', fault: 'ARCHIVO' };
  }
};
