import { beforeAll, describe, expect, it } from 'vitest';
import { smtpSender } from '../../src/adapters/mail/sender.ts';
import { kudePdf } from '../../src/adapters/sifen/kude-pdf.ts';
import { makeInvoiceMaker } from '../../src/adapters/sifen/maker.ts';
import type { InvoiceMaker } from '../../src/app/ports/invoice-maker.ts';
import { drawn } from '../../src/cli/mail-drawing.ts';
import type { InvoiceInput } from '../../src/domain/invoice/document.ts';
import { invoiceOf } from '../../src/domain/invoice/from-sale.ts';
import type { Issuer } from '../../src/domain/invoice/issuer.ts';
import { gs } from '../../src/domain/money.ts';
import type { Store } from '../../src/domain/user.ts';
import { type DrawnKind, noticeMail, sampleNotices } from '../../src/i18n/es/mail.ts';
import { receipt as words } from '../../src/i18n/es/receipt.ts';
import { CSC, EMISSION, ISSUE, PAYMENT_METHODS, soldAs } from '../support/invoice.ts';
import { testPair } from '../support/invoice-keys.ts';
import { headerText, leavesOf, readMail } from '../support/mail-reader.ts';
import { startMailServer } from '../support/mail-server.ts';
import { pdfText } from '../support/pdf-reader.ts';
import { hasPoppler, overlaps, popplerText, popplerWords } from '../support/pdf-words.ts';
import { text, withXml } from '../support/sifen/xml.ts';
import { hasSchemas, schemaFaults, signatureHolds } from '../support/xml-check.ts';

/*
 * Names that try to be markup, commands of a terminal, headers of a mail, or more than there is room for, in what goes to the
 * client: the XML, its page, and the mail that brings both.
 */

/** As it was typed, and as whoever gets it reads it. */
const NAMES = {
  markup: [`Coca & "Cola" <b>'x'</b> ]]> &amp; <!--`, `Coca & "Cola" <b>'x'</b> ]]> &amp; <!--`],
  terminal: ['Pan\u0000\u0007\u001b[2J dulce\u009b31m', 'Pan[2J dulce31m'],
  lines: ['Ana\r\nBcc: otro@x.example\u2028\tfin', 'Ana Bcc: otro@x.example fin'],
  direction: ['Jugo \u202eodasnec\u2066 frío\u200f\u061c', 'Jugo odasnec frío'],
  edges: ['\u00a0 Café  con leche \u200b', 'Café con leche'],
  halves: ['Té \ud800\ufffe\uffff verde', 'Té verde'],
  long: [`${'Ñandutí '.repeat(38)}`, 'Ñandutí '.repeat(38).trim()],
  unbroken: ['W'.repeat(300), 'W'.repeat(300)],
} as const;
type Kind = keyof typeof NAMES;
const kinds = Object.keys(NAMES) as Kind[];

/** Nothing that moves a cursor, begins a line or turns the writing around. */
const CONTROLS = /\p{Cc}|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

let maker: InvoiceMaker;
let certificate: string;
beforeAll(async () => {
  const pair = await testPair();
  maker = makeInvoiceMaker(pair, CSC);
  certificate = pair.certificate;
});

const SIGNED = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const contentOf = (
  client: string,
  products: readonly string[],
  issuer: Partial<Issuer> = {},
  method = 'Efectivo',
): InvoiceInput => {
  const line = (name: string, at: number) => ({
    productId: at,
    code: `P${at}`,
    name,
    price: gs(5_000),
    quantity: 2,
    taxRate: 10,
    allergens: [],
    discount: gs(0),
  });
  const sale = soldAs({ lines: products.map(line), discount: gs(0) }, 'en_factura', ['EFECTIVO'], {
    client,
    clientDocument: '1234567',
  });
  const emission = { ...EMISSION, issuer: { ...EMISSION.issuer, ...issuer } };
  const made = invoiceOf(sale, PAYMENT_METHODS, emission, { ...ISSUE, signedAt: SIGNED });
  if (!made.ok) throw new Error(made.error.code);
  const payments = [{ method: 'PROPIO', methodName: method, amount: sale.total, reference: null }];
  return { ...made.value, payments };
};

