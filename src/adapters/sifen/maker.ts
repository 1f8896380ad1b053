import type { InvoiceMaker, KeyPair } from '../../app/ports/invoice-maker.ts';
import { storeMoment } from '../../domain/business-time.ts';
import { documentAmounts } from '../../domain/invoice/amounts.ts';
import { DOCUMENT_TYPES, type DocumentKind, documentNumber, makeCdc } from '../../domain/invoice/cdc.ts';
import type { CreditNoteInput, InvoiceInput, MadeDocument } from '../../domain/invoice/document.ts';
import type { Csc } from '../../domain/invoice/issuer.ts';
import { ok, type Result } from '../../domain/result.ts';
import { documentContent, sifenTime } from './document-xml.ts';
import { cancellation, unusedNumbers } from './events-xml.ts';
import { checkValidity } from './key-file.ts';
import { qrAddress } from './qr.ts';
import { type Signer, signed, signerOf } from './sign.ts';
import { field, group, outermost } from './xml.ts';

const moment = (local: string): Date => new Date(storeMoment(sifenTime(local)));

const cdcOf = (kind: DocumentKind, input: InvoiceInput | CreditNoteInput): string => {
  if (!/^\d{9}$/.test(input.securityCode) || Number(input.securityCode) === 0)
    throw new RangeError('a security code is nine digits, not all zero');
  if (!Number.isInteger(input.number) || input.number < 1 || input.number > 9_999_999)
    throw new RangeError(`not a number of a document: ${input.number}`);
  return makeCdc({
    type: DOCUMENT_TYPES[kind],
    ruc: input.issuer.ruc,
    ...input.point,
    number: input.number,
    taxpayerType: input.issuer.taxpayerType,
    day: input.issuedAt.slice(0, 10),
    emission: 1,
    securityCode: input.securityCode,
  });
};

const made = (
  kind: DocumentKind,
  input: InvoiceInput | CreditNoteInput,
  signer: Signer,
  csc: Csc,
): MadeDocument => {
  const cdc = cdcOf(kind, input);
  const amounts = documentAmounts(input);
  const { total, tax } = amounts.totals;
  const { xml, digest } = signed('DE', cdc, documentContent(input, amounts, cdc), signer);
  const facts = {
    cdc,
    issuedAt: sifenTime(input.issuedAt),
    receiver: input.receiver,
    total,
    tax,
    items: amounts.items.length,
    digest,
  };
  const qr = qrAddress(facts, csc, input.environment);
  return {
    kind,
    cdc,
    number: documentNumber(input.point, input.number),
    xml: [
      `<rDE ${outermost('siRecepDE_v150.xsd')}>`,
      field('dVerFor', 150),
      xml,
      group('gCamFuFD', field('dCarQR', qr)),
      '</rDE>',
    ].join(''),
    qr,
    digest,
    total,
    tax,
  };
};

/** Refuses CERTIFICADO_FUERA_DE_FECHA, where the certificate does not hold when a document is signed. */
export const makeInvoiceMaker = (pair: KeyPair, csc: Csc): InvoiceMaker => {
  const signer = signerOf(pair);
  const holding = <T>(signedAt: string, make: () => T): Result<T> => {
    const valid = checkValidity(pair.facts, moment(signedAt));
    return valid.ok ? ok(make()) : valid;
  };
  return {
    certificate: pair.facts,
    invoice: (input) => holding(input.signedAt, () => made('factura', input, signer, csc)),
    creditNote: (input) => holding(input.signedAt, () => made('nota_credito', input, signer, csc)),
    cancellation: (input) => holding(input.signedAt, () => cancellation(input, signer)),
    unusedNumbers: (input) => holding(input.signedAt, () => unusedNumbers(input, signer)),
  };
};
