/** A line of text and the cursor in it, in characters (not code units) from the beginning. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
}

export const lengthOf = (text: string): number => [...text].length;

const within = (line: Line, cursor: number): Line => ({
  ...line,
  cursor: Math.max(0, Math.min(lengthOf(line.text), cursor)),
});

/** @param most characters that the line may have; what is beyond is left out */
export const insert = (line: Line, added: string, most: number): Line => {
  const all = [...line.text];
  const room = Math.max(0, most - all.length);
  const fits = [...added].slice(0, room);
  return {
    text: [...all.slice(0, line.cursor), ...fits, ...all.slice(line.cursor)].join(''),
    cursor: line.cursor + fits.length,
  };
};

export const eraseBefore = (line: Line): Line => {
  if (line.cursor === 0) return line;
  const all = [...line.text];
  all.splice(line.cursor - 1, 1);
  return { text: all.join(''), cursor: line.cursor - 1 };
};

export const eraseAfter = (line: Line): Line => {
  const all = [...line.text];
  all.splice(line.cursor, 1);
  return { text: all.join(''), cursor: line.cursor };
};

export const moveBy = (line: Line, by: number): Line => within(line, line.cursor + by);
export const toStart = (line: Line): Line => within(line, 0);
export const toEnd = (line: Line): Line => within(line, Number.MAX_SAFE_INTEGER);
