import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The command as users run it. */
export const POS = join(ROOT, 'bin', 'pos');

/**
 * Builds `dist/` if a source is newer: a test that runs `bin/pos` must not meet yesterday's program. When the
 * sources do not build, tests that need no program still run, and the others fail for want of one.
 */
export const ensureBuilt = (): void => {
  const build = spawnSync(process.execPath, [join(ROOT, 'bin', 'build.js'), '--if-stale'], {
    encoding: 'utf8',
  });
  if (build.status === 0) return;
  process.stderr.write(`the program does not build:\n${build.stderr}\n`);
  rmSync(join(ROOT, 'dist', 'pos.js'), { force: true });
};
