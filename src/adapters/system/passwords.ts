import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../app/ports.ts';

/** OWASP's figures for Argon2id: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** A stored hash that asks for more than this was not made here; refuse it instead of letting it eat the machine. */
const MAX_MEMORY_KIB = 262_144;
const MAX_PASSES = 10;

const derive = promisify(
  (parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void): void =>
    argon2('argon2id', parameters, done),
);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

interface Stored {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const parse = (hash: string): Stored | null => {
  const found = PHC.exec(hash);
  if (!found) return null;
  const [, memory, passes, parallelism, salt, tag] = found;
  const stored = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt ?? '', 'base64'),
    tag: Buffer.from(tag ?? '', 'base64'),
  };
  const sane =
    stored.memory <= MAX_MEMORY_KIB && stored.memory >= 8 * stored.parallelism && stored.passes <= MAX_PASSES;
  return sane && stored.passes > 0 && stored.salt.length >= 8 && stored.tag.length >= 16 ? stored : null;
};

/** Same secret, same bytes: `é` typed as one character or as two must not lock anybody out. */
const message = (secret: string): string => secret.normalize('NFC');

const hash = async (secret: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive({
    message: message(secret),
    nonce: salt,
    memory: MEMORY_KIB,
    passes: PASSES,
    parallelism: LANES,
    tagLength: TAG_BYTES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(salt)}$${base64(tag)}`;
};

const verify = async (secret: string, stored: string): Promise<boolean> => {
  const parsed = parse(stored);
  if (!parsed) return false;
  const tag = await derive({
    message: message(secret),
    nonce: parsed.salt,
    memory: parsed.memory,
    passes: parsed.passes,
    parallelism: parsed.parallelism,
    tagLength: parsed.tag.length,
  });
  return timingSafeEqual(tag, parsed.tag);
};

/** Of a random secret that nobody kept, with the parameters above: made beforehand, because making it would take time. */
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$V9pIdhHd0EmgvQx0wC7g6A$VjwJAPeRNLt6VdbZW1JuA+XU8C+VN2kyn1hwgpbES2E';

/** Argon2id by Node itself, off the main thread; PHC strings, so that parameters can be raised later. */
export const argon2Hasher: PasswordHasher = { hash, verify, decoy };
