import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The build's own; plain JavaScript, which needs no types here. */
const { quick } = await import(new URL('../../bin/bundle.js', import.meta.url).href);

/** Bundles one program as the product is bundled (production React, Ink's cache), into a directory that `remove` takes away. */
export const bundleProgram = async (entry: string): Promise<{ file: string; remove: () => void }> => {
  const directory = mkdtempSync(join(tmpdir(), 'pos-bench-'));
  const file = join(directory, 'program.mjs');
  await build({
    ...quick(),
    cwd: ROOT,
    input: entry,
    platform: 'node',
    resolve: { alias: { 'react-devtools-core': 'node:util' } },
    output: { file, codeSplitting: false },
    logLevel: 'silent',
  });
  return { file, remove: () => rmSync(directory, { recursive: true, force: true }) };
};
