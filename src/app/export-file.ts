import { type TableStyle, tableHead, tableLine } from '../domain/export-table.ts';
import type { ImportKind } from '../domain/import-columns.ts';
import { ok, type Result } from '../domain/result.ts';
import type { User } from '../domain/user.ts';
import { authorize } from './authorize.ts';
import type { Services } from './services.ts';

/** Everything of a kind as a file that can be imported again, in pieces of text. */
export async function* exportedText(
  { imports }: Pick<Services, 'imports'>,
  kind: ImportKind,
  style: TableStyle,
  count: (rows: number) => void = () => {},
): AsyncGenerator<string> {
  yield tableHead(kind, style);
  for await (const records of imports.records(kind)) {
    yield records.map((record) => tableLine(kind, record, style)).join('');
    count(records.length);
  }
}

interface Exported {
  readonly path: string;
  readonly rows: number;
}

/** Writes a file, whole or not at all. ARCHIVO_EXISTE unless it may be overwritten. */
export const exportFile = async (
  services: Pick<Services, 'imports'>,
  actor: User,
  wanted: {
    readonly kind: ImportKind;
    readonly path: string;
    readonly style: TableStyle;
    readonly overwrite: boolean;
  },
): Promise<Result<Exported>> => {
  const allowed = authorize(actor, 'data.export');
  if (!allowed.ok) return allowed;
  let rows = 0;
  const text = exportedText(services, wanted.kind, wanted.style, (more) => {
    rows += more;
  });
  const written = await services.imports.files.write(wanted.path, text, wanted.overwrite);
  return written.ok ? ok({ path: written.value, rows }) : written;
};
