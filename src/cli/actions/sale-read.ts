import type { SaleFilter } from '../../app/ports.ts';
import { storeDay } from '../../app/store-day.ts';
import { formatGs, formatGsWithUnit } from '../../domain/money.ts';
import { layoutReceipt } from '../../domain/receipt-layout.ts';
import { returnSlip } from '../../domain/receipt-return.ts';
import { saleTicket } from '../../domain/receipt-sale.ts';
import type { SaleState, SaleSummary } from '../../domain/sale.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import { type ListFlags, MOST_ROWS } from '../options.ts';
import type { OutputFlags } from '../output.ts';
import { spanOf } from '../span.ts';
import { type Column, table } from '../table.ts';
import { saleRow, saleView } from '../views.ts';
import { returnView } from '../views-return.ts';
import { saleOf } from './references.ts';
import { tillOf } from './till.ts';

interface SaleListFlags extends ListFlags {
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
  readonly state?: SaleState;
}

/** Columns of the receipt on the screen: the most common roll. */
const RECEIPT_COLUMNS = 42;

const daysOf = (flags: SaleListFlags, today: string): { from?: string; to?: string } =>
  flags.date || flags.from || flags.to ? spanOf(flags) : { from: today, to: today };

const columnsOf = (context: CliContext): Column<SaleSummary>[] => {
  const t = context.messages.cli.sale;
  return [
    { title: t.columns.number, value: (sale) => sale.number },
    { title: t.columns.date, value: (sale) => sale.date },
    { title: t.columns.state, value: (sale) => t.states[sale.state] },
    { title: t.columns.total, value: (sale) => formatGs(sale.total), align: 'right' },
    {
      title: context.messages.cli.returns.columns.returned,
      value: (sale) => (sale.returned > 0 ? formatGs(sale.returned) : ''),
      align: 'right',
    },
    { title: t.columns.units, value: (sale) => formatGs(sale.units), align: 'right' },
    { title: t.columns.client, value: (sale) => sale.student ?? sale.client ?? t.walkIn, shrinks: true },
    { title: t.columns.cashier, value: (sale) => sale.cashier, shrinks: true },
    { title: t.columns.methods, value: (sale) => sale.methods, shrinks: true },
  ];
};

export const listSales = (context: CliContext, flags: SaleListFlags): Promise<void> =>
  context.withServices(flags, async ({ services, config }) => {
    const t = context.messages.cli.sale;
    const filter: SaleFilter = {
      ...daysOf(flags, await storeDay(services)),
      ...(flags.search === undefined ? {} : { text: flags.search }),
      ...(flags.state === undefined ? {} : { state: flags.state }),
      ...(flags.till === undefined ? {} : { tillId: (await tillOf(services, config.till)).id }),
      limit: flags.limit ?? MOST_ROWS,
    };
    const sales = await services.sales.list(filter);
    const rows = sales.map(saleRow);
    const done = sales.filter((sale) => sale.state === 'Completada');
    const total = done.reduce((sum, sale) => sum + sale.total - sale.returned, 0);
    context.present(
      {
        data: rows,
        rows,
        text: (width) =>
          rows.length === 0
            ? t.none
            : `${table(sales, columnsOf(context), width)}\n\n${t.sum(done.length, formatGsWithUnit(total))}`,
      },
      flags,
    );
  });

export const showSale = (
  context: CliContext,
  reference: string,
  flags: ConfigFlags & OutputFlags,
): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const { services } = opened;
    const sale = await saleOf(opened, reference);
    const [store, returns] = await Promise.all([services.stores.store(), services.returns.ofSale(sale.id)]);
    const ticket = saleTicket(sale, store, context.messages.receipt, { copy: 0 });
    context.present(
      {
        data: { ...saleView(sale), devoluciones: returns.map(returnView) },
        text: (width) =>
          [ticket, ...returns.map((given) => returnSlip(given, store, context.messages.receipt, { copy: 0 }))]
            .map((paper) => layoutReceipt(paper, Math.min(RECEIPT_COLUMNS, width)).join('\n'))
            .join('\n\n'),
      },
      flags,
    );
  });
