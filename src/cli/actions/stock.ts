import { productBy } from '../../app/edit-product.ts';
import { moveStock } from '../../app/move-stock.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { formatGs } from '../../domain/money.ts';
import type { StockDocumentHead, StockLevel, StockMovement } from '../../domain/stock.ts';
import { type ActingFlags, actingBy } from '../acting.ts';
import type { CliContext } from '../context.ts';
import type { ListFlags } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { type Column, table } from '../table.ts';
import { unwrap } from '../unwrap.ts';
import { documentRow, levelRow, movementRow, storedDocumentView } from '../views-product.ts';
import { type LineFlags, movedBy } from './stock-lines.ts';

const signed = (units: number): string => (units > 0 ? `+${formatGs(units)}` : formatGs(units));

export const lowStock = (context: CliContext, flags: OutputFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const levels = await services.stock.low();
    const rows = levels.map(levelRow);
    const t = context.messages.office.stock;
    const columns: Column<StockLevel>[] = [
      { title: t.columns.code, value: (one) => one.code },
      { title: t.columns.product, value: (one) => one.product, shrinks: true },
      { title: t.columns.category, value: (one) => one.category, shrinks: true },
      { title: t.columns.stock, value: (one) => formatGs(one.stock), align: 'right' },
      { title: t.columns.minimum, value: (one) => formatGs(one.minimum), align: 'right' },
    ];
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? t.emptyLow : table(levels, columns, width)) },
      flags,
    );
  });

interface MovementFlags extends ListFlags {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
}

export const stockMovements = (
  context: CliContext,
  reference: string | undefined,
  flags: MovementFlags,
): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const product = reference === undefined ? null : unwrap(await productBy(services, reference));
    const from = flags.date ?? flags.from;
    const to = flags.date ?? flags.to;
    const movements = await services.stock.movements({
      ...(product ? { productId: product.id } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    });
    const rows = movements.map(movementRow);
    const t = context.messages.office.stock;
    const c = t.ledger.columns;
    const detail = (one: StockMovement): string =>
      [one.saleNumber, one.supplier, one.document, one.reason].filter(Boolean).join(' · ');
    const columns: Column<StockMovement>[] = [
      { title: c.date, value: (one) => one.date },
      ...(product
        ? []
        : [{ title: t.columns.product, value: (one: StockMovement) => one.product, shrinks: true }]),
      { title: c.kind, value: (one) => t.movements[one.kind] },
      { title: c.units, value: (one) => signed(one.quantity), align: 'right' },
      { title: c.after, value: (one) => formatGs(one.after), align: 'right' },
      { title: c.detail, value: detail, shrinks: true },
      { title: c.person, value: (one) => one.person ?? '', shrinks: true },
    ];
    context.present(
      {
        data: rows,
        rows,
        text: (width) => (rows.length === 0 ? t.ledger.empty : table(movements, columns, width)),
      },
      flags,
    );
  });

export const checkStock = (
  context: CliContext,
  reference: string,
  flags: OutputFlags & { readonly quantity?: number },
): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const product = unwrap(await productBy(services, reference));
    const wanted = flags.quantity ?? 1;
    if (!(await services.stock.enough(product.id, wanted)))
      throw new PosFailure(
        product.active
          ? posError('STOCK_INSUFICIENTE', {
              producto: product.name,
              disponible: product.stock,
              pedido: wanted,
            })
          : posError('PRODUCTO_INACTIVO', { producto: product.name }),
      );
    context.present(
      {
        data: { codigo: product.code, stock_actual: product.stock, pedido: wanted, alcanza: true },
        text: () => context.messages.cli.stock.enough(product.name, formatGs(product.stock)),
      },
      flags,
    );
  });

export const listDocuments = (context: CliContext, flags: ListFlags): Promise<void> =>
  context.withServices({}, async ({ services }) => {
    const filter = flags.limit === undefined ? {} : { limit: flags.limit };
    const documents = await services.stock.documents(filter);
    const rows = documents.map(documentRow);
    const t = context.messages.office.stock;
    const c = t.documents.columns;
    const columns: Column<StockDocumentHead>[] = [
      { title: c.number, value: (one) => String(one.id), align: 'right' },
      { title: c.kind, value: (one) => t.kinds[one.kind] },
      { title: c.state, value: (one) => t.states[one.state] },
      { title: c.date, value: (one) => one.closedAt ?? one.createdAt },
      { title: c.lines, value: (one) => String(one.lines), align: 'right' },
      { title: c.person, value: (one) => one.person, shrinks: true },
      {
        title: c.detail,
        value: (one) => [one.supplier, one.document, one.reason].filter(Boolean).join(' · '),
        shrinks: true,
      },
    ];
    const { none } = context.messages.cli.stock;
    context.present(
      { data: rows, rows, text: (width) => (rows.length === 0 ? none : table(documents, columns, width)) },
      flags,
    );
  });

/** Receives, corrects or writes off: one product by options, or many by a file. */
export const moveGoods = (
  context: CliContext,
  kind: 'Ingreso' | 'Ajuste' | 'Merma',
  flags: ActingFlags & LineFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const moved = await movedBy(services, flags);
    const t = context.messages.office.stock;
    const by = await actingBy(context, opened, flags, {
      permission: kind === 'Ingreso' ? 'stock.receive' : 'stock.adjust',
      reference: moved.uuid.toLowerCase(),
      about: t.kinds[kind],
    });
    const stored = unwrap(await moveStock(services, by, kind, moved));
    const words = context.messages.cli.stock;
    const text = (): string =>
      stored.repeated
        ? words.repeated(t.kinds[kind], stored.id)
        : words.stored(t.kinds[kind], stored.id, stored.lines, stored.units);
    context.present({ data: storedDocumentView(stored), text }, flags);
  });
