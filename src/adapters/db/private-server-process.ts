import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PosFailure, posError } from '../../domain/errors.ts';
import { writePrivateFile } from '../files/private-file.ts';
import { accountStatements } from './accounts.ts';
import { type ServerFiles, serverSecrets } from './private-server-files.ts';
import { SERVER_SETTINGS, type ServerProgram } from './private-server-program.ts';

const LOG_MAX_BYTES = 1_000_000;
const POLL_MS = 20;

/** Whether a live process may be the server on this data directory. */
const isServer = (pid: number, data: string): boolean => {
  if (process.platform !== 'linux') return true;
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (line !== '') return line.includes(data);
    // A process that is ending has no arguments any more and may still hold its files; a zombie holds nothing.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

/** Pid of the server on this data directory, by the file that we write; null when that process is gone or another. */
export const serverPid = (files: ServerFiles): number | null => {
  const text = existsSync(files.pid) ? readFileSync(files.pid, 'utf8').trim() : '';
  const pid = Number(text);
  if (!/^\d+$/.test(text) || pid < 2) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return isServer(pid, files.data) ? pid : null;
};

/** Resolves with true when the server's process is gone, with false after `milliseconds`. */
export const serverGone = async (files: ServerFiles, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds;
  while (serverPid(files) !== null) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
};

const logSize = (files: ServerFiles): number => (existsSync(files.log) ? statSync(files.log).size : 0);

/** The server's log from a byte on. */
const logFrom = (files: ServerFiles, start: number): string => {
  const length = Math.min(Math.max(logSize(files) - start, 0), 200_000);
  if (length === 0) return '';
  const buffer = Buffer.alloc(length);
  const descriptor = openSync(files.log, 'r');
  try {
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, length, start));
  } finally {
    closeSync(descriptor);
  }
};

/** The redo log is memory-mapped: on some file systems commits then never reach the disk. */
export const logIsMemoryMapped = (files: ServerFiles): boolean => {
  const text = logFrom(files, Math.max(0, logSize(files) - 200_000));
  const start = text.lastIndexOf('Starting M');
  return text.slice(Math.max(0, start)).includes('(memory-mapped)');
};

/** What stopped the server, from its last words: {causa, detalle, archivo} for SERVIDOR_NO_ARRANCA. */
export const startFailure = (files: ServerFiles, log: string): PosFailure => {
  const lines = log
    .split('\n')
    .map((line) => line.replace(/^[\d-]+T?\s*[\d:.]+Z?\s+\d+\s+\[\w+\]\s*/, '').trim())
    .filter((line) => line !== '' && line !== 'Aborting');
  const errors = lines.filter((line) => /error|denied|fail|cannot|can't/i.test(line));
  const detail = (errors.length > 0 ? errors : lines).slice(-3).join(' / ').slice(0, 400);
  const full = /No space left|Cannot set log file|errno: 28|Error code:? 28|error: 28|disk is full/i.test(
    log,
  );
  const refused = /Permission denied|errno: 13|Error code:? 13|Read-only file system|errno: 30/i.test(log);
  const causa = full ? 'disco_lleno' : refused ? 'permiso' : 'otra';
  return new PosFailure(posError('SERVIDOR_NO_ARRANCA', { causa, detalle: detail, archivo: files.log }));
};

/** As root a server must be told to stay root: the store's data belongs to whoever runs `pos`. */
const asUser = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : []);

const baseArguments = (files: ServerFiles, program: ServerProgram, data: string): string[] => [
  '--no-defaults',
  `--datadir=${data}`,
  `--tmpdir=${files.temporary}`,
  ...(program.sqlDirectory ? [`--lc-messages-dir=${program.sqlDirectory}`] : []),
  // MySQL refuses to start without the directory that its packages name; the store reads and writes no files in SQL.
  ...(program.kind === 'mysql' ? ['--secure-file-priv=NULL'] : []),
  ...asUser(),
];

