import { openDraft } from '../../../app/move-stock.ts';
import { ok } from '../../../domain/result.ts';
import type { StockDocumentHead } from '../../../domain/stock.ts';
import type { Desk, Page, PageRef } from '../page.ts';
import { matching } from '../rows.ts';

interface Documents {
  readonly documents: readonly StockDocumentHead[];
  /** Of the next count. */
  readonly uuid: string;
}

/** Receipts are read as receipts; everything else in the page of counts. */
const pageOf = (one: StockDocumentHead): PageRef => ({
  page: one.kind === 'Ingreso' ? 'stockReceive' : 'stockCount',
  params: { id: one.id },
});

const ORDER = { Borrador: 0, Aplicado: 1, Descartado: 1 } as const;

export const stockCounts: Page<Documents> = {
  permission: 'stock.count',
  hint: (words) => words.office.stock.documents.hint,
  load: async ({ services }) => {
    const documents = await services.stock.documents({});
    return ok({
      documents: documents.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]),
      uuid: services.ids.uuid(),
    });
  },
  view: ({ documents, uuid }, { words, text }) => {
    const t = words.office.stock;
    const c = t.documents.columns;
    const rows = documents.map((one) => ({
      id: one.id,
      cells: [
        String(one.id),
        t.kinds[one.kind],
        t.states[one.state],
        (one.closedAt ?? one.createdAt).slice(0, 16),
        String(one.lines),
        one.person,
        [one.supplier, one.document, one.reason].filter(Boolean).join(' · '),
      ],
      ...(one.state === 'Borrador' ? { style: 'accent' as const } : {}),
      actions: { open: { go: pageOf(one) } },
    }));
    return {
      kind: 'list',
      title: t.documents.title,
      columns: [
        { title: c.number, width: 5, align: 'right' },
        { title: c.kind, width: 8 },
        { title: c.state, width: 10 },
        { title: c.date, width: 16 },
        { title: c.lines, width: 6, align: 'right' },
        { title: c.person, width: 14 },
        { title: c.detail, width: 'rest' },
      ],
      rows: matching(rows, text, ({ cells }) => cells),
      empty: t.documents.empty,
      actions: {
        countStock: { do: 'count', input: uuid },
        receive: { go: { page: 'stockReceive' } },
      },
    };
  },
  commands: {
    count: async ({ services, actor, grant, words }: Desk, uuid: string) => {
      const opened = await openDraft(services, { actor, grant }, 'Conteo', { uuid });
      if (!opened.ok) return opened;
      const { id } = opened.value;
      return ok({
        say: words.office.stock.documents.counting(id),
        next: { page: 'stockCount' as const, params: { id } },
      });
    },
  },
};
