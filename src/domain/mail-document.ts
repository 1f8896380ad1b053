import { cleanText, oneLine } from './receipt-text.ts';

/** What a mail says, before it becomes text and HTML: both say the same. */
export interface MailDocument {
  readonly subject: string;
  readonly title: string;
  readonly blocks: readonly MailBlock[];
}

export type MailBlock =
  | { readonly kind: 'text'; readonly text: string }
  /** Stands out: what must not be missed. */
  | { readonly kind: 'warning'; readonly text: string }
  /** The one figure that the mail is about. */
  | { readonly kind: 'figure'; readonly label: string; readonly value: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table';
      readonly titles: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** Who writes, under each mail. */
export interface MailSignature {
  readonly store: string;
  readonly lines: readonly string[];
}

/** Nothing typed by a person moves the cursor of whoever reads the text in a terminal, or turns the writing around. */
const tidy = (text: string): string =>
  text
    .split(/\r\n?|\n/)
    .map(cleanText)
    .join('\n')
    .trim();

const blockText = (block: MailBlock): string => {
  switch (block.kind) {
    case 'text':
      return tidy(block.text);
    case 'warning':
      return `*** ${oneLine(block.text)} ***`;
    case 'figure':
      return `${oneLine(block.label)}: ${oneLine(block.value)}`;
    case 'facts':
      return block.rows.map(([label, value]) => `${oneLine(label)}: ${oneLine(value)}`).join('\n');
    case 'table':
      return block.rows
        .map((row) => {
          const [first = '', ...rest] = row.map(oneLine);
          const told = rest.map((cell, i) => (cell === '' ? '' : `${block.titles[i + 1]}: ${cell}`));
          return [`- ${first}`, ...told.filter(Boolean)].join('\n  ');
        })
        .join('\n');
  }
};

/** The mail as plain text. */
export const mailText = (document: MailDocument, { store, lines }: MailSignature): string =>
  `${[oneLine(document.title), ...document.blocks.map(blockText), ['--', store, ...lines].map(oneLine).join('\n')].join('\n\n')}\n`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => oneLine(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const INK = '#1f2933';
const DIM = '#5f6c7b';
const LINE = '#e4e7eb';
const ACCENT = '#0f5c4a';
const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

/** Readers of mail know tables and styles on each element, little else. */
const grid = (rows: string): string =>
  `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;margin:0 0 18px">${rows}</table>`;

const cell = (text: string, style: string, tag = 'td'): string =>
  `<${tag} style="padding:7px 8px 7px 0;border-bottom:1px solid ${LINE};vertical-align:top;${style}">${escaped(text)}</${tag}>`;

/** Amounts and counts stand at the right, as in a column of figures. */
const isFigure = (text: string): boolean => /^(Gs\. )?-?\d[\d.]*$/.test(text);

const tableHtml = (titles: readonly string[], rows: readonly (readonly string[])[]): string => {
  const right = titles.map((_, i) => rows.length > 0 && rows.every((row) => isFigure(row[i] ?? '')));
  const side = (i: number): string => (right[i] ? 'text-align:right;white-space:nowrap' : 'text-align:left');
  const head = titles.map((title, i) => cell(title, `${side(i)};color:${DIM};font-size:12px`, 'th')).join('');
  const body = rows.map((row) => `<tr>${row.map((text, i) => cell(text, side(i))).join('')}</tr>`).join('');
  return grid(`<tr>${head}</tr>${body}`);
};

const blockHtml = (block: MailBlock): string => {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0 0 16px">${tidy(block.text).split('\n').map(escaped).join('<br>')}</p>`;
    case 'warning':
      return `<p style="margin:0 0 18px;padding:12px 14px;background:#fdecea;border-left:4px solid #b42318;color:#7a1a12;font-weight:600">${escaped(block.text)}</p>`;
    case 'figure':
      return `<p style="margin:0 0 18px"><span style="color:${DIM};font-size:13px">${escaped(block.label)}</span><br><span style="font-size:28px;font-weight:700">${escaped(block.value)}</span></p>`;
    case 'facts':
      return grid(
        block.rows
          .map(([label, value]) => `<tr>${cell(label, `color:${DIM};width:38%`)}${cell(value, '')}</tr>`)
          .join(''),
      );
    case 'table':
      return tableHtml(block.titles, block.rows);
  }
};

/** The mail as one HTML page that needs nothing from elsewhere. */
export const mailHtml = (document: MailDocument, { store, lines }: MailSignature): string => `<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(document.subject)}</title></head>
<body style="margin:0;padding:24px 8px;background:#f3f5f7;color:${INK};${FONT};font-size:15px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border-radius:8px;overflow:hidden">
<tr><td style="background:${ACCENT};color:#ffffff;padding:14px 28px;font-weight:600">${escaped(store)}</td></tr>
<tr><td style="padding:26px 28px 10px;${FONT}">
<h1 style="margin:0 0 18px;font-size:21px;line-height:1.3">${escaped(document.title)}</h1>
${document.blocks.map(blockHtml).join('\n')}
</td></tr>
<tr><td style="padding:14px 28px 22px;border-top:1px solid ${LINE};color:${DIM};font-size:12px">${[store, ...lines].map(escaped).join('<br>')}</td></tr>
</table></td></tr></table></body></html>
`;
