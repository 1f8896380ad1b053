/*
 * XML in canonical form as it is written (Exclusive XML Canonicalization 1.0): nothing between tags, no empty tags, no
 * prefixes, so that what is signed is what is sent. Nothing here is ever parsed or indented again.
 */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };

/** Character data of an element. */
export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (char) => ESCAPES[char] ?? char);

/** A field with its value; nothing at all where there is none. */
export const field = (name: string, value: string | number | null | undefined): string =>
  value === null || value === undefined || value === ''
    ? ''
    : `<${name}>${escapeText(String(value))}</${name}>`;

/** A group of fields; nothing at all where it holds none. */
export const group = (name: string, ...content: readonly string[]): string => {
  const inside = content.join('');
  return inside === '' ? '' : `<${name}>${inside}</${name}>`;
};

export const SIFEN_NAMESPACE = 'http://ekuatia.set.gov.py/sifen/xsd';

/** Attributes of a document's outermost element, as the authority publishes them. */
export const outermost = (schema: string): string =>
  `xmlns="${SIFEN_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${SIFEN_NAMESPACE} ${schema}"`;
