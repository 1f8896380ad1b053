import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { decode } from 'sixel/lib/Decoder.js';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../src/domain/photo.ts';
import { makeLook } from '../../src/tui/look.ts';
import { halfBlocks } from '../../src/tui/photo/half-blocks.ts';
import { photoModeOf } from '../../src/tui/photo/mode.ts';
import { makeOverlay } from '../../src/tui/photo/overlay.ts';
import { itermPicture, kittyErase, kittyPicture } from '../../src/tui/photo/protocols.ts';
import { readPhoto } from '../../src/tui/photo/read.ts';
import { sixelOf } from '../../src/tui/photo/sixel.ts';
import { touches } from '../../src/tui/photo/touches.ts';
import { ROMINA } from '../support/fakes.ts';
import { pngOf } from '../support/pictures.ts';
import { Driver } from '../support/screen.ts';
import { messages } from '../support/words.ts';

const ESC = '\u001b';
const PLACE = { row: 2, column: 40, rows: 8, columns: 16 };

const pixels = (side: number, colour: (x: number, y: number) => readonly number[]): Pixels => {
  const rgb = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) rgb.set(colour(x, y) as number[], (y * side + x) * 3);
  return { width: side, height: side, rgb };
};

describe('how a terminal shows photos', () => {
  const rich = { TERM: 'xterm-256color', COLORTERM: 'truecolor' };
  it.each([
    ['kitty', { TERM: 'xterm-kitty', KITTY_WINDOW_ID: '1', COLORTERM: 'truecolor' }, 'kitty'],
    ['iTerm2', { ...rich, TERM_PROGRAM: 'iTerm.app' }, 'iterm'],
    ['WezTerm', { ...rich, TERM_PROGRAM: 'WezTerm' }, 'iterm'],
    ['foot', { TERM: 'foot', COLORTERM: 'truecolor' }, 'sixel'],
    ['a common terminal', rich, 'blocks'],
    ['kitty behind tmux', { ...rich, KITTY_WINDOW_ID: '1', TMUX: '/tmp/x' }, 'blocks'],
    ['one that is told to', { ...rich, POS_PHOTOS: 'sixel' }, 'sixel'],
  ] as const)('%s', (_, env, how) => expect(photoModeOf(env)?.how).toBe(how));

  it.each([
    ['the Linux console', { TERM: 'linux' }],
    ['NO_COLOR', { ...rich, NO_COLOR: '1' }],
    ['POS_PHOTOS=0', { ...rich, POS_PHOTOS: '0' }],
    ['eight colours', { TERM: 'xterm' }],
    ['nothing known', {}],
  ] as const)('not at all: %s', (_, env) => expect(photoModeOf(env)).toBeNull());

  it('takes 256 colours unless the terminal says that it has all of them', () => {
    expect(photoModeOf({ TERM: 'screen-256color' })?.colours).toBe('256');
    expect(photoModeOf(rich)?.colours).toBe('true');
  });
});

/** Foreground and background of each cell, as a real terminal understood them. */
const shown = async (lines: readonly string[], columns: number) => {
  const terminal = new Terminal({ cols: columns, rows: lines.length, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(lines.join('\r\n'), done));
  return lines.map((_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const cell = terminal.buffer.active.getLine(row)?.getCell(column);
      return [cell?.getFgColor(), cell?.getBgColor()];
    }),
  );
};

describe('half blocks', () => {
  it('show two pixels a cell in their own colours', async () => {
    const picture = pixels(8, (x, y) => [x * 30, y * 30, 200]);
    const cells = await shown(halfBlocks(picture, 4, 'true'), 8);
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 8; column++) {
        const colour = (y: number) => (column * 30 * 256 + y * 30) * 256 + 200;
        expect(cells[row]?.[column]).toEqual([colour(row * 2), colour(row * 2 + 1)]);
      }
  });

  it('use the nearest of 256 colours, and write a colour only where it changes', async () => {
    const red = pixels(8, () => [255, 0, 0]);
    const [line = ''] = halfBlocks(red, 4, '256');
    expect((await shown([line], 8))[0]).toEqual(Array(8).fill([196, 196]));
    expect(line.length).toBeLessThan(50);
    expect(
      (
        await shown(
          halfBlocks(
            pixels(2, () => [128, 128, 128]),
            1,
            '256',
          ),
          2,
        )
      )[0]?.[0],
    ).toEqual([244, 244]);
  });
});

