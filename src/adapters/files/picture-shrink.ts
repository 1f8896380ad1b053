/** A picture with alpha, row by row. */
interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

type Place = readonly [x: number, y: number];

/** Where a pixel of the upright picture is in the picture as stored, by EXIF's orientation (EXIF 2.3, 4.6.4). */
const turn = (orientation: number, width: number, height: number): ((x: number, y: number) => Place) => {
  const [right, bottom] = [width - 1, height - 1];
  const turns: Readonly<Record<number, (x: number, y: number) => Place>> = {
    2: (x, y) => [right - x, y],
    3: (x, y) => [right - x, bottom - y],
    4: (x, y) => [x, bottom - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, bottom - x],
    7: (x, y) => [right - y, bottom - x],
    8: (x, y) => [right - y, x],
  };
  return turns[orientation] ?? ((x, y) => [x, y]);
};

/** Share of what is cut off a tall picture that is cut off at its top: faces are in the upper part. */
const ABOVE = 0.2;

/**
 * The middle square of a picture, upright, each of its `side` × `side` pixels the mean of those that it covers; what is
 * transparent shows white. Three bytes a pixel.
 */
export const shrinkSquare = (picture: Rgba, orientation: number, side: number): Uint8Array => {
  const { width, height, data } = picture;
  const [upWidth, upHeight] = orientation >= 5 ? [height, width] : [width, height];
  const square = Math.min(upWidth, upHeight);
  const left = Math.floor((upWidth - square) / 2);
  const top = Math.floor((upHeight - square) * ABOVE);
  const place = turn(orientation, width, height);
  const small = new Uint8Array(side * side * 3);
  const edge = (at: number): number => Math.floor((at * square) / side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const sum = [0, 0, 0];
      let count = 0;
      for (let y = top + edge(row); y < top + Math.max(edge(row) + 1, edge(row + 1)); y++)
        for (let x = left + edge(column); x < left + Math.max(edge(column) + 1, edge(column + 1)); x++) {
          const [px, py] = place(x, y);
          const at = (py * width + px) * 4;
          const alpha = data[at + 3] ?? 255;
          for (const channel of [0, 1, 2] as const)
            sum[channel] = (sum[channel] ?? 0) + (alpha * (data[at + channel] ?? 0)) / 255 + 255 - alpha;
          count += 1;
        }
      for (const channel of [0, 1, 2] as const)
        small[(row * side + column) * 3 + channel] = Math.round((sum[channel] ?? 0) / count);
    }
  return small;
};
