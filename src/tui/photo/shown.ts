import type { Photo, Pixels } from '../../domain/photo.ts';

/** A student's picture on the screen; `png` only where a protocol draws it. */
export interface ShownPhoto {
  readonly studentId: number;
  readonly picture: Pixels & Partial<Pick<Photo, 'png'>>;
}
