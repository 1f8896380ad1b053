import { productBy } from '../../app/edit-product.ts';
import { applyDraft, discardDraft, noteInDraft, openDraft } from '../../app/move-stock.ts';
import { formatGs } from '../../domain/money.ts';
import { countDifference, type StockDocument, type StockDocumentLine } from '../../domain/stock.ts';
import { type ActingFlags, actingBy } from '../acting.ts';
import type { CliContext } from '../context.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { documentLineRow, documentRow, notedView, storedDocumentView } from '../views-product.ts';

export const openCount = (
  context: CliContext,
  flags: ActingFlags & { readonly note?: string },
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const actor = await context.asPerson(opened, flags, 'stock.count');
    const paper = { uuid: services.ids.uuid(), reason: flags.note ?? null };
    const stored = unwrap(await openDraft(services, { actor, grant: null }, 'Conteo', paper));
    const t = context.messages.cli.stock;
    context.present({ data: storedDocumentView(stored), text: () => t.countOpened(stored.id) }, flags);
  });

interface CountFlags extends ActingFlags {
  readonly product: string;
  readonly quantity?: number;
  readonly set?: boolean;
  readonly remove?: boolean;
}

export const addToCount = (context: CliContext, id: number, flags: CountFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const actor = await context.asPerson(opened, flags, 'stock.count');
    const product = unwrap(await productBy(services, flags.product));
    const mode = flags.remove ? 'remove' : flags.set ? 'set' : 'add';
    const note = { documentId: id, productId: product.id, mode, quantity: flags.quantity ?? 1 } as const;
    const noted = unwrap(await noteInDraft(services, { actor, grant: null }, 'Conteo', note));
    const t = context.messages.office.stock.draft;
    const text = (): string =>
      noted.quantity === null ? t.removed(product.name) : t.noted(product.name, noted.quantity);
    context.present({ data: notedView(id, product, noted), text }, flags);
  });

const columnsOf = (context: CliContext, document: StockDocument): Column<StockDocumentLine>[] => {
  const t = context.messages.office.stock.draft;
  const c = t.countColumns;
  const r = t.receiptColumns;
  const first: Column<StockDocumentLine>[] = [
    { title: c.code, value: (line) => line.code },
    { title: c.product, value: (line) => line.product, shrinks: true },
  ];
  const number = (title: string, value: (line: StockDocumentLine) => number | null) => ({
    title,
    value: (line: StockDocumentLine) => {
      const found = value(line);
      return found === null ? '' : formatGs(found);
    },
    align: 'right' as const,
  });
  return document.kind === 'Conteo'
    ? [
        ...first,
        number(c.counted, (line) => line.quantity),
        number(c.expected, (line) => line.expected),
        number(c.difference, countDifference),
      ]
    : [...first, number(r.units, (line) => line.quantity), number(r.cost, (line) => line.cost)];
};

export const showDocument = (context: CliContext, id: number, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const document = unwrap(await services.stock.document(id));
    const rows = document.items.map(documentLineRow(document));
    const t = context.messages.office.stock;
    const title = t.draft.title(t.kinds[document.kind], document.id, t.states[document.state]);
    context.present(
      {
        data: { ...documentRow(document), lineas: rows },
        rows,
        text: (width) => `${title}\n\n${table(document.items, columnsOf(context, document), width)}`,
      },
      flags,
    );
  });

export const closeCount = (
  context: CliContext,
  id: number,
  how: 'apply' | 'discard',
  flags: ActingFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const t = context.messages.office.stock;
    const by = await actingBy(context, opened, flags, {
      permission: how === 'apply' ? 'stock.apply' : 'stock.count',
      reference: String(id),
      about: t.draft.about(t.kinds.Conteo, id),
    });
    const closed = unwrap(
      how === 'apply'
        ? await applyDraft(services, by, 'Conteo', id)
        : await discardDraft(services, by, 'Conteo', id),
    );
    const say = how === 'apply' ? t.draft.applied : t.draft.discarded;
    context.present({ data: storedDocumentView(closed), text: () => say(t.kinds.Conteo, id) }, flags);
  });
