import { exportFile } from '../../../app/export-file.ts';
import type { TableStyle } from '../../../domain/export-table.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../domain/import-columns.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { Ask, Desk, Done, FormView, ListView, Page, Params } from '../page.ts';

/** What may be done with files: one of three kinds, chosen before. */
export const kindOf = (params: Params): ImportKind =>
  IMPORT_KINDS.find((kind) => kind === params.kind) ?? 'products';

/** Folders where a browser leaves what it brings. */
const DOWNLOADS = ['~/Descargas', '~/Downloads'];
const NAMES: Readonly<Record<ImportKind, string>> = {
  products: 'productos.csv',
  families: 'familias.csv',
  stock: 'stock.csv',
};

const isFolder = (path: string): boolean => path.endsWith('/');

/** What was typed goes on from the folder that was opened, unless it begins anew. */
const typedPath = (params: Params): string => {
  const text = String(params.text ?? '');
  return /^[/~]/.test(text) ? text : `${params.folder ?? ''}${text}`;
};

interface Files {
  readonly typed: string;
  readonly found: readonly string[];
}

const listFiles = async ({ services }: Desk, params: Params): Promise<Files> => {
  const { complete } = services.imports.files;
  const typed = typedPath(params);
  const found = await complete(typed);
  if (typed !== '') return { typed, found };
  const downloads = await Promise.all(DOWNLOADS.map(complete));
  return { typed, found: [...found, ...downloads.flat().filter(isFolder)] };
};

const filesView = ({ typed, found }: Files, { params, words, text }: Ask): ListView => {
  const t = words.office.imports;
  const kind = kindOf(params);
  // Also a name that no list shows, e.g. without an ending.
  const paths = text !== '' && !found.includes(typed) ? [...found, typed] : found;
  return {
    kind: 'list',
    title: t.importWhat(t.kinds[kind]),
    note: [[[t.pathHint, 'dim']]],
    columns: [{ title: t.path, width: 'rest' }],
    rows: paths.map((path) => ({
      id: path,
      cells: [path],
      actions: {
        open: {
          go: isFolder(path)
            ? { page: 'importFile', params: { kind, folder: path } }
            : { page: 'importPlan', params: { kind, path } },
        },
      },
    })),
    empty: t.emptyFolder,
  };
};

interface Writing {
  readonly kind: ImportKind;
  readonly path: string;
  readonly style: TableStyle;
  readonly overwrite: boolean;
}

const exportView = ({ params, words }: Ask): FormView => {
  const t = words.office.imports;
  const kind = kindOf(params);
  return {
    kind: 'form',
    title: t.exportWhat(t.kinds[kind]),
    fields: [
      {
        id: 'path',
        kind: 'text',
        label: t.path,
        hint: t.pathHint,
        value: NAMES[kind],
        most: 1_000,
        required: true,
      },
      {
        id: 'style',
        kind: 'choice',
        label: t.style,
        value: 'excel',
        options: [
          { value: 'excel', label: t.styles.excel },
          { value: 'plain', label: t.styles.plain },
        ],
      },
      { id: 'overwrite', kind: 'flag', label: t.overwrite, value: '0' },
    ],
    submit: ({ path = '', style, overwrite }) => ({
      do: 'write',
      input: {
        kind,
        path: path.trim(),
        style: style === 'plain' ? 'plain' : 'excel',
        overwrite: overwrite === '1',
      } satisfies Writing,
    }),
  };
};

/** The file to read, found as it is typed; or (`out`) the file to write. */
export const importFilePage: Page<Files> = {
  permission: 'data.import',
  searchesOutside: true,
  load: async (desk, params) =>
    ok(params.out === true ? { typed: '', found: [] } : await listFiles(desk, params)),
  view: (files, ask) => (ask.params.out === true ? exportView(ask) : filesView(files, ask)),
  commands: {
    write: async ({ services, actor, words }: Desk, writing: Writing): Promise<Result<Done>> => {
      const written = await exportFile(services, actor, writing);
      return written.ok
        ? ok({ say: words.office.imports.exported(written.value.rows, written.value.path) })
        : written;
    },
  },
};
