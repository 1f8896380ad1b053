import { authorize } from '../../../app/authorize.ts';
import { exportReport, FILE_STYLES, type FileStyle } from '../../../app/export-report.ts';
import { mailReport } from '../../../app/mail-report.ts';
import { printReport } from '../../../app/print-report.ts';
import { readReport } from '../../../app/report.ts';
import { REPORT_KINDS, type Report } from '../../../domain/report.ts';
import { movedSpan } from '../../../domain/report-span.ts';
import { spanText, subtitleOf } from '../../../domain/report-text.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { type Act, type Ask, type Done, type FormView, type Params, page } from '../page.ts';
import { matching } from '../rows.ts';
import type { PageSet } from './page-set.ts';
import { isDated, paramsOf, reportDatesPage, requestOf } from './report-dates.ts';
import { reportBody } from './report-rows.ts';

/** What the frame around a page takes of the window's width. */
const FRAME = 2;

const reportsPage = page<null>({
  permission: 'report.read',
  hint: (words) => words.office.reports.hint,
  load: async ({ actor }) => {
    const allowed = authorize(actor, 'report.read');
    return allowed.ok ? ok(null) : allowed;
  },
  view: (_, { words, text }) => {
    const t = words.office.reports;
    const { kinds, purposes } = words.reports;
    const listed = REPORT_KINDS.map((kind) => ({ kind, cells: [kinds[kind], purposes[kind]] }));
    return {
      kind: 'list',
      title: words.office.titles.reports,
      columns: [
        { title: t.columns.report, width: 27 },
        { title: t.columns.answers, width: 'rest' },
      ],
      rows: matching(listed, text, ({ cells }) => cells).map(({ kind, cells }) => ({
        id: kind,
        cells,
        actions: {
          open: { go: { page: 'report', params: { kind } } },
          ...(isDated(kind) ? { dates: { go: { page: 'reportDates', params: { kind } } } } : {}),
        },
      })),
      empty: t.none,
    };
  },
});

/** The dates before or after, in place of these: Escape leads to the list at once. */
const moved = (report: Report, params: Params, by: 1 | -1): Act => ({
  go: {
    page: 'report',
    params: { ...params, ...paramsOf(report), ...movedSpan(report, by, report.partial) },
  },
  instead: true,
});

const reportPage = page<Report>({
  permission: 'report.read',
  hint: (words) => words.office.reports.reading,
  load: ({ services, actor }, params) => readReport(services, actor, requestOf(params)),
  view: (report, { words, params, columns }) => {
    const t = words.office.reports;
    const here = { ...params, ...paramsOf(report) };
    return {
      kind: 'text',
      title: words.reports.kinds[report.kind],
      aside: isDated(report.kind) ? subtitleOf(report, words.reports) : '',
      rows: reportBody(report, columns - FRAME, words.reports),
      actions: {
        ...(isDated(report.kind)
          ? {
              dates: { go: { page: 'reportDates', params: here } },
              left: moved(report, params, -1),
              right: report.partial ? { disabled: t.newest } : moved(report, params, 1),
            }
          : {}),
        print: { do: 'print', input: report },
        exportTable: { go: { page: 'reportFile', params: here } },
        mailReport: { go: { page: 'reportMail', params: here } },
      },
    };
  },
  commands: {
    print: async ({ services, actor, grant, till, words }, report: Report): Promise<Result<Done>> => {
      const queued = await printReport(services, { actor, grant }, report, till.id);
      return queued.ok ? ok({ say: words.office.reports.printed(till.code), printed: true }) : queued;
    },
  },
});

interface Writing {
  readonly report: Report;
  readonly path: string;
  readonly style: FileStyle;
  readonly overwrite: boolean;
}

/** A name that tells what is in it, without its ending. */
const nameOf = ({ kind, from, to }: Report, { words }: Ask): string =>
  [words.reports.kinds[kind], from, ...(to === from ? [] : [to])]
    .join('-')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');

const fileView = (report: Report, ask: Ask): FormView => {
  const t = ask.words.office.reports;
  return {
    kind: 'form',
    title: t.exportOf(ask.words.reports.kinds[report.kind]),
    aside: spanText(report, ask.words.reports),
    fields: [
      {
        id: 'path',
        kind: 'text',
        label: t.path,
        hint: t.pathHint,
        value: nameOf(report, ask),
        most: 1_000,
        required: true,
      },
      {
        id: 'style',
        kind: 'choice',
        label: t.style,
        value: 'csv',
        options: FILE_STYLES.map((style) => ({ value: style, label: t.styles[style] })),
      },
      { id: 'overwrite', kind: 'flag', label: t.overwrite, value: '0' },
    ],
    submit: ({ path = '', style: chosen, overwrite }) => {
      const style = FILE_STYLES.find((one) => one === chosen) ?? 'csv';
      const name = path.trim();
      return {
        do: 'write',
        input: {
          report,
          path: name.toLowerCase().endsWith(`.${style}`) ? name : `${name}.${style}`,
          style,
          overwrite: overwrite === '1',
        } satisfies Writing,
      };
    },
  };
};

const reportFilePage = page<Report>({
  permission: 'report.read',
  load: ({ services, actor }, params) => readReport(services, actor, requestOf(params)),
  view: fileView,
  commands: {
    write: async ({ services, words }, { report, ...file }: Writing): Promise<Result<Done>> => {
      const written = await exportReport(services, report, file, words.reports, words.language);
      return written.ok ? ok({ say: words.cli.report.written(written.value) }) : written;
    },
  },
});

/** The longest address that the queue keeps. */
const MOST_ADDRESS = 190;

const mailView = (report: Report, { words, actor }: Ask): FormView => {
  const t = words.office.reports;
  return {
    kind: 'form',
    title: t.mailOf(words.reports.kinds[report.kind]),
    aside: spanText(report, words.reports),
    fields: [
      {
        id: 'to',
        kind: 'text',
        label: t.address,
        hint: t.addressHint,
        value: actor.email,
        most: MOST_ADDRESS,
        required: true,
      },
    ],
    submit: ({ to = '' }) => ({ do: 'mail', input: { report, to: to.trim() } satisfies Mailing }),
  };
};

interface Mailing {
  readonly report: Report;
  readonly to: string;
}

const reportMailPage = page<Report>({
  permission: 'report.read',
  hint: (words) => words.office.reports.mailHint,
  load: ({ services, actor }, params) => readReport(services, actor, requestOf(params)),
  view: mailView,
  commands: {
    mail: async ({ services, actor, grant, words }, { report, to }: Mailing): Promise<Result<Done>> => {
      const queued = await mailReport(services, { actor, grant }, report, to, words.reports);
      return queued.ok ? ok({ say: words.cli.report.mailed(to) }) : queued;
    },
  },
});

export const reportPages: PageSet = {
  reports: reportsPage,
  report: reportPage,
  reportDates: reportDatesPage,
  reportFile: reportFilePage,
  reportMail: reportMailPage,
};
