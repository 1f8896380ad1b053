import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPicture } from '../../src/adapters/files/picture.ts';
import { makePhoto } from '../../src/adapters/files/picture-worker.ts';
import { held, jpegOf, pngBomb, pngOf } from '../support/pictures.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pos-pictures-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Red above, blue below; left half of the red darker. */
const flag = (width: number, height: number) => (x: number, y: number) =>
  y < height / 2 ? ([x < width / 2 ? 120 : 255, 0, 0] as const) : ([0, 0, 255] as const);

const colourOf = (answer: ReturnType<typeof makePhoto>, x: number, y: number) => {
  if (!('photo' in answer)) throw new Error(answer.fault);
  const { width, rgb } = answer.photo;
  return [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
};

describe('a picture that is brought in', () => {
  it('comes out square and small, from PNG and JPEG alike', () => {
    for (const file of [pngOf(90, 60, flag(90, 60)), jpegOf(90, 60, flag(90, 60))]) {
      const answer = makePhoto(file);
      expect(colourOf(answer, 40, 4)[0]).toBeGreaterThan(230);
      expect(colourOf(answer, 24, 44)[2]).toBeGreaterThan(230);
      if (!('photo' in answer)) throw new Error('no photo');
      expect([answer.photo.width, answer.photo.height]).toEqual([48, 48]);
      expect(PNG.sync.read(Buffer.from(answer.photo.png))).toMatchObject({ width: 160, height: 160 });
    }
  });

  it('stands upright however the camera was held', () => {
    const upright = jpegOf(64, 64, flag(64, 64));
    const corner = (file: Buffer) => {
      const answer = makePhoto(file);
      return [
        [4, 4],
        [43, 4],
        [4, 43],
        [43, 43],
      ].map(([x = 0, y = 0]) => {
        const [red = 0, , blue = 0] = colourOf(answer, x, y);
        return blue > 128 ? 'b' : red > 190 ? 'R' : 'r';
      });
    };
    expect(corner(upright).join('')).toBe('rRbb');
    expect(corner(held(upright, 3)).join('')).toBe('bbRr');
    // 6: the camera was turned to the right, what it calls left is up.
    expect(corner(held(upright, 6)).join('')).toBe('brbR');
    expect(corner(held(upright, 8)).join('')).toBe('Rbrb');
    expect(corner(held(upright, 2)).join('')).toBe('Rrbb');
  });

  it('is refused when it is cut off, no picture, too small or says to be huge', () => {
    const whole = { png: pngOf(64, 64, flag(64, 64)), jpeg: jpegOf(64, 64, flag(64, 64)) };
    expect(makePhoto(whole.png.subarray(0, -20))).toEqual({ fault: 'formato' });
    expect(makePhoto(whole.jpeg.subarray(0, 400))).toEqual({ fault: 'formato' });
    expect(makePhoto(Buffer.from('not a picture'))).toEqual({ fault: 'formato' });
    expect(makePhoto(Buffer.alloc(0))).toEqual({ fault: 'formato' });
    expect(makePhoto(pngOf(10, 10, flag(10, 10)))).toEqual({ fault: 'pequena' });
    expect(makePhoto(pngBomb(40_000, 40_000, 10))).toEqual({ fault: 'grande' });
    expect(makePhoto(pngBomb(0, 64, 10))).toEqual({ fault: 'formato' });
  });

  it('is refused when it unfolds to more than it says, interlaced or not', () => {
    for (const interlaced of [false, true])
      expect(makePhoto(pngBomb(64, 64, 200_000_000, { interlaced }))).toEqual({ fault: 'formato' });
  });

  it('whatever bytes it has, the answer is a photo or a refusal', () => {
    const seeds = [pngOf(20, 20, flag(20, 20)), jpegOf(20, 20, flag(20, 20))];
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(1_000), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (seed, changes) => {
          const file = Buffer.from(seed);
          for (const [at, value] of changes) file[2 + (at % (file.length - 2))] = value;
          const answer = makePhoto(file);
          expect('photo' in answer || typeof answer.fault === 'string').toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a file', () => {
  const path = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  it('is decoded by a process of its own', async () => {
    const found = await readPicture(path('a.png', pngOf(64, 64, flag(64, 64))));
    expect(found).toMatchObject({ ok: true, value: { width: 48, height: 48 } });
  });

  it('that is missing, a directory, a pipe or too large is refused', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = path('large.png', Buffer.alloc(10));
    truncateSync(large, 21 * 1024 * 1024);
    const code = async (name: string) => {
      const found = await readPicture(name);
      return found.ok ? 'ok' : `${found.error.code} ${found.error.params.causa ?? ''}`.trim();
    };
    expect(await code(join(folder, 'none.png'))).toBe('ARCHIVO_ILEGIBLE');
    expect(await code(folder)).toBe('ARCHIVO_ILEGIBLE');
    expect(await code(pipe)).toBe('ARCHIVO_ILEGIBLE');
    expect(await code('a\0b')).toBe('ARCHIVO_ILEGIBLE');
    expect(await code(large)).toBe('FOTO_INVALIDA grande');
    expect(await code(path('text.jpg', Buffer.from('hello')))).toBe('FOTO_INVALIDA formato');
  });
});
