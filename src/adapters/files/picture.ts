import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';
import { posError } from '../../domain/errors.ts';
import type { Photo } from '../../domain/photo.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { openRegular } from './open-regular.ts';
import { PICTURE_PROGRAM, PICTURE_TASK, type PictureFault } from './picture-worker.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** Milliseconds that decoding may take; a photograph of 12 megapixels takes two seconds on a slow till. */
const DECODE_MS = 30_000;
/** Megabytes of objects that a decoder may make: a picture of the largest allowed size needs some 350. */
const HEAP_MB = 600;

/** What the process wrote: a photo as JSON; null: it ended without an answer. */
type Packed =
  | { photo: { width: number; height: number; rgb: string; png: string } }
  | { fault: PictureFault };

const unpacked = (answer: string): Photo | PictureFault => {
  if (answer === '') return 'formato';
  const packed = JSON.parse(answer) as Packed;
  if ('fault' in packed) return packed.fault;
  const { width, height, rgb, png } = packed.photo;
  return { width, height, rgb: Buffer.from(rgb, 'base64'), png: Buffer.from(png, 'base64') };
};

/**
 * Decodes in a process of its own: the screen goes on meanwhile, and a file that eats time or memory ends that process
 * and nothing else. (A thread that runs out of memory takes the whole program with it.)
 */
const decode = async (file: Buffer): Promise<Photo | PictureFault> => {
  const decoder = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, PICTURE_PROGRAM, PICTURE_TASK],
    { stdio: ['pipe', 'pipe', 'ignore'], timeout: DECODE_MS, killSignal: 'SIGKILL', env: {} },
  );
  const ended = new Promise<boolean>((resolve) => {
    decoder.once('error', () => resolve(false));
    decoder.once('exit', (_, signal) => resolve(signal === 'SIGKILL'));
  });
  // A decoder that died does not read to the end.
  decoder.stdin.on('error', () => {});
  decoder.stdin.end(file);
  const [answer, stopped] = await Promise.all([text(decoder.stdout), ended]);
  return stopped ? 'tiempo' : unpacked(answer);
};

/** A file's bytes; null: it is larger than a photo may be. Throws for what cannot be read, a directory or a pipe among it. */
const bytesOf = async (path: string): Promise<Buffer | null> => {
  const file = await openRegular(path.replace(/^~(?=\/)/, homedir()));
  try {
    return (await file.stat()).size > MOST_BYTES ? null : await file.readFile();
  } finally {
    await file.close();
  }
};

/** See `Pictures` in app/ports/photos.ts. */
export const readPicture = async (path: string): Promise<Result<Photo>> => {
  let file: Buffer | null;
  try {
    file = await bytesOf(path);
  } catch {
    return fail(posError('ARCHIVO_ILEGIBLE', { archivo: path }));
  }
  const made = file ? await decode(file) : 'grande';
  return typeof made === 'string' ? fail(posError('FOTO_INVALIDA', { causa: made })) : ok(made);
};
