// What a build was made from, as one short text: equal stamps, equal builds. No dependencies; runs on Node 20.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const SOURCES = [
  'src',
  'migrations',
  'seeds',
  'bin/build.js',
  'bin/bundle.js',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Path, size and time of change of every source file: a few milliseconds, no content read. */
export const sourceStamp = () => {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(join(ROOT, path));
    if (stat.isDirectory()) {
      for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`);
    } else hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const path of SOURCES) visit(path);
  return hash.digest('hex');
};

/** The first line of a stamp file; empty when there is none. */
export const readStamp = (path) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
};

/** A stamp of what a file holds, whenever it was written. */
export const contentStamp = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
