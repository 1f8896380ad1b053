/*
 * Encrypted backups. A file is
 *
 *   8 bytes      `POSBKUP1`
 *   4 bytes      length of the header, big-endian
 *   header       JSON: {"to": first 16 hexadecimal digits of the SHA-256 of the receiver's public key (DER, SPKI),
 *                       "way": "x25519" | "rsa-oaep-sha256", "key": base64}
 *   chunks       AES-256-GCM, each of 65,536 bytes of the backup (the last one of fewer, and be it none) and its 16-byte tag
 *
 * `key` is, for x25519, the 32 bytes of a key made for this file alone; for RSA, 32 random bytes encrypted with OAEP
 * (SHA-256). Chunks use HKDF-SHA-256 of the shared secret, or of those 32 bytes, with the first 12 bytes and the header as
 * `info`: a changed header opens nothing. A chunk's nonce is its number from 0 (11 bytes, big-endian) and a byte that is 1
 * in the last chunk and 0 in the others: chunks cannot be changed, swapped, repeated, left out or cut off unnoticed.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

const MAGIC = 'POSBKUP1';
const CHUNK = 65_536;
const TAG = 16;
const MOST_HEADER = 8_192;
const LEAST_RSA_BITS = 2_048;

/** Why a sealed file, or a key, cannot be used; a key of the table of details in i18n. */
export type SealFault = 'clave_ilegible' | 'clave_debil' | 'otra_clave' | 'cifrado_roto' | 'clave_protegida';

export class SealError extends Error {
  readonly fault: SealFault;
  constructor(fault: SealFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

const idOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const judged = (key: KeyObject): KeyObject => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'rsa' && (details?.modulusLength ?? 0) < LEAST_RSA_BITS) throw new SealError('clave_debil');
  if (type !== 'rsa' && type !== 'x25519') throw new SealError('clave_ilegible');
  return key;
};

/** A PEM file's public key: X25519, or RSA of 2,048 bits and more. A private key is not taken: it has no business there. */
export const readPublicKey = (pem: string): KeyObject => {
  if (/PRIVATE KEY/.test(pem)) throw new SealError('clave_ilegible');
  try {
    return judged(createPublicKey(pem));
  } catch (error) {
    throw error instanceof SealError ? error : new SealError('clave_ilegible', error);
  }
};

/** @param passphrase of a PEM file that has one */
export const readPrivateKey = (pem: string, passphrase?: string): KeyObject => {
  try {
    return judged(createPrivateKey({ key: pem, format: 'pem', ...(passphrase ? { passphrase } : {}) }));
  } catch (error) {
    if (error instanceof SealError) throw error;
    const locked =
      (error as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE' || passphrase !== undefined;
    throw new SealError(locked ? 'clave_protegida' : 'clave_ilegible', error);
  }
};

/** A pair for backups, as PEM. */
export const makeKeys = (): { readonly publicKey: string; readonly privateKey: string } =>
  generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** An X25519 public key's 32 bytes stand at the end of its DER. */
const RAW_BYTES = 32;
const X25519_DER = Buffer.from('302a300506032b656e032100', 'hex');

const fileKey = (secret: Uint8Array, head: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), head, 32));

/** What the file begins with, and the key of its chunks. */
const lockFor = (receiver: KeyObject): { readonly head: Buffer; readonly key: Buffer } => {
  const rsa = receiver.asymmetricKeyType === 'rsa';
  let secret: Buffer;
  let sent: Buffer;
  if (rsa) {
    secret = randomBytes(32);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    sent = publicEncrypt({ key: receiver, padding, oaepHash: 'sha256' }, secret);
  } else {
    const own = generateKeyPairSync('x25519');
    secret = diffieHellman({ privateKey: own.privateKey, publicKey: receiver });
    sent = own.publicKey.export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES);
  }
  const way = rsa ? 'rsa-oaep-sha256' : 'x25519';
  const header = Buffer.from(JSON.stringify({ to: idOf(receiver), way, key: sent.toString('base64') }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  const head = Buffer.concat([Buffer.from(MAGIC), length, header]);
  return { head, key: fileKey(secret, hkdfInfo(head)) };
};

/** HKDF takes up to 1,024 bytes of `info`; an RSA header may be longer. */
const hkdfInfo = (head: Buffer): Buffer => createHash('sha256').update(head).digest();

const nonceOf = (number: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** Bytes in pieces of `size`, the last one smaller; at least one, and the last is told. */
async function* pieces(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ readonly bytes: Buffer; readonly last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    if (length <= size) continue;
    let all = Buffer.concat(held);
    // The last whole piece is kept back: it may be the end.
    while (all.length > size) {
      yield { bytes: all.subarray(0, size), last: false };
      all = all.subarray(size);
    }
    held = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

/** Encrypts to the holder of the private key of `receiver`. */
export const sealTo = (receiver: KeyObject) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { head, key } = lockFor(receiver);
    yield head;
    let number = 0;
    for await (const { bytes, last } of pieces(source, CHUNK)) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
      yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      number += 1;
    }
  };

const openLock = (head: Buffer, receiver: KeyObject): Buffer => {
  let said: { to?: unknown; way?: unknown; key?: unknown };
  try {
    said = JSON.parse(head.toString('utf8', 12));
  } catch (error) {
    throw new SealError('cifrado_roto', error);
  }
  const rsa = receiver.asymmetricKeyType === 'rsa';
  const way = rsa ? 'rsa-oaep-sha256' : 'x25519';
  if (said.way !== way || said.to !== idOf(createPublicKey(receiver))) throw new SealError('otra_clave');
  try {
    const sent = Buffer.from(String(said.key), 'base64');
    const secret = rsa
      ? privateDecrypt({ key: receiver, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, sent)
      : diffieHellman({
          privateKey: receiver,
          publicKey: createPublicKey({ key: Buffer.concat([X25519_DER, sent]), format: 'der', type: 'spki' }),
        });
    return fileKey(secret, hkdfInfo(head));
  } catch (error) {
    throw new SealError('cifrado_roto', error);
  }
};

/** The file's head, and what follows it. */
const headOf = async (
  source: AsyncIterator<Buffer>,
): Promise<{ readonly head: Buffer; readonly rest: Buffer }> => {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const length = bytes.length >= 12 ? bytes.readUInt32BE(8) : 0;
    if (bytes.length >= 12 && (!isSealed(bytes) || length > MOST_HEADER)) throw new SealError('cifrado_roto');
    if (bytes.length >= 12 && bytes.length >= 12 + length)
      return { head: bytes.subarray(0, 12 + length), rest: bytes.subarray(12 + length) };
    const { value, done } = await source.next();
    if (done) throw new SealError('cifrado_roto');
    bytes = Buffer.concat([bytes, value]);
  }
};

/** Whether a file that begins so is encrypted. */
export const isSealed = (start: Buffer): boolean => start.toString('latin1', 0, MAGIC.length) === MAGIC;

/** Decrypts; no byte comes out that was not proven. Throws SealError. */
export const openWith = (receiver: KeyObject) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const iterator = source[Symbol.asyncIterator]();
    const { head, rest } = await headOf(iterator);
    const key = openLock(head, receiver);
    const sealed = async function* (): AsyncGenerator<Buffer> {
      yield rest;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    };
    let number = 0;
    for await (const { bytes, last } of pieces(sealed(), CHUNK + TAG)) {
      if (bytes.length < TAG) throw new SealError('cifrado_roto');
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last));
      decipher.setAuthTag(bytes.subarray(-TAG));
      try {
        yield Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
      } catch (error) {
        throw new SealError('cifrado_roto', error);
      }
      number += 1;
    }
  };
