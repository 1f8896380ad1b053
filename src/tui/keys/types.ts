/** Keys with a name of their own, and the letters and digits that arrive with Ctrl or Alt. */
export const KEY_NAMES = [
  ...(['enter', 'tab', 'escape', 'backspace', 'delete', 'insert'] as const),
  ...(['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown'] as const),
  ...(['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12'] as const),
  ...(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'] as const),
  ...(['n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'] as const),
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
] as const;

export type KeyName = (typeof KEY_NAMES)[number];

/** A key that is not text. */
export interface PressedKey {
  readonly kind: 'key';
  /** A letter or a digit only together with `ctrl` or `alt`. */
  readonly name: KeyName;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** Told only where the terminal tells it: Shift-Tab, modified arrows and function keys, Alt and a capital. */
  readonly shift: boolean;
  /**
   * Enter on the heels of another Enter (or of a scan): a key held down. The first repetition of a held key comes
   * after the keyboard's own delay (250 ms and more) and cannot be told from a second press; F9, F10 and Ctrl-C, which
   * answer and leave, count as held for longer than that delay.
   */
  readonly repeat: boolean;
}

/** One typed character (one code point). A letter typed with Shift is simply its capital. */
export interface TypedChar {
  readonly kind: 'char';
  readonly text: string;
}

/**
 * A scanner's reading, without its terminator and AIM prefix. `typed`: how many UTF-16 units at the end of what was
 * delivered as `char` belong to it, for the screen to take back (`value.slice(0, -typed)` when typed > 0); 0 when
 * the reading came whole. What a person typed a moment before (`3*`) is not part of it, unless the machine was so
 * slow that both arrived together: then the text itself begins with it.
 */
export interface Scan {
  readonly kind: 'scan';
  readonly text: string;
  readonly typed: number;
}

/** Text pasted by the terminal; line ends are `\n`, other control characters are gone. */
export interface Paste {
  readonly kind: 'paste';
  readonly text: string;
}

export type KeyEvent = PressedKey | TypedChar | Scan | Paste;
