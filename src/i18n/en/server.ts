import type { ErrorParams } from '../../domain/errors.ts';
import type { server as source } from '../es/server.ts';

const START_FAILURES: Readonly<Record<string, string>> = {
  disco_lleno: 'the disk is full: free some space and try again',
  permiso: 'its directory cannot be written to: check its owner and mode',
  otra: 'look at its log and try again',
};

/**
 * Why the private server does not start, and where the rest is. Its own last words only where the cause is not known:
 * what it advises on a full disk would delete a store's data.
 */
export const serverStart = (p: ErrorParams): string =>
  `The database server does not start; ${START_FAILURES[String(p.causa)] ?? START_FAILURES.otra} (${p.causa === 'otra' && p.detalle ? `${p.detalle}; ` : ''}log: ${p.archivo ?? ''}).`;

export const server = {
  progress: {
    creating: 'Creating the private database (only the first time)…',
    starting: 'Starting the database…',
    recovering: 'The database is recovering from a crash; this may take a little…',
    backup: 'First storing a backup of the database…',
    migrating: 'Bringing the tables up to date…',
    seeding: 'Loading the initial data…',
    demo: 'Loading the demonstration data (Cantina Tita)…',
  },
  db: {
    description: 'the database: start, look, bring up to date, backups',
    verbs: {
      start: 'starts the private database and keeps it until “pos db stop”',
      stop: 'stops the private database; while others use it, it ends with the last',
      status: 'shows how the database is, without starting it',
      migrate: 'brings the tables to this version of the program',
      seed: 'loads the initial data',
    },
    demo: 'also loads the data of the Cantina Tita (only into an empty database)',
    examples: [
      ['pos db status', 'whether it runs, who uses it and where the data is'],
      ['pos db start', 'so that later commands need not wait for it'],
      ['pos db seed --demo', 'demonstration products, students and users'],
      ['pos db migrate --dry-run', 'what a new version would do to the tables'],
      ['pos db migrate --json', 'on a server of your own, with POS_DATABASE_OWNER_URL'],
    ],
    started: (pid: number) => `The database runs (process ${pid}) until “pos db stop”.`,
    stopped: 'The database has stopped.',
    wasStopped: 'The database was not running.',
    inUse: (users: number) =>
      users === 1
        ? 'Another program uses it: it will stop when that ends.'
        : `${users} programs use it: it will stop when the last one ends.`,
    labels: {
      server: 'Server',
      program: 'Program',
      users: 'In use',
      data: 'Data',
      log: 'Log',
      version: 'Version',
      schema: 'Tables',
    },
    running: (pid: number) => `runs (process ${pid})`,
    stoppedNow: 'stopped; starts by itself when used',
    configured: 'the one configured in POS_DATABASE_URL',
    notInstalled: 'not installed',
    users: (users: number, kept: boolean) =>
      `${users} ${users === 1 ? 'program' : 'programs'}; ${kept ? 'runs until “pos db stop”' : 'stops with the last one'}`,
    schema: {
      current: 'up to date',
      behind: 'migrations missing: “pos db migrate”',
      ahead: 'of a later version of the program',
    },
    memoryMapped:
      'Warning: the server maps its log into memory, and a power cut may lose sales already paid.\n' +
      'Keep the data (POS_HOME) on another file system.',
    migrated: (count: number) =>
      count === 0
        ? 'The tables were up to date.'
        : `Tables up to date: ${count} ${count === 1 ? 'migration' : 'migrations'}.`,
    seeded: 'Initial data loaded.',
    seededDemo: 'Demonstration data loaded.',
  },
} satisfies typeof source;
