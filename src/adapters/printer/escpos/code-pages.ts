/*
 * Single-byte character tables of printers: the upper 128 characters in order. CP850 is what printers sold here
 * have; its accents have the same bytes as in 437 and 858.
 */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';
const WPC1252 =
  '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ';

export const CODE_PAGES = {
  cp437: { upper: CP437, table: 0 },
  cp850: { upper: CP850, table: 2 },
  wpc1252: { upper: WPC1252, table: 16 },
  cp858: { upper: CP850.replace('ı', '€'), table: 19 },
} as const satisfies Record<string, { upper: string; table: number }>;

export type CodePage = keyof typeof CODE_PAGES;
export const isCodePage = (name: string): name is CodePage => Object.hasOwn(CODE_PAGES, name);

const tables = new Map<CodePage, ReadonlyMap<string, number>>();

const bytesOf = (page: CodePage): ReadonlyMap<string, number> => {
  let table = tables.get(page);
  if (!table) {
    const entries = Array.from(CODE_PAGES[page].upper, (char, i): [string, number] => [char, 128 + i]);
    table = new Map(entries.filter(([char]) => char !== '\0'));
    tables.set(page, table);
  }
  return table;
};

/** What a person reads the same way where the table lacks the character. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '₲': 'Gs.',
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  ꞌ: "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '─': '-',
  '═': '=',
  '…': '...',
  '•': '*',
  '×': 'x',
  º: 'o',
  ª: 'a',
  '™': 'TM',
  '®': '(R)',
  '©': '(C)',
};

const segmenter = new Intl.Segmenter('es', { granularity: 'grapheme' });
const BASIC = /^[\x20-\x7e]*$/;

const cluster = (text: string, table: ReadonlyMap<string, number>): string => {
  if (BASIC.test(text) || table.has(text)) return text;
  const replaced = REPLACEMENTS[text];
  if (replaced !== undefined) return replaced;
  const base = text.normalize('NFD').replace(/[\p{M}\p{Cf}]/gu, '');
  return BASIC.test(base) || table.has(base) ? base : '?';
};

/**
 * Text as the printer can show it: the code page's own characters, a look-alike, the base letter (guaraní ẽ ĩ ũ ỹ g̃)
 * or `?`. Control characters are gone, so no name can send a command.
 */
export const toPrintable = (text: string, page: CodePage): string => {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u00ad]/gu, (char) => (/[\t\n\r]/.test(char) ? ' ' : ''));
  if (BASIC.test(plain)) return plain;
  const table = bytesOf(page);
  return Array.from(segmenter.segment(plain.replace(/\u00a0/g, ' ')), (part) =>
    cluster(part.segment, table),
  ).join('');
};

/** One byte a character; anything that {@link toPrintable} did not pass becomes `?`. */
export const encodeText = (text: string, page: CodePage): Buffer => {
  const table = bytesOf(page);
  return Buffer.from(
    Array.from(text, (char) => {
      const code = char.codePointAt(0) ?? 0;
      return code >= 0x20 && code <= 0x7e ? code : (table.get(char) ?? 0x3f);
    }),
  );
};
