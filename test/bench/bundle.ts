import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The build's own; plain JavaScript, which needs no types here. */
const { quick } = await import(new URL('../../bin/bundle.js', import.meta.url).href);

/** Bundles one program as the product is bundled (production React, Ink's cache), into a directory that `remove` takes away. */
export const bundleProgram = async (entry: string): Promise<{ file: string; remove: () => void }> => {
  const directory = mkdtempSync(join(tmpdir(), 'pos-bench-'));
  const file = join(directory, 'program.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    ...quick,
    alias: { 'react-devtools-core': 'node:util' },
    banner: { js: 'import{createRequire as __c}from"node:module";const require=__c(import.meta.url);' },
    logLevel: 'error',
  });
  return { file, remove: () => rmSync(directory, { recursive: true, force: true }) };
};
