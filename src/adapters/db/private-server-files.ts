import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PosFailure, posError } from '../../domain/errors.ts';
import { ensureHome } from '../files/home.ts';
import { writePrivateFile } from '../files/private-file.ts';

/** Where a private server keeps its things; everything under `home`, except the socket of a very long path. */
export interface ServerFiles {
  readonly root: string;
  readonly data: string;
  /** For the server's temporary tables: a server that starts clears them away from its own, and from a shared /tmp all. */
  readonly temporary: string;
  readonly socket: string;
  readonly pid: string;
  readonly log: string;
  readonly secrets: string;
  readonly accounts: string;
  /** There while `pos db start` asks the server to outlive its users. */
  readonly kept: string;
  /** There, with the server's pid inside, from the decision to stop it until it is gone. */
  readonly stopping: string;
  readonly lock: string;
}

/** A unix socket's path fits in 108 bytes on Linux and 104 on macOS, with the closing zero. */
const SOCKET_PATH_MAX = process.platform === 'linux' ? 107 : 103;

/** Throws PosFailure SERVIDOR_NO_ARRANCA: the disk is full or takes nothing. */
const privateDirectory = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const causa = ['ENOSPC', 'EDQUOT'].includes(code) ? 'disco_lleno' : 'permiso';
    const params = { causa, detalle: message, archivo: path };
    throw new PosFailure(posError('SERVIDOR_NO_ARRANCA', params), { cause: error });
  }
};

/**
 * A directory in a place that everybody writes to: ours, a real one, and closed to others, or not at all.
 * Throws PosFailure SERVIDOR_NO_ARRANCA.
 */
const ownRuntimeDirectory = (name: string): string => {
  const path = join(process.platform === 'linux' ? '/tmp' : tmpdir(), name);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stat = lstatSync(path);
  const ours = stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0;
  if (!ours)
    throw new PosFailure(
      posError('SERVIDOR_NO_ARRANCA', { causa: 'permiso', detalle: 'EACCES', archivo: path }),
    );
  return path;
};

/** Makes `<home>/db` (mode 0700) and says where everything is. */
export const serverFiles = (home: string): ServerFiles => {
  ensureHome(home);
  privateDirectory(join(home, 'db'));
  const root = realpathSync(join(home, 'db'));
  const inside = join(root, 'mysql.sock');
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const fits = Buffer.byteLength(inside) <= SOCKET_PATH_MAX;
  return {
    root,
    data: join(root, 'data'),
    temporary: join(root, 'tmp'),
    socket: fits ? inside : join(ownRuntimeDirectory(`cantina-pos-${process.getuid?.()}-${digest}`), 's'),
    pid: join(root, 'server.pid'),
    log: join(root, 'server.log'),
    secrets: join(root, 'secrets.json'),
    accounts: join(root, 'accounts.sql'),
    kept: join(root, 'kept'),
    stopping: join(root, 'stopping'),
    lock: join(root, 'lock'),
  };
};

/** Passwords of the accounts; see accounts.ts for who may do what. */
export interface ServerSecrets {
  readonly owner: string;
  readonly till: string;
  readonly reader: string;
  readonly keeper: string;
}

const NAMES = ['owner', 'till', 'reader', 'keeper'] as const;

const isSecret = (value: unknown): value is string => /^[0-9a-f]{48}$/.test(String(value));

/** What can be used of a file that may be older, or damaged. */
const storedSecrets = (files: ServerFiles): Partial<ServerSecrets> => {
  if (!existsSync(files.secrets)) return {};
  try {
    const stored: unknown = JSON.parse(readFileSync(files.secrets, 'utf8'));
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
};

/**
 * The passwords, made on first use. They are on the disk before any server hears of them, and each start of the
 * server sets them again from here: a crash at any point leaves nothing locked out.
 */
export const serverSecrets = (files: ServerFiles): ServerSecrets => {
  const stored = storedSecrets(files);
  const secretOf = (name: (typeof NAMES)[number]): string => {
    const known = stored[name];
    return isSecret(known) ? known : randomBytes(24).toString('hex');
  };
  const secrets = {
    owner: secretOf('owner'),
    till: secretOf('till'),
    reader: secretOf('reader'),
    keeper: secretOf('keeper'),
  };
  if (NAMES.some((name) => stored[name] !== secrets[name]))
    writePrivateFile(files.secrets, `${JSON.stringify(secrets)}\n`);
  return secrets;
};
