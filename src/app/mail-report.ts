import { isEmail } from '../domain/email.ts';
import { posError } from '../domain/errors.ts';
import type { Report, ReportWords } from '../domain/report.ts';
import { madeAtText, textTable, titleOf } from '../domain/report-text.ts';
import { fail, type Result } from '../domain/result.ts';
import type { ActedBy } from './ports.ts';
import type { Services } from './services.ts';

/** As the queue keeps it. */
const MOST_SUBJECT = 200;

/** Lines of the mail's plain text that programs without HTML show. */
const textOf = (report: Report, words: ReportWords): string =>
  [
    `${report.store} · ${titleOf(report, words)}`,
    '',
    ...(report.empty ? [words.empty] : []),
    ...report.tables
      .filter(({ id, rows }) => id === 'summary' && rows.length > 0)
      .flatMap((table) => textTable(table, report, words).rows.map((row) => row.slice(0, 2).join(': '))),
    '',
    madeAtText(report, words),
    '',
  ].join('\n');

/** Queues a report as a mail; `pos notify` sends it. Refuses an address that cannot be one. */
export const mailReport = (
  { reports, ids }: Pick<Services, 'reports' | 'ids'>,
  by: ActedBy,
  report: Report,
  to: string,
  words: ReportWords,
): Promise<Result<{ readonly id: number }>> =>
  isEmail(to)
    ? reports.mail(by, {
        uuid: ids.uuid(),
        to,
        subject: `${report.store} · ${titleOf(report, words)}`.slice(0, MOST_SUBJECT),
        text: textOf(report, words),
        report,
      })
    : Promise.resolve(fail(posError('EMAIL_INVALIDO', { valor: to.slice(0, 80) })));
