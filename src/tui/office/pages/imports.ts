import { IMPORT_KINDS } from '../../../domain/import-columns.ts';
import { ok } from '../../../domain/result.ts';
import { type Page, page } from '../page.ts';
import { matching } from '../rows.ts';
import { importFilePage } from './import-file.ts';
import { importPlanPage } from './import-plan.ts';
import type { PageSet } from './page-set.ts';

/** What can come from a file or go to one. */
const importsPage: Page<null> = {
  permission: 'data.import',
  hint: (words) => words.office.imports.hint,
  load: async () => ok(null),
  view: (_, { words, text }) => {
    const t = words.office.imports;
    const kinds = IMPORT_KINDS.map((kind) => ({ kind, cells: [t.kinds[kind], t.purposes[kind]] }));
    return {
      kind: 'list',
      title: words.office.titles.imports,
      columns: [
        { title: t.columns.what, width: 12 },
        { title: t.columns.purpose, width: 'rest' },
      ],
      rows: matching(kinds, text, ({ cells }) => cells).map(({ kind, cells }) => ({
        id: kind,
        cells,
        actions: {
          open: { go: { page: 'importFile', params: { kind } } },
          exportTable: { go: { page: 'importFile', params: { kind, out: true } } },
        },
      })),
      empty: t.emptyKinds,
    };
  },
};

export const importPages: PageSet = {
  imports: page(importsPage),
  importFile: page(importFilePage),
  importPlan: page(importPlanPage),
};
