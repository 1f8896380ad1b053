import { spawnSync } from 'node:child_process';

/* A PDF as poppler reads it, a reader that the product knows nothing of; skipped where it is not installed. */

export const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

const run = (pdf: Uint8Array, ...options: readonly string[]): string => {
  const read = spawnSync('pdftotext', [...options, '-', '-'], { input: pdf, encoding: 'utf8' });
  if (read.status !== 0 || read.stderr !== '') throw new Error(read.stderr);
  return read.stdout;
};

/** All that it says, in the order in which a person reads it, in one line. */
export const popplerText = (pdf: Uint8Array): string => run(pdf).replace(/\s+/g, ' ');

export interface PdfWord {
  readonly page: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Its words and where they stand, in points from the top left of their page. */
export const popplerWords = (pdf: Uint8Array): readonly PdfWord[] =>
  run(pdf, '-bbox')
    .split('<page ')
    .slice(1)
    .flatMap((page, at) =>
      [
        ...page.matchAll(
          /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/g,
        ),
      ].map(([, left, top, right, bottom, text = '']) => ({
        page: at + 1,
        text,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    );

/** Pairs of words that stand on each other by more than a hair. */
export const overlaps = (words: readonly PdfWord[]): readonly string[] => {
  const HAIR = 1.5;
  return words.flatMap((one, at) =>
    words
      .slice(at + 1)
      .filter(
        (other) =>
          one.page === other.page &&
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > HAIR &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > HAIR,
      )
      .map((other) => `${one.text} / ${other.text}`),
  );
};
