import { kudeOf } from '../app/kude.ts';
import type { MailFile } from '../app/ports/mail.ts';
import type { Services } from '../app/services.ts';
import { receipt } from '../i18n/es/receipt.ts';
import { unwrap } from './unwrap.ts';

const cdcOf = (data: unknown): string => {
  const cdc = typeof data === 'object' && data !== null && 'cdc' in data ? String(data.cdc) : '';
  return /^\d{44}$/.test(cdc) ? cdc : '';
};

/** What goes to the client with an invoice: the very bytes that were signed, and their page. Throws PosFailure. */
export const invoiceFiles = async (services: Services, data: unknown): Promise<readonly MailFile[]> => {
  const kude = unwrap(await kudeOf(services, cdcOf(data)));
  const { kudePdf } = await import('../adapters/sifen/kude-pdf.ts');
  return [
    { name: `${kude.cdc}.xml`, type: 'application/xml', content: Buffer.from(kude.stored.xml, 'utf8') },
    { name: `${kude.cdc}.pdf`, type: 'application/pdf', content: await kudePdf(kude, receipt) },
  ];
};
