/** Figures three rows high, to be read at arm's length. */
const BLOCKS: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['█▀█', '█ █', '▀▀▀'],
  '1': ['▀█ ', ' █ ', '▀▀▀'],
  '2': ['▀▀█', '█▀▀', '▀▀▀'],
  '3': ['▀▀█', ' ▀█', '▀▀▀'],
  '4': ['█ █', '▀▀█', '  ▀'],
  '5': ['█▀▀', '▀▀█', '▀▀▀'],
  '6': ['█▀▀', '█▀█', '▀▀▀'],
  '7': ['▀▀█', '  █', '  ▀'],
  '8': ['█▀█', '█▀█', '▀▀▀'],
  '9': ['█▀█', '▀▀█', '▀▀▀'],
  '.': [' ', ' ', '▀'],
  '-': ['   ', '▀▀▀', '   '],
};
const SEGMENTS: typeof BLOCKS = {
  '0': [' _ ', '| |', '|_|'],
  '1': ['   ', '  |', '  |'],
  '2': [' _ ', ' _|', '|_ '],
  '3': [' _ ', ' _|', ' _|'],
  '4': ['   ', '|_|', '  |'],
  '5': [' _ ', '|_ ', ' _|'],
  '6': [' _ ', '|_ ', '|_|'],
  '7': [' _ ', '  |', '  |'],
  '8': [' _ ', '|_|', '|_|'],
  '9': [' _ ', '|_|', ' _|'],
  '.': [' ', ' ', '.'],
  '-': ['   ', ' _ ', '   '],
};

/** Three rows for an amount already written (`25.000`). */
export const bigFigures = (text: string, ascii: boolean): readonly [string, string, string] => {
  const font = ascii ? SEGMENTS : BLOCKS;
  const rows: [string[], string[], string[]] = [[], [], []];
  for (const character of text) {
    const glyph = font[character];
    if (!glyph) continue;
    rows[0].push(glyph[0]);
    rows[1].push(glyph[1]);
    rows[2].push(glyph[2]);
  }
  return [rows[0].join(' '), rows[1].join(' '), rows[2].join(' ')];
};
