import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeCrashReport } from '../../src/adapters/files/crash-report.ts';
import { fileLog } from '../../src/adapters/files/log.ts';
import { logDays, logFollower, readLogDay } from '../../src/adapters/files/log-read.ts';
import { logged } from '../../src/app/logged.ts';
import type { LogFields, LogLevel } from '../../src/app/ports/log.ts';
import type { Services } from '../../src/app/services.ts';
import { PosFailure, posError } from '../../src/domain/errors.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pos-log-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const at = (moment: string) => ({ now: () => new Date(moment) });

const written = (count: number, day = '2026-11-26') =>
  vi.waitFor(() => {
    const { lines } = readLogDay(home, day);
    expect(lines).toHaveLength(count);
    return lines;
  });

test('one line an event, in a file of the day that only its owner may read', async () => {
  let now = new Date('2026-11-26T15:00:00Z');
  const log = fileLog(home, 'pos sell', { now: () => now });
  log.event('sales.register', { numero: '001-0000001', total: 25_000 });
  log.event('users.signIn', { codigo: 'CREDENCIALES_INVALIDAS' }, 'warn');
  const [first, second] = await written(2);
  expect(first).toEqual({
    nivel: 'info',
    hora: '2026-11-26T15:00:00.000Z',
    programa: 'pos sell',
    pid: process.pid,
    evento: 'sales.register',
    numero: '001-0000001',
    total: 25_000,
  });
  expect(second).toMatchObject({ nivel: 'warn', codigo: 'CREDENCIALES_INVALIDAS' });
  expect(statSync(join(home, 'logs')).mode & 0o777).toBe(0o700);
  expect(statSync(join(home, 'logs', 'pos-2026-11-26.log')).mode & 0o777).toBe(0o600);
  // The store's midnight, not Greenwich's.
  now = new Date('2026-11-27T02:59:00Z');
  log.event('late');
  await written(3);
  now = new Date('2026-11-27T03:00:00Z');
  log.event('next');
  await written(1, '2026-11-27');
  expect(logDays(home)).toEqual(['2026-11-27', '2026-11-26']);
});

test('a text that tries to be a line of its own, or to drive a terminal, stays one text', async () => {
  const log = fileLog(home, 'pos sell', at('2026-11-26T15:00:00Z'));
  log.event('odd', { texto: 'a\n{"nivel":"info","evento":"forged"}\u001b[2J' });
  log.event('long', { texto: 'x'.repeat(9_000) });
  log.event('after');
  const lines = await written(3);
  expect(lines.map((line) => line.evento)).toEqual(['odd', 'long', 'after']);
  expect(lines[1]?.texto).toBe(`${'x'.repeat(250)}…`);
  expect(readFileSync(join(home, 'logs', 'pos-2026-11-26.log'), 'utf8')).not.toContain('\u001b');
});

test('keeps thirty days, and is not led elsewhere by a link', async () => {
  const directory = join(home, 'logs');
  mkdirSync(directory);
  for (let day = 1; day <= 31; day++)
    writeFileSync(join(directory, `pos-2026-10-${String(day).padStart(2, '0')}.log`), '');
  const elsewhere = join(home, 'elsewhere');
  writeFileSync(elsewhere, '');
  const log = fileLog(home, 'pos sell', at('2026-11-26T15:00:00Z'));
  log.event('one');
  await written(1);
  expect(readdirSync(directory)).toHaveLength(30);
  symlinkSync(elsewhere, join(directory, 'pos-2026-11-28.log'));
  const other = fileLog(home, 'pos sell', at('2026-11-28T15:00:00Z'));
  other.event('two');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(readFileSync(elsewhere, 'utf8')).toBe('');
});

test('a file that grows too large becomes a piece of its day, none of which is lost; all together have a limit', async () => {
  const directory = join(home, 'logs');
  mkdirSync(directory);
  const day = join(directory, 'pos-2026-11-26.log');
  const log = fileLog(home, 'pos sell', at('2026-11-26T15:00:00Z'));
  const other = fileLog(home, 'pos serve', at('2026-11-26T15:00:00Z'));
  log.event('first');
  other.event('first');
  await written(2);
  for (const round of [1, 2]) {
    truncateSync(day, 20_000_001);
    log.event(`round ${round}`);
    other.event(`round ${round}`);
  }
  const names = () => readdirSync(directory).sort();
  expect(names()).toEqual(['pos-2026-11-26.log', 'pos-2026-11-26.log.1', 'pos-2026-11-26.log.2']);
  const { lines } = readLogDay(home, '2026-11-26');
  expect(lines.map(({ evento, programa }) => `${evento} ${programa}`)).toEqual([
    'first pos sell',
    'first pos serve',
    'round 1 pos sell',
    'round 1 pos serve',
    'round 2 pos sell',
    'round 2 pos serve',
  ]);
  for (const piece of [1, 2]) truncateSync(`${day}.${piece}`, 260_000_000);
  truncateSync(day, 20_000_001);
  log.event('room is made');
  expect(names()).toEqual(['pos-2026-11-26.log', 'pos-2026-11-26.log.2', 'pos-2026-11-26.log.3']);
});

