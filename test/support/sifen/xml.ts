import { ParseOption, XmlC14NMode, XmlDocument, XmlElement } from 'libxml2-wasm';

/*
 * The simulated authority reads with libxml2: a parser, and a canonical form, that the product does not use.
 */

/** Runs with a parsed text and lets it go; null: it is no XML. */
export const withXml = <T>(text: string, read: (root: XmlElement) => T): T | null => {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET });
  } catch {
    return null;
  }
  try {
    return read(document.root);
  } finally {
    document.dispose();
  }
};

/** The element at a path of local names below another; null: it is not there. */
export const at = (from: XmlElement, path: string): XmlElement | null => {
  const found = from.get(
    `./${path
      .split('/')
      .map((name) => `*[local-name()="${name}"]`)
      .join('/')}`,
  );
  return found instanceof XmlElement ? found : null;
};

export const all = (from: XmlElement, name: string): XmlElement[] =>
  from.find(`.//*[local-name()="${name}"]`).filter((node): node is XmlElement => node instanceof XmlElement);

export const text = (from: XmlElement, path: string): string => at(from, path)?.content ?? '';

export const canonical = (element: XmlElement): string =>
  element.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });

/** As it came: libxml2 would indent, and the signature with it. */
export const verbatim = (element: XmlElement): string => element.toString({ format: false });
