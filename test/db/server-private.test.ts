import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { type PrivateServer, privateServer } from '../../src/adapters/db/private-server.ts';
import { PosFailure } from '../../src/domain/errors.ts';
import { ROOT } from '../support/built.ts';

let home: string;
let servers: PrivateServer[];
let children: ChildProcess[];

const open = (at = home): PrivateServer => {
  const server = privateServer(at);
  servers.push(server);
  return server;
};

/** A second process on the same home; resolves when it holds the server. */
const child = (at = home): Promise<{ process: ChildProcess; end: () => Promise<void> }> => {
  const process_ = spawn(process.execPath, [join(ROOT, 'test/support/server-child.ts'), at], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(process_);
  const exited = new Promise<void>((resolve) => process_.on('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    process_.on('exit', (code) => reject(new Error(`child ended with ${code}`)));
    process_.stdout?.once('data', () =>
      resolve({
        process: process_,
        end: async () => {
          process_.stdin?.end();
          await exited;
        },
      }),
    );
  });
};

const pidOf = async (server: PrivateServer): Promise<number> => {
  const { pid } = await server.status();
  if (pid === null) throw new Error('no server');
  return pid;
};

const running = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

const answer = async (server: PrivateServer): Promise<unknown> => {
  const knex = openDatabase((await server.ensure()).owner, { pool: 1 });
  try {
    const [[row]] = await knex.raw('SELECT 40 + 2 AS answer');
    return row.answer;
  } finally {
    await knex.destroy();
  }
};

const refusal = (work: Promise<unknown>): Promise<PosFailure> =>
  work.then(
    () => Promise.reject(new Error('it worked')),
    (error) => (error instanceof PosFailure ? error : Promise.reject(error)),
  );

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pos-server-'));
  servers = [];
  children = [];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const process_ of children) process_.kill('SIGKILL');
  for (const server of servers) await server.stop({ force: true });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