test('followed through another name, a line in the making and midnight, every line is seen once', () => {
  const directory = join(home, 'logs');
  mkdirSync(directory);
  const day = join(directory, 'pos-2026-11-26.log');
  const next = join(directory, 'pos-2026-11-27.log');
  const follower = logFollower(home);
  const seen = (today: string) => {
    const { lines, broken } = follower.read(today);
    return [...lines.map(({ n }) => n), ...(broken > 0 ? [`${broken} broken`] : [])];
  };
  expect(seen('2026-11-26')).toEqual([]);
  writeFileSync(day, '{"n":1}\n{"n":2}\n{"n":');
  expect(seen('2026-11-26')).toEqual([1, 2]);
  appendFileSync(day, '3}\n');
  expect(seen('2026-11-26')).toEqual([3]);
  appendFileSync(day, '{"n":4}\n');
  renameSync(day, `${day}.1`);
  writeFileSync(day, `{"n":5}\n${'{"n":6}\n'.repeat(20)}{"n":7\n{"n":8}\n`);
  expect(seen('2026-11-26')).toEqual([4, 5, ...Array(20).fill(6), 8, '1 broken']);
  appendFileSync(day, '{"n":9}\n');
  writeFileSync(next, '{"n":10}\n');
  expect(seen('2026-11-27')).toEqual([9, 10]);
  expect(seen('2026-11-27')).toEqual([]);
  rmSync(next);
  expect(seen('2026-11-27')).toEqual([]);
  writeFileSync(next, '{"n":11}\n');
  expect(seen('2026-11-27')).toEqual([11]);
  follower.close();
});

test('tells acts of people, not what they read, and neither cards, names nor secrets', async () => {
  const events: [string, LogFields, LogLevel][] = [];
  const actor = {
    id: 1,
    login: 'gerente',
    name: 'Ana',
    email: '',
    role: 'gerente',
    session: 'TOKEN',
  } as const;
  const outage = new PosFailure(posError('BASE_DE_DATOS', { causa: 'ECONNRESET' }));
  const services = {
    sales: {
      register: async () => ({
        ok: true,
        value: { id: 9, number: '001-0000009', total: 5_000, repeated: false },
      }),
      list: async () => [],
    },
    users: {
      signIn: async () => ({ ok: false, error: posError('CREDENCIALES_INVALIDAS') }),
      list: async () => [],
    },
    cardDesk: {
      topup: async () => ({ ok: true, value: { id: 3, number: '00203' } }),
      show: async () => ({ ok: true, value: { number: '00203' } }),
      block: async () => Promise.reject(outage),
    },
    imports: {
      records: async function* () {
        yield [1];
      },
    },
    stock: { adjust: async () => Promise.reject(new TypeError('x is undefined')) },
  };
  const others = [
    'products',
    'families',
    'photos',
    'shifts',
    'returns',
    'parkedSales',
    'people',
    'tills',
    'methods',
    'invoices',
    'spool',
  ];
  const whole = {
    ...Object.fromEntries(others.map((noun) => [noun, {}])),
    ...services,
  } as unknown as Services;
  const { sales, users, cardDesk, stock, imports } = logged(whole, {
    event: (name, fields = {}, level = 'info') => void events.push([name, { ...fields, ms: 0 }, level]),
  }) as unknown as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;
  const pieces = [];
  const records = imports?.records as unknown as (kind: string) => AsyncIterable<unknown>;
  for await (const piece of records('stock')) pieces.push(piece);
  expect(pieces).toEqual([[1]]);
  await sales?.register?.({ uuid: 'u', id_caja: 1, nro_tarjeta: '00203' });
  await sales?.list?.({});
  await users?.signIn?.({ login: 'my-password', kind: 'password', proof: 'PROOF' });
  await cardDesk?.topup?.({ actor, grant: null }, '00203');
  await cardDesk?.show?.('00203');
  await expect(cardDesk?.block?.({ actor, grant: null }, '00203')).rejects.toBe(outage);
  await expect(stock?.adjust?.({ actor, grant: null })).rejects.toThrow(TypeError);
  expect(events).toEqual([
    [
      'sales.register',
      { uuid: 'u', caja: 1, numero: '001-0000009', total: 5_000, repetida: false, ms: 0 },
      'info',
    ],
    ['users.signIn', { clase: 'password', codigo: 'CREDENCIALES_INVALIDAS', ms: 0 }, 'warn'],
    ['cardDesk.topup', { persona: 'gerente', id: 3, ms: 0 }, 'info'],
    ['cardDesk.block', { persona: 'gerente', codigo: 'BASE_DE_DATOS', causa: 'ECONNRESET', ms: 0 }, 'warn'],
    ['stock.adjust', { persona: 'gerente', falla: 'x is undefined', ms: 0 }, 'error'],
  ]);
});

test('a fault of the program leaves a report without the statement that failed', () => {
  const about = { version: '1.0.0', command: 'sell', now: new Date('2026-11-26T15:00:00Z') };
  const cause = Object.assign(new Error("insert into usuarios values ('hunter2')"), {
    code: 'ER_BAD_FIELD_ERROR',
  });
  const path = writeCrashReport(home, new Error('1054: Unknown column', { cause }), about);
  const text = readFileSync(String(path), 'utf8');
  expect(text).toContain('1054: Unknown column');
  expect(text).toContain('cause: ER_BAD_FIELD_ERROR');
  expect(text).not.toContain('hunter2');
  expect(statSync(String(path)).mode & 0o777).toBe(0o600);
  expect(writeCrashReport('/proc/nowhere', new Error('x'), about)).toBeNull();
});
