/** Colours, three bytes each (red, green, blue), row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** A student's picture as it is kept: small, decoded once when it was brought in. */
export interface Photo extends Pixels {
  /** The same somewhat larger, as a PNG, for terminals that show pictures. */
  readonly png: Uint8Array;
}

/** Pixels of a side of what is kept: divides by 6, 8, 12 and 16, the heights in which it is drawn. */
export const PHOTO_SIDE = 48;
/** Pixels of a side of the PNG. */
export const PICTURE_SIDE = 160;
