import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import type { KeyPair } from '../../app/ports/invoice-maker.ts';
import { field, group, SIFEN_NAMESPACE } from './xml.ts';

const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** The key, read once: reading it from PEM costs as much as a signature. */
export interface Signer {
  readonly key: KeyObject;
  /** DER, base64. */
  readonly certificate: string;
}

export const signerOf = (pair: KeyPair): Signer => ({
  key: createPrivateKey(pair.key),
  certificate: new X509Certificate(pair.certificate).raw.toString('base64'),
});

const method = (name: string, algorithm: string): string => `<${name} Algorithm="${algorithm}"></${name}>`;

export interface Signed {
  /** The element as it stands in its document, followed by its signature. */
  readonly xml: string;
  /** DigestValue, base64. */
  readonly digest: string;
}

/**
 * Signs an element that is written in canonical form and gets its signature as the next sibling: RSA-SHA256 over an
 * exclusive canonicalisation, so that it holds wherever the document is put. W3C XML Signature; SIFEN manual, section 7.5.
 * @param name of the element, whose only attribute is its `Id`; its namespace is inherited where it stands
 */
export const signed = (name: string, id: string, content: string, signer: Signer): Signed => {
  // Canonical: the namespace, inherited in the document, is written on the element that is digested.
  const canonical = `<${name} xmlns="${SIFEN_NAMESPACE}" Id="${id}">${content}</${name}>`;
  const digest = createHash('sha256').update(canonical, 'utf8').digest('base64');
  const info = [
    method('CanonicalizationMethod', EXCLUSIVE),
    method('SignatureMethod', RSA_SHA256),
    `<Reference URI="#${id}">`,
    group('Transforms', method('Transform', ENVELOPED), method('Transform', EXCLUSIVE)),
    method('DigestMethod', SHA256),
    field('DigestValue', digest),
    '</Reference>',
  ].join('');
  const toSign = `<SignedInfo xmlns="${SIGNATURE_NAMESPACE}">${info}</SignedInfo>`;
  const value = sign('RSA-SHA256', Buffer.from(toSign, 'utf8'), signer.key).toString('base64');
  const signature = [
    `<Signature xmlns="${SIGNATURE_NAMESPACE}">`,
    group('SignedInfo', info),
    field('SignatureValue', value),
    group('KeyInfo', group('X509Data', field('X509Certificate', signer.certificate))),
    '</Signature>',
  ].join('');
  return { xml: `<${name} Id="${id}">${content}</${name}>${signature}`, digest };
};
