import * as styled from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import Output from '../../node_modules/ink/build/output.js';
import { cachedOutput, quickWidth, remembered, SINGLE } from '../../src/tui/frame-cache.ts';
import { QuickSegmenter } from '../../src/tui/quick-segmenter.ts';

interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly shout: boolean;
}

/** Plain, accented, wide, joined and styled pieces; some styles stay open over the end of a line. */
const piece = fc.constantFrom(
  'Galleta',
  'ñandú ',
  '   ',
  '│',
  '漢字',
  '👩‍👩‍👧',
  'é',
  '\u001b[1;91m¡',
  '\u001b[22;39m',
  '\u001b[7mx\u001b[27m',
  '\n',
  '\n\n',
);
const write: fc.Arbitrary<Write> = fc.record({
  x: fc.integer({ min: 0, max: 12 }),
  y: fc.integer({ min: 0, max: 5 }),
  text: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  shout: fc.boolean(),
});
const frames = fc.array(fc.tuple(fc.constantFrom(14, 30), fc.array(write, { maxLength: 5 })), {
  minLength: 1,
  maxLength: 6,
});

const draw = (Kind: typeof Output, width: number, writes: readonly Write[], clipped: boolean) => {
  const output = new Kind({ width, height: 5 });
  if (clipped) output.clip({ x1: 1, x2: width - 3, y1: 0, y2: 4 });
  for (const { x, y, text, shout } of writes)
    output.write(x, y, text, { transformers: shout ? [(line: string) => `\u001b[1m${line}\u001b[22m`] : [] });
  if (clipped) output.unclip();
  return output.get();
};

describe('the cache of frames', () => {
  it('draws what Ink draws, frame after frame', () => {
    fc.assert(
      fc.property(frames, fc.boolean(), (several, clipped) => {
        const Cached = cachedOutput(Output as never, styled) as unknown as typeof Output;
        // Each frame twice: once made, once remembered.
        for (const [width, writes] of several.flatMap((frame) => [frame, frame]))
          expect(draw(Cached, width, writes, clipped)).toEqual(draw(Output, width, writes, clipped));
      }),
      { numRuns: 300 },
    );
  });

  it('composes a row once while it stays', () => {
    let rows = 0;
    class Counted extends Output {
      override get(): ReturnType<Output['get']> {
        rows += 1;
        return super.get();
      }
    }
    const Cached = cachedOutput(Counted as never, styled) as unknown as typeof Output;
    const writes = ['uno', 'dos', 'tres'].map((text, y) => ({ x: 0, y, text, shout: false }));
    for (let frame = 0; frame < 5; frame += 1) draw(Cached, 30, writes, false);
    expect(rows).toBe(3);
  });
});

describe('the width of a text', () => {
  const quick = quickWidth(stringWidth);

  it('is one column for each character that needs no table', () => {
    for (let code = 0x20; code < 0x3000; code += 1) {
      const character = String.fromCharCode(code);
      if (SINGLE.test(character)) expect(stringWidth(`a${character}b`), `U+${code.toString(16)}`).toBe(3);
    }
  });

  it('is what the table says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          expect(quick(text)).toBe(stringWidth(text));
        },
      ),
    );
  });
});

describe('a remembered function', () => {
  it('answers as the function does, and forgets what nobody asks for', () => {
    let calls = 0;
    const double = remembered((text) => {
      calls += 1;
      return `${text}${text}`;
    });
    expect([double('a'), double('a'), double('b')]).toEqual(['aa', 'aa', 'bb']);
    expect(calls).toBe(2);
    for (let each = 0; each < 1000; each += 1) double(String(each));
    calls = 0;
    double('a');
    expect(calls).toBe(1);
  });
});

describe('segments', () => {
  it('are those of Intl.Segmenter, one after the other and at any place', () => {
    const [quick, real] = [new QuickSegmenter('es'), new Intl.Segmenter('es')];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: -1, max: 20 }), (pieces, at) => {
        const text = pieces.join('');
        expect([...quick.segment(text)]).toEqual([...real.segment(text)]);
        expect(quick.segment(text).containing(at)).toEqual(real.segment(text).containing(at));
      }),
    );
  });

  it('are words where words are asked for', () => {
    const words = new QuickSegmenter('es', { granularity: 'word' });
    expect([...words.segment('dos panes')].map(({ segment }) => segment)).toEqual(['dos', ' ', 'panes']);
  });

  it('stand by themselves, each character that no table is needed for', () => {
    const real = new Intl.Segmenter();
    for (let code = 0x20; code < 0x10000; code++) {
      const character = String.fromCharCode(code);
      if (SINGLE.test(character))
        expect([...real.segment(`a${character}${character}\u001b${character}\n${character}b`)]).toHaveLength(
          8,
        );
    }
  });
});
