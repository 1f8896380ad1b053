import stringWidth from 'string-width';

const PLAIN = /^[\x20-\x7e]*$/;
/** Control characters, and the marks that reorder or hide text: none of them may reach the terminal. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text from the database as it may be shown: a product's name cannot send an escape sequence. */
export const clean = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .replace(/[\t\r\n]+/g, ' ')
        .replace(UNSAFE, '')
        .normalize('NFC');

/** Columns that a text takes. */
export const width = (text: string): number => (PLAIN.test(text) ? text.length : stringWidth(text));

const segments = new Intl.Segmenter('es', { granularity: 'grapheme' });

/** Without its last character, as Backspace leaves it. */
export const withoutLast = (text: string): string => [...text].slice(0, -1).join('');

/** Cut to at most so many columns, ending in `…` when something is missing. */
export const cut = (text: string, columns: number, ellipsis = '…'): string => {
  if (columns <= 0) return '';
  if (width(text) <= columns) return text;
  const room = columns - width(ellipsis);
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, room)) + ellipsis;
  let taken = '';
  let used = 0;
  for (const { segment } of segments.segment(text)) {
    const more = width(segment);
    if (used + more > room) break;
    taken += segment;
    used += more;
  }
  return taken + ellipsis;
};

/** The end of a text that does not fit: what a field shows while it is typed into. */
export const cutStart = (text: string, columns: number): string => {
  if (width(text) <= columns) return text;
  const parts = [...segments.segment(text)].map((part) => part.segment);
  while (parts.length > 0 && width(parts.join('')) > columns - 1) parts.shift();
  return `…${parts.join('')}`;
};

/** Breaks at spaces into lines of at most so many columns. */
export const wrap = (text: string, columns: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of clean(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= columns) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = cut(word, columns);
    }
  }
  return line === '' ? lines : [...lines, line];
};
