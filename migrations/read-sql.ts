import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's root: the same walk works from the sources and from a bundle in `dist/`. */
const packageRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json not found above the program');
    folder = parent;
  }
  return folder;
};

/** Text of `migrations/sql/<name>.sql`. */
export const readSql = (name: string): string =>
  readFileSync(join(packageRoot(), 'migrations', 'sql', `${name}.sql`), 'utf8');
