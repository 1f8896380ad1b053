import jpeg from 'jpeg-js';

const START_OF_FRAME = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);
const EXIF = 0xe1;
const START_OF_SCAN = 0xda;
const ORIENTATION = 0x0112;

interface JpegHead {
  readonly width: number;
  readonly height: number;
  /** 1 to 8, as EXIF numbers the ways in which a camera may have been held. */
  readonly orientation: number;
}

/** How the camera was held: tag 0x0112 of the first directory (EXIF 2.3, 4.6.4). 1, upright, where it is not said. */
const orientationOf = (segment: Buffer): number => {
  if (segment.toString('latin1', 0, 6) !== 'Exif\0\0') return 1;
  const tiff = segment.subarray(6);
  if (tiff.length < 14) return 1;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return 1;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (short(at) !== ORIENTATION) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** What a JPEG says of itself before its pixels; null: nothing sensible. */
export const jpegHead = (file: Buffer): JpegHead | null => {
  let orientation = 1;
  for (let at = 2; at + 10 <= file.length; ) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = file.readUInt16BE(at + 2);
    if (length < 2 || marker === START_OF_SCAN) return null;
    if (START_OF_FRAME.has(marker))
      return { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7), orientation };
    if (marker === EXIF && orientation === 1)
      orientation = orientationOf(file.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return null;
};

/** Pixels of a JPEG with alpha, as the camera wrote them. Throws for anything but a whole JPEG. */
export const decodeJpeg = (
  file: Buffer,
  megapixels: number,
): { width: number; height: number; data: Uint8Array } =>
  jpeg.decode(file, {
    useTArray: true,
    tolerantDecoding: false,
    maxResolutionInMP: megapixels,
    maxMemoryUsageInMB: 1024,
  });