const signed = (content: InvoiceInput) => {
  const made = maker.invoice(content);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

const pageOf = (content: InvoiceInput, student: string) => {
  const { cdc, qr } = signed(content);
  return kudePdf({ content, cdc, qr, student }, words);
};

describe('the XML', () => {
  it.each(kinds)('%s: in names of client, product, store and method', (kind) => {
    const [typed, read] = NAMES[kind];
    const issuer = { name: typed, tradeName: typed, address: typed };
    const { xml, cdc } = signed(contentOf(typed, [typed], issuer, typed));
    expect(signatureHolds(xml, certificate, cdc)).toBe(true);
    if (hasSchemas) expect(schemaFaults(xml, 'siRecepDE_v150.xsd')).toBe('');
    const said = withXml(xml, (root) =>
      [
        ['gDatGralOpe/gDatRec/dNomRec', 255],
        ['gDtipDE/gCamItem/dDesProSer', 2_000],
        ['gDatGralOpe/gEmis/dNomEmi', 255],
        ['gDatGralOpe/gEmis/dNomFanEmi', 255],
        ['gDatGralOpe/gEmis/dDirEmi', 255],
        ['gDtipDE/gCamCond/gPaConEIni/dDesTiPag', 20],
      ].map(([path, most]) => [text(root, `DE/${path}`), read.slice(0, Number(most)).trim()] as const),
    );
    for (const [there, expected] of said ?? []) expect(there).toBe(expected);
    expect(said).toHaveLength(6);
    expect(CONTROLS.test(xml)).toBe(false);
  });

  it('leaves out a trade name that has nothing to show, and names a client and a product that have not', () => {
    const { xml } = signed(contentOf('\u200f\u202e', ['\u0007 \u2028'], { tradeName: 'ab\u200f\u200f' }));
    if (hasSchemas) expect(schemaFaults(xml, 'siRecepDE_v150.xsd')).toBe('');
    expect(xml).not.toContain('dNomFanEmi');
    expect(xml).toContain('<dNomRec>Cliente</dNomRec>');
    expect(xml).toContain('<dDesProSer>P0</dDesProSer>');
  });
});

describe('the page (KuDE, PDF)', () => {
  const long = NAMES.long[0];
  const hostile = () =>
    contentOf(
      NAMES.lines[0],
      [...kinds, ...kinds].map((kind) => NAMES[kind][0]),
      { tradeName: `${NAMES.markup[0]} ${long}`, name: `${NAMES.direction[0]} ${long}`, address: long },
      `Vale de la cooperativa & <${NAMES.direction[0]}>`,
    );

  it('says what was typed, without what would move or turn it', async () => {
    const pieces = pdfText(await pageOf(hostile(), NAMES.terminal[0]));
    const said = pieces.join('').replace(/\s+/g, ' ');
    for (const kind of ['markup', 'terminal', 'lines', 'direction', 'edges'] as const)
      expect(said, kind).toContain(NAMES[kind][1]);
    for (const piece of pieces) expect(CONTROLS.test(piece), JSON.stringify(piece)).toBe(false);
    expect(said).toContain('W'.repeat(15));
  });

  it.skipIf(!hasPoppler)(
    'is read so by poppler, nothing outside the paper, nothing on anything else',
    async () => {
      const pdf = await pageOf(hostile(), NAMES.unbroken[0]);
      const said = popplerText(pdf);
      for (const kind of ['markup', 'terminal', 'direction', 'edges'] as const)
        expect(said.replaceAll(' ', ''), kind).toContain(NAMES[kind][1].replaceAll(' ', ''));
      expect(CONTROLS.test(said)).toBe(false);
      const all = popplerWords(pdf);
      expect(all.length).toBeGreaterThan(200);
      for (const word of all) {
        expect(word.left, word.text).toBeGreaterThanOrEqual(39);
        expect(word.right, word.text).toBeLessThanOrEqual(557);
        expect(word.bottom, word.text).toBeLessThanOrEqual(815);
      }
      expect(overlaps(all)).toEqual([]);
    },
  );
});

describe('mails', () => {
  const typed = kinds.map((kind) => NAMES[kind][0]).join(' ');
  const store = { name: typed, address: typed, phone: '021' } as Store;
  /** All texts of a notice are what somebody typed. */
  const hostileData = (data: unknown): unknown => {
    if (typeof data === 'string') return /^\d{4}-/.test(data) ? data : typed;
    if (Array.isArray(data)) return data.map(hostileData);
    return typeof data === 'object' && data !== null
      ? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, hostileData(value)]))
      : data;
  };

  it.each(Object.keys(sampleNotices) as DrawnKind[])('%s', (kind) => {
    const plain = drawn(noticeMail(kind, sampleNotices[kind]), { ...store, name: 'Tita', address: null });
    const mail = drawn(noticeMail(kind, hostileData(sampleNotices[kind])), { ...store, address: null });
    expect(CONTROLS.test(mail.subject)).toBe(false);
    for (const body of [mail.text, mail.html]) expect(CONTROLS.test(body.replaceAll('\n', ''))).toBe(false);
    // No text of a person begins a line: as many lines and elements as with tame ones.
    expect(mail.text.split('\n')).toHaveLength(plain.text.split('\n').length);
    expect(mail.text).not.toMatch(/^\s*Bcc:/m);
    const elements = (html: string): number => html.split('<').length;
    expect(elements(mail.html)).toBe(elements(plain.html));
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain('&lt;b&gt;&#39;x&#39;&lt;/b&gt;');
  });
});