/** In their order; `mysql_` became `mariadb_` in MariaDB 11. */
const BOOTSTRAP_SQL = [
  /^(mysql|mariadb)_system_tables\.sql$/,
  /^(mysql|mariadb)_performance_tables\.sql$/,
  /^(mysql|mariadb)_system_tables_data\.sql$/,
  /^maria_add_gis_sp_bootstrap\.sql$/,
] as const;

/** MariaDB makes its system tables from SQL on its input, so its own install script (and what that needs) is not needed. */
const bootstrapSql = (sqlDirectory: string): string => {
  const present = readdirSync(sqlDirectory);
  return [
    'create database if not exists mysql;',
    'use mysql;',
    `SET @auth_root_socket='${userInfo().username.replaceAll(/[\\']/g, '')}';`,
    ...BOOTSTRAP_SQL.flatMap((name) => present.filter((file) => name.test(file))).map((file) =>
      readFileSync(join(sqlDirectory, file), 'utf8'),
    ),
    '',
  ].join('\n');
};

const runToEnd = async (
  program: string,
  args: readonly string[],
  input: string,
): Promise<{ failed: boolean; said: string }> => {
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-20_000);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ failed: code !== 0, said }));
  });
};

const missingSql = (files: ServerFiles, program: ServerProgram): never => {
  throw startFailure(files, `error: no mariadb_system_tables.sql beside ${program.path}`);
};

/** Makes the data directory, whole or not at all. Throws PosFailure SERVIDOR_NO_ARRANCA. */
export const createData = async (files: ServerFiles, program: ServerProgram): Promise<void> => {
  const fresh = `${files.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const base = baseArguments(files, program, fresh);
  mkdirSync(fresh, { mode: 0o700 });
  mkdirSync(files.temporary, { recursive: true, mode: 0o700 });
  const settings = ['--loose-innodb-log-file-size=48M', '--character-set-server=utf8mb4'];
  const result =
    program.kind === 'mysql'
      ? await runToEnd(program.path, [...base, ...settings, '--initialize-insecure'], '')
      : await runToEnd(
          program.path,
          [
            ...base,
            ...settings,
            '--bootstrap',
            '--log-warnings=0',
            '--enforce-storage-engine=',
            '--max-allowed-packet=8M',
            '--net-buffer-length=16K',
          ],
          bootstrapSql(program.sqlDirectory ?? missingSql(files, program)),
        );
  if (result.failed) {
    rmSync(fresh, { recursive: true, force: true });
    throw startFailure(files, result.said);
  }
  renameSync(fresh, files.data);
};

/** A server process that was just started. */
export interface StartedServer {
  readonly pid: number;
  /** True once the process has ended. */
  readonly ended: () => boolean;
  /** What it wrote to its log since the start. */
  readonly said: () => string;
}

/**
 * Starts the server in a session of its own, so that no key in the terminal reaches it. It is not ready yet.
 * Call with the lock held and no other server on the data directory.
 */
export const startServer = (files: ServerFiles, program: ServerProgram): StartedServer => {
  if (logSize(files) > LOG_MAX_BYTES) renameSync(files.log, `${files.log}.1`);
  for (const stale of [files.socket, `${files.socket}.lock`, files.stopping, files.pid])
    rmSync(stale, { force: true });
  mkdirSync(files.temporary, { recursive: true, mode: 0o700 });
  writePrivateFile(files.accounts, accountStatements(serverSecrets(files), program.kind));
  const start = logSize(files);
  const log = openSync(files.log, 'a', 0o600);
  const child = spawn(
    program.path,
    [
      ...baseArguments(files, program, files.data),
      ...SERVER_SETTINGS,
      `--socket=${files.socket}`,
      `--pid-file=${join(files.data, 'mysqld.pid')}`,
      `--init-file=${files.accounts}`,
    ],
    { cwd: files.root, detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  child.unref();
  if (child.pid !== undefined) writePrivateFile(files.pid, `${child.pid}\n`);
  return { pid: child.pid ?? 0, ended: () => ended, said: () => logFrom(files, start) };
};
