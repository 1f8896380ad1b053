import type { Report, ReportWords } from '../domain/report.ts';
import { reportCsv } from '../domain/report-csv.ts';
import { renderHtml } from '../domain/report-html.ts';
import type { Result } from '../domain/result.ts';
import type { Services } from './services.ts';

export const FILE_STYLES = ['csv', 'html'] as const;
export type FileStyle = (typeof FILE_STYLES)[number];

/**
 * Writes a report, as it was read, into a file: whole or not at all. ARCHIVO_EXISTE unless it may be overwritten.
 * @returns the full path
 */
export const exportReport = (
  { imports }: Pick<Services, 'imports'>,
  report: Report,
  file: { readonly path: string; readonly style: FileStyle; readonly overwrite: boolean },
  words: ReportWords,
  language: string,
): Promise<Result<string>> =>
  imports.files.write(
    file.path,
    [file.style === 'html' ? renderHtml(report, words, language) : reportCsv(report, words)],
    file.overwrite,
  );
