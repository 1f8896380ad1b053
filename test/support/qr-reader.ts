import jsQR from 'jsqr';
import { encode } from 'uqr';
import type { PrintedQr } from './printer-escpos.ts';

/** Dots of a drawn symbol, row by row; true is black. */
export interface Raster {
  readonly width: number;
  readonly dots: readonly boolean[];
}

/** White that a QR needs around it, in modules. */
const QUIET = 4;

/** What a printer draws of its QR command: modules of so many dots, with the white of the paper around. */
export const printedRaster = ({ data, level, moduleDots }: PrintedQr): Raster => {
  const { data: modules, size } = encode(data, { ecc: level, border: QUIET });
  const width = size * moduleDots;
  const dots = Array.from({ length: width * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return modules[Math.floor(row / moduleDots)]?.[Math.floor(column / moduleDots)] === true;
  });
  return { width, dots };
};

/** What a telephone reads from a picture of grey or coloured pixels, four bytes each; null: nothing. */
export const readQr = (rgba: Uint8ClampedArray, width: number, height: number): string | null =>
  (jsQR as unknown as typeof jsQR.default)(rgba, width, height)?.data ?? null;

/** What a telephone reads from a printed symbol. */
export const readRaster = ({ width, dots }: Raster): string | null => {
  const rgba = new Uint8ClampedArray(dots.length * 4);
  dots.forEach((black, at) => {
    rgba.set(black ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4);
  });
  return readQr(rgba, width, dots.length / width);
};
