/* A mail as its reader's program takes it apart: RFC 5322 headers, RFC 2047 words, MIME parts. */

export interface MailPart {
  /** By their names in small letters, each time that they stand there. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly content: Buffer;
  readonly parts: readonly MailPart[];
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** `=?UTF-8?Q?...?=` and `=?UTF-8?B?...?=`; blanks between two of them are not meant. */
export const headerText = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/((?:=\?utf-8\?[qb]\?[^?]*\?=)+)/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, kind = '', text = '']) =>
          kind.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64')
            : quotedPrintable(text.replaceAll('_', ' ')),
        ),
      ).toString('utf8'),
    );

const headersOf = (head: string): ReadonlyMap<string, readonly string[]> => {
  const headers = new Map<string, string[]>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`no header: ${JSON.stringify(line)}`);
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return headers;
};

const decoded = (body: string, encoding: string): Buffer => {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  return encoding === 'quoted-printable' ? quotedPrintable(body) : Buffer.from(body, 'latin1');
};

/** @param raw as it came over the line, one character a byte */
export const readMail = (raw: string): MailPart => {
  const end = raw.indexOf('\r\n\r\n');
  const headers = headersOf(raw.slice(0, end));
  const body = raw.slice(end + 4);
  const [, boundary] = /boundary="?([^";]+)"?/.exec(headers.get('content-type')?.[0] ?? '') ?? [];
  const encoding = headers.get('content-transfer-encoding')?.[0] ?? '7bit';
  if (boundary === undefined) return { headers, content: decoded(body, encoding), parts: [] };
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => readMail(part.replace(/^\r\n/, '').replace(/\r\n$/, '')));
  return { headers, content: Buffer.alloc(0), parts };
};

/** All parts that hold something, by their type. */
export const leavesOf = (mail: MailPart): readonly (readonly [type: string, content: Buffer])[] =>
  mail.parts.length > 0
    ? mail.parts.flatMap(leavesOf)
    : [[mail.headers.get('content-type')?.[0]?.split(';')[0] ?? '', mail.content]];
