import type { Pixels } from '../../domain/photo.ts';
import type { Colours } from './mode.ts';
import { resized } from './resize.ts';

type Colour = readonly [red: number, green: number, blue: number];

const colourAt = ({ width, rgb }: Pixels, x: number, y: number): Colour => {
  const at = (y * width + x) * 3;
  return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
};

/** Upper half of a cell: its colour above, the background's below. */
const UPPER = '▀';
const RESET = '\u001b[39;49m';

/** Levels of the colour cube of 256 colours, as xterm has them. */
const LEVELS = [0, 95, 135, 175, 215, 255] as const;

const nearest = (value: number): number => {
  let best = 0;
  LEVELS.forEach((level, at) => {
    if (Math.abs(level - value) < Math.abs((LEVELS[best] ?? 0) - value)) best = at;
  });
  return best;
};

const distance = (a: Colour, b: Colour): number =>
  (a[0] - b[0]) ** 2 * 2 + (a[1] - b[1]) ** 2 * 4 + (a[2] - b[2]) ** 2 * 3;

/** The nearest of xterm's 256 colours: of its cube or of its 24 greys. */
const indexOf256 = (colour: Colour): number => {
  const [r, g, b] = colour.map(nearest) as [number, number, number];
  const cube: Colour = [LEVELS[r] ?? 0, LEVELS[g] ?? 0, LEVELS[b] ?? 0];
  const mean = (colour[0] + colour[1] + colour[2]) / 3;
  const step = Math.min(23, Math.max(0, Math.round((mean - 8) / 10)));
  const grey = 8 + step * 10;
  return distance(colour, [grey, grey, grey]) < distance(colour, cube) ? 232 + step : 16 + 36 * r + 6 * g + b;
};

const codeOf = (colour: Colour, colours: Colours): string =>
  colours === 'true' ? `2;${colour.join(';')}` : `5;${indexOf256(colour)}`;

/**
 * A square picture as `rows` rows of twice as many cells, each two pixels high: 8 rows show 16 × 16 pixels. A colour is
 * only written where it changes.
 */
export const halfBlocks = (pixels: Pixels, rows: number, colours: Colours): readonly string[] => {
  const side = rows * 2;
  const small = resized(pixels, side);
  return Array.from({ length: rows }, (_, row) => {
    let line = '';
    let [above, below] = ['', ''];
    for (let column = 0; column < side; column++) {
      const upper = codeOf(colourAt(small, column, row * 2), colours);
      const lower = codeOf(colourAt(small, column, row * 2 + 1), colours);
      const codes = [
        ...(upper === above ? [] : [`38;${upper}`]),
        ...(lower === below ? [] : [`48;${lower}`]),
      ];
      line += codes.length > 0 ? `\u001b[${codes.join(';')}m${UPPER}` : UPPER;
      [above, below] = [upper, lower];
    }
    return line + RESET;
  });
};
