import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyEvent } from '../../src/tui/keys/types.ts';
import { bytes, type Read, readAll } from '../support/key-script.ts';

/** One thing that somebody does: its bytes with the pause before each (ms), and what it must leave in a transcript. */
interface Act {
  readonly bytes: readonly (readonly [pause: number, byte: number])[];
  readonly leaves: readonly string[];
}

const spaced = (data: Uint8Array, pause: number, first: number): (readonly [number, number])[] =>
  Array.from(data, (byte, at) => [at === 0 ? first : pause, byte] as const);

const CHARACTERS = [...'abcz0129*+ -/.ñáé€🥤'];

const typing = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: 8 }).map(
  (all): Act => ({
    bytes: all.flatMap((each) => spaced(bytes(each), 0, 120)),
    leaves: all,
  }),
);

const code = fc.array(fc.constantFrom(...'0123456789ABCabc-/'), { minLength: 4, maxLength: 14 });

const scanning = fc
  .record({
    code,
    pause: fc.integer({ min: 0, max: 5 }),
    shape: fc.constantFrom(
      ['', '\r'],
      ['', '\n'],
      ['', '\r\n'],
      ['', '\t'],
      ['\x02', '\x03'],
      ['\x02', '\x03\r\n'],
      ['\x02', '\r\n\x03'],
      [']C1', '\r'],
      [']E0', '\r\n'],
    ),
  })
  .map(
    ({ code: text, pause, shape }): Act => ({
      bytes: spaced(bytes(shape[0] + text.join('') + shape[1]), pause, 120),
      leaves: [`scan:${text.join('')}`],
    }),
  );

const pressing = fc
  .constantFrom<[string, string]>(
    ['up', '\x1b[A'],
    ['f1', '\x1b[[A'],
    ['f2', '\x1bOQ'],
    ['f12', '\x1b[24~'],
    ['delete', '\x1b[3~'],
    ['right', '\x1b[1;5C'],
    ['enter', '\r'],
    ['tab', '\t'],
    ['backspace', '\x7f'],
    ['escape', '\x1b'],
    ['x', '\x18'],
    ['f', '\x1bf'],
  )
  .map(([name, text]): Act => ({ bytes: spaced(bytes(text), 1, 120), leaves: [`key:${name}`] }));

const pasting = fc.array(fc.constantFrom(...CHARACTERS, '\n'), { minLength: 1, maxLength: 12 }).map(
  (all): Act => ({
    bytes: spaced(bytes(`\x1b[200~${all.join('')}\x1b[201~`), 0, 120),
    leaves: [`paste:${all.join('')}`],
  }),
);

const garbage = fc
  .constantFrom(
    '\x1b[I',
    '\x1b[O',
    '\x1b[<0;3;4M',
    '\x1b[M !!',
    '\x1b[?1;2c',
    '\0',
    '\x1d',
    '\x1b]11;rgb:0/0/0\x07',
  )
  .map((text): Act => ({ bytes: spaced(bytes(text), 0, 120), leaves: [] }));

const acts = fc.array(fc.oneof(typing, scanning, pressing, pasting, garbage), {
  minLength: 1,
  maxLength: 12,
});

/** What stays on paper: characters one by one, a scan in place of the characters that it takes back. */
const transcript = (events: readonly KeyEvent[]): string[] => {
  const left: string[] = [];
  for (const event of events) {
    if (event.kind === 'char') left.push(event.text);
    else if (event.kind === 'key') left.push(`key:${event.name}`);
    else if (event.kind === 'paste') left.push(`paste:${event.text}`);
    else {
      let taken = '';
      while (taken.length < event.typed) taken = `${left.pop()}${taken}`;
      // Only its own beginning may be taken back.
      expect([event.text, `]C1${event.text}`, `]E0${event.text}`].some((all) => all.startsWith(taken))).toBe(
        true,
      );
      left.push(`scan:${event.text}`);
    }
  }
  return left;
};

/** The same without the judgement scan or typing: its text and an Enter. */
const asTyped = (all: readonly string[]): string =>
  all
    .map((each) => (each.startsWith('scan:') ? `${each.slice('scan:'.length)}<end>` : each))
    .map((each) => (each === 'key:enter' || each === 'key:tab' ? '<end>' : each))
    .join('');

/**
 * Bytes with the time of each, cut into reads at some of the places and delivered late by some of the delays. A read
 * holds what came within `span` ms; a stalled program finds it all at once, on a clock that stood still meanwhile.
 */
const deliver = (
  all: readonly Act[],
  cuts: readonly boolean[],
  { delays, span, stalled }: { delays: readonly number[]; span: number; stalled: boolean },
): Read[] => {
  const result: [number, Uint8Array][] = [];
  let now = 0;
  let held: number[] = [];
  let heldSince = 0;
  let clock = 0;
  let turn = 0;
  const release = (at: number): void => {
    if (held.length === 0) return;
    const last = result.at(-1)?.[0] ?? 0;
    result.push([Math.max(last, at + (delays[turn % delays.length] ?? 0)), Uint8Array.from(held)]);
    held = [];
  };
  for (const [pause, byte] of all.flatMap((act) => act.bytes)) {
    const before = now;
    now += pause;
    turn += 1;
    if (held.length > 0 && (cuts[turn % cuts.length] || now - heldSince > span))
      release(stalled ? clock : before);
    if (held.length === 0) {
      heldSince = now;
      // What was still to come when the program stalled took no time on its clock.
      clock += pause;
    }
    held.push(byte);
  }
  release(stalled ? clock : now);
  return result;
};

const cutting = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

describe('streams cut anywhere', { timeout: 60_000 }, () => {
  it('give every key, character, scan and paste once, in order, and tell scans from typing', () => {
    fc.assert(
      fc.property(
        acts,
        cutting,
        fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 9 }),
        (all, cuts, delays) => {
          const events = readAll(deliver(all, cuts, { delays, span: 10, stalled: false }));
          expect(transcript(events)).toEqual(all.flatMap((act) => act.leaves));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('lose, repeat and reorder nothing when the machine stalls for seconds', () => {
    // After a stall nobody can tell the Escape key from the beginning of a sequence, a slow `]C1` from typing, or the
    // Enter that a person pressed from the one that may follow an ETX.
    const unclear = ['\x02', ']'].map((each) => each.charCodeAt(0));
    const tellable = acts.map((all) =>
      all.filter(
        (act) =>
          !['key:escape', 'key:f'].includes(act.leaves[0] ?? '') && !unclear.includes(act.bytes[0]?.[1] ?? 0),
      ),
    );
    fc.assert(
      fc.property(tellable, cutting, (all, cuts) => {
        const events = readAll(deliver(all, cuts, { delays: [0], span: 5000, stalled: true }));
        expect(asTyped(transcript(events))).toBe(asTyped(all.flatMap((act) => act.leaves)));
      }),
      { numRuns: 1000 },
    );
  });

  it('never break it, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), (all) => {
        for (const event of readAll(all.map((data, at): Read => [at * 20, data]))) {
          if (event.kind === 'char') expect(event.text).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
          if (event.kind === 'scan') expect(event.text).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
        }
        // And afterwards it hears again.
        const after = readAll([...all.map((data, at): Read => [at * 20, data]), [9000, '00203\r']]);
        expect(after.at(-1)).toEqual({ kind: 'scan', text: '00203', typed: 0 });
      }),
      { numRuns: 1000 },
    );
  });
});
