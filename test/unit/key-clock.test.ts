import { expect, it } from 'vitest';
import { keyClock } from '../../src/tui/keys/clock.ts';
import { Decoder } from '../../src/tui/keys/decode.ts';
import type { KeyEvent } from '../../src/tui/keys/types.ts';

/** Pauses in milliseconds (`idle`: waiting, the rest at work), each followed by what is read then. */
type Reads = readonly { readonly idle: number; readonly busy: number; readonly text: string }[];

const eventsOf = (reads: Reads): readonly KeyEvent[] => {
  let [idle, wall] = [0, 0];
  const clock = keyClock({ idle: () => idle, wall: () => wall });
  const decoder = new Decoder();
  return reads.flatMap((read) => {
    idle += read.idle;
    wall += read.idle + read.busy;
    const { at, paused } = clock.read();
    return decoder.push(Buffer.from(read.text), at, paused);
  });
};

const kindsOf = (reads: Reads): readonly string[] =>
  eventsOf(reads).map((event) => (event.kind === 'key' ? event.name : event.kind));

const WORD = { idle: 500, busy: 0, text: 'cola' };
const TYPED = ['char', 'char', 'char', 'char', 'enter'];

it.each([
  { said: 'a pause of waiting', idle: 120, busy: 0 },
  { said: 'a pause in which the till also had work', idle: 10, busy: 110 },
])('takes Enter after $said for a person', ({ idle, busy }) => {
  expect(kindsOf([WORD, { idle, busy, text: '\r' }])).toEqual(TYPED);
});

it.each([
  { said: 'no pause', idle: 1, busy: 0 },
  { said: 'work in which it queued up', idle: 0, busy: 400 },
  { said: 'a moment of waiting and little work', idle: 8, busy: 60 },
])('takes Enter after $said for the end of a reading', ({ idle, busy }) => {
  expect(kindsOf([WORD, { idle, busy, text: '\r' }]).at(-1)).toBe('scan');
});

it('takes a second Enter after such a pause for a second press', () => {
  const presses = eventsOf([
    WORD,
    { idle: 20, busy: 100, text: '\r' },
    { idle: 20, busy: 100, text: '\r\r' },
  ]);
  expect(presses.flatMap((event) => (event.kind === 'key' ? [event.repeat] : []))).toEqual([
    false,
    false,
    true,
  ]);
});

it('lets no key held down answer because the till was busy', () => {
  const held = { idle: 10, busy: 110, text: '\x1b[20~' };
  const presses = eventsOf([{ ...held, idle: 900 }, ...Array.from({ length: 20 }, () => held)]);
  expect(presses.filter((event) => event.kind === 'key' && !event.repeat)).toHaveLength(1);
});
