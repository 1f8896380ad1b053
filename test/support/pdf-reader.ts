import { inflateSync } from 'node:zlib';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The drawing commands of a PDF's pages, unpacked. */
const commandsOf = (pdf: Uint8Array): string => {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/FlateDecode\s*>>\s*stream\r?\n/g)]
    .map(({ index, 0: head }) => {
      const from = index + head.length;
      const packed = Buffer.from(text.slice(from, text.indexOf('endstream', from)), 'latin1');
      return inflateSync(packed).toString('latin1');
    })
    .join('\n');
};

/** Characters of Windows-1252 as far as they differ from Latin-1 and stand on our papers. */
const words = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');

/** The words of a PDF, a piece of text a row: strings of its TJ commands. */
export const pdfText = (pdf: Uint8Array): readonly string[] =>
  [...commandsOf(pdf).matchAll(/\[([^\]]*)\] TJ/g)].map(([, parts = '']) =>
    [...parts.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => words(hex)).join(''),
  );

/** Filled squares of a PDF. */
const boxesOf = (pdf: Uint8Array): readonly Box[] =>
  [...commandsOf(pdf).matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re\b/g)].map(
    ([, x, y, width, height]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    }),
  );

export const pdfPages = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

/** Pixels of a point, in the picture below. */
const SCALE = 4;
const WHITE_BORDER = 20;

/** The squares of a PDF as a picture of black on white, four bytes a pixel, as a screen would show them. */
export const pdfPicture = (pdf: Uint8Array): { rgba: Uint8ClampedArray; width: number; height: number } => {
  const boxes = boxesOf(pdf);
  const [left, top] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const side = (end: (box: Box) => number, from: number): number =>
    Math.ceil((Math.max(...boxes.map(end)) - from) * SCALE) + 2 * WHITE_BORDER;
  const width = side((box) => box.x + box.width, left);
  const height = side((box) => box.y + box.height, top);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const box of boxes) {
    const [x, y] = [(box.x - left) * SCALE + WHITE_BORDER, (box.y - top) * SCALE + WHITE_BORDER];
    for (let row = Math.round(y); row < Math.round(y + box.height * SCALE); row += 1)
      for (let column = Math.round(x); column < Math.round(x + box.width * SCALE); column += 1)
        rgba.set([0, 0, 0, 255], (row * width + column) * 4);
  }
  return { rgba, width, height };
};
