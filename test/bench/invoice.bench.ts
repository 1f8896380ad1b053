import { createPrivateKey, sign } from 'node:crypto';
import { kudePdf } from '../../src/adapters/sifen/kude-pdf.ts';
import { makeInvoiceMaker } from '../../src/adapters/sifen/maker.ts';
import type { InvoiceInput, MadeDocument } from '../../src/domain/invoice/document.ts';
import { invoiceOf } from '../../src/domain/invoice/from-sale.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { CSC, EMISSION, ISSUE, PAYMENT_METHODS, soldAs } from '../support/invoice.ts';
import { testPair } from '../support/invoice-keys.ts';
import { type BenchTable, markdown, ms, percentile, timed, times } from './measure.ts';

const ROUNDS = 300;

const valued = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

const inputOf = (count: number): InvoiceInput => {
  const lines = Array.from({ length: count }, (_, at) => ({
    productId: at,
    code: `P${at}`,
    name: `Producto número ${at}`,
    price: gs(5_000 + at),
    quantity: 1 + (at % 3),
    taxRate: 10,
    allergens: [],
    discount: gs(0),
  }));
  const sale = soldAs({ lines, discount: gs(0) }, 'en_factura', ['EFECTIVO'], { clientDocument: '1234567' });
  const signedAt = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return valued(invoiceOf(sale, PAYMENT_METHODS, EMISSION, { ...ISSUE, signedAt }));
};

const samples = async (work: () => unknown, rounds = ROUNDS): Promise<number[]> => {
  for (let at = 0; at < 20; at += 1) await work();
  const taken: number[] = [];
  for (let at = 0; at < rounds; at += 1) taken.push(await timed(work));
  return taken;
};

/** A document made, signed and with its QR, beside the signature alone. */
export async function run(): Promise<BenchTable> {
  const pair = await testPair();
  const maker = makeInvoiceMaker(pair, CSC);
  const key = createPrivateKey(pair.key);
  const bytes = Buffer.alloc(800, 'x');
  const floor = await samples(() => sign('RSA-SHA256', bytes, key));
  const row = (name: string, taken: readonly number[]): (string | number)[] => [
    name,
    ms(percentile(taken, 0.5)),
    ms(percentile(taken, 0.99)),
    times(percentile(taken, 0.5) / percentile(floor, 0.5)),
  ];
  const rows = [row('floor: an RSA-2048 signature', floor)];
  for (const count of [3, 50, 500]) {
    const input = inputOf(count);
    rows.push(row(`invoice of ${count} lines`, await samples(() => maker.invoice(input))));
  }
  const content = inputOf(3);
  const made: MadeDocument = valued(maker.invoice(content));
  const document = { content, cdc: made.cdc, qr: made.qr, student: null };
  rows.push(row('its KuDE as a PDF', await samples(() => kudePdf(document, words), 50)));
  return { title: 'One electronic invoice', columns: ['', 'p50 ms', 'p99 ms', 'of the floor'], rows };
}

if (import.meta.main) console.log(markdown(await run()));
