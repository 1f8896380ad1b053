import type { Messages } from '../i18n/index.ts';
import { clean, cut, width } from './text.ts';

export type ThemeName = 'dark' | 'light' | 'basic' | 'mono';
export type Style =
  | 'plain'
  | 'strong'
  | 'dim'
  | 'accent'
  | 'good'
  | 'warn'
  | 'danger'
  | 'alarm'
  | 'selected'
  | 'cursor';

type Codes = Readonly<Record<Style, readonly [on: string, off: string]>>;

const BOLD_OFF = '22';
/** One accent; red is for danger alone, and every colour comes with a word or a sign. */
const dark: Codes = {
  plain: ['', ''],
  strong: ['1', BOLD_OFF],
  dim: ['90', '39'],
  accent: ['36', '39'],
  good: ['32', '39'],
  warn: ['33', '39'],
  danger: ['1;91', '22;39'],
  alarm: ['1;97;41', '22;39;49'],
  selected: ['1;7', '22;27'],
  cursor: ['7', '27'],
};
const light: Codes = {
  ...dark,
  accent: ['34', '39'],
  warn: ['35', '39'],
  danger: ['1;31', '22;39'],
};
/** Eight colours and a font of 256 glyphs: no grey, no bright colours. */
const basic: Codes = {
  ...dark,
  dim: ['', ''],
  danger: ['1;31', '22;39'],
  alarm: ['1;37;41', '22;39;49'],
};

/** No colour at all, as NO_COLOR asks: words and signs say everything, weight and reverse only help. */
const mono: Codes = {
  ...basic,
  accent: ['', ''],
  good: ['', ''],
  warn: ['1', BOLD_OFF],
  danger: ['1', BOLD_OFF],
  alarm: ['1;7', '22;27'],
};

const THEMES: Readonly<Record<ThemeName, Codes>> = { dark, light, basic, mono };

export type Span = readonly [text: string, style?: Style];

/** The least window, in cells, that the screen is drawn in. */
export const SMALLEST = { columns: 80, rows: 24 } as const;

/** How everything is drawn: words, colours and glyphs. One for the whole run. */
export interface Look {
  readonly words: Messages;
  readonly paint: (text: string, style?: Style) => string;
  /** One row of exactly `columns`: the left part is cut, the right one never. Database text is cleaned here. */
  readonly row: (columns: number, left: readonly Span[], right?: readonly Span[]) => string;
  readonly rule: (columns: number) => string;
  readonly bar: string;
  readonly mark: string;
  readonly alert: string;
  readonly dot: string;
  readonly ascii: boolean;
}

/** The eight heights of a bar, lowest first. */
const ASCII_BARS = '_.-=+*%#';
const ASCII_ARROWS: Readonly<Record<string, string>> = { '↑': '^', '↓': 'v', '←': '<', '→': '>' };

export const makeLook = (words: Messages, theme: ThemeName, ascii: boolean): Look => {
  const codes = THEMES[theme];
  const paint = (text: string, style: Style = 'plain'): string => {
    const [on, off] = codes[style];
    return on === '' || text === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  };
  const ellipsis = ascii ? '~' : '…';
  const plainer = (text: string): string =>
    ascii
      ? text
          .replace(/[·—–]/g, '-')
          .replace(/×/g, 'x')
          .replace(/…/g, '...')
          .replace(/[▁-█]/g, (bar) => ASCII_BARS[bar.charCodeAt(0) - 0x2581] ?? '#')
          .replace(/[↑↓←→]/g, (arrow) => ASCII_ARROWS[arrow] ?? '')
      : text;
  const row = (columns: number, left: readonly Span[], right: readonly Span[] = []): string => {
    let room = columns;
    let end = '';
    for (const [text, style] of right) {
      const safe = cut(plainer(clean(text)), room, ellipsis);
      end += paint(safe, style);
      room -= width(safe);
    }
    let start = '';
    const gap = right.length > 0 && room > 0 ? 1 : 0;
    room -= gap;
    for (const [text, style] of left) {
      const safe = cut(plainer(clean(text)), room, ellipsis);
      start += paint(safe, style);
      room -= width(safe);
    }
    return start + ' '.repeat(Math.max(0, room + gap)) + end;
  };
  const dash = ascii ? '-' : '─';
  return {
    words,
    paint,
    row,
    rule: (columns) => paint(dash.repeat(columns), 'dim'),
    bar: ascii ? '|' : '│',
    mark: ascii ? '>' : '›',
    alert: ascii ? '!' : '▲',
    dot: ascii ? '*' : '●',
    ascii,
  };
};

/** Exactly so many rows: empty ones below, or cut. Trailing blanks are left out: every cell costs time at each key. */
export const fill = (rows: readonly string[], height: number): string =>
  Array.from({ length: height }, (_, at) => rows[at]?.trimEnd() ?? '').join('\n');
