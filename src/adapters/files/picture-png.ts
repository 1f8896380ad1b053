import { inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** What a PNG is made of besides its pixels is nobody's business here, and a place to hide what unfolds without end. */
const NEEDED: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const SIGNATURE_BYTES = 8;
/** Samples of a pixel by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const chunksOf = (file: Buffer): readonly { readonly type: string; readonly whole: Buffer }[] => {
  const chunks = [];
  for (let at = SIGNATURE_BYTES; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) throw new Error('a chunk is cut off');
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), whole: file.subarray(at, end) });
    at = end;
  }
  return chunks;
};

/** Width and height that a PNG says to have; null: it says nothing sensible. */
export const pngSize = (file: Buffer): { readonly width: number; readonly height: number } | null =>
  file.length < 33 || file.toString('latin1', 12, 16) !== 'IHDR'
    ? null
    : { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };

/** Pixels of a PNG with alpha, row by row. Throws for anything but a whole PNG whose data is as large as it says. */
export const decodePng = (file: Buffer): { width: number; height: number; data: Uint8Array } => {
  const chunks = chunksOf(file).filter(({ type }) => NEEDED.has(type));
  if (chunks.at(-1)?.type !== 'IEND') throw new Error('the end is missing');
  const [width, height, depth, colour] = [
    file.readUInt32BE(16),
    file.readUInt32BE(20),
    file.readUInt8(24),
    file.readUInt8(25),
  ];
  const row = Math.ceil((width * depth * (CHANNELS[colour] ?? 4)) / 8) + 1;
  // An interlaced picture has up to twice as many rows, each a little longer than its share.
  const most = row * height * 2 + 64 * (width + height);
  const data = Buffer.concat(
    chunks.filter(({ type }) => type === 'IDAT').map(({ whole }) => whole.subarray(8, -4)),
  );
  // The decoder does not stop at the picture's own size; this does, and throws.
  inflateSync(data, { maxOutputLength: most });
  return PNG.sync.read(
    Buffer.concat([file.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ whole }) => whole)]),
  );
};

export const encodePng = (width: number, height: number, rgb: Uint8Array): Uint8Array => {
  const png = new PNG({ width, height, colorType: 2, inputColorType: 2, inputHasAlpha: false });
  png.data = Buffer.from(rgb);
  return PNG.sync.write(png, { colorType: 2, inputColorType: 2, inputHasAlpha: false });
};
