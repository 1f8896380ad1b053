import type { Services } from '../../app/services.ts';
import type { InvoiceRecord } from '../../domain/invoice/record.ts';
import type { StoredSale } from '../../domain/sale.ts';
import { invoiceReference, saleReference } from '../../domain/sale-reference.ts';
import type { Opened } from '../opened.ts';
import { unwrap } from '../unwrap.ts';

/** The sale that was named on the command line; VENTA_INEXISTENTE names the number that was looked for. */
export const saleOf = async ({ services, config }: Opened, typed: string): Promise<StoredSale> =>
  unwrap(await services.sales.show(saleReference(typed, config.till)));

/** `001-001`: where this till numbers its invoices. */
const pointOf = async ({ invoices }: Services, till: string): Promise<string | null> => {
  const own = (await invoices.settings())?.points.find((point) => point.till === till);
  return own ? `${own.establishment}-${own.point}` : null;
};

/** The invoice that was named on the command line; FACTURA_INEXISTENTE names the number that was looked for. */
export const invoiceOf = async ({ services, config }: Opened, typed: string): Promise<InvoiceRecord> =>
  unwrap(await services.invoices.find(invoiceReference(typed, await pointOf(services, config.till))));
