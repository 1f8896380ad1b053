import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { processContext } from '../../src/cli/main-context.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { ROOT } from '../support/built.ts';
import { complaintOf, wordsOf } from '../support/command-line.ts';

/* The files that systemd, cron and logrotate read, and the lines that the documents tell people to type. */
const SYSTEM = join(ROOT, 'bin', 'system');
const PROGRAM = '/usr/local/bin/pos';
const read = (path: string): string => readFileSync(path, 'utf8');
const files = readdirSync(SYSTEM);
const units = files.filter((name) => /\.(service|timer)$/.test(name));
const services = files.filter((name) => name.endsWith('.service'));

const context = await processContext({ HOME: '/nowhere' }, 'en');
const complaint = (line: string): string | null => complaintOf(buildProgram(context), wordsOf(line).slice(1));

test('the checker of lines knows a command from none', () => {
  for (const line of [
    'pos sale list --json',
    'pos db backup >>x 2>&1',
    'pos --demo',
    'pos help sale register',
  ])
    expect([line, complaint(line)]).toEqual([line, null]);
  for (const line of [
    'pos sael',
    'pos sale list --jsn',
    'pos card show',
    'pos sale list --limit x',
    'pos db backup a b',
  ])
    expect([line, complaint(line)]).toEqual([line, expect.any(String)]);
});

describe('files of the system', () => {
  it.each(services)('%s runs a command that there is', (name) => {
    const commands = [...read(join(SYSTEM, name)).matchAll(/^Exec\w+=(.*)$/gm)].map(([, line = '']) => line);
    expect(commands.length).toBeGreaterThan(0);
    for (const line of commands) {
      expect(wordsOf(line)[0]).toBe(PROGRAM);
      expect([line, complaint(line)]).toEqual([line, null]);
    }
  });

  it('cron runs commands that there are, as the same person, where it finds them', () => {
    const text = read(join(SYSTEM, 'cantina-pos.cron'));
    const jobs = text.split('\n').filter((line) => /^[@*\d]/.test(line));
    expect(jobs.length).toBeGreaterThan(3);
    expect(text).toMatch(/^PATH=\/usr\/local\/bin:/m);
    for (const job of jobs) {
      const [, line = ''] = /^(?:@reboot|(?:\S+ +){4}\S+) +cantina +(pos .*)$/.exec(job) ?? [];
      expect([job, complaint(line)]).toEqual([job, line === '' ? 'no command' : null]);
    }
  });

  it('every timer has its service', () => {
    for (const timer of units.filter((name) => name.endsWith('.timer')))
      expect(services).toContain(timer.replace('.timer', '.service'));
  });
});

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

describe.skipIf(!has('systemd-analyze'))('systemd (skipped where it is not installed)', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'pos-units-'));
    const program = join(place, 'pos');
    writeFileSync(program, '#!/bin/sh\n');
    chmodSync(program, 0o755);
    cpSync(SYSTEM, join(place, 'units'), { recursive: true });
    for (const name of services)
      writeFileSync(join(place, 'units', name), read(join(SYSTEM, name)).replaceAll(PROGRAM, program));
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const analyze = (...args: string[]) =>
    spawnSync('systemd-analyze', args, {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, SYSTEMD_UNIT_PATH: `${join(place, 'units')}:`, SYSTEMD_COLORS: '0' },
    });

  it('finds nothing to say of the units', () => {
    const { status, stderr } = analyze(
      'verify',
      '--man=no',
      ...units.map((name) => join(place, 'units', name)),
    );
    const ours = stderr.split('\n').filter((line) => line.includes('cantina-pos'));
    expect([status, ours]).toEqual([0, []]);
  });

  it.each(services)('finds %s hardly exposed, and its confinement read', (name) => {
    const found = analyze('security', '--offline=yes', '--threshold=25', join(place, 'units', name));
    expect([found.status, found.stdout]).toEqual([0, expect.stringMatching(/✓ NoNewPrivileges=/)]);
  });
});

describe.skipIf(!has('logrotate'))('logrotate (skipped where it is not installed)', () => {
  it('understands its file', () => {
    const place = mkdtempSync(join(tmpdir(), 'pos-rotate-'));
    try {
      mkdirSync(join(place, 'logs'));
      writeFileSync(join(place, 'logs', 'cron.log'), 'x\n'.repeat(100));
      const text = read(join(SYSTEM, 'cantina-pos.logrotate'))
        .replaceAll('/var/log/cantina-pos', join(place, 'logs'))
        .replaceAll(/^ +(su|create) .*\n/gm, '');
      writeFileSync(join(place, 'file'), text, { mode: 0o600 });
      const args = ['--verbose', '--force', '--state', join(place, 'state'), join(place, 'file')];
      const { status, stderr } = spawnSync('logrotate', args, { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, expect.not.stringMatching(/^error/m)]);
      expect(readdirSync(join(place, 'logs'))).toContain('cron.log.1');
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});

describe('documents', () => {
  /** What stands before the explanation, in blocks of code; dots and capitals stand for what one would type. */
  const linesOf = (text: string): readonly string[] =>
    text
      .split('\n')
      .flatMap(
        (line) =>
          /^ {4}(?:[\d*/-]+ \S+ \S+ \S+ \S+ +)?(?:sudo (?:-\S+ )*(?:cantina )?|POS_\w+=\S+ )*(pos .*)$/.exec(
            line,
          )?.[1] ?? [],
      )
      .map((line) => line.split(/ {2,}/)[0] ?? '');

  it('the README tells people to type commands that there are', () => {
    const lines = linesOf(read(join(ROOT, 'README.md')));
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => complaint(line) !== null)).toEqual([]);
  });
});
