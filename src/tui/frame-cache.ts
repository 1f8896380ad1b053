/*
 * What Ink computes again for every row at every key, kept from one frame to the next. The bundle puts these around
 * Ink's own modules (bin/bundle.js); a row that is new goes through Ink as it always did.
 */

/** One `write` of Ink's renderer, or the start or end of a clipped region. */
interface Operation {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly text?: string;
  readonly transformers?: readonly ((line: string, index: number) => string)[];
}

interface Frame {
  readonly output: string;
  readonly height: number;
}

interface Output {
  width: number;
  height: number;
  operations: Operation[];
  write(x: number, y: number, text: string, options: { transformers: readonly never[] }): void;
  get(): Frame;
}

type OutputClass = new (size: { width: number; height: number }) => Output;

/** Ink's own reader of styled text: `@alcalzone/ansi-tokenize`. */
export interface StyledText<Token, Char extends { readonly value: string }> {
  readonly tokenize: (text: string) => Token;
  readonly styledCharsFromTokens: (tokens: Token) => readonly Char[];
  readonly styledCharsToString: (characters: Char[]) => string;
}

/** A text's lines; a style that is open at the end of one goes on in the next. */
const linesOf = <Token, Char extends { readonly value: string }>(
  { tokenize, styledCharsFromTokens, styledCharsToString }: StyledText<Token, Char>,
  text: string,
): readonly string[] => {
  const lines: Char[][] = [[]];
  for (const each of styledCharsFromTokens(tokenize(text)))
    if (each.value === '\n') lines.push([]);
    else lines.at(-1)?.push(each);
  return lines.map(styledCharsToString);
};

/** Remembers what the last two rounds asked for; what nobody asks for any more is forgotten. */
class Recent<T> {
  #now = new Map<string, T>();
  #before = new Map<string, T>();

  get(key: string, make: () => T): T {
    let found = this.#now.get(key);
    if (found !== undefined) return found;
    found = this.#before.get(key) ?? make();
    this.#now.set(key, found);
    return found;
  }

  endRound(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

/** Between column and text, and between two texts of one row: neither can be in a text that Ink draws. */
const [COLUMN_END, TEXT_END] = ['\u0000', '\u0001'];

interface Part {
  readonly x: number;
  readonly line: string;
}

/** Ink's `Output` that composes only rows that the last frame did not have. */
export const cachedOutput = <Token, Char extends { readonly value: string }>(
  Base: OutputClass,
  styled: StyledText<Token, Char>,
): OutputClass => {
  const lines = new Recent<readonly string[]>();
  const rows = new Recent<string>();

  const drawRow = (width: number, parts: readonly Part[]): string => {
    const row = new Base({ width, height: 1 });
    for (const { x, line } of parts) row.write(x, 0, line, { transformers: [] });
    return row.get().output;
  };

  /** The texts of each row; null when the frame has something that only Ink itself can do. */
  const partsOf = ({ operations, height }: Output): Part[][] | null => {
    const parts: Part[][] = Array.from({ length: height }, () => []);
    for (const { type, x = 0, y = 0, text = '', transformers = [] } of operations) {
      if (type !== 'write') return null;
      for (const [index, plain] of lines.get(text, () => linesOf(styled, text)).entries()) {
        const line = transformers.reduce((each, transform) => transform(each, index), plain);
        if (line.includes('\n')) return null;
        if (line !== '') parts[y + index]?.push({ x, line });
      }
    }
    return parts;
  };

  return class extends Base {
    override get(): Frame {
      const parts = partsOf(this);
      if (!parts) return super.get();
      const output = parts.map((row) => {
        const key = row.map(({ x, line }) => `${x}${COLUMN_END}${line}`).join(TEXT_END);
        return row.length === 0
          ? ''
          : rows.get(`${this.width}${COLUMN_END}${key}`, () => drawRow(this.width, row));
      });
      lines.endRound();
      rows.endRound();
      return { output: output.join('\n'), height: this.height };
    }
  };
};

/** More than the texts of one frame. */
const MOST_TEXTS = 64;

/** A function of one text that is asked for the same few texts again and again. */
export const remembered = <T>(compute: (text: string) => T): ((text: string) => T) => {
  const known = new Recent<T>();
  let asked = 0;
  return (text) => {
    asked += 1;
    if (asked % MOST_TEXTS === 0) known.endRound();
    return known.get(text, () => compute(text));
  };
};

/**
 * Characters that take one column each and never join with a neighbour: Latin letters, punctuation, arrows, lines, blocks
 * and the signs of the screen. No control characters, no soft hyphen, no combining marks, nothing that may be an emoji.
 */
export const SINGLE =
  /^[\x20-\x7e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u024f\u2010-\u2015\u2018-\u201f\u2026\u203a\u2190-\u2193\u2500-\u259f\u25b2\u25b3\u25cf]*$/;

const STYLE = /\u001b\[[\d;]*m/g;

/** `string-width` without its tables where the text needs none. */
export const quickWidth =
  (stringWidth: (text: string, options?: object) => number): typeof stringWidth =>
  (text, options) => {
    if (options !== undefined || typeof text !== 'string') return stringWidth(text, options);
    const bare = text.includes('\u001b') ? text.replace(STYLE, '') : text;
    return SINGLE.test(bare) ? bare.length : stringWidth(text);
  };
