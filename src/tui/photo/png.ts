import { PNG } from 'pngjs';
import type { Pixels } from '../../domain/photo.ts';

/** Pixels of a PNG of our own making; its alpha is not looked at. */
export const pixelsOfPng = (png: Uint8Array): Pixels => {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) rgb.set(data.subarray(at * 4, at * 4 + 3), at * 3);
  return { width, height, rgb };
};
