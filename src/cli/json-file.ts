import { createReadStream } from 'node:fs';
import { PosFailure, posError } from '../domain/errors.ts';

/** Larger than any document that the limits allow. */
const MAX_BYTES = 4_000_000;

export type RawDocument = Readonly<Record<string, unknown>>;

export const isRawDocument = (value: unknown): value is RawDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A document's bytes, from a file, a pipe, or standard input for `-`; null: there are more than any document has.
 * Throws ARCHIVO_ILEGIBLE.
 */
export const readDocumentBytes = async (path: string): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
      size += chunk.length;
      if (size > MAX_BYTES) return null;
      chunks.push(Buffer.from(chunk));
    }
  } catch (cause) {
    throw new PosFailure(posError('ARCHIVO_ILEGIBLE', { archivo: path }), { cause });
  }
  return Buffer.concat(chunks);
};

/** A JSON object from a file, or from standard input for `-`. Throws ARCHIVO_ILEGIBLE, VALOR_INVALIDO {campo: JSON}. */
export const readJsonFile = async (path: string): Promise<RawDocument> => {
  const bytes = await readDocumentBytes(path);
  try {
    // Strictly: a name must not be stored with replacement characters in it. The byte order mark goes.
    const document: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? Buffer.alloc(0)),
    );
    if (isRawDocument(document)) return document;
  } catch {
    // Said below.
  }
  throw new PosFailure(posError('VALOR_INVALIDO', { campo: 'JSON', valor: path }));
};
