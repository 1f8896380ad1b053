import { posError } from '../errors.ts';
import type { Gs } from '../money.ts';
import type { PaymentMethod } from '../payment.ts';
import { fail, ok, type Result } from '../result.ts';
import type { StoredReturn } from '../returns.ts';
import type { StoredSale } from '../sale.ts';
import { INVOICE_RATES } from './amounts.ts';
import type { CreditNoteInput, InvoiceInput, InvoicePayment, Receiver } from './document.ts';
import type { Emission } from './issuer.ts';
import { receiverOf } from './receiver.ts';

/** What the database gives a document when it takes its number, and when it is signed. */
export interface Issue {
  readonly number: number;
  readonly securityCode: string;
  /** Store-local, `YYYY-MM-DD HH:MM:SS`. */
  readonly signedAt: string;
}

/** Items that one document can have (field group gCamItem). */
const MOST_ITEMS = 999;

/** Why lines cannot be invoiced: a rate that SIFEN does not have, or too many of them. */
const refuseLines = (lines: readonly { readonly name: string; readonly taxRate: number }[]) => {
  if (lines.length === 0) return posError('CARRITO_VACIO');
  if (lines.length > MOST_ITEMS) return posError('FACTURA_LARGA', { maximo: MOST_ITEMS });
  const odd = lines.find((line) => !INVOICE_RATES.includes(line.taxRate));
  return odd ? posError('FACTURA_TASA', { producto: odd.name, tasa: odd.taxRate }) : null;
};

/**
 * Why a sale cannot be invoiced, to be asked before it is made; null: it can. FACTURA_TASA, FACTURA_LARGA,
 * FACTURA_SIN_DOCUMENTO.
 */
export const invoiceObstacle = (
  lines: readonly { readonly name: string; readonly taxRate: number }[],
  client: { readonly name: string | null; readonly document: string | null },
  total: Gs,
) => {
  const refused = refuseLines(lines);
  if (refused) return refused;
  const receiver = receiverOf(client, total);
  return receiver.ok ? null : receiver.error;
};

const paymentsOf = (sale: StoredSale, methods: readonly PaymentMethod[]): readonly InvoicePayment[] =>
  sale.tenders.map((tender) => ({
    method: methods.find((method) => method.name === tender.method)?.code ?? '',
    methodName: tender.method,
    amount: tender.applied,
    reference: tender.reference,
  }));

/** The invoice of a stored sale. Refuses as {@link invoiceObstacle} says. */
export const invoiceOf = (
  sale: StoredSale,
  methods: readonly PaymentMethod[],
  emission: Emission,
  issue: Issue,
): Result<InvoiceInput> => {
  const refused = refuseLines(sale.lines);
  if (refused) return fail(refused);
  const receiver = receiverOf({ name: sale.client, document: sale.clientDocument }, sale.total);
  if (!receiver.ok) return receiver;
  return ok({
    ...emission,
    ...issue,
    issuedAt: sale.date,
    receiver: receiver.value,
    lines: sale.lines,
    saleDiscount: sale.discount,
    taxAdded: sale.taxAdded,
    payments: paymentsOf(sale, methods),
  });
};

/**
 * The credit note of a return: to the receiver of the invoice, worth what was given back. Refuses CARRITO_VACIO where
 * nothing that has a price came back.
 */
export const creditNoteOf = (
  returned: StoredReturn,
  sale: StoredSale,
  invoice: { readonly cdc: string; readonly receiver: Receiver },
  emission: Emission,
  issue: Issue,
): Result<CreditNoteInput> => {
  const lines = returned.lines.flatMap((line) => {
    const sold = sale.lines[line.line - 1];
    return sold && line.amount > 0
      ? [
          {
            code: sold.code,
            name: line.name,
            quantity: line.quantity,
            amount: line.amount,
            taxRate: sold.taxRate,
          },
        ]
      : [];
  });
  const refused = refuseLines(lines);
  if (refused) return fail(refused);
  return ok({
    ...emission,
    ...issue,
    issuedAt: returned.date,
    receiver: invoice.receiver,
    invoiceCdc: invoice.cdc,
    lines,
  });
};
