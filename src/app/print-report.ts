import { reportPaper } from '../domain/receipt-report.ts';
import type { Report } from '../domain/report.ts';
import { ok, type Result } from '../domain/result.ts';
import type { ActedBy, PrintJob } from './ports.ts';
import type { DocumentPorts, PrintDocument } from './print-ports.ts';
import type { Services } from './services.ts';

/** Queues a report at a till, as it was read: paper that comes late tells no other figures. */
export const printReport = (
  { reports }: Pick<Services, 'reports'>,
  by: ActedBy,
  report: Report,
  tillId: number,
): Promise<Result<PrintJob>> => reports.print(by, { tillId, report });

/** The paper of a queued report. */
export const reportDocument = async (
  { reports, stores, words }: DocumentPorts,
  job: PrintJob,
): Promise<Result<PrintDocument>> => {
  const found = await reports.printed(job.referenceId ?? 0);
  if (!found.ok) return found;
  const receipt = reportPaper(found.value, await stores.store(), words, { copy: job.copy });
  const copy = job.copy > 0 ? `-copia${job.copy}` : '';
  return ok({ name: `informe-${found.value.kind}-${job.id}${copy}`, receipt });
};
