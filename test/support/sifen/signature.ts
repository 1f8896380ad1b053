import { createHash, verify, X509Certificate } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { all, at, canonical, text } from './xml.ts';

const ALGORITHMS = {
  'SignedInfo/CanonicalizationMethod': 'http://www.w3.org/2001/10/xml-exc-c14n#',
  'SignedInfo/SignatureMethod': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'SignedInfo/Reference/DigestMethod': 'http://www.w3.org/2001/04/xmlenc#sha256',
} as const;
const TRANSFORMS = [
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
];

const certificateIn = (signature: XmlElement): X509Certificate | null => {
  try {
    return new X509Certificate(
      Buffer.from(text(signature, 'KeyInfo/X509Data/X509Certificate').replace(/\s/g, ''), 'base64'),
    );
  } catch {
    return null;
  }
};

const isAsTheStandardWants = (signature: XmlElement, id: string): boolean =>
  Object.entries(ALGORITHMS).every(
    ([path, algorithm]) => at(signature, path)?.attr('Algorithm')?.value === algorithm,
  ) &&
  all(signature, 'Transform')
    .map((each) => each.attr('Algorithm')?.value)
    .join() === TRANSFORMS.join() &&
  all(signature, 'Reference').length === 1 &&
  at(signature, 'SignedInfo/Reference')?.attr('URI')?.value === `#${id}`;

/**
 * The code against a signature of an element that has an `Id`; null: it is good. The manual's 12.2.4 and 12.2.5.
 * @param ruc of the issuer, without its digit
 */
export const signatureFault = (
  signed: XmlElement,
  signature: XmlElement | null,
  {
    ruc,
    authority,
    now,
  }: { readonly ruc: string | null; readonly authority: X509Certificate; readonly now: Date },
): string | null => {
  if (!signature || !isAsTheStandardWants(signature, signed.attr('Id')?.value ?? '')) return '0140';
  const certificate = certificateIn(signature);
  if (!certificate) return '0120';
  if (now < certificate.validFromDate || now > certificate.validToDate) return '0121';
  const info = at(signature, 'SignedInfo');
  const digest = createHash('sha256').update(canonical(signed)).digest('base64');
  if (!info || digest !== text(signature, 'SignedInfo/Reference/DigestValue')) return '0141';
  const value = Buffer.from(text(signature, 'SignatureValue'), 'base64');
  if (!verify('RSA-SHA256', Buffer.from(canonical(info)), certificate.publicKey, value)) return '0141';
  if (!certificate.verify(authority.publicKey)) return '0141';
  const [, named] = /serialNumber=RUC(\d+)-\d/.exec(certificate.subject) ?? [];
  if (named === undefined) return '0122';
  return ruc !== null && named !== ruc ? '0142' : null;
};
