import type { DrawnMail, TakenMail } from '../app/ports/mail.ts';
import { readReport } from '../app/report.ts';
import type { Services } from '../app/services.ts';
import { type MailDocument, mailHtml, mailText } from '../domain/mail-document.ts';
import { isNoticeKind } from '../domain/notice.ts';
import { oneLine } from '../domain/receipt-text.ts';
import type { Report } from '../domain/report.ts';
import { renderHtml } from '../domain/report-html.ts';
import { madeAtText, tableTitle, textTable, titleOf } from '../domain/report-text.ts';
import type { Store } from '../domain/user.ts';
import { automatic, noticeMail, plainMail } from '../i18n/es/mail.ts';
import { reports as words } from '../i18n/es/reports.ts';
import { invoiceFiles } from './mail-invoice.ts';
import { unwrap } from './unwrap.ts';

/** A document as the store's mail: text and HTML say the same. */
export const drawn = (document: MailDocument, store: Store): DrawnMail => {
  const lines = [store.address, store.phone ? `Tel. ${store.phone}` : null, automatic];
  const signature = { store: store.name, lines: lines.filter((line): line is string => Boolean(line)) };
  return {
    subject: oneLine(document.subject),
    text: mailText(document, signature),
    html: mailHtml(document, signature),
  };
};

/** A report as its page, and its tables as text. */
const reportMail = (report: Report, store: Store): DrawnMail => {
  const told = report.tables.filter(({ rows }) => rows.length > 0);
  const document: MailDocument = {
    subject: titleOf(report, words),
    title: titleOf(report, words),
    blocks: [
      ...told.flatMap((one) => {
        const { titles, rows, total } = textTable(one, report, words);
        const name = tableTitle(one, report, words);
        return [
          { kind: 'text' as const, text: name.toUpperCase() },
          { kind: 'table' as const, titles, rows: total ? [...rows, total] : rows },
        ];
      }),
      { kind: 'text', text: madeAtText(report, words) },
    ],
  };
  return { ...drawn(document, store), html: renderHtml(report, words) };
};

/** The figures of a day, as they are now. Throws PosFailure. */
export const dailyMail = async (services: Services, store: Store, day: string): Promise<DrawnMail> =>
  reportMail(unwrap(await readReport(services, 'system', { kind: 'daily', from: day, to: day })), store);

/** What `pos report --mail` queued: the report as it was read then. */
const queuedReport = (data: unknown): Report | null =>
  typeof data === 'object' && data !== null && 'informe' in data ? (data.informe as Report) : null;

const dayOf = (data: unknown): string | null => {
  const day = typeof data === 'object' && data !== null && 'dia' in data ? String(data.dia) : '';
  return /^\d{4}-\d\d-\d\d$/.test(day) ? day : null;
};

/** A queued mail as it goes out; the daily summary reads its figures then, an invoice its document. */
export const drawQueued = async (services: Services, store: Store, mail: TakenMail): Promise<DrawnMail> => {
  const report = mail.kind === 'informe' ? queuedReport(mail.data) : null;
  if (report) return { ...reportMail(report, store), subject: mail.subject };
  if (mail.kind === 'factura')
    return { ...drawMail(mail, store), files: await invoiceFiles(services, mail.data) };
  const day = mail.kind === 'resumen_diario' ? dayOf(mail.data) : null;
  return day === null ? drawMail(mail, store) : dailyMail(services, store, day);
};

/** Kinds that nobody knows any more go out in the words that they were queued with. */
const drawMail = (mail: Pick<TakenMail, 'kind' | 'data' | 'subject' | 'body'>, store: Store): DrawnMail =>
  drawn(
    mail.data !== null && isNoticeKind(mail.kind) && mail.kind !== 'resumen_diario'
      ? noticeMail(mail.kind, mail.data)
      : plainMail(mail.subject, mail.body),
    store,
  );
