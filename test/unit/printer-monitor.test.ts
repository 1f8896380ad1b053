import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPrintMonitor } from '../../src/adapters/printer/monitor.ts';
import type { PrinterMonitor, PrinterStatus } from '../../src/app/ports.ts';

const CHILD = fileURLToPath(new URL('../support/printer-child.ts', import.meta.url));
const WAIT = { timeout: 30_000, interval: 20 };

let directory = '';
let monitor: PrinterMonitor | null = null;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pos-monitor-'));
});
afterEach(async () => {
  await monitor?.stop();
  monitor = null;
  await rm(directory, { recursive: true });
});

const log = async (): Promise<string[]> => {
  const text = await readFile(join(directory, 'log'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
};
const pids = async (): Promise<number[]> =>
  (await log()).map((row) => Number.parseInt(row, 10)).filter((pid) => pid > 0);
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const start = (behaviour: string, stop = 30_000): { readonly seen: PrinterStatus[] } => {
  const seen: PrinterStatus[] = [];
  monitor = startPrintMonitor({
    config: { printer: 'serial:/dev/ttyUSB0', home: directory },
    till: { code: '002' },
    command: [process.execPath, CHILD],
    env: { ...process.env, POS_CHILD: behaviour, POS_CHILD_LOG: join(directory, 'log') },
    timing: { restart: 20, longestRestart: 100, stop, tick: 100 },
  });
  monitor.subscribe((status) => seen.push(status));
  return { seen };
};

describe('print monitor', { timeout: 60_000 }, () => {
  it('starts the print process of its till, passes calls and status on, and ends it', async () => {
    const { seen } = start('works');
    expect(seen[0]).toMatchObject({ device: '/dev/ttyUSB0' });
    await vi.waitFor(async () => expect(seen.at(-1)).toMatchObject({ state: 'ready', device: 'x' }), WAIT);
    expect((await log())[0]).toMatch(/^\d+ print worker --till 002$/);
    monitor?.wake();
    await vi.waitFor(() => expect(seen.at(-1)?.state).toBe('printing'), WAIT);
    const [pid = 0] = await pids();
    await monitor?.stop();
    expect(lives(pid)).toBe(false);
    expect(await log()).toContain('heard stop');
  });
  it('starts a dead process again, and says that printing stands still', async () => {
    const { seen } = start('dies');
    await vi.waitFor(async () => expect((await pids()).length).toBeGreaterThanOrEqual(3), WAIT);
    expect(seen.at(-1)).toMatchObject({ state: 'stopped', fault: 'PROCESO_CAIDO' });
  });
  it('says that the setting is wrong when the process refuses it', async () => {
    const { seen } = start('refuses');
    await vi.waitFor(() => expect(seen.at(-1)).toMatchObject({ fault: 'CONFIGURACION' }), WAIT);
  });
  it('kills a process that hangs, and starts another', async () => {
    start('hangs', 200);
    await vi.waitFor(async () => expect((await pids()).length).toBeGreaterThanOrEqual(2), WAIT);
    const [first = 0] = await pids();
    await vi.waitFor(() => expect(lives(first)).toBe(false), WAIT);
  });
  it('kills a process that does not end when the till closes', async () => {
    start('hangs', 200);
    await vi.waitFor(async () => expect(await pids()).toHaveLength(1), WAIT);
    const [pid = 0] = await pids();
    await monitor?.stop();
    expect(lives(pid)).toBe(false);
  });
});
