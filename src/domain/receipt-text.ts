/*
 * How wide text is on a grid of columns, and how it breaks. Names come from people and scanners: whatever they
 * hold, a line never grows beyond its columns and never carries a control character to a printer or a terminal.
 */

const PLAIN = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]*$/;
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const segmenter = new Intl.Segmenter('es', { granularity: 'grapheme' });

const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), (part) => part.segment);

/** Line breaks and tabs become a space; control and direction characters go, so that text cannot send commands. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u0085\u00a0\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '');

/** {@link cleanText} with single spaces and none at the edges, of characters that any document may hold. */
export const oneLine = (text: string): string =>
  cleanText(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Columns that a text takes. */
export const displayWidth = (text: string): number => {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const cluster of graphemes(text)) width += ZERO_WIDTH.test(cluster) ? 0 : WIDE.test(cluster) ? 2 : 1;
  return width;
};

const breakWord = (word: string, columns: number): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const cluster of graphemes(word)) {
    if (part && displayWidth(part + cluster) > columns) {
      parts.push(part);
      part = '';
    }
    part += cluster;
  }
  if (part) parts.push(part);
  return parts;
};

const wrapWords = (text: string, columns: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    for (const part of displayWidth(word) > columns ? breakWord(word, columns) : [word]) {
      const joined = line ? `${line} ${part}` : part;
      if (displayWidth(joined) <= columns) line = joined;
      else {
        if (line) lines.push(line);
        line = part;
      }
    }
  }
  lines.push(line);
  return lines;
};

/**
 * Breaks at spaces, and inside a word only when it alone is too long; leading spaces indent every row. Always at
 * least one row.
 */
export const wrapText = (text: string, columns: number): string[] => {
  const indent = /^ */.exec(text)?.[0] ?? '';
  if (indent.length >= columns) return wrapWords(text, columns);
  return wrapWords(text, columns - indent.length).map((row) => indent + row);
};

export const padEndTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

export const padStartTo = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
