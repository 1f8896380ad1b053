import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../support/built.ts';

/*
 * The set-up script in a small project of its own: its real files, a PATH that holds only what a test puts there.
 * What would change the machine (npm, apt-get) is a script that notes how it was called.
 */
let project: string;
let tools: string;
let calls: string;

const place = (path: string, text: string): string => {
  const file = join(project, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};

const tool = (name: string, script: string): void => {
  const file = join(tools, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${calls}"\n${script}\n`);
  chmodSync(file, 0o755);
};

const called = (): string[] => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);

const setup = (env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [join(project, 'bin/setup.js')], {
    encoding: 'utf8',
    env: { PATH: tools, HOME: project, ...env },
  });

const serverProgram = () => place('tools/mariadbd', '#!/bin/sh\n');

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'pos-setup-'));
  tools = join(project, 'tools');
  calls = join(project, 'calls');
  mkdirSync(tools);
  for (const file of [
    'bin/setup.js',
    'bin/stamp.js',
    'bin/bundle.js',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    mkdirSync(join(project, file, '..'), { recursive: true });
    copyFileSync(join(ROOT, file), join(project, file));
  }
  const places = JSON.parse(readFileSync(join(ROOT, 'src/adapters/db/server-program.json'), 'utf8'));
  place('src/adapters/db/server-program.json', JSON.stringify({ ...places, directories: [] }));
  for (const directory of ['migrations', 'seeds']) mkdirSync(join(project, directory));
  place(
    'bin/build.js',
    `import { mkdirSync, writeFileSync } from 'node:fs';
     import { ROOT, sourceStamp } from './stamp.js';
     mkdirSync(ROOT + '/dist', { recursive: true });
     writeFileSync(ROOT + '/dist/.stamp', sourceStamp() + '\\n');`,
  );
  place('node_modules/.package-lock.json', '{}');
  symlinkSync(process.execPath, join(tools, 'node'));
  chmodSync(serverProgram(), 0o755);
  setup();
  rmSync(calls, { force: true });
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

describe('the set-up', () => {
  it('is silent and calls nothing when all is there', () => {
    const { status, stdout, stderr } = setup();
    expect({ status, stdout, stderr, called: called() }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
      called: [],
    });
  });

  it('installs the libraries of the lock file when it has changed, once', () => {
    tool('npm', '');
    place('package-lock.json', `${readFileSync(join(project, 'package-lock.json'), 'utf8')}\n`);
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(project, 'package-lock.json'), later, later);
    const first = setup();
    expect(first.status).toBe(0);
    expect(first.stderr).toMatch(/^\[1\/4\] .*…\n\[1\/4\] .*listo en \d+\.\d s\n/);
    expect(called()).toEqual([expect.stringMatching(/^npm ci /)]);
    setup();
    expect(called()).toHaveLength(1);
  });

  it('shows what npm said when it fails', () => {
    tool('npm', 'echo "network is down" >&2; exit 7');
    rmSync(join(project, 'node_modules'), { recursive: true });
    const { status, stderr } = setup();
    expect(status).toBe(1);
    expect(stderr).toMatch(/no se pudo\n[\s\S]*npm ci[\s\S]*network is down/);
  });

  it('builds again when a source is newer', () => {
    place('src/new.ts', 'export {};');
    expect(setup().stderr).toMatch(/^\[3\/4\] .*…\n\[3\/4\] .*listo/);
    expect(setup().stderr).toBe('');
  });

  it('names the one line that installs the server where it may not do it, and exits with 4', () => {
    rmSync(join(tools, 'mariadbd'));
    const { status, stderr } = setup();
    expect(status).toBe(4);
    expect(stderr).toMatch(/install mariadb|winget install/);
  });

  it('wants no server of its own when another is configured', () => {
    rmSync(join(tools, 'mariadbd'));
    expect(setup({ POS_DATABASE_URL: 'mysql://a:b@c/d' })).toMatchObject({ status: 0, stderr: '' });
  });

  it.skipIf(!existsSync('/etc/debian_version'))(
    'installs the core package on Debian and Ubuntu, fetching the package list only when it must',
    () => {
      rmSync(join(tools, 'mariadbd'));
      symlinkSync('/usr/bin/env', join(tools, 'env'));
      symlinkSync('/bin/sh', join(tools, 'sh'));
      tool('sudo', '[ "$1" = -n ] && shift; exec "$@"');
      tool('true', '');
      tool(
        'apt-get',
        `case "$*" in
          *update*) : > "${project}/fresh" ;;
          *) [ -e "${project}/fresh" ] || exit 100; echo '#!/bin/sh' > "${tools}/mariadbd"; /bin/chmod 755 "${tools}/mariadbd" ;;
        esac`,
      );
      const { status, stderr } = setup();
      expect({ status, stderr }).toMatchObject({
        status: 0,
        stderr: expect.stringMatching(/^\[4\/4\] .*apt-get install/),
      });
      expect(called().filter((line) => line.startsWith('apt-get'))).toEqual([
        'apt-get -q -y install --no-install-recommends mariadb-server-core',
        'apt-get -q -y update',
        'apt-get -q -y install --no-install-recommends mariadb-server-core',
      ]);
    },
  );
});