describe('the private server', () => {
  it('keeps its data, socket and passwords from others and listens to no network', async () => {
    const server = open();
    const { owner } = await server.ensure();
    const mode = (path: string) => (statSync(join(home, 'db', path)).mode & 0o777).toString(8);
    expect([mode('.'), mode('data'), mode('secrets.json'), mode('accounts.sql')]).toEqual([
      '700',
      '700',
      '600',
      '600',
    ]);
    const knex = openDatabase(owner, { pool: 1 });
    const [[row]] = await knex.raw(
      'SELECT @@skip_networking AS off, @@port AS port, @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS log_bin',
    );
    await knex.destroy();
    expect(row).toMatchObject({ off: 1, port: 0, flush: 1, log_bin: 0 });
  });

  it('is shared by two processes that start it at the same moment, and ends with the last of them', async () => {
    const [one, two] = await Promise.all([child(), child()]);
    const looking = open();
    const pid = await pidOf(looking);
    expect(await looking.status()).toMatchObject({ running: true, users: 2, kept: false });
    await one.end();
    expect(await looking.status()).toMatchObject({ running: true, users: 1, pid });
    await two.end();
    await vi.waitFor(() => expect(running(pid)).toBe(false), 30_000);
  });

  it('is there for one who comes in while the last one goes out', async () => {
    for (let round = 0; round < 4; round++) {
      const leaving = open();
      await leaving.ensure();
      const coming = open();
      await Promise.all([leaving.release(), coming.ensure()]);
      expect(await answer(coming)).toBe(42);
      await coming.release();
    }
  });

  it('keeps its temporary tables where no other server clears them away', async () => {
    const server = open();
    const knex = openDatabase((await server.ensure()).owner, { pool: 1 });
    const [[row]] = await knex.raw('SELECT @@tmpdir AS directory');
    await knex.destroy();
    expect(realpathSync(row.directory)).toBe(realpathSync(join(home, 'db', 'tmp')));
  });

  it('outlives its users after start, until stop', async () => {
    const server = open();
    await server.start();
    const pid = await pidOf(server);
    await server.release();
    expect(await open().status()).toMatchObject({ running: true, kept: true, pid });
    expect(await open().stop()).toEqual({ users: 0 });
    expect(running(pid)).toBe(false);
  });

  it('is not stopped under somebody who uses it', async () => {
    const user = await child();
    const server = open();
    const pid = await pidOf(server);
    expect(await server.stop()).toEqual({ users: 1 });
    expect(running(pid)).toBe(true);
    await user.end();
    await vi.waitFor(() => expect(running(pid)).toBe(false), 30_000);
  });

  it('starts again by itself after kill -9, for the one that was using it', async () => {
    const server = open();
    const { owner } = await server.ensure();
    const knex = openDatabase(owner, { pool: 2 });
    await knex.raw('CREATE TABLE pos.t (n INT)');
    await knex.raw('INSERT INTO pos.t VALUES (7)');
    const pid = await pidOf(server);
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(
      async () => expect((await knex.raw('SELECT n FROM pos.t'))[0]).toEqual([{ n: 7 }]),
      30_000,
    );
    expect(await pidOf(server)).not.toBe(pid);
    await knex.destroy();
  });

  it('ends with the last that is left when another was killed with -9', async () => {
    const killed = await child();
    const server = open();
    await server.ensure();
    const pid = await pidOf(server);
    killed.process.kill('SIGKILL');
    await vi.waitFor(async () => expect((await server.status()).users).toBe(1), 30_000);
    await server.release();
    await vi.waitFor(() => expect(running(pid)).toBe(false), 30_000);
  });

  it('recovers from a stale socket and a pid that is somebody else’s', async () => {
    const server = open();
    await server.ensure();
    const pid = await pidOf(server);
    const { socket } = await server.status();
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(running(pid)).toBe(false), 30_000);
    expect(existsSync(socket)).toBe(true);
    writeFileSync(join(home, 'db', 'server.pid'), `${process.pid}\n`);
    expect(await answer(open())).toBe(42);
  });

  it('is not fooled by something else that listens on its socket', async () => {
    const first = open();
    const { socket } = await first.status();
    const impostor = createServer((line) => line.destroy());
    await new Promise<void>((resolve) => impostor.listen(socket, resolve));
    expect(await answer(first)).toBe(42);
    impostor.close();
  });

  it('takes new passwords when the file with them is lost while it runs', async () => {
    const server = open();
    await server.start();
    await server.release();
    rmSync(join(home, 'db', 'secrets.json'));
    expect(await answer(open())).toBe(42);
  });

  it('starts over when the making of the data directory was cut off', async () => {
    const server = open();
    await server.status();
    const half = join(home, 'db', 'data.new');
    mkdirSync(half);
    writeFileSync(join(half, 'ibdata1'), 'half');
    expect(await answer(server)).toBe(42);
  });

  it('puts the socket of a very long path into a directory of its own that only we may enter', async () => {
    const deep = join(home, 'x'.repeat(60), 'y'.repeat(60));
    const server = open(deep);
    expect(await answer(server)).toBe(42);
    const { socket } = await server.status();
    expect(Buffer.byteLength(socket)).toBeLessThan(104);
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700);
    await server.stop({ force: true });
    rmSync(join(socket, '..'), { recursive: true, force: true });
  });

  it('says so, with the line that installs it, when no server program is there', async () => {
    vi.stubEnv('POS_MARIADBD', join(home, 'none'));
    const { error } = await refusal(open().ensure());
    expect(error.code).toBe('SERVIDOR_NO_INSTALADO');
    expect(error.params.orden).toMatch(/install/);
  });

  it.runIf(process.platform === 'linux')('refuses a home where nothing can be made, at once', () => {
    expect(() => open('/proc/none/home')).toThrow(PosFailure);
  });

  it('says why, in the server’s words, when it cannot start', async () => {
    const server = open();
    await server.ensure();
    await server.stop({ force: true });
    writeFileSync(join(home, 'db', 'data', 'ibdata1'), 'broken');
    const { error } = await refusal(open().ensure());
    expect(error.code).toBe('SERVIDOR_NO_ARRANCA');
    expect(String(error.params.detalle)).toMatch(/ibdata1|InnoDB/);
  });
});
