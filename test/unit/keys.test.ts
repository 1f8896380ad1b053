import { describe, expect, it } from 'vitest';
import { Decoder } from '../../src/tui/keys/decode.ts';
import { brief, bytes, type Read, readAll } from '../support/key-script.ts';

/** All at once, and then nothing more. */
const once = (text: string | Uint8Array): string => brief(readAll([[0, text]]));
const reads = (...all: Read[]): string => brief(readAll(all));

describe('keys of every terminal', () => {
  it.each<[string, string]>([
    ...['\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b[P', '\x1b[1P'].map((code): [string, string] => ['f1', code]),
    ...['\x1bOQ', '\x1b[12~', '\x1b[[B'].map((code): [string, string] => ['f2', code]),
    ...['\x1bOR', '\x1b[13~', '\x1b[[C', '\x1b[R'].map((code): [string, string] => ['f3', code]),
    ...['\x1bOS', '\x1b[14~', '\x1b[[D'].map((code): [string, string] => ['f4', code]),
    ...['\x1b[15~', '\x1b[[E'].map((code): [string, string] => ['f5', code]),
    ['f6', '\x1b[17~'],
    ['f7', '\x1b[18~'],
    ['f8', '\x1b[19~'],
    ['f9', '\x1b[20~'],
    ['f10', '\x1b[21~'],
    ['f11', '\x1b[23~'],
    ['f12', '\x1b[24~'],
    ...['\x1b[A', '\x1bOA'].map((code): [string, string] => ['up', code]),
    ...['\x1b[B', '\x1bOB'].map((code): [string, string] => ['down', code]),
    ...['\x1b[C', '\x1bOC'].map((code): [string, string] => ['right', code]),
    ...['\x1b[D', '\x1bOD'].map((code): [string, string] => ['left', code]),
    ...['\x1b[H', '\x1bOH', '\x1b[1~', '\x1b[7~'].map((code): [string, string] => ['home', code]),
    ...['\x1b[F', '\x1bOF', '\x1b[4~', '\x1b[8~'].map((code): [string, string] => ['end', code]),
    ['insert', '\x1b[2~'],
    ['delete', '\x1b[3~'],
    ['pageup', '\x1b[5~'],
    ['pagedown', '\x1b[6~'],
    ['enter', '\r'],
    ['enter', '\n'],
    ['enter', '\x1bOM'],
    ['tab', '\t'],
    ['shift+tab', '\x1b[Z'],
    ['backspace', '\x7f'],
    ['backspace', '\b'],
    ['escape', '\x1b'],
    ['escape escape', '\x1b\x1b'],
    ['ctrl+a', '\x01'],
    ['ctrl+c', '\x03'],
    ['ctrl+x', '\x18'],
    ['alt+x', '\x1bx'],
    ['alt+shift+x', '\x1bX'],
    ['alt+3', '\x1b3'],
    ['alt+shift+o', '\x1bO'],
    ['alt+shift+p', '\x1bP'],
    ['alt+enter', '\x1b\r'],
    ['alt+backspace', '\x1b\x7f'],
    ['ctrl+right', '\x1b[1;5C'],
    ['shift+up', '\x1b[1;2A'],
    ['alt+left', '\x1b[1;3D'],
    ['ctrl+alt+shift+end', '\x1b[1;8F'],
    ['ctrl+delete', '\x1b[3;5~'],
    ['shift+f5', '\x1b[15;2~'],
    ['ctrl+f1', '\x1b[1;5P'],
    ['ctrl+f1', '\x1bO5P'],
    ['shift+delete', '\x1b[3$'],
    ['ctrl+delete', '\x1b[3^'],
    ['shift+down', '\x1b[b'],
    ['ctrl+down', '\x1bOb'],
  ])('%s', (key, code) => {
    expect(once(code)).toBe(key);
  });

  it('reads the number pad in application mode', () => {
    expect(once('\x1bOp\x1bOy\x1bOj\x1bOk\x1bOm\x1bOn')).toBe('0 9 * + - .');
  });

  it('reads keys that a terminal names by their Unicode number, once', () => {
    expect(once('\x1b[27u')).toBe('escape');
    expect(once('\x1b[13;2u')).toBe('shift+enter');
    expect(once('\x1b[99;5u\x1b[99;5:3u')).toBe('ctrl+c');
    expect(once('\x1b[27;5;97~')).toBe('ctrl+a');
    expect(once('\x1b[241u')).toBe('ñ');
    expect(once('\x1b[57441u')).toBe('');
  });

  it('says nothing for mouse, focus, answers of the terminal and control bytes', () => {
    expect(once('\x1b[<0;10;20M\x1b[<0;10;20m\x1b[M !!a')).toBe('a');
    expect(once('\x1b[I\x1b[Ob')).toBe('b');
    expect(once('\x1b[?1;2c\x1b[24;80R\x1b[?2026;2$y\x1b[?0uc')).toBe('c');
    expect(once('\x1b]11;rgb:0000/0000/0000\x07d')).toBe('d');
    expect(once('\x1bP1+r5463=78\x1b\\e')).toBe('e');
    expect(once('\0\x1c\x1d\x1e\x1ff')).toBe('f');
  });
});

