import { deflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

export type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number];

const rgba = (width: number, height: number, paint: Paint): Buffer => {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(paint(x, y), (y * width + x) * 4);
  return data;
};

export const jpegOf = (width: number, height: number, paint: Paint): Buffer =>
  Buffer.from(jpeg.encode({ width, height, data: rgba(width, height, paint) }, 92).data);

export const pngOf = (width: number, height: number, paint: Paint): Buffer => {
  const png = new PNG({ width, height });
  png.data = rgba(width, height, paint);
  return PNG.sync.write(png);
};

/** The same JPEG, saying that the camera was held so (EXIF orientation). */
export const held = (file: Buffer, orientation: number): Buffer => {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([file.subarray(0, 2), head, body, file.subarray(2)]);
};

/** CRC 32 as PNG wants it; `zlib.crc32` is newer than some Node that reads this. */
const crc = (bytes: Buffer): number => {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
};

/** A PNG that says to be so large and unfolds to so many zero bytes. */
export const pngBomb = (
  width: number,
  height: number,
  unfolded: number,
  { interlaced = false } = {},
): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('zTXt', Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(Buffer.alloc(1_000_000))])),
    chunk('IDAT', deflateSync(Buffer.alloc(unfolded))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
