import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { openKeyFile } from '../../src/adapters/sifen/key-file.ts';
import type { KeyPair } from '../../src/app/ports/invoice-maker.ts';

/** A certificate with its key, as an authority would hand it out. */
export interface TestKeys {
  readonly key: forge.pki.rsa.PrivateKey;
  readonly certificate: forge.pki.Certificate;
  readonly authority: forge.pki.Certificate;
}

export const PASSWORD = 'clave de prueba';
const DAY_MS = 86_400_000;

const rsa = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    privateKey: forge.pki.privateKeyFromPem(privateKey),
    publicKey: forge.pki.publicKeyFromPem(publicKey),
  };
};

const certify = (
  publicKey: forge.pki.rsa.PublicKey,
  subject: forge.pki.CertificateField[],
  by: { subject: forge.pki.CertificateField[]; key: forge.pki.rsa.PrivateKey },
  dates: { from: Date; until: Date },
  isAuthority: boolean,
): forge.pki.Certificate => {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = isAuthority ? '01' : '0a1b2c';
  certificate.validity.notBefore = dates.from;
  certificate.validity.notAfter = dates.until;
  certificate.setSubject(subject);
  certificate.setIssuer(by.subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: isAuthority },
    isAuthority
      ? { name: 'keyUsage', keyCertSign: true, cRLSign: true }
      : { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, keyEncipherment: true },
    ...(isAuthority
      ? []
      : [
          { name: 'extKeyUsage', clientAuth: true, serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: 'localhost' },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
        ]),
  ]);
  certificate.sign(by.key, forge.md.sha256.create());
  return certificate;
};

/** An authority of its own and a certificate that it gave; valid from yesterday for a year unless told otherwise. */
export const makeKeys = (over: { name?: string; ruc?: string; from?: Date; until?: Date } = {}): TestKeys => {
  const dates = {
    from: over.from ?? new Date(Date.now() - DAY_MS),
    until: over.until ?? new Date(Date.now() + 365 * DAY_MS),
  };
  const [top, own] = [rsa(), rsa()];
  const authority = [{ name: 'commonName', value: 'Autoridad de prueba' }];
  const by = { subject: authority, key: top.privateKey };
  const subject = [
    { name: 'commonName', value: over.name ?? 'CANTINA TITA S.A.', valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'serialNumber', value: `RUC${over.ruc ?? '80069563-1'}` },
  ] as forge.pki.CertificateField[];
  return {
    key: own.privateKey,
    certificate: certify(own.publicKey, subject, by, dates, false),
    authority: certify(top.publicKey, authority, by, dates, true),
  };
};

const der = (node: forge.asn1.Asn1): string => forge.asn1.toDer(node).getBytes();

const { create, Class, Type } = forge.asn1;
const sequence = (...content: forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, content);
const oid = (name: string) => create(Class.UNIVERSAL, Type.OID, false, forge.asn1.oidToDer(name).getBytes());
const octets = (bytes: string) => create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
const whole = (value: number) =>
  create(Class.UNIVERSAL, Type.INTEGER, false, forge.asn1.integerToDer(value).getBytes());
const tagged = (tag: number, content: string | forge.asn1.Asn1[]) =>
  create(Class.CONTEXT_SPECIFIC, tag, Array.isArray(content), content);

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const RC2_40 = '1.2.840.113549.1.12.1.6';

/**
 * Certificates under pbeWithSHAAnd40BitRC2-CBC, as older authorities hand them out: the library writes no such file, so
 * its parts are put together here (RFC 7292, appendices B and C).
 */
const underRc2 = (bags: string, password: string): forge.asn1.Asn1 => {
  const salt = forge.random.getBytesSync(8);
  const derived = (id: 1 | 2, length: number) =>
    forge.pkcs12.generateKey(password, forge.util.createBuffer(salt), id, 2048, length);
  const cipher = forge.rc2.createEncryptionCipher(derived(1, 5).getBytes(), 40);
  cipher.start(derived(2, 8).getBytes());
  cipher.update(forge.util.createBuffer(bags));
  cipher.finish();
  return sequence(
    oid(ENCRYPTED),
    tagged(0, [
      sequence(
        whole(0),
        sequence(
          oid(DATA),
          sequence(oid(RC2_40), sequence(octets(salt), whole(2048))),
          tagged(0, cipher.output.getBytes()),
        ),
      ),
    ]),
  );
};

/** Puts the certificates of a file under RC2 and seals it again. */
const legacy = (file: forge.asn1.Asn1, password: string): forge.asn1.Asn1 => {
  const content = (node: forge.asn1.Asn1, ...path: number[]): forge.asn1.Asn1 =>
    path.reduce((at, index) => (at.value as forge.asn1.Asn1[])[index] as forge.asn1.Asn1, node);
  const holder = content(file, 1, 1, 0);
  const safe = forge.asn1.fromDer(holder.value as string);
  const parts = safe.value as forge.asn1.Asn1[];
  parts[0] = underRc2(content(parts[0] as forge.asn1.Asn1, 1, 0).value as string, password);
  holder.value = der(safe);
  const salt = forge.random.getBytesSync(8);
  const hmac = forge.hmac.create();
  hmac.start(
    'sha1',
    forge.pkcs12.generateKey(password, forge.util.createBuffer(salt), 3, 2048, 20).getBytes(),
  );
  hmac.update(holder.value);
  (file.value as forge.asn1.Asn1[])[2] = sequence(
    sequence(
      sequence(oid('1.3.14.3.2.26'), create(Class.UNIVERSAL, Type.NULL, false, '')),
      octets(hmac.getMac().getBytes()),
    ),
    octets(salt),
    whole(2048),
  );
  return file;
};

/**
 * A `.p12` of the keys: AES as today, or RC2 and Triple DES as older authorities make it.
 * @param count how often its password is stirred; 150,000 keep whoever opens it busy for seconds
 */
export const keyFile = (
  keys: TestKeys,
  password = PASSWORD,
  kind: 'aes' | 'rc2' = 'aes',
  count?: number,
): Buffer => {
  const file = forge.pkcs12.toPkcs12Asn1(keys.key, [keys.certificate, keys.authority], password, {
    algorithm: kind === 'aes' ? 'aes256' : '3des',
    ...(count === undefined ? {} : { count }),
  });
  return Buffer.from(der(kind === 'aes' ? file : legacy(file, password)), 'binary');
};

let shared: Promise<KeyPair> | undefined;

/** One pair for tests that do not care which: making keys takes longer than most tests. */
export const testPair = (): Promise<KeyPair> => {
  shared ??= openKeyFile(keyFile(makeKeys()), PASSWORD).then((opened) => {
    if (!opened.ok) throw new Error(opened.error.code);
    return opened.value;
  });
  return shared;
};
