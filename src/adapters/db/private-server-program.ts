import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { COLLATION } from '../../../migrations/modes.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import places from './server-program.json' with { type: 'json' };

/** The database server installed on this machine. */
export interface ServerProgram {
  readonly path: string;
  readonly kind: 'mariadb' | 'mysql';
  /** As the program says it, e.g. `10.11.19-MariaDB`. */
  readonly version: string;
  /** Directory of MariaDB's own SQL files for a new data directory; null: not found, or MySQL, which has them inside. */
  readonly sqlDirectory: string | null;
}

const executable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first server program on PATH or where packages put it; `POS_MARIADBD` names another. Null: none. */
export const findServerProgram = (env: NodeJS.ProcessEnv = process.env): string | null => {
  if (env.POS_MARIADBD) return executable(env.POS_MARIADBD) ? env.POS_MARIADBD : null;
  const directories = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...places.directories];
  for (const program of places.programs)
    for (const directory of directories) {
      const path = join(directory, program);
      if (executable(path)) return path;
    }
  return null;
};

/** The one line that installs the server on this system. */
export const installLine = (): string => {
  const { apt, dnf, brew, winget } = places.install;
  if (process.platform === 'darwin') return brew;
  if (process.platform === 'win32') return winget;
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  const usesDnf = !existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dnf');
  return `${sudo}${usesDnf ? dnf : apt}`;
};

const sqlDirectoryOf = (program: string): string | null => {
  const root = dirname(dirname(realpathSync(program)));
  const candidates = [join(root, 'share', 'mysql'), join(root, 'share', 'mariadb'), join(root, 'share')];
  const names = ['mysql_system_tables.sql', 'mariadb_system_tables.sql'];
  return candidates.find((place) => names.some((name) => existsSync(join(place, name)))) ?? null;
};

/** Throws PosFailure SERVIDOR_NO_INSTALADO {orden}. */
export const serverProgram = async (): Promise<ServerProgram> => {
  const path = findServerProgram();
  if (!path) throw new PosFailure(posError('SERVIDOR_NO_INSTALADO', { orden: installLine() }));
  const { stdout } = await promisify(execFile)(path, ['--no-defaults', '--version']);
  const version = /Ver\s+(\S+)/.exec(stdout)?.[1] ?? stdout.trim();
  const kind = /mariadb/i.test(stdout) ? 'mariadb' : 'mysql';
  return { path, kind, version, sqlDirectory: kind === 'mariadb' ? sqlDirectoryOf(path) : null };
};

/**
 * Settings of a till's server: every commit on the disk, no network, little memory. `loose-` names are those that
 * only one of MariaDB and MySQL knows. Memory-mapping the redo log would skip the disk on some file systems.
 */
export const SERVER_SETTINGS: readonly string[] = [
  '--skip-networking',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=1',
  '--innodb-buffer-pool-size=48M',
  '--innodb-log-buffer-size=4M',
  '--loose-innodb-log-file-size=48M',
  '--loose-innodb-log-file-mmap=OFF',
  '--loose-performance-schema=OFF',
  '--key-buffer-size=1M',
  '--loose-aria-pagecache-buffer-size=2M',
  '--loose-mysqlx=OFF',
  '--character-set-server=utf8mb4',
  `--collation-server=${COLLATION}`,
  '--max-connections=200',
  '--max-allowed-packet=32M',
  '--wait-timeout=31536000',
  '--interactive-timeout=31536000',
  '--local-infile=0',
  '--event-scheduler=OFF',
  // MariaDB lets any account set its session's clock: delays after failures and the day of a sale would be its choice.
  '--loose-secure-timestamp=YES',
  '--default-time-zone=-03:00',
];
