import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PHOTO_SIDE, type Photo, PICTURE_SIDE } from '../../domain/photo.ts';
import { decodeJpeg, jpegHead } from './picture-jpeg.ts';
import { decodePng, encodePng, pngSize } from './picture-png.ts';
import { shrinkSquare } from './picture-shrink.ts';

/** Why a file is no photo; a key of the table of details in i18n. */
export type PictureFault = 'formato' | 'grande' | 'pequena' | 'tiempo';
export type PictureAnswer = { readonly photo: Photo } | { readonly fault: PictureFault };

const MOST_MEGAPIXELS = 25;
/** Pixels of a side below which there is nothing to recognise. */
const LEAST_SIDE = 16;

const PNG_SIGNATURE = '89504e470d0a1a0a';
const JPEG_START = 'ffd8ff';

const sizeFault = (head: { width: number; height: number } | null): PictureFault | null => {
  if (!head || head.width === 0 || head.height === 0) return 'formato';
  if (head.width * head.height > MOST_MEGAPIXELS * 1e6 || Math.max(head.width, head.height) > 30_000)
    return 'grande';
  return Math.min(head.width, head.height) < LEAST_SIDE ? 'pequena' : null;
};

/** A photo of a file's bytes: what it says of its size is judged before a byte of it is unfolded. */
export const makePhoto = (file: Buffer): PictureAnswer => {
  const isPng = file.toString('hex', 0, 8) === PNG_SIGNATURE;
  if (!isPng && file.toString('hex', 0, 3) !== JPEG_START) return { fault: 'formato' };
  try {
    const jpeg = isPng ? null : jpegHead(file);
    const fault = sizeFault(isPng ? pngSize(file) : jpeg);
    if (fault) return { fault };
    const picture = isPng ? decodePng(file) : decodeJpeg(file, MOST_MEGAPIXELS);
    const orientation = jpeg?.orientation ?? 1;
    const rgb = shrinkSquare(picture, orientation, PHOTO_SIDE);
    const large = shrinkSquare(picture, orientation, PICTURE_SIDE);
    const png = encodePng(PICTURE_SIDE, PICTURE_SIDE, large);
    return { photo: { width: PHOTO_SIDE, height: PHOTO_SIDE, rgb, png: new Uint8Array(png) } };
  } catch {
    // A decoder says in many ways that a file is not what it should be.
    return { fault: 'formato' };
  }
};

/** Where this very file is, also in a bundle: a process is started with it. */
export const PICTURE_PROGRAM = fileURLToPath(import.meta.url);
/** Its argument, without which nothing starts: a bundle may put this file anywhere. */
export const PICTURE_TASK = 'decode-picture';

/** Bytes go through JSON as base64. */
const packPhoto = (answer: PictureAnswer): string =>
  JSON.stringify(answer, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );

if (process.argv[1] === PICTURE_PROGRAM && process.argv[2] === PICTURE_TASK)
  process.stdout.write(packPhoto(makePhoto(await buffer(process.stdin))));
