import type { Pixels } from '../../domain/photo.ts';

/** A picture in `side` × `side` pixels, each the mean of those that it covers. */
export const resized = ({ width, height, rgb }: Pixels, side: number): Pixels => {
  const small = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [left, top] = [Math.floor((x * width) / side), Math.floor((y * height) / side)];
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / side));
      const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / side));
      const sum: [number, number, number] = [0, 0, 0];
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          for (const channel of [0, 1, 2] as const)
            sum[channel] += rgb[(row * width + column) * 3 + channel] ?? 0;
      const count = (right - left) * (bottom - top);
      for (const channel of [0, 1, 2] as const)
        small[(y * side + x) * 3 + channel] = Math.round(sum[channel] / count);
    }
  return { width: side, height: side, rgb: small };
};
