import { DOMParser, type Element, MIME_TYPE, XMLSerializer } from '@xmldom/xmldom';

export const SIFEN_NAMESPACE = 'http://ekuatia.set.gov.py/sifen/xsd';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
/** Faults of the front server come in the older envelope. */
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';

export type Parsed =
  | { readonly kind: 'message'; readonly root: Element }
  | { readonly kind: 'fault'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly why: string };

const elements = (parent: Element): Element[] =>
  Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);

/** Children of one name, whatever their prefix. */
export const children = (parent: Element, name: string): Element[] =>
  elements(parent).filter((each) => each.localName === name);

export const child = (parent: Element, ...names: readonly string[]): Element | null =>
  elements(parent).find((each) => names.includes(each.localName ?? '')) ?? null;

/** Text of a child without the spaces around it; null: it is not there, or empty. */
export const textOf = (parent: Element, ...names: readonly string[]): string | null => {
  const text = child(parent, ...names)?.textContent?.trim() ?? '';
  return text === '' ? null : text;
};

/** Content as text, whether it came as elements or escaped. */
export const contentOf = (element: Element): string =>
  elements(element).length === 0
    ? (element.textContent ?? '')
    : elements(element)
        .map((each) => new XMLSerializer().serializeToString(each))
        .join('');

const parse = (text: string): Element | string => {
  // No answer has use for one, and it is where entities would be declared.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return 'document type';
  try {
    const document = new DOMParser({
      locator: false,
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(String(message));
      },
    }).parseFromString(text, MIME_TYPE.XML_APPLICATION);
    return document.documentElement ?? 'empty';
  } catch {
    return 'not XML';
  }
};

const isSoap = (element: Element | null, name: string): boolean =>
  element?.localName === name && (element.namespaceURI === SOAP_12 || element.namespaceURI === SOAP_11);

/** The one element in the body of the envelope. */
export const openEnvelope = (text: string): Parsed => {
  const unreadable = (why: string): Parsed => ({ kind: 'unreadable', why });
  if (text.trim() === '') return unreadable('empty');
  const envelope = parse(text.replace(/^\uFEFF/, '').trimStart());
  if (typeof envelope === 'string') return unreadable(envelope);
  if (!isSoap(envelope, 'Envelope')) return unreadable(`<${envelope.localName}> instead of an envelope`);
  const body = child(envelope, 'Body');
  if (!body || !isSoap(body, 'Body')) return unreadable('no body');
  const root = elements(body)[0];
  if (!root) return unreadable('empty body');
  if (isSoap(root, 'Fault')) return { kind: 'fault', text: root.textContent?.trim().slice(0, 200) ?? '' };
  if (root.namespaceURI !== SIFEN_NAMESPACE) return unreadable(`<${root.localName}> of another namespace`);
  return { kind: 'message', root };
};

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

/** `<name>text</name>`, escaped. */
export const tag = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** A message in its envelope. `inner` is XML already. */
export const envelope = (operation: string, id: string, inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="${SOAP_12}"><soap:Header/><soap:Body>` +
  `<${operation} xmlns="${SIFEN_NAMESPACE}">${tag('dId', id)}${inner}</${operation}></soap:Body></soap:Envelope>`;
