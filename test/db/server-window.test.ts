import { readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { privateServer } from '../../src/adapters/db/private-server.ts';
import { makeScratch } from '../../src/adapters/files/scratch.ts';
import { POS } from '../support/built.ts';
import { openTerminal } from '../support/pty.ts';

let home: string;

const running = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

beforeEach(() => {
  home = makeScratch('pos-window-', 500_000_000);
});

afterEach(async () => {
  await privateServer(home).stop({ force: true });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

describe('a till that does not say goodbye', () => {
  it.each(['SIGHUP', 'SIGTERM', 'SIGKILL'] as const)(
    'takes its database along: %s',
    { timeout: 180_000 },
    async (how) => {
      const env = { POS_HOME: home, HOME: home, POS_LANG: 'es' };
      const terminal = await openTerminal({ command: POS, args: ['--demo'], cols: 80, rows: 24, env });
      try {
        await terminal.waitFor('F10', 'the sign-in');
        // The screen and its print process: killed without warning, the first leaves the server to the second.
        const server = privateServer(home);
        await vi.waitFor(async () => expect((await server.status()).users).toBe(2), 60_000);
        const pid = (await server.status()).pid ?? 0;
        terminal.kill(how);
        await vi.waitFor(() => expect(running(pid)).toBe(false), 60_000);
      } finally {
        await terminal.dispose();
      }
    },
  );
});
