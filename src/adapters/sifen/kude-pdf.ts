import { storeMoment } from '../../domain/business-time.ts';
import { type DocumentTotals, documentAmounts, type Item } from '../../domain/invoice/amounts.ts';
import { documentNumber, groupCdc } from '../../domain/invoice/cdc.ts';
import { decimalWords } from '../../domain/invoice/decimal.ts';
import { isInvoice } from '../../domain/invoice/document.ts';
import { CONSULTATION, issuerName } from '../../domain/invoice/issuer.ts';
import { paymentEntry } from '../../domain/invoice/payments.ts';
import { plainText } from '../../domain/invoice/text.ts';
import { formatGs } from '../../domain/money.ts';
import { itemDiscount, type KudeDocument, receiverWords } from '../../domain/receipt-kude.ts';
import { paperDate } from '../../domain/receipt-parts.ts';
import type { ReceiptWords } from '../../domain/receipt-words.ts';
import { BOTTOM, column, heightOf, PAGE, rule, type Sheet, type Style, WIDTH, write } from './pdf-sheet.ts';

/** Side of the QR with its quiet zone: 40 mm. */
const QR_SIDE = 113;
/** The end of a document: totals, QR and what stands beside it. */
const FOOT_HEIGHT = 260;

/** Columns of the items: where they begin and how wide they are. */
const COLUMNS = [
  { at: 0, width: 50, align: 'left' },
  { at: 54, width: 146, align: 'left' },
  { at: 204, width: 30, align: 'right' },
  { at: 238, width: 58, align: 'right' },
  { at: 300, width: 48, align: 'right' },
  { at: 352, width: 52, align: 'right' },
  { at: 408, width: 48, align: 'right' },
  { at: 460, width: WIDTH - 460, align: 'right' },
] as const;

const header = (sheet: Sheet, { content }: KudeDocument, words: ReceiptWords): void => {
  const { issuer, timbrado } = content;
  const k = words.kudePaper;
  const left = column(
    sheet,
    [
      [issuer.tradeName ?? issuer.name, { size: 14, bold: true }],
      [issuerName(content), { bold: true }],
      ...issuer.activities.map((activity): [string] => [activity.description]),
      [`${issuer.address} - ${issuer.city.name}`],
      [`${words.phone} ${issuer.phone} - ${issuer.email}`],
    ],
    { x: 0, width: 300 },
  );
  const right = column(
    sheet,
    [
      [`${words.ruc} ${issuer.ruc}`, { bold: true, align: 'center' }],
      [`${words.stamp} ${timbrado.number}`, { align: 'center' }],
      [`${k.validFrom} ${paperDate(timbrado.start).day}`, { align: 'center' }],
      [isInvoice(content) ? k.invoiceTitle : k.creditNoteTitle, { bold: true, align: 'center' }],
      [documentNumber(content.point, content.number), { size: 12, bold: true, align: 'center' }],
    ],
    { x: 310, width: WIDTH - 310 },
  );
  sheet.y = Math.max(left, right) + 6;
  rule(sheet, sheet.y);
  sheet.y += 6;
};

const parties = (sheet: Sheet, { content, student }: KudeDocument, words: ReceiptWords): void => {
  const k = words.kudePaper;
  const receiver = receiverWords(content.receiver, k);
  const { day, time } = paperDate(content.issuedAt);
  const left = column(
    sheet,
    [
      [`${words.client} ${receiver.name}`],
      ...(receiver.document ? [[`${words.clientDocument} ${receiver.document}`] as const] : []),
      ...(student ? [[`${words.student} ${student}`] as const] : []),
    ],
    { x: 0, width: 300 },
  );
  const right = column(
    sheet,
    [
      [`${words.date} ${day} ${time}`],
      ...(isInvoice(content)
        ? ([[`${k.condition} ${k.cash}`], [`${k.currency} ${k.guarani}`]] as const)
        : ([[`${k.takesBack} ${groupCdc(content.invoiceCdc)}`]] as const)),
    ],
    { x: 310, width: WIDTH - 310 },
  );
  sheet.y = Math.max(left, right) + 6;
};

const row = (sheet: Sheet, cells: readonly string[], style: Style = {}): void => {
  const ends = COLUMNS.map(({ at, width, align }, nth) =>
    write(sheet, cells[nth] ?? '', { x: at, y: sheet.y, width }, { ...style, align }),
  );
  sheet.y = Math.max(...ends) + 2;
};

const tableHead = (sheet: Sheet, words: ReceiptWords): void => {
  const { columns, discount } = words.kudePaper;
  rule(sheet, sheet.y);
  sheet.y += 3;
  row(
    sheet,
    [
      columns.code,
      words.description,
      words.quantity,
      columns.unitPrice,
      discount,
      columns.exempt,
      columns.taxed(5),
      columns.taxed(10),
    ],
    { bold: true },
  );
  rule(sheet, sheet.y);
  sheet.y += 3;
};

const at = (rate: number, amount: string): readonly string[] =>
  [0, 5, 10].map((column) => (column === rate ? amount : ''));

