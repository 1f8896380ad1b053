/** Length and least code point by lead byte; null for a byte that cannot begin a sequence. */
const lead = (byte: number): { more: number; bits: number; least: number } | null => {
  if (byte >= 0xc2 && byte <= 0xdf) return { more: 1, bits: byte & 0x1f, least: 0x80 };
  if (byte >= 0xe0 && byte <= 0xef) return { more: 2, bits: byte & 0x0f, least: 0x800 };
  if (byte >= 0xf0 && byte <= 0xf4) return { more: 3, bits: byte & 0x07, least: 0x10000 };
  return null;
};

const isScalar = (code: number, least: number): boolean =>
  code >= least && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);

/**
 * UTF-8 one byte at a time. Bytes that are not UTF-8 are read as Latin-1, so that a terminal left in that encoding
 * still types its ñ and á; nothing is lost to a replacement character.
 */
export class Utf8 {
  #bytes: number[] = [];
  #more = 0;
  #code = 0;
  #least = 0;

  /** The characters that this byte completes: mostly one or none. */
  push(byte: number): readonly string[] {
    if (this.#more > 0 && (byte & 0xc0) === 0x80) return this.#continue(byte);
    const broken = this.flush();
    const start = lead(byte);
    if (start === null) return [...broken, String.fromCharCode(byte)];
    this.#bytes = [byte];
    this.#more = start.more;
    this.#code = start.bits;
    this.#least = start.least;
    return broken;
  }

  /** Gives up waiting for the rest. */
  flush(): readonly string[] {
    const given = this.#bytes.map((byte) => String.fromCharCode(byte));
    this.#bytes = [];
    this.#more = 0;
    return given;
  }

  get pending(): boolean {
    return this.#more > 0;
  }

  #continue(byte: number): readonly string[] {
    this.#bytes.push(byte);
    this.#code = (this.#code << 6) | (byte & 0x3f);
    this.#more -= 1;
    if (this.#more > 0) return [];
    if (!isScalar(this.#code, this.#least)) return this.flush();
    this.#bytes = [];
    return [String.fromCodePoint(this.#code)];
  }
}

export const decodeBytes = (bytes: Iterable<number>): string => {
  const utf8 = new Utf8();
  const parts: string[] = [];
  for (const byte of bytes) parts.push(...utf8.push(byte));
  return [...parts, ...utf8.flush()].join('');
};
