import { rmSync } from 'node:fs';
import type { Findings } from '../../../domain/backup.ts';
import type { OpenedBackup } from '../../files/backup/read.ts';
import { makeScratch } from '../../files/scratch.ts';
import { privateServer } from '../private-server.ts';
import { type RestoreHooks, readInto, refuseNewer } from './restore.ts';

/** A new server's own files, and its log. */
const SERVER_BYTES = 300_000_000;
/** A row in its table, its indexes and what undoes it, against its text in the backup. */
const GROWTH = 4;

/**
 * Reads a backup on a private server that nobody knows and that is gone afterwards.
 * Throws PosFailure COPIA_INVALIDA, COPIA_FALLIDA, SERVIDOR_NO_INSTALADO, SERVIDOR_NO_ARRANCA.
 */
export const verifyBackup = async (
  backup: OpenedBackup,
  hooks: RestoreHooks & { readonly onServer: () => void },
): Promise<Findings> => {
  refuseNewer(backup);
  hooks.onServer();
  const home = makeScratch('pos-verify-', SERVER_BYTES + backup.textBytes * GROWTH);
  const server = privateServer(home);
  try {
    const { owner } = await server.ensure();
    return await readInto(owner, backup, hooks);
  } finally {
    await server.stop({ force: true }).catch(() => undefined);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
};
