import type { ErrorParams } from '../../domain/errors.ts';
import type { server as source } from '../es/server.ts';

const START_FAILURES: Readonly<Record<string, string>> = {
  disco_lleno: 'the disk is full: free some space and try again',
  permiso: 'its directory cannot be written to: check its owner and mode',
  otra: 'look at its log and try again',
};

/** Why the private server does not start: the cause, its last words and where the rest is. */
export const serverStart = (p: ErrorParams): string =>
  `The database server does not start; ${START_FAILURES[String(p.causa)] ?? START_FAILURES.otra} (${p.detalle ? `${p.detalle}; ` : ''}log: ${p.archivo ?? ''}).`;

export const server = {
  progress: {
    creating: 'Creating the private database (only the first time)…',
    starting: 'Starting the database…',
    recovering: 'The database is recovering from a crash; this may take a little…',
    migrating: 'Bringing the tables up to date…',
    seeding: 'Loading the initial data…',
    demo: 'Loading the demonstration data (Cantina Tita)…',
  },
} satisfies typeof source;