const cellsOf = (item: Item): readonly string[] => [
  item.code,
  item.name,
  String(item.quantity),
  decimalWords(item.unitPrice),
  itemDiscount(item) > 0n ? decimalWords(itemDiscount(item)) : '',
  ...at(item.taxRate, decimalWords(item.total)),
];

const newPage = (sheet: Sheet): void => {
  sheet.pdf.addPage();
  sheet.y = PAGE.margin;
};

const table = (sheet: Sheet, items: readonly Item[], words: ReceiptWords): void => {
  tableHead(sheet, words);
  for (const item of items) {
    const cells = cellsOf(item);
    const heights = COLUMNS.map(({ width }, nth) => heightOf(sheet, cells[nth] ?? '', width));
    if (sheet.y + Math.max(...heights) > BOTTOM) {
      newPage(sheet);
      tableHead(sheet, words);
    }
    row(sheet, cells);
  }
};

const sums = (sheet: Sheet, document: KudeDocument, totals: DocumentTotals, words: ReceiptWords): void => {
  rule(sheet, sheet.y);
  sheet.y += 3;
  const k = words.kudePaper;
  const [exempt, at5, at10] = [totals.exempt, totals.at5, totals.at10].map(formatGs);
  row(sheet, ['', k.subtotals, '', '', '', exempt ?? '', at5 ?? '', at10 ?? ''], { bold: true });
  const line = (label: string, amount: string, style: Style = {}): void => {
    const { y } = sheet;
    const ends = [
      write(sheet, label, { x: 234, y, width: 150 }, style),
      write(sheet, amount, { x: 386, y, width: WIDTH - 386 }, { ...style, align: 'right' }),
    ];
    sheet.y = Math.max(...ends) + 1;
  };
  line(words.subtotal, formatGs(totals.total - totals.tax));
  line(words.tax(5), formatGs(totals.tax5));
  line(words.tax(10), formatGs(totals.tax10));
  line(k.totalTax, formatGs(totals.tax));
  line(words.total, formatGs(totals.total), { bold: true, size: 12 });
  if (isInvoice(document.content))
    for (const payment of document.content.payments)
      line(paymentEntry(payment).description, formatGs(payment.amount));
  sheet.y += 6;
};

const drawQr = async (sheet: Sheet, data: string): Promise<void> => {
  const { encode } = await import('uqr');
  const { data: modules, size } = encode(data, { ecc: 'M', border: 4 });
  const side = QR_SIDE / size;
  modules.forEach((dots, line) => {
    dots.forEach((black, nth) => {
      if (black) sheet.pdf.rect(PAGE.margin + nth * side, sheet.y + line * side, side, side);
    });
  });
  sheet.pdf.fill('black');
};

const proof = async (sheet: Sheet, document: KudeDocument, words: ReceiptWords): Promise<void> => {
  const k = words.kudePaper;
  rule(sheet, sheet.y);
  sheet.y += 6;
  await drawQr(sheet, document.qr);
  sheet.y += 12;
  column(
    sheet,
    [
      [k.consult],
      [CONSULTATION[document.content.environment]],
      [`CDC: ${groupCdc(document.cdc)}`, { bold: true }],
      [k.representation, { bold: true }],
    ],
    { x: QR_SIDE + 12, width: WIDTH - QR_SIDE - 12 },
  );
};

const numberPages = (sheet: Sheet, words: ReceiptWords): void => {
  const { start, count } = sheet.pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    sheet.pdf.switchToPage(page);
    const text = words.kudePaper.page(page + 1, count);
    write(sheet, text, { x: 0, y: PAGE.height - PAGE.margin, width: WIDTH }, { size: 7, align: 'right' });
  }
};

/** KuDE on A4, for mail and the office's printer: PDF bytes. Its letters are Latin; others become look-alikes or `?`. */
export const kudePdf = async (document: KudeDocument, words: ReceiptWords): Promise<Uint8Array> => {
  const [{ default: PDFDocument }, { toBytes }] = await Promise.all([
    import('pdfkit'),
    import('pdfkit/output'),
  ]);
  const { content } = document;
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    bufferPages: true,
    info: {
      Title: `${isInvoice(content) ? words.kudePaper.invoiceTitle : words.kudePaper.creditNoteTitle} ${documentNumber(content.point, content.number)}`,
      Author: plainText(content.issuer.name, 255),
      CreationDate: new Date(storeMoment(content.issuedAt.replace(' ', 'T'))),
    },
  });
  const bytes = toBytes(pdf);
  const sheet: Sheet = { pdf, y: PAGE.margin };
  const { items, totals } = documentAmounts(content);
  header(sheet, document, words);
  parties(sheet, document, words);
  table(sheet, items, words);
  if (sheet.y + FOOT_HEIGHT > BOTTOM) newPage(sheet);
  sums(sheet, document, totals, words);
  await proof(sheet, document, words);
  numberPages(sheet, words);
  pdf.end();
  return bytes;
};
