import type { IBuffer, IBufferCell, Terminal } from '@xterm/headless';

/** Size of a character cell, in SVG units. */
const CELL = { width: 9, height: 19 } as const;
const MARGIN = 14;

const BASE = [
  '#1c1f26',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#c8ccd4',
  '#6b7280',
  '#ff7a85',
  '#b3e08f',
  '#ffd787',
  '#82c4ff',
  '#dd9bf0',
  '#7fd6e0',
  '#ffffff',
] as const;
const PAPER = '#14161b';
const INK = '#d7dae0';

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

/** A colour of the 256-colour palette: 16 base colours, a 6x6x6 cube, 24 greys. */
const paletteColor = (index: number): string => {
  if (index < 16) return BASE[index] ?? INK;
  if (index >= 232) return hex((8 + (index - 232) * 10) * 0x010101);
  const level = (n: number): number => (n === 0 ? 0 : 55 + n * 40);
  const cube = index - 16;
  return hex((level(Math.floor(cube / 36)) << 16) | (level(Math.floor(cube / 6) % 6) << 8) | level(cube % 6));
};

interface Style {
  readonly fg: string;
  readonly bg: string;
  readonly bold: boolean;
  readonly faint: boolean;
}

const styleOf = (cell: IBufferCell): Style => {
  const fg = cell.isFgRGB()
    ? hex(cell.getFgColor())
    : cell.isFgPalette()
      ? paletteColor(cell.getFgColor())
      : INK;
  const bg = cell.isBgRGB()
    ? hex(cell.getBgColor())
    : cell.isBgPalette()
      ? paletteColor(cell.getBgColor())
      : PAPER;
  const inverse = cell.isInverse() !== 0;
  return {
    fg: inverse ? bg : fg,
    bg: inverse ? fg : bg,
    bold: cell.isBold() !== 0,
    faint: cell.isDim() !== 0,
  };
};

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

interface Run {
  readonly from: number;
  readonly style: Style;
  width: number;
  text: string;
}

const runsOf = (buffer: IBuffer, row: number, columns: number): Run[] => {
  const line = buffer.getLine(buffer.viewportY + row);
  const runs: Run[] = [];
  for (let x = 0; line && x < columns; x++) {
    const cell = line.getCell(x);
    if (!cell || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const last = runs.at(-1);
    const same = last && JSON.stringify(last.style) === JSON.stringify(style);
    if (same) {
      last.text += cell.getChars() || ' ';
      last.width += cell.getWidth();
    } else runs.push({ from: x, style, width: cell.getWidth(), text: cell.getChars() || ' ' });
  }
  return runs;
};

/** Block elements as parts of the cell (x, y, width, height): drawn, not left to a font that leaves gaps. */
const BLOCKS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '█': [0, 0, 1, 1],
  '▀': [0, 0, 1, 0.5],
  '▄': [0, 0.5, 1, 0.5],
  '▌': [0, 0, 0.5, 1],
  '▐': [0.5, 0, 0.5, 1],
  '─': [0, 0.48, 1, 0.05],
  '│': [0.45, 0, 0.1, 1],
};

const drawBlocks = (run: Run, x: number, y: number): string =>
  [...run.text]
    .map((letter, i) => {
      const [dx, dy, width, height] = BLOCKS[letter] ?? [0, 0, 0, 0];
      if (width === 0) return '';
      const at = `x="${x + (i + dx) * CELL.width}" y="${y + dy * CELL.height}"`;
      return `<rect ${at} width="${width * CELL.width + (width === 1 ? 0.3 : 0)}" height="${height * CELL.height}" fill="${run.style.fg}"/>`;
    })
    .join('');

const drawRun = (run: Run, row: number): string => {
  const x = MARGIN + run.from * CELL.width;
  const y = MARGIN + row * CELL.height;
  const width = run.width * CELL.width;
  const paper =
    run.style.bg === PAPER
      ? ''
      : `<rect x="${x}" y="${y}" width="${width}" height="${CELL.height}" fill="${run.style.bg}"/>`;
  if (run.text.trim() === '') return paper;
  if ([...run.text].every((letter) => letter === ' ' || letter in BLOCKS))
    return paper + drawBlocks(run, x, y);
  const weight = run.style.bold ? ' font-weight="bold"' : '';
  const faint = run.style.faint ? ' opacity="0.6"' : '';
  return `${paper}<text x="${x}" y="${y + 14}" textLength="${width}" fill="${run.style.fg}"${weight}${faint} xml:space="preserve">${escapeXml(run.text)}</text>`;
};

/** What a terminal shows now, as an SVG picture. */
export const pictureOf = (terminal: Terminal): string => {
  const { cols, rows } = terminal;
  const width = cols * CELL.width + 2 * MARGIN;
  const height = rows * CELL.height + 2 * MARGIN;
  const lines: string[] = [];
  for (let row = 0; row < rows; row++)
    lines.push(...runsOf(terminal.buffer.active, row, cols).map((run) => drawRun(run, row)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>`,
    ...lines.filter(Boolean),
    '</svg>',
    '',
  ].join('\n');
};
