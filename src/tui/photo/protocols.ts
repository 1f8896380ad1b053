/** A place on the screen, in cells from the upper left corner, counted from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

const ESC = '\u001b';
/** Ours among a terminal's pictures. */
const ID = 7301;
/** The most that one command of the kitty protocol carries. */
const KITTY_CHUNK = 4096;

const at = ({ row, column }: Place, picture: string): string =>
  // The cursor is Ink's: it must be where it was.
  `${ESC}7${ESC}[${row + 1};${column + 1}H${picture}${ESC}8`;

/**
 * The kitty graphics protocol: a PNG in pieces, drawn into so many cells (`a=T`), without an answer (`q=2`), the cursor
 * staying where it is (`C=1`). https://sw.kovidgoyal.net/kitty/graphics-protocol/
 */
export const kittyPicture = (png: Uint8Array, place: Place): string => {
  const data = Buffer.from(png).toString('base64');
  const pieces = data.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? [];
  const commands = pieces.map((piece, i) => {
    const more = `m=${i < pieces.length - 1 ? 1 : 0}`;
    const head =
      i === 0 ? `a=T,f=100,i=${ID},p=1,q=2,C=1,c=${place.columns},r=${place.rows},${more}` : `q=2,${more}`;
    return `${ESC}_G${head};${piece}${ESC}\\`;
  });
  return at(place, commands.join(''));
};

/** Takes the picture and its data away. */
export const kittyErase = (): string => `${ESC}_Ga=d,d=I,i=${ID},q=2${ESC}\\`;

/** iTerm2's inline images, which WezTerm and mintty read as well. https://iterm2.com/documentation-images.html */
export const itermPicture = (png: Uint8Array, place: Place): string =>
  at(
    place,
    `${ESC}]1337;File=inline=1;size=${png.length};width=${place.columns};height=${place.rows};` +
      `preserveAspectRatio=1;doNotMoveCursor=1:${Buffer.from(png).toString('base64')}\u0007`,
  );

export const sixelAt = (sixel: string, place: Place): string => at(place, sixel);

/** Blank cells where a picture was that lies on the text itself. */
export const blankCells = (place: Place): string =>
  `${ESC}7${Array.from(
    { length: place.rows },
    (_, i) => `${ESC}[${place.row + i + 1};${place.column + 1}H${ESC}[${place.columns}X`,
  ).join('')}${ESC}8`;
