import { type Argon2Parameters, argon2, createHash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../app/ports.ts';

/** OWASP's figures for Argon2id: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Parameters that ask for more than this were not made here. */
const MAX_MEMORY_KIB = 262_144;
const MAX_PASSES = 10;

const derive = promisify(
  (parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void): void =>
    argon2('argon2id', parameters, done),
);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

const PARAMETERS = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)$/;

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly nonce: Buffer;
}

/** What the database answered; nothing that would eat the machine, whoever wrote it there. */
const parse = (text: string): Parameters => {
  const [, memory, passes, parallelism, salt] = PARAMETERS.exec(text) ?? [];
  const read = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt ?? '', 'base64'),
  };
  const sane =
    read.memory <= MAX_MEMORY_KIB &&
    read.memory >= 8 * read.parallelism &&
    read.passes > 0 &&
    read.passes <= MAX_PASSES &&
    read.nonce.length >= 8;
  if (!sane) throw new Error('these are no parameters for Argon2id that this program would use');
  return read;
};

/** Same secret, same bytes: `é` typed as one character or as two must not lock anybody out. */
const tagOf = (secret: string, parameters: Parameters): Promise<Buffer> =>
  derive({ message: secret.normalize('NFC'), tagLength: TAG_BYTES, ...parameters });

const seal = async (secret: string): Promise<string> => {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await tagOf(secret, { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES, nonce });
  const verifier = createHash('sha256').update(tag).digest('hex');
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${base64(nonce)}$${verifier}`;
};

const prove = async (secret: string, parameters: string): Promise<string> =>
  (await tagOf(secret, parse(parameters))).toString('hex');

/**
 * Argon2id by Node itself, off the main thread. What deriving gives is the proof, and only its SHA-256 is stored: whoever
 * reads the database still has nothing to sign in with.
 */
export const argon2Hasher: PasswordHasher = { seal, prove, random: randomBytes };
