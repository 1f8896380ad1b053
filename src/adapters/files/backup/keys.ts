import type { KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { PosFailure, posError } from '../../../domain/errors.ts';
import { MOST_PEM_BYTES, readSmall } from '../regular-file.ts';
import { makeKeys, readPrivateKey, readPublicKey, SealError } from './seal.ts';

const readPem = (path: string): string => {
  try {
    return readSmall(path, MOST_PEM_BYTES).bytes.toString('utf8');
  } catch (error) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause: error });
  }
};

const asRefusal = (path: string, error: unknown): unknown =>
  error instanceof SealError
    ? new PosFailure(posError('CLAVE_DE_COPIAS', { archivo: path, causa: error.fault }), { cause: error })
    : error;

/** Throws PosFailure ARCHIVO_ILEGIBLE, CLAVE_DE_COPIAS. */
export const publicKeyOf = async (path: string): Promise<KeyObject> => {
  const pem = readPem(path);
  try {
    return readPublicKey(pem);
  } catch (error) {
    throw asRefusal(path, error);
  }
};

const isLocked = (pem: string): boolean => /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(pem);

/** @param ask for the password of a key that has one. Throws PosFailure ARCHIVO_ILEGIBLE, CLAVE_DE_COPIAS. */
export const privateKeyOf = async (path: string, ask: () => Promise<string | null>): Promise<KeyObject> => {
  const pem = readPem(path);
  try {
    return readPrivateKey(pem, isLocked(pem) ? ((await ask()) ?? '') : undefined);
  } catch (error) {
    throw asRefusal(path, error);
  }
};

const writeNew = async (path: string, text: string, mode: number): Promise<void> => {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Makes a pair of keys in two files, neither of which may be there yet: a key that is overwritten opens nothing any more.
 * Throws PosFailure ARCHIVO_EXISTE, ARCHIVO_NO_ESCRITO.
 */
export const writeKeys = async (
  path: string,
): Promise<{ readonly secret: string; readonly open: string }> => {
  const openPath = `${path.replace(/\.pem$/, '')}.pub.pem`;
  const { privateKey, publicKey } = makeKeys();
  const refuse = (archivo: string, error: unknown): PosFailure => {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const code = exists
      ? posError('ARCHIVO_EXISTE', { archivo })
      : posError('ARCHIVO_NO_ESCRITO', { archivo });
    return new PosFailure(code, { cause: error });
  };
  await writeNew(openPath, publicKey, 0o644).catch((error: unknown) =>
    Promise.reject(refuse(openPath, error)),
  );
  try {
    await writeNew(path, privateKey, 0o600);
  } catch (error) {
    await rm(openPath, { force: true });
    throw refuse(path, error);
  }
  return { secret: path, open: openPath };
};
