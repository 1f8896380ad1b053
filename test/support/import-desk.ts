import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { databaseImports } from '../../src/adapters/db/imports.ts';
import { databaseStores } from '../../src/adapters/db/stores.ts';
import { exportedText } from '../../src/app/export-file.ts';
import { applyImport, type ImportPlan, planImport } from '../../src/app/import-file.ts';
import type { Applied } from '../../src/app/ports/imports.ts';
import type { TableStyle } from '../../src/domain/export-table.ts';
import type { ImportKind } from '../../src/domain/import-columns.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';

export interface ImportDesk {
  readonly services: Parameters<typeof planImport>[0];
  /** Writes a file into a directory of its own and answers with its path. */
  readonly file: (content: string | Buffer, name?: string) => string;
  readonly plan: (kind: ImportKind, content: string | Buffer, actor: Actor) => Promise<Result<ImportPlan>>;
  /** Plans and applies. */
  readonly take: (
    kind: ImportKind,
    content: string | Buffer,
    actor: Actor,
    grant?: number | null,
  ) => Promise<Result<Applied>>;
  readonly exported: (kind: ImportKind, style?: TableStyle) => Promise<string>;
  readonly remove: () => void;
}

/** Imports over the till's account, with files that are gone afterwards. */
export const importDesk = (till: Knex): ImportDesk => {
  const folder = mkdtempSync(join(tmpdir(), 'pos-import-'));
  const services = {
    imports: databaseImports(till),
    stores: databaseStores(till),
    ids: { uuid: randomUUID },
  };
  const file: ImportDesk['file'] = (content, name = 'archivo.csv') => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const plan: ImportDesk['plan'] = (kind, content, actor) =>
    planImport(services, { actor, grant: null }, { kind, path: file(content, `${randomUUID()}.csv`) });
  return {
    services,
    file,
    plan,
    take: async (kind, content, actor, grant = null) => {
      const planned = await plan(kind, content, actor);
      return planned.ok ? applyImport(services, { actor, grant }, planned.value) : planned;
    },
    exported: async (kind, style = 'plain') => {
      let text = '';
      for await (const piece of exportedText(services, kind, style)) text += piece;
      return text;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

/** The value of a result that must be good. */
export const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
