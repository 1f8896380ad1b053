import { X509Certificate } from 'node:crypto';
import type { pkcs12 } from 'node-forge';
import type { CertificateFacts, KeyPair } from '../../app/ports/invoice-maker.ts';
import { posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

type Forge = typeof import('node-forge');

/** A large key file is still a few kilobytes; more is another file. */
const MOST_BYTES = 1_000_000;

/** What a certificate says of itself. */
const factsOf = (certificate: X509Certificate): CertificateFacts => {
  const said = `${certificate.subject}\n${certificate.subjectAltName ?? ''}`;
  const name = (text: string): string => /^CN=(.*)$/m.exec(text)?.[1] ?? text.replaceAll('\n', ', ');
  return {
    subject: name(certificate.subject),
    issuer: name(certificate.issuer),
    ruc: /RUC\s*([1-9]\d{2,7}-\d)/.exec(said)?.[1] ?? null,
    serial: certificate.serialNumber,
    from: certificate.validFromDate,
    until: certificate.validToDate,
  };
};

/**
 * PBES2 takes a password as UTF-8, the file's own check and older ciphers as UTF-16; the library gives one form to both.
 * The second try leaves the check out, because decrypting to a key proves as much.
 */
const opened = (forge: Forge, bytes: Uint8Array, password: string): pkcs12.Pkcs12Pfx | 'clave' | 'forma' => {
  const parsed = () => forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
  try {
    const file = parsed();
    if (file.type !== forge.asn1.Type.SEQUENCE) return 'forma';
  } catch {
    return 'forma';
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(parsed(), password);
  } catch (error) {
    if (!/MAC|password|decrypt/i.test(String(error)) && /PKCS#12 PFX|not a PKCS#12/.test(String(error)))
      return 'forma';
  }
  if (/^[\x20-\x7e]*$/.test(password)) return 'clave';
  try {
    const file = parsed();
    if (Array.isArray(file.value)) file.value.splice(2);
    return forge.pkcs12.pkcs12FromAsn1(file, forge.util.encodeUtf8(password));
  } catch {
    return 'clave';
  }
};

const bagsOf = (forge: Forge, file: pkcs12.Pkcs12Pfx, ...types: readonly string[]): readonly pkcs12.Bag[] =>
  types.flatMap(
    (type) => file.getBags({ bagType: forge.pki.oids[type] ?? '' })[forge.pki.oids[type] ?? ''] ?? [],
  );

const pairOf = (forge: Forge, file: pkcs12.Pkcs12Pfx): KeyPair | null => {
  const keys = bagsOf(forge, file, 'pkcs8ShroudedKeyBag', 'keyBag').flatMap((bag) => bag.key ?? []);
  const certificates = bagsOf(forge, file, 'certBag').flatMap((bag) => bag.cert ?? []);
  for (const key of keys) {
    const own = certificates.find(({ publicKey }) => 'n' in publicKey && publicKey.n.compareTo(key.n) === 0);
    if (!own) continue;
    const certificate = forge.pki.certificateToPem(own);
    return {
      key: forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))),
      certificate,
      chain: certificates.filter((one) => one !== own).map((one) => forge.pki.certificateToPem(one)),
      facts: factsOf(new X509Certificate(certificate)),
    };
  }
  return null;
};

/**
 * Opens a `.p12`, with ciphers of today or the RC2 of older authorities. Refuses CERTIFICADO_ILEGIBLE (no such file
 * format), CLAVE_DE_CERTIFICADO (the password does not open it), CERTIFICADO_SIN_CLAVE (no RSA key with its certificate).
 * Its dates are not judged here: an expired certificate is to be seen, and refused where it would sign.
 */
export const openKeyFile = async (bytes: Uint8Array, password: string): Promise<Result<KeyPair>> => {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return fail(posError('CERTIFICADO_ILEGIBLE'));
  const forge = (await import('node-forge')).default;
  const file = opened(forge, bytes, password);
  if (file === 'forma') return fail(posError('CERTIFICADO_ILEGIBLE'));
  if (file === 'clave') return fail(posError('CLAVE_DE_CERTIFICADO'));
  const pair = pairOf(forge, file);
  return pair ? ok(pair) : fail(posError('CERTIFICADO_SIN_CLAVE'));
};

const day = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

/** Refuses a certificate that does not hold at a moment: CERTIFICADO_FUERA_DE_FECHA. */
export const checkValidity = (facts: CertificateFacts, at: Date): Result<null> =>
  at >= facts.from && at <= facts.until
    ? ok(null)
    : fail(posError('CERTIFICADO_FUERA_DE_FECHA', { desde: day(facts.from), hasta: day(facts.until) }));