describe('protocols for pictures', () => {
  const png = new Uint8Array(pngOf(90, 90, (x, y) => [(x * 7) % 256, (y * 5) % 256, (x * y) % 256]));

  it('kitty: the same PNG arrives in pieces of 4096, drawn at its place, with the cursor kept', () => {
    const bytes = kittyPicture(png, PLACE);
    expect(bytes.startsWith(`${ESC}7${ESC}[3;41H`)).toBe(true);
    expect(bytes.endsWith(`${ESC}8`)).toBe(true);
    const pieces = [...bytes.matchAll(/\u001b_G([^;]*);([^\u001b]*)\u001b\\/g)];
    expect(pieces[0]?.[1]).toContain('a=T,f=100');
    expect(pieces[0]?.[1]).toContain('c=16,r=8');
    expect(pieces.map(([, head]) => /m=(\d)/.exec(head ?? '')?.[1])).toEqual([
      ...Array(pieces.length - 1).fill('1'),
      '0',
    ]);
    for (const [, , data = ''] of pieces) expect(data.length).toBeLessThanOrEqual(4096);
    const data = Buffer.from(pieces.map(([, , piece]) => piece).join(''), 'base64');
    expect(data.equals(Buffer.from(png))).toBe(true);
    expect(kittyErase()).toContain('a=d');
  });

  it('iTerm2: one command with the size in cells and in bytes', () => {
    const [, head = '', data = ''] =
      /\u001b\]1337;File=([^:]*):([^\u0007]*)\u0007/.exec(itermPicture(png, PLACE)) ?? [];
    expect(head.split(';')).toEqual(expect.arrayContaining(['width=16', 'height=8', `size=${png.length}`]));
    expect(Buffer.from(data, 'base64').equals(Buffer.from(png))).toBe(true);
  });

  it('sixel: another program decodes the picture that was meant', () => {
    const sides = [...fc.sample(fc.integer({ min: 1, max: 60 }), 8), 128];
    for (const side of sides) {
      const picture = pixels(side, (x, y) => [x < side / 2 ? 255 : 0, y < side / 2 ? 255 : 0, 0]);
      // The decoder takes what is between the introducer and the end.
      const found = decode(sixelOf(picture).replace(/^\u001bP[\d;]*q|\u001b\\$/g, ''));
      expect([found.width, found.height]).toEqual([side, side]);
      const at = (x: number, y: number) =>
        [0, 8, 16].map((by) => ((found.data32[y * side + x] ?? 0) >>> by) & 255);
      for (const [x, y] of [
        [0, 0],
        [side - 1, 0],
        [0, side - 1],
        [side - 1, side - 1],
      ] as const)
        expect(at(x, y)).toEqual([...picture.rgb.subarray((y * side + x) * 3, (y * side + x) * 3 + 3)]);
    }
  });
});

describe('the picture beside Ink’s frames', () => {
  const line = `${ESC}[E`;
  it('knows a frame that writes over it from one that does not', () => {
    const begin = `${ESC}[29A`;
    const below = (lines: number, text: string) => `${begin}${line.repeat(lines)}${text}`;
    expect(touches(below(3, `${ESC}[61G${ESC}[K2 x Coca\n`), PLACE)).toBe(false);
    expect(touches(below(3, `${ESC}[20G${ESC}[Kname\n`), PLACE)).toBe(true);
    expect(touches(below(15, `${ESC}[1G${ESC}[Kfinder\n`), PLACE)).toBe(false);
    expect(touches('a whole frame', PLACE)).toBe(true);
  });

  const mode = { how: 'kitty', colours: 'true' } as const;
  const look = makeLook(messages('es'), 'dark', false);
  const picture = { ...pixels(48, () => [9, 9, 9]), png: new Uint8Array(pngOf(20, 20, () => [9, 9, 9])) };
  const at = () => {
    const driver = new Driver(120, 40).opened();
    driver.state = { ...driver.state, world: { ...driver.state.world, photos: mode } };
    return driver;
  };

  it('is drawn once the screen is quiet, and erased with the student', async () => {
    const driver = at();
    const written: string[] = [];
    const overlay = makeOverlay({
      write: (bytes) => written.push(bytes),
      get: () => driver.state,
      look,
      mode,
    });
    driver.card(ROMINA);
    expect(driver.last('readPhoto')).toEqual({ kind: 'readPhoto', studentId: ROMINA.studentId });
    driver.send({ kind: 'photo', studentId: ROMINA.studentId, photo: picture });
    overlay.changed();
    expect(written).toEqual([]);
    await expect.poll(() => written.length).toBe(1);
    expect(written[0]).toContain('a=T');
    driver.press('f5');
    overlay.changed();
    expect(written.at(-1)).toBe(kittyErase());
    expect(driver.state.world.photo).toBeNull();
    overlay.close();
  });

  it('of a student who has gone is dropped, and a failure is never told', async () => {
    const driver = at().card(ROMINA).press('f5');
    driver.send({ kind: 'photo', studentId: ROMINA.studentId, photo: picture });
    expect(driver.state.world.photo).toBeNull();
    const photos = {
      pixels: () => Promise.reject(new Error('down')),
      photo: () => Promise.reject(new Error('down')),
    };
    expect(await readPhoto(photos as never, mode, 1)).toBeNull();
  });
});
