import type { Place } from './protocols.ts';

/** What moves the cursor in a frame of Ink's: to a column, to the next line, up, or writing itself. */
const MOVE = /\u001b\[(\d*)([A-HJKf])|\n|[^\u001b\n]+|\u001b\[[\d;?]*[a-zA-Z]/g;

/**
 * True when a frame writes into these cells. Ink goes up to its first line, then down line by line, and writes of a
 * changed line what comes after its unchanged beginning.
 */
export const touches = (frame: string, place: Place): boolean => {
  const up = /\u001b\[(\d+)A/.exec(frame);
  // A frame that does not begin by going up is a whole one.
  if (!up) return true;
  let row = 0;
  let column = 0;
  const inside = (): boolean =>
    row >= place.row && row < place.row + place.rows && column < place.column + place.columns;
  for (const [piece, count, letter] of frame.slice(up.index + up[0].length).matchAll(MOVE)) {
    if (piece === '\n' || letter === 'E') {
      row += Number(count || 1);
      column = 0;
    } else if (letter === 'G') column = Number(count || 1) - 1;
    else if (letter === 'K' ? inside() : !piece.startsWith('\u001b') && inside()) return true;
    if (row >= place.row + place.rows) return false;
  }
  return false;
};
