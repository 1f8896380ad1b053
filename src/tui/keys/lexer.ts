import { csiKey, isKeyName, keyToken, ss3Key, type Token } from './sequences.ts';
import { decodeBytes, Utf8 } from './utf8.ts';

type ControlByte = '\r' | '\n' | '\t' | 'STX' | 'ETX';

/** Tokens of the key level, and the control bytes whose meaning depends on what is around them. */
export type Lexeme =
  | Token
  | { readonly kind: 'control'; readonly byte: ControlByte }
  | { readonly kind: 'paste'; readonly text: string };

type State = 'ground' | 'escape' | 'csi' | 'ss3' | 'mouse' | 'string' | 'paste';

const ESC = 0x1b;
const MAX_SEQUENCE = 64;
const MAX_STRING = 1024;
const PASTE_END = '\x1b[201~';

const CONTROLS: Readonly<Record<number, ControlByte>> = { 2: 'STX', 3: 'ETX', 9: '\t', 10: '\n', 13: '\r' };

const isControl = (character: string): boolean =>
  character < ' ' || (character >= '\x7f' && character <= '\x9f');

const bytesOf = (sequence: string): number[] => [...sequence].map((each) => each.charCodeAt(0));

const pastedText = (bytes: readonly number[]): string =>
  [...decodeBytes(bytes).replace(/\r\n?/g, '\n').replaceAll('\t', ' ')]
    .filter((character) => character === '\n' || !isControl(character))
    .join('');

/** Cuts bytes into keys, characters, pastes and control bytes, wherever the reads were cut. */
export class Lexer {
  readonly #emit: (lexeme: Lexeme) => void;
  readonly #utf8 = new Utf8();
  #state: State = 'ground';
  /** Bytes of an unfinished sequence, one UTF-16 unit a byte. */
  #sequence = '';
  #pasted: number[] = [];

