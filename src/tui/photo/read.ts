import type { Photos } from '../../app/ports/photos.ts';
import type { Event } from '../events.ts';
import type { PhotoMode } from './mode.ts';

/** Milliseconds until the card's own answer is surely on the screen. */
const AFTER_PAINT = 30;
/** Milliseconds after which a photo is not worth its wait: the student has moved on. */
const MOST_MS = 5_000;

/**
 * Reads a photo when the card has been shown, and never says that it failed: a sale does not depend on it. A protocol
 * needs the larger picture, half blocks only the pixels.
 */
export const readPhoto = async (
  photos: Photos,
  mode: PhotoMode,
  studentId: number,
): Promise<Event | null> => {
  await new Promise((resolve) => setTimeout(resolve, AFTER_PAINT));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, MOST_MS, null);
    timer.unref();
  });
  try {
    const asked = mode.how === 'blocks' ? photos.pixels(studentId) : photos.photo(studentId);
    return { kind: 'photo', studentId, photo: await Promise.race([asked, late]) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};
