import { type Lexeme, Lexer } from './lexer.ts';
import { keyToken } from './sequences.ts';
import type { KeyEvent, PressedKey, Scan } from './types.ts';

/** Longest pause inside a reading and before its Enter. Scanners need 1 to 10 ms, hands 60 and more. */
export const SCAN_GAP_MS = 35;
export const SCAN_MIN_CHARACTERS = 4;
/** An Enter so soon after another is the key held down. */
export const REPEAT_MS = 60;
/**
 * Keys that answer or leave. Keyboards begin to repeat after 250 to 660 ms: for so long a second press is taken for
 * the key held down, because it would answer what nobody has read yet.
 */
export const ANSWER_REPEAT_MS = 700;
const ANSWERS: readonly string[] = ['f9', 'f10', 'ctrl-c'];
/** The second byte of CR LF, or the CR that follows ETX, belongs to the first for so long. */
const TAIL_MS = 100;
/** A frame begun with STX ends within this, or it was none. */
const FRAME_MS = 100;
const WAIT_MS = { escape: 50, sequence: 500, paste: 1000 } as const;

const AIM_PREFIX = /^\][A-Za-z][0-9A-Za-z](?=.)/;

interface Run {
  text: string;
  count: number;
  /** UTF-16 units of it that went out with earlier reads. */
  delivered: number;
  /** Where its characters begin among the events of this read. */
  from: number;
  at: number;
}

/**
 * Bytes of a terminal to events. Pure: the time comes in with the bytes, in milliseconds of any steady clock.
 * No character is lost, repeated or put in another place, wherever the reads are cut.
 */
export class Decoder {
  readonly #lexer = new Lexer((lexeme) => this.#take(lexeme));
  #out: KeyEvent[] = [];
  #now = Number.NEGATIVE_INFINITY;
  #readAt = Number.NEGATIVE_INFINITY;
  #run: Run | null = null;
  #frame: { text: string; at: number } | null = null;
  /** Control bytes, in their order, that would still belong to the reading or to the CR before them. */
  #tail: { bytes: readonly string[]; at: number } = { bytes: [], at: 0 };
  #enterAt = Number.NEGATIVE_INFINITY;
  /** The last of the keys that answer: when it last came, and when it was last taken for a press. */
  #answer = { key: '', at: Number.NEGATIVE_INFINITY, taken: Number.NEGATIVE_INFINITY };

  /** @param paused before these bytes was a pause of a person, whatever the clock says: nothing goes on after it */
  push(bytes: Uint8Array, nowMs: number, paused = false): readonly KeyEvent[] {
    this.#begin(nowMs);
    this.#readAt = nowMs;
    if (paused) {
      this.#run = null;
      this.#enterAt = Number.NEGATIVE_INFINITY;
    }
    for (const byte of bytes) this.#lexer.push(byte);
    return this.#out;
  }

  /** Decides what has waited long enough; call it when `waitMs` has passed. */
  flush(nowMs: number): readonly KeyEvent[] {
    this.#begin(nowMs);
    return this.#out;
  }

  /** Milliseconds after which something half read must be decided by `flush`; null: nothing waits. */
  waitMs(nowMs: number): number | null {
    const pending = this.#lexer.pending;
    const waits: number[] = [];
    if (pending !== null) waits.push(this.#readAt + WAIT_MS[pending] - nowMs);
    if (this.#frame !== null) waits.push(this.#frame.at + FRAME_MS - nowMs);
    return waits.length === 0 ? null : Math.max(0, Math.min(...waits));
  }

  #begin(nowMs: number): void {
    this.#out = [];
    this.#now = nowMs;
    if (this.#run !== null) {
      this.#run.delivered = this.#run.text.length;
      this.#run.from = 0;
    }
    const pending = this.#lexer.pending;
    if (pending !== null && nowMs - this.#readAt >= WAIT_MS[pending]) this.#lexer.flush();
    if (this.#frame !== null && nowMs - this.#frame.at >= FRAME_MS) this.#breakFrame();
  }

  #take(lexeme: Lexeme): void {
    if (lexeme.kind === 'control') {
      this.#control(lexeme.byte);
      return;
    }
    this.#tail = { bytes: [], at: 0 };
    if (lexeme.kind === 'char') {
      this.#character(lexeme.text);
      return;
    }
    this.#breakFrame();
    const bare = lexeme.kind === 'key' && !lexeme.ctrl && !lexeme.alt && !lexeme.shift;
    if (bare && (lexeme.name === 'enter' || lexeme.name === 'tab')) {
      this.#terminator(lexeme);
      return;
    }
    this.#run = null;
    this.#out.push(lexeme.kind === 'key' ? this.#held(lexeme) : lexeme);
  }

  #held(key: PressedKey): PressedKey {
    const name = `${key.ctrl ? 'ctrl-' : ''}${key.name}`;
    if (!ANSWERS.includes(name)) return key;
    const before = this.#answer.key === name ? this.#answer : null;
    const now = this.#now;
    const repeat =
      key.repeat ||
      (before !== null && (now - before.at <= REPEAT_MS || now - before.taken <= ANSWER_REPEAT_MS));
    this.#answer = { key: name, at: now, taken: repeat ? (before?.taken ?? now) : now };
    return { ...key, repeat };
  }

  #character(text: string): void {
    if (this.#frame !== null) {
      this.#frame.text += text;
      this.#frame.at = this.#now;
      return;
    }
    if (this.#run === null || this.#now - this.#run.at > SCAN_GAP_MS) {
      this.#run = { text: '', count: 0, delivered: 0, from: this.#out.length, at: this.#now };
    }
    this.#run.text += text;
    this.#run.count += 1;
    this.#run.at = this.#now;
    this.#out.push({ kind: 'char', text });
  }