describe('text', () => {
  it('is UTF-8, wherever it is cut', () => {
    const all = bytes('ñandú € 🥤');
    for (let at = 1; at < all.length; at += 1) {
      expect(reads([0, all.slice(0, at)], [5, all.slice(at)])).toBe('ñ a n d ú ␣ € ␣ 🥤');
    }
  });

  it('is Latin-1 where it is not UTF-8', () => {
    expect(once(Uint8Array.from([0xf1, 0x6f, 0xe1]))).toBe('ñ o á');
    expect(once(Uint8Array.from([0xc0, 0x80, 0xed, 0xa0, 0x80]))).not.toContain('\ufffd');
  });

  it('is pasted in one piece, as text only', () => {
    expect(once('\x1b[200~uno\r\ndos\ttres\x1b[31m\x1b[201~x')).toBe('paste(uno\ndos tres[31m) x');
    expect(reads([0, '\x1b[200~ab\x1b[20'], [20, '1~\r'])).toBe('paste(ab) enter');
    expect(reads([0, '\x1b[200~ñ'], [3000, 'x'])).toBe('paste(ñ) x');
  });
});

describe('Escape', () => {
  it('is a key when nothing follows for a while', () => {
    expect(reads([0, '\x1b'], [80, '[A'])).toBe('escape [ A');
    expect(reads([0, '\x1b'], [80, '00203\r'])).toBe('escape scan(00203)');
  });

  it('begins a sequence when the rest comes late but soon', () => {
    expect(reads([0, '\x1b'], [30, '['], [200, '1;'], [600, '5'], [1000, 'C'])).toBe('ctrl+right');
  });

  it('does not eat what was typed behind it in the same read', () => {
    expect(once('\x1b00203\r')).toBe('escape scan(00203)');
    expect(once('\x1bñ')).toBe('escape ñ');
    expect(once('\x1b+')).toBe('escape +');
    expect(once('\x1b]C100203\r')).toBe('escape scan(00203)');
    expect(once('\x1b\x0200203\x03')).toBe('escape scan(00203)');
  });

  it('drops a sequence that never ends instead of typing it', () => {
    expect(reads([0, '\x1b[1;'], [900, 'a'])).toBe('a');
    expect(once('\x1b[1;\r')).toBe('enter');
  });
});

