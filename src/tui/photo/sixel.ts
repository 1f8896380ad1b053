import type { Pixels } from '../../domain/photo.ts';

const ESC = '\u001b';
/** Levels of a channel: a cube of 216 colours, which every sixel terminal has registers for. */
const STEPS = 6;
const BAND = 6;

/** Thresholds of ordered dithering (Bayer, 4 × 4): few colours look like many. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;

const level = (value: number, x: number, y: number): number => {
  const threshold = ((BAYER[(y % 4) * 4 + (x % 4)] ?? 0) + 0.5) / 16 - 0.5;
  return Math.min(STEPS - 1, Math.max(0, Math.round((value / 255) * (STEPS - 1) + threshold)));
};

/** Registers of a picture, one a pixel. */
const registersOf = ({ width, height, rgb }: Pixels): Uint8Array => {
  const registers = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3;
      registers[y * width + x] =
        level(rgb[i] ?? 0, x, y) * STEPS * STEPS +
        level(rgb[i + 1] ?? 0, x, y) * STEPS +
        level(rgb[i + 2] ?? 0, x, y);
    }
  return registers;
};

const percent = (step: number): number => Math.round((step * 100) / (STEPS - 1));

const definition = (register: number): string =>
  `#${register};2;${percent(Math.floor(register / (STEPS * STEPS)))};${percent(Math.floor(register / STEPS) % STEPS)};${percent(register % STEPS)}`;

/** The same sixel many times over is said by its number. */
const packed = (row: string): string =>
  row.replace(/(.)\1{3,}/g, (run, sixel: string) => `!${run.length}${sixel}`);

/** Six rows of pixels: for each colour in them the sixels that have it, all beginning at the left edge (`$`). */
const bandOf = (registers: Uint8Array, width: number, height: number, top: number): string => {
  const colours = new Map<number, number[]>();
  for (let y = top; y < Math.min(height, top + BAND); y++)
    for (let x = 0; x < width; x++) {
      const register = registers[y * width + x] ?? 0;
      const bits = colours.get(register) ?? new Array<number>(width).fill(0);
      bits[x] = (bits[x] ?? 0) | (1 << (y - top));
      colours.set(register, bits);
    }
  return [...colours]
    .map(([register, bits]) => `#${register}${packed(String.fromCharCode(...bits.map((bit) => 63 + bit)))}`)
    .join('$');
};

/** A picture as DEC sixels (VT340, "Sixel graphics"), with square pixels and its own palette. */
export const sixelOf = (pixels: Pixels): string => {
  const { width, height } = pixels;
  const registers = registersOf(pixels);
  const palette = [...new Set(registers)].map(definition).join('');
  const bands = Array.from({ length: Math.ceil(height / BAND) }, (_, band) =>
    bandOf(registers, width, height, band * BAND),
  );
  return `${ESC}P0;1;0q"1;1;${width};${height}${palette}${bands.join('-')}${ESC}\\`;
};