  #control(byte: '\r' | '\n' | '\t' | 'STX' | 'ETX'): void {
    const tail = this.#tail;
    const framed = this.#frame !== null && this.#frame.text !== '';
    this.#tail = { bytes: [], at: 0 };
    const place = this.#now - tail.at <= TAIL_MS ? tail.bytes.indexOf(byte) : -1;
    if (place >= 0) {
      this.#tail = { bytes: tail.bytes.slice(place + 1), at: this.#now };
      return;
    }
    if (byte === 'STX') {
      this.#breakFrame();
      this.#run = null;
      this.#frame = { text: '', at: this.#now };
    } else if (byte === 'ETX') {
      if (framed) this.#endFrame(['\t', '\r', '\n']);
      else this.#take(keyToken('c', { ctrl: true }));
    } else if (framed) {
      this.#endFrame(byte === '\r' ? ['\n', 'ETX'] : ['ETX']);
    } else {
      this.#take(keyToken(byte === '\t' ? 'tab' : 'enter'));
      if (byte === '\r') this.#tail = { bytes: ['\n'], at: this.#now };
    }
  }

  /** Enter or Tab: the end of a reading if a quick run of characters is before it, else the key. */
  #terminator(key: PressedKey): void {
    const run = this.#run;
    this.#run = null;
    if (run !== null && run.count >= SCAN_MIN_CHARACTERS && this.#now - run.at <= SCAN_GAP_MS) {
      this.#scan(run);
      return;
    }
    if (key.name === 'tab') {
      this.#out.push(key);
      return;
    }
    const repeat = key.repeat || this.#now - this.#enterAt <= REPEAT_MS;
    this.#enterAt = this.#now;
    this.#out.push({ ...key, repeat });
  }

  #scan(run: Run): void {
    // What came with this very read was seen by nobody: only the reading goes out.
    this.#out.length = run.from;
    let text = run.text;
    const before = this.#out.at(-1);
    // Escape and a reading in one read look like Alt and the reading's first character.
    if (
      run.delivered === 0 &&
      before?.kind === 'key' &&
      before.alt &&
      !before.ctrl &&
      before.name.length === 1
    ) {
      text = (before.shift ? before.name.toUpperCase() : before.name) + text;
      this.#out[this.#out.length - 1] = keyToken('escape') as PressedKey;
    }
    this.#emitScan(text, run.delivered);
  }

  #emitScan(text: string, typed: number): void {
    const scan: Scan = { kind: 'scan', text: text.replace(AIM_PREFIX, ''), typed };
    this.#enterAt = this.#now;
    this.#out.push(scan);
  }

  #endFrame(tail: readonly string[]): void {
    const text = this.#frame?.text ?? '';
    this.#frame = null;
    this.#run = null;
    this.#emitScan(text, 0);
    this.#tail = { bytes: tail, at: this.#now };
  }

  /** It was no frame: Ctrl-B, and then what was typed. */
  #breakFrame(): void {
    const frame = this.#frame;
    if (frame === null) return;
    this.#frame = null;
    this.#out.push(keyToken('b', { ctrl: true }) as PressedKey);
    for (const text of frame.text) this.#out.push({ kind: 'char', text });
  }
}
