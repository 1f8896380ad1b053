import type { Photo, Pixels } from '../../domain/photo.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy } from '../ports.ts';

/** Photos of students. */
export interface Photos {
  /** What half blocks are drawn from; null: there is none. */
  readonly pixels: (studentId: number) => Promise<Pixels | null>;
  /** The whole of it; null: there is none. */
  readonly photo: (studentId: number) => Promise<Photo | null>;
  readonly save: (by: ActedBy, studentId: number, photo: Photo) => Promise<Result<number>>;
  /** FOTO_INEXISTENTE. */
  readonly remove: (by: ActedBy, studentId: number) => Promise<Result<number>>;
}

/** Pictures that come as files. */
export interface Pictures {
  /**
   * Makes a photo of a JPEG or PNG file: upright, square, small. FOTO_INVALIDA {causa}, ARCHIVO_ILEGIBLE. A file that is
   * made to hurt (huge, cut off, endless) is refused as any other.
   */
  readonly read: (path: string) => Promise<Result<Photo>>;
}
