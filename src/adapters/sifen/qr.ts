import { createHash } from 'node:crypto';
import type { Receiver } from '../../domain/invoice/document.ts';
import type { Csc, Environment } from '../../domain/invoice/issuer.ts';

/** Where a QR leads: the authority's public page about a document. */
const ADDRESSES = {
  produccion: 'https://ekuatia.set.gov.py/consultas/qr?',
  prueba: 'https://ekuatia.set.gov.py/consultas-test/qr?',
} as const satisfies Record<Environment, string>;

/** Where a CDC can be typed in by hand. */
export const CONSULTATION = {
  produccion: 'https://ekuatia.set.gov.py/consultas',
  prueba: 'https://ekuatia.set.gov.py/consultas-test',
} as const satisfies Record<Environment, string>;

export interface QrFacts {
  readonly cdc: string;
  /** `2026-01-09T21:25:07`, as in the document. */
  readonly issuedAt: string;
  readonly receiver: Receiver;
  readonly total: number;
  readonly tax: number;
  readonly items: number;
  /** DigestValue, base64. */
  readonly digest: string;
}

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex');

const receiverPart = (receiver: Receiver): string => {
  if (receiver.kind === 'ruc') return `dRucRec=${receiver.ruc.split('-')[0]}`;
  return `dNumIDRec=${receiver.kind === 'ci' ? receiver.ci : '0'}`;
};

/** The hash that ends a QR: of what it says followed by the secret CSC. */
export const qrHash = (said: string, csc: Csc): string =>
  createHash('sha256')
    .update(said + csc.value)
    .digest('hex');

/** The address in a document's QR; SIFEN manual v150, section 13.8. */
export const qrAddress = (facts: QrFacts, csc: Csc, environment: Environment): string => {
  const said = [
    'nVersion=150',
    `Id=${facts.cdc}`,
    `dFeEmiDE=${hex(facts.issuedAt)}`,
    receiverPart(facts.receiver),
    `dTotGralOpe=${facts.total}`,
    `dTotIVA=${facts.tax}`,
    `cItems=${facts.items}`,
    `DigestValue=${hex(facts.digest)}`,
    `IdCSC=${csc.id}`,
  ].join('&');
  return `${ADDRESSES[environment]}${said}&cHashQR=${qrHash(said, csc)}`;
};
