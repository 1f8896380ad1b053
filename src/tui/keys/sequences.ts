import { KEY_NAMES, type KeyName } from './types.ts';

/** What a byte sequence stands for, before time decides what is a scan. */
export type Token =
  | {
      readonly kind: 'key';
      readonly name: KeyName;
      readonly ctrl: boolean;
      readonly alt: boolean;
      readonly shift: boolean;
      readonly repeat: boolean;
    }
  | { readonly kind: 'char'; readonly text: string };

interface Modifiers {
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
  readonly repeat?: boolean;
}

export const keyToken = (name: KeyName, modifiers: Modifiers = {}): Token => ({
  kind: 'key',
  name,
  ctrl: modifiers.ctrl ?? false,
  alt: modifiers.alt ?? false,
  shift: modifiers.shift ?? false,
  repeat: modifiers.repeat ?? false,
});

const names: ReadonlySet<string> = new Set(KEY_NAMES);
export const isKeyName = (name: string): name is KeyName => names.has(name);

/** Final letter of `CSI 1;5A` and `SS3 A`: xterm, tmux, PuTTY, VTE. P..S are F1..F4. */
const FINALS: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

/** Number before `~`: VT220 and its children, with the Linux console's, rxvt's and PuTTY's home, end and F1..F5. */
const TILDES: Readonly<Record<string, KeyName>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** `ESC [ [ A`..`E`: F1..F5 of the Linux console. */
const LINUX_CONSOLE: Readonly<Record<string, KeyName>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };

/** rxvt's arrows: small letters after CSI mean Shift, after SS3 Ctrl. */
const RXVT_ARROWS: Readonly<Record<string, KeyName>> = { a: 'up', b: 'down', c: 'right', d: 'left' };

/** The number pad in application mode (PuTTY, rxvt): `SS3 j`..`y` are the characters `*` .. `9`. */
const KEYPAD = '*+,-./0123456789';

/** Unicode numbers that are keys, in the protocols that name every key by one (kitty, modifyOtherKeys). */
const NUMBERED: Readonly<Record<number, KeyName>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  127: 'backspace',
};

/** xterm's modifier number: 1 + 1 shift + 2 alt + 4 ctrl, and kitty's `:2` for a repetition, `:3` for a release. */
const modifiersOf = (parameter: string | undefined): Modifiers | null => {
  const [bits = '', event = ''] = (parameter ?? '').split(':');
  if (event === '3') return null;
  const mask = Math.max(0, Number(bits || '1') - 1);
  return {
    shift: (mask & 1) !== 0,
    alt: (mask & 2) !== 0,
    ctrl: (mask & 4) !== 0,
    repeat: event === '2',
  };
};

const numberedKey = (code: number, parameter: string | undefined): Token | null => {
  const modifiers = modifiersOf(parameter);
  if (modifiers === null) return null;
  const key = NUMBERED[code];
  if (key !== undefined) return keyToken(key, modifiers);
  // Above: not a character; 57344 and up: kitty's private numbers for keys that mean nothing here.
  if (code < 32 || (code >= 127 && code < 160) || code >= 57_344) return null;
  const text = String.fromCodePoint(code);
  if (modifiers.ctrl || modifiers.alt) {
    const name = text.toLowerCase();
    return isKeyName(name) ? keyToken(name, modifiers) : null;
  }
  return { kind: 'char', text: modifiers.shift ? text.toUpperCase() : text };
};

/**
 * The key of a control sequence, its parameters and its last character given apart (`CSI 1;5 C`). Null for everything that
 * is no key: mouse, focus, answers of the terminal.
 */
export const csiKey = (parameters: string, final: string): Token | null => {
  const linux = parameters === '[' ? LINUX_CONSOLE[final] : undefined;
  if (linux !== undefined) return keyToken(linux);
  if (!/^[\d;:]*$/.test(parameters)) return null;
  const [first = '', second, third] = parameters.split(';');
  if (final === 'u') return numberedKey(Number(first.split(':')[0]), second);
  if (final === '~' && first === '27') return numberedKey(Number(third), second);
  if (final === 'Z') return keyToken('tab', { shift: true });
  const arrow = parameters === '' ? RXVT_ARROWS[final] : undefined;
  if (arrow !== undefined) return keyToken(arrow, { shift: true });
  const rxvt = { $: { shift: true }, '^': { ctrl: true }, '@': { ctrl: true, shift: true } }[final];
  const name = final === '~' || rxvt !== undefined ? TILDES[first] : FINALS[final];
  // A cursor position report (`CSI 5;10R`) looks like F3; keys always have 1 or nothing there.
  if (name === undefined || (FINALS[final] !== undefined && first !== '' && first !== '1')) return null;
  const modifiers = rxvt ?? modifiersOf(second);
  return modifiers === null ? null : keyToken(name, modifiers);
};

/** The key of `ESC O` and one character, an older xterm's modifier number perhaps between them. */
export const ss3Key = (parameters: string, final: string): Token | null => {
  const modifiers = modifiersOf(parameters.split(';').at(-1)) ?? {};
  if (final === 'M') return keyToken('enter', modifiers);
  if (final === 'I') return keyToken('tab', modifiers);
  if (final === 'X') return { kind: 'char', text: '=' };
  const arrow = RXVT_ARROWS[final];
  if (arrow !== undefined) return keyToken(arrow, { ctrl: true });
  const pad = final >= 'j' && final <= 'y' ? KEYPAD[final.charCodeAt(0) - 'j'.charCodeAt(0)] : undefined;
  if (pad !== undefined) return { kind: 'char', text: pad };
  const name = FINALS[final];
  return name === undefined ? null : keyToken(name, modifiers);
};
