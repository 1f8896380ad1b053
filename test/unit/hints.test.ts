import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fileHints } from '../../src/adapters/files/hints.ts';

const home = mkdtempSync(join(tmpdir(), 'pos-hints-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('remembers what each person has seen, under any name', async () => {
  const hints = fileHints(home);
  expect(await hints.load('ana')).toEqual({});
  await hints.save('ana', { sale: 2, 'office.menu': 4 });
  await hints.save('../../ana', { sale: 1 });
  expect(await hints.load('ana')).toEqual({ sale: 2, 'office.menu': 4 });
  expect(await hints.load('../../ana')).toEqual({ sale: 1 });
  expect(readdirSync(home)).toEqual(['hints']);
});

it('fails nobody over a hint: a broken file or no place to write', async () => {
  writeFileSync(join(home, 'hints', 'eva.json'), '{"sale": "mucho", "otro": 1');
  expect(await fileHints(home).load('eva')).toEqual({});
  writeFileSync(join(home, 'hints', 'leo.json'), '{"sale": "mucho", "history": 1}');
  expect(await fileHints(home).load('leo')).toEqual({ history: 1 });
  await fileHints('/proc/nowhere').save('ana', { sale: 1 });
  expect(await fileHints('/proc/nowhere').load('ana')).toEqual({});
});