  readonly #states: Readonly<Record<State, (byte: number) => void>> = {
    ground: (byte) => this.#ground(byte),
    escape: (byte) => this.#escape(byte),
    csi: (byte) => this.#csi(byte),
    ss3: (byte) => this.#ss3(byte),
    mouse: (byte) => this.#mouse(byte),
    string: (byte) => this.#string(byte),
    paste: (byte) => this.#paste(byte),
  };

  constructor(emit: (lexeme: Lexeme) => void) {
    this.#emit = emit;
  }

  push(byte: number): void {
    this.#states[this.#state](byte);
  }

  /** Nothing more came for a while: an ESC alone is the Escape key, an unfinished sequence is not text. */
  flush(): void {
    this.#characters(this.#utf8.flush());
    const state = this.#state;
    const sequence = this.#sequence;
    if (state === 'paste') {
      this.#endPaste(this.#pasted);
      return;
    }
    this.#go('ground');
    if (state === 'escape') this.#emit(keyToken('escape'));
    if (state === 'ss3' && sequence === '') this.#emit(keyToken('o', { alt: true, shift: true }));
    if (state !== 'string') return;
    if (sequence === 'P') this.#emit(keyToken('p', { alt: true, shift: true }));
    else this.#giveBack(sequence);
  }

  /** What is half read, for the caller to choose how long to wait; null: nothing. */
  get pending(): 'escape' | 'sequence' | 'paste' | null {
    if (this.#state === 'paste') return 'paste';
    if (this.#state === 'escape') return 'escape';
    return this.#state === 'ground' && !this.#utf8.pending ? null : 'sequence';
  }

  #go(state: State): void {
    this.#state = state;
    this.#sequence = '';
  }

  #characters(characters: Iterable<string>): void {
    for (const text of characters) if (!isControl(text)) this.#emit({ kind: 'char', text });
  }

  #ground(byte: number): void {
    if (byte >= 0x20 && byte !== 0x7f) {
      this.#characters(this.#utf8.push(byte));
      return;
    }
    this.#characters(this.#utf8.flush());
    if (byte === ESC) {
      this.#go('escape');
      return;
    }
    this.#control(byte, false);
  }

  #control(byte: number, alt: boolean): void {
    if (byte === 0x7f || byte === 0x08) {
      this.#emit(keyToken('backspace', { alt }));
      return;
    }
    if (alt && byte === 0x0d) {
      this.#emit(keyToken('enter', { alt }));
      return;
    }
    if (alt && byte === 0x09) {
      this.#emit(keyToken('tab', { alt }));
      return;
    }
    const control = CONTROLS[byte];
    if (control !== undefined) {
      this.#emit({ kind: 'control', byte: control });
      return;
    }
    const name = String.fromCharCode(byte + 0x60);
    // Everything else (NUL, the separators inside a GS1 code) says nothing.
    if (byte >= 1 && byte <= 26 && isKeyName(name)) this.#emit(keyToken(name, { ctrl: true, alt }));
  }

  #escape(byte: number): void {
    const text = String.fromCharCode(byte);
    if (text === '[') {
      this.#go('csi');
      return;
    }
    if (text === 'O') {
      this.#go('ss3');
      return;
    }
    this.#go('ground');
    if (text === ']' || text === 'P' || text === '_') {
      this.#state = 'string';
      this.#sequence = text;
      return;
    }
    const name = text.toLowerCase();
    if (isKeyName(name)) {
      this.#emit(keyToken(name, { alt: true, shift: name !== text }));
      return;
    }
    const framed = byte === 0x02 || byte === 0x03;
    if (!framed && byte !== ESC && (byte < 0x20 || byte === 0x7f)) {
      this.#control(byte, true);
      return;
    }
    this.#emit(keyToken('escape'));
    this.#ground(byte);
  }

  /** True when the byte cannot belong to the sequence: that is dropped, and the byte has been read for itself. */
  #broken(byte: number): boolean {
    if (byte >= 0x20 && byte < 0x7f && this.#sequence.length < MAX_SEQUENCE) return false;
    this.#go('ground');
    this.#ground(byte);
    return true;
  }

  #csi(byte: number): void {
    if (this.#broken(byte)) return;
    const text = String.fromCharCode(byte);
    const parameters = this.#sequence;
    const rxvtShift = text === '$' && /^\d+$/.test(parameters);
    const linuxConsole = text === '[' && parameters === '';
    if ((byte < 0x40 && !rxvtShift) || linuxConsole) {
      this.#sequence += text;
      return;
    }
    if (text === 'M' && parameters === '') {
      this.#go('mouse');
      return;
    }
    if (text === '~' && parameters === '200') {
      this.#go('paste');
      return;
    }
    this.#go('ground');
    const key = csiKey(parameters, text);
    if (key !== null) this.#emit(key);
  }

  #ss3(byte: number): void {
    if (this.#broken(byte)) return;
    const text = String.fromCharCode(byte);
    if (/[\d;]/.test(text)) {
      this.#sequence += text;
      return;
    }
    const key = ss3Key(this.#sequence, text);
    this.#go('ground');
    if (key !== null) this.#emit(key);
  }

  /** The oldest mouse protocol: three bytes of any value follow. */
  #mouse(byte: number): void {
    this.#sequence += String.fromCharCode(byte);
    if (this.#sequence.length === 3) this.#go('ground');
  }

  /** An answer of the terminal, ended by BEL or ESC \. Any other control byte says that it was typing after all. */
  #string(byte: number): void {
    const afterEscape = this.#sequence.endsWith('\x1b');
    if (byte === 0x07 || (afterEscape && byte === 0x5c)) {
      this.#go('ground');
      return;
    }
    if (!afterEscape && (byte === ESC || byte >= 0x20) && this.#sequence.length < MAX_STRING) {
      this.#sequence += String.fromCharCode(byte);
      return;
    }
    this.#giveBack(this.#sequence);
    this.push(byte);
  }

  /** ESC was the Escape key, and what followed it is text (and another ESC at its end, perhaps). */
  #giveBack(sequence: string): void {
    const again = sequence.endsWith('\x1b');
    this.#go(again ? 'escape' : 'ground');
    this.#emit(keyToken('escape'));
    this.#characters(decodeBytes(bytesOf(again ? sequence.slice(0, -1) : sequence)));
  }

  #paste(byte: number): void {
    this.#pasted.push(byte);
    if (byte !== 0x7e || this.#pasted.length < PASTE_END.length) return;
    if (String.fromCharCode(...this.#pasted.slice(-PASTE_END.length)) !== PASTE_END) return;
    this.#endPaste(this.#pasted.slice(0, -PASTE_END.length));
  }

  #endPaste(bytes: readonly number[]): void {
    this.#pasted = [];
    this.#go('ground');
    const text = pastedText(bytes);
    if (text !== '') this.#emit({ kind: 'paste', text });
  }
}
