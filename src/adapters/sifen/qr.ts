import { createHash } from 'node:crypto';
import type { Receiver } from '../../domain/invoice/document.ts';
import { CONSULTATION, type Csc, type Environment } from '../../domain/invoice/issuer.ts';

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

/** Whether the QR of a document was made with this very CSC. */
export const isMadeWith = (address: string, csc: Csc): boolean => {
  const [, said = '', hash = ''] = /\?(.*)&cHashQR=([0-9a-f]{64})$/.exec(address) ?? [];
  return said.endsWith(`&IdCSC=${csc.id}`) && qrHash(said, csc) === hash;
};

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
  return `${CONSULTATION[environment]}/qr?${said}&cHashQR=${qrHash(said, csc)}`;
};
