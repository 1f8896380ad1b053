import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ParseOption, XmlC14NMode, XmlDocument, type XmlElement, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { SignedXml } from 'xml-crypto';

/** The authority's schemas, where this project stands beside them: they are not part of it. */
export const SCHEMAS = fileURLToPath(new URL('../../../shared/sifen/xsd', import.meta.url));
export const hasSchemas = existsSync(join(SCHEMAS, 'siRecepDE_v150.xsd'));

const validators = new Map<string, XsdValidator>();

const validatorOf = (schema: string): XsdValidator => {
  const known = validators.get(schema);
  if (known) return known;
  xmlRegisterFsInputProviders();
  const url = pathToFileURL(join(SCHEMAS, schema)).href;
  const text = readFileSync(join(SCHEMAS, schema));
  const document = XmlDocument.fromBuffer(text, { url });
  const validator = XsdValidator.fromDoc(document);
  document.dispose();
  validators.set(schema, validator);
  return validator;
};

/** What libxml2 says against a text by one of the authority's schemas; empty: it holds. */
export const schemaFaults = (xml: string, schema: string): string => {
  const document = XmlDocument.fromString(xml);
  try {
    validatorOf(schema).validate(document);
    return '';
  } catch (error) {
    return String(error);
  } finally {
    document.dispose();
  }
};

/** The canonical form of the element with an Id, by libxml2: what is to be digested. */
export const canonical = (xml: string, name: string): string => {
  const document = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET });
  try {
    const found = document.get(`//*[local-name()="${name}"]`) as XmlElement;
    return found.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
  } finally {
    document.dispose();
  }
};

/** True when an independent library finds the signature good, under this certificate, over the element of that Id. */
export const signatureHolds = (xml: string, certificate: string, id: string): boolean => {
  const signatures = xml.match(/<Signature [\s\S]*?<\/Signature>/g) ?? [];
  const verifier = new SignedXml({ publicCert: certificate });
  try {
    verifier.loadSignature(signatures.find((each) => each.includes(`URI="#${id}"`)) ?? '');
    return verifier.checkSignature(xml) && verifier.getReferences().some(({ uri }) => uri === `#${id}`);
  } catch {
    return false;
  }
};

export const hasXmlsec = spawnSync('xmlsec1', ['--version']).status === 0;

/** What xmlsec1 says: empty when the signature is good. */
export const xmlsecFaults = (xml: string, certificate: string, element: string): string => {
  const directory = mkdtempSync(join(tmpdir(), 'pos-xmlsec-'));
  try {
    writeFileSync(join(directory, 'document.xml'), xml);
    writeFileSync(join(directory, 'certificate.pem'), certificate);
    const run = spawnSync(
      'xmlsec1',
      [
        '--verify',
        '--pubkey-cert-pem',
        'certificate.pem',
        `--id-attr:Id`,
        `http://ekuatia.set.gov.py/sifen/xsd:${element}`,
        'document.xml',
      ],
      { cwd: directory, encoding: 'utf8' },
    );
    return run.status === 0 ? '' : `${run.stdout}${run.stderr}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Values of a field, in order, as a reader of the XML gets them. */
export const valuesOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity),
  );

export const firstOf = (xml: string, name: string): string | undefined => valuesOf(xml, name)[0];
