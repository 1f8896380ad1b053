import { Decoder } from '../../src/tui/keys/decode.ts';
import type { KeyEvent } from '../../src/tui/keys/types.ts';

/** When (ms) a read came, and what it held. */
export type Read = readonly [at: number, data: string | Uint8Array];

export const bytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

/** Feeds a decoder as the input layer does: looks again whenever it asks to, and at the end until nothing waits. */
export const readAll = (reads: readonly Read[]): KeyEvent[] => {
  const decoder = new Decoder();
  const events: KeyEvent[] = [];
  let now = 0;
  const settle = (until: number): void => {
    for (let wait = decoder.waitMs(now); wait !== null && now + wait <= until; wait = decoder.waitMs(now)) {
      now += wait;
      events.push(...decoder.flush(now));
    }
  };
  for (const [at, data] of reads) {
    settle(at);
    now = at;
    events.push(...decoder.push(bytes(data), at));
  }
  settle(Number.POSITIVE_INFINITY);
  return events;
};

const word = (event: KeyEvent): string => {
  if (event.kind === 'char') return event.text === ' ' ? '␣' : event.text;
  if (event.kind === 'paste') return `paste(${event.text})`;
  if (event.kind === 'scan') return `scan(${event.text}${event.typed > 0 ? `,${event.typed}` : ''})`;
  const modifiers = [event.ctrl && 'ctrl+', event.alt && 'alt+', event.shift && 'shift+'];
  return `${modifiers.filter(Boolean).join('')}${event.name}${event.repeat ? '~' : ''}`;
};

/** Events in short, for tests to read: `a ctrl+x scan(00203,2) enter~`. */
export const brief = (events: readonly KeyEvent[]): string => events.map(word).join(' ');
