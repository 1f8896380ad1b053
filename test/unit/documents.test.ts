import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { FILE_KEYS } from '../../src/cli/config.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const names = (text: string): Set<string> => new Set(text.match(/\bPOS_[A-Z_]+\b/g));

/** Every variable that the program or its launcher reads. */
const variables = (): Set<string> => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join('src', file));
  return names([...sources, 'bin/pos', 'bin/setup.js'].map(read).join('\n'));
};

test('.env.example: names every variable that is read, and no other', () => {
  expect([...names(read('.env.example'))].sort()).toEqual([...variables()].sort());
});

test('README: tells every setting with its key in the configuration file', () => {
  const readme = read('README.md');
  for (const [key, variable] of Object.entries(FILE_KEYS))
    expect(readme, key).toMatch(new RegExp(`\\| \`${variable}\` \\| \`${key}\` \\|`));
});

test('migrations/README: tells what each migration brings, in their order', () => {
  const [, history = ''] = read('migrations/README.md').split('## History');
  const told = [...history.matchAll(/^\| `(\d+_\w+)` \| \S.* \|$/gm)].map(([, name]) => name);
  expect(told).toEqual(migrations.map(({ name }) => name));
});

test('src/README: gives the reason for every dependency, and for none that is gone', () => {
  const { devDependencies, dependencies, optionalDependencies } = JSON.parse(read('package.json'));
  const installed = Object.keys({ ...devDependencies, ...dependencies, ...optionalDependencies });
  const [, table = ''] = read('src/README.md').split('| Package | Why | Remark |');
  const told = table.split('\n').flatMap((row) => /^\| ([@a-z][^|]*) \|/.exec(row)?.[1]?.split(', ') ?? []);
  expect(told.sort()).toEqual(installed.sort());
});

test.each(['README.md', 'src/README.md', 'migrations/README.md', 'test/README.md'])(
  '%s: links lead somewhere',
  (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].flatMap(([, link]) => link ?? []);
    for (const link of links) expect(existsSync(join(ROOT, dirname(file), link)), link).toBe(true);
  },
);