it('a rejection is told by mail in our words, beside the authority’s', () => {
  const said = { ...sampleNotices.factura_rechazada, codigo: '2501', mensaje: 'El hash del QR es inválido' };
  const { text: mail } = drawn(noticeMail('factura_rechazada', said), { name: 'Tita' } as Store);
  expect(mail).toContain('2501: el CSC está mal: compare su número y su valor con los de Marangatu');
  expect(mail).toContain('La DNIT dice: El hash del QR es inválido');
  const unknown = drawn(noticeMail('factura_rechazada', { ...said, codigo: '9999' }), { name: 'T' } as Store);
  expect(unknown.text).toContain('9999: El hash del QR es inválido');
});

it('a mail over the line: one of each header, the names in it, and the very bytes of XML and page', async () => {
  const content = contentOf(NAMES.lines[0], [NAMES.markup[0]]);
  const { xml } = signed(content);
  const page = await pageOf(content, 'Romina');
  const typed = kinds.map((kind) => NAMES[kind][0]).join(' ');
  const read = kinds.map((kind) => NAMES[kind][1]).join(' ');
  const server = await startMailServer();
  const setting = {
    host: '127.0.0.1',
    port: server.port,
    security: 'none',
    user: null,
    password: null,
    from: 'cantina@tita.example',
    lanes: 1,
    perMinute: null,
  } as const;
  const sender = smtpSender(setting, typed);
  try {
    const store = { name: typed, address: typed, phone: '021' } as Store;
    const mail = drawn(noticeMail('recarga', { ...sampleNotices.recarga, estudiante: typed }), store);
    const files = [
      { name: 'a.xml', type: 'application/xml', content: Buffer.from(xml, 'utf8') },
      { name: 'a.pdf', type: 'application/pdf', content: page },
    ];
    expect(await sender.send({ ...mail, to: 'ana@x.example', seed: 's1', files })).toEqual({ kind: 'sent' });
    const got = readMail(server.received[0]?.raw ?? '');
    for (const [name, values] of got.headers) expect(values, name).toHaveLength(1);
    expect([...got.headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    const header = (name: string): string => headerText(got.headers.get(name)?.[0] ?? '');
    expect(header('to')).toBe('ana@x.example');
    expect(header('subject')).toBe(`Recarga de la tarjeta de ${read}`);
    expect(header('from')).toMatch(/ <cantina@tita\.example>$/);
    expect(header('from').replaceAll(/^"|\\(?=["\\])/g, '')).toContain(read.slice(0, 60));
    const leaves = new Map(leavesOf(got));
    expect(leaves.get('text/plain')?.toString('utf8').trim()).toBe(mail.text.trim().replaceAll('\n', '\r\n'));
    expect(leaves.get('text/html')?.toString('utf8')).toContain('&lt;b&gt;');
    expect(leaves.get('application/xml')?.toString('utf8')).toBe(xml);
    expect(Buffer.compare(leaves.get('application/pdf') ?? Buffer.alloc(0), page)).toBe(0);
  } finally {
    sender.close();
    await server.close();
  }
});
