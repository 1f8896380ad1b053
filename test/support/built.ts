import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The command as users run it. */
export const POS = join(ROOT, 'bin', 'pos');

/** Builds `dist/` if a source is newer; a test that runs `bin/pos` must not meet yesterday's program. */
export const ensureBuilt = (): void => {
  execFileSync(process.execPath, [join(ROOT, 'bin', 'build.js'), '--if-stale'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
};
