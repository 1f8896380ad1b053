import { exportReport } from '../../app/export-report.ts';
import { mailReport } from '../../app/mail-report.ts';
import { printReport } from '../../app/print-report.ts';
import { type ReportRequest, readReport } from '../../app/report.ts';
import type { Grain, Report, ReportKind } from '../../domain/report.ts';
import { reportCsv } from '../../domain/report-csv.ts';
import { renderHtml } from '../../domain/report-html.ts';
import { reportText } from '../../tui/office/pages/report-rows.ts';
import type { CliContext, PersonFlags } from '../context.ts';
import type { Opened } from '../opened.ts';
import type { OutputFlags } from '../output.ts';
import { tellWhenSlow } from '../slow-work.ts';
import { unwrap } from '../unwrap.ts';
import { reportView } from '../views-report.ts';
import { tillOf } from './till.ts';

/** A wider window makes no better table. */
const MOST_COLUMNS = 130;

export interface ReportFlags extends PersonFlags, OutputFlags {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: Grain;
  readonly till?: string;
  /** True: to standard output. */
  readonly html?: string | true;
  readonly force?: boolean;
  readonly print?: boolean;
  readonly mail?: string;
}

const requestOf = async (
  opened: Opened,
  kind: ReportKind,
  { date, from = date, to = date, by, till }: ReportFlags,
): Promise<ReportRequest> => ({
  kind,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(by === undefined ? {} : { grain: by }),
  ...(till === undefined ? {} : { tillId: (await tillOf(opened.services, till)).id }),
});

/** Where a report goes besides the window; each says what became of it. */
const deliver = async (
  context: CliContext,
  opened: Opened,
  report: Report,
  flags: ReportFlags,
): Promise<readonly (readonly [key: string, value: string | number, sentence: string])[]> => {
  const { services, config } = opened;
  const { report: t } = context.messages.cli;
  const done: (readonly [string, string | number, string])[] = [];
  if (typeof flags.html === 'string') {
    const file = { path: flags.html, style: 'html', overwrite: flags.force === true } as const;
    const path = unwrap(
      await exportReport(services, report, file, context.messages.reports, context.messages.language),
    );
    done.push(['archivo', path, t.written(path)]);
  }
  if (!flags.print && flags.mail === undefined) return done;
  const actor = await context.asPerson(opened, flags, 'report.read');
  const by = { actor, grant: null };
  if (flags.print) {
    const till = await tillOf(services, config.till);
    const job = unwrap(await printReport(services, by, report, till.id));
    done.push(['trabajo', job.id, t.queued(job.id, till.code)]);
  }
  if (flags.mail !== undefined) {
    const mail = unwrap(await mailReport(services, by, report, flags.mail, context.messages.reports));
    done.push(['correo', mail.id, t.mailed(flags.mail)]);
  }
  return done;
};

export const showReport = (context: CliContext, kind: ReportKind, flags: ReportFlags): Promise<void> =>
  context.withServices(flags, async (opened) => {
    const words = context.messages.reports;
    const reader = await context.asReader(opened, flags, 'report.read');
    const request = await requestOf(opened, kind, flags);
    const report = unwrap(
      await tellWhenSlow(readReport(opened.services, reader, request), () =>
        context.say(context.messages.cli.report.reading),
      ),
    );
    const done = await deliver(context, opened, report, flags);
    if (done.length > 0) {
      const data = Object.fromEntries(done.map(([key, value]) => [key, value]));
      context.present({ data, text: () => done.map(([, , sentence]) => sentence).join('\n') }, flags);
      return;
    }
    if (flags.html === true) context.out(renderHtml(report, words, context.messages.language));
    else if (flags.csv) context.out(reportCsv(report, words));
    else
      context.present(
        {
          data: reportView(report),
          text: (columns) => reportText(report, Math.min(columns, MOST_COLUMNS), words),
        },
        flags,
      );
  });