describe('scanners', () => {
  it.each<[string, string, Read[]]>([
    ['one chunk', 'scan(00203)', [[0, '00203\r']]],
    ['ended by a line feed', 'scan(00203)', [[0, '00203\n']]],
    ['ended by CR LF', 'scan(00203)', [[0, '00203\r\n']]],
    [
      'CR and LF in two reads',
      'scan(00203)',
      [
        [0, '00203\r'],
        [4, '\n'],
      ],
    ],
    ['ended by Tab', 'scan(00203)', [[0, '00203\t']]],
    ['two back to back', 'scan(00203) scan(7840000000015)', [[0, '00203\r7840000000015\r']]],
    ['two with CR LF', 'scan(00203) scan(00204)', [[0, '00203\r\n00204\r\n']]],
    ['three in one chunk', 'scan(00203) scan(00204) scan(00205)', [[0, '00203\r00204\r00205\r']]],
    [
      'character by character',
      '0 0 2 0 3 scan(00203,5)',
      [
        [0, '0'],
        [5, '0'],
        [10, '2'],
        [15, '0'],
        [20, '3'],
        [25, '\r'],
      ],
    ],
    [
      'cut in the middle',
      '0 0 2 scan(00203,3)',
      [
        [0, '002'],
        [12, '03\r'],
      ],
    ],
    [
      'Enter in a read of its own',
      '0 0 2 0 3 scan(00203,5)',
      [
        [0, '00203'],
        [34, '\r'],
      ],
    ],
    [
      'second scan cut',
      'scan(00203) 0 scan(00204,1)',
      [
        [0, '00203\r0'],
        [9, '0204\r'],
      ],
    ],
    ['framed by STX and ETX', 'scan(00203)', [[0, '\x0200203\x03']]],
    ['framed, with CR after', 'scan(00203) a', [[0, '\x0200203\x03\r\na']]],
    ['framed, with CR LF before ETX', 'scan(00203) a', [[0, '\x0200203\r\n\x03a']]],
    [
      'framed, short, cut everywhere',
      'scan(7)',
      [
        [0, '\x02'],
        [5, '7'],
        [10, '\x03'],
        [15, '\r'],
      ],
    ],
    ['AIM prefix of Code 128', 'scan(00203)', [[0, ']C100203\r']]],
    ['AIM prefix of EAN-13', 'scan(7840000000015)', [[0, ']E07840000000015\r']]],
    [
      'GS1 with its separators',
      'scan(01078400000000153103001500)',
      [[0, '0107840000000015\x1d3103001500\r']],
    ],
    ['letters and signs', 'scan(AB-12/c)', [[0, 'AB-12/c\r']]],
    [
      'right after a quantity typed by hand',
      '3 * 0 0 2 scan(00203,3)',
      [
        [0, '3'],
        [90, '*'],
        [170, '002'],
        [175, '03\r'],
      ],
    ],
    ['then a key', 'scan(00203) f2', [[0, '00203\r\x1bOQ']]],
    ['after a key', 'f2 scan(00203)', [[0, '\x1b[12~00203\r']]],
    ['keypad Enter', 'scan(00203)', [[0, '00203\x1bOM']]],
  ])('%s', (_, expected, all) => {
    expect(reads(...all)).toBe(expected);
  });

  it('are told from people', () => {
    expect(reads([0, '0'], [90, '0'], [180, '2'], [270, '0'], [360, '3'], [450, '\r'])).toBe(
      '0 0 2 0 3 enter',
    );
    expect(reads([0, '203\r'])).toBe('2 0 3 enter');
    expect(reads([0, '00203'], [36, '\r'])).toBe('0 0 2 0 3 enter');
    expect(reads([0, '00203'], [5, '\x1b[3~'], [10, '\r'])).toBe('0 0 2 0 3 delete enter');
    expect(reads([0, '00203'], [5, '\x1b\r'])).toBe('0 0 2 0 3 alt+enter');
  });

  it('leave Ctrl-B and Ctrl-C to people', () => {
    expect(reads([0, '\x02'], [200, 'a'])).toBe('ctrl+b a');
    expect(reads([0, '\x02ab'], [20, '\x1b[A'])).toBe('ctrl+b a b up');
    expect(once('\x03')).toBe('ctrl+c');
    expect(reads([0, '\x0200203\x03'], [300, '\x03'])).toBe('scan(00203) ctrl+c');
  });
});

describe('Enter held down', () => {
  it('is marked from its second repetition on', () => {
    expect(reads([0, '\r'], [33, '\r'], [66, '\r'], [400, '\r'])).toBe('enter enter~ enter~ enter');
    expect(reads([0, '\r\r'])).toBe('enter enter~');
  });

  it('is marked after a scan too, as scanners that send two', () => {
    expect(reads([0, '00203\r\r'])).toBe('scan(00203) enter~');
  });
});

describe('a key that answers or leaves, held down', () => {
  it.each([
    ['f9', '\x1b[20~'],
    ['f10', '\x1b[21~'],
    ['ctrl+c', '\x03'],
  ])('%s counts once, even before the keyboard repeats it quickly', (name, code) => {
    expect(reads([0, code], [500, code], [533, code], [900, code], [930, code])).toBe(
      `${name} ${name}~ ${name}~ ${name} ${name}~`,
    );
    expect(reads([0, code], [701, code])).toBe(`${name} ${name}`);
  });

  it('is another key than the one before it', () => {
    expect(reads([0, '\x1b[21~'], [100, '\x1b[20~'])).toBe('f10 f9');
  });
});

describe('waiting', () => {
  it('asks to be called again only while something is half read', () => {
    const decoder = new Decoder();
    decoder.push(bytes('abc\r'), 0);
    expect(decoder.waitMs(0)).toBeNull();
    decoder.push(bytes('\x1b'), 10);
    expect(decoder.waitMs(15)).toBe(45);
    decoder.push(bytes('['), 20);
    expect(decoder.waitMs(20)).toBe(500);
    decoder.push(bytes('A\x02'), 30);
    expect(decoder.waitMs(30)).toBe(100);
  });
});
