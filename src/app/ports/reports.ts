import type { Report } from '../../domain/report.ts';
import type {
  BackFacts,
  BalanceFacts,
  CardStateFacts,
  Cut,
  CutFacts,
  DayFacts,
  RestrictionFacts,
  ShiftFacts,
  StockFacts,
  StockValueFacts,
} from '../../domain/report-facts.ts';
import type { Result } from '../../domain/result.ts';
import type { ActedBy, PrintJob } from '../ports.ts';

export interface Span {
  /** ISO business days, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Null: all tills. */
  readonly tillId: number | null;
}

/** The books at one moment: whatever is sold meanwhile, all answers agree with each other. */
export interface ReportReader {
  readonly byDay: (span: Span) => Promise<readonly DayFacts[]>;
  readonly by: (cut: Cut, span: Span) => Promise<readonly CutFacts[]>;
  /** Of the products of which most units went, so many. */
  readonly bestSellers: (span: Span, most: number) => Promise<readonly CutFacts[]>;
  /** Closed within the span, and those that are open. */
  readonly shifts: (span: Span) => Promise<readonly ShiftFacts[]>;
  readonly lowStock: () => Promise<readonly StockFacts[]>;
  readonly stockValue: () => Promise<readonly StockValueFacts[]>;
  readonly cardStates: () => Promise<readonly CardStateFacts[]>;
  /** Of each client what the family's cards hold. */
  readonly balances: () => Promise<readonly BalanceFacts[]>;
  readonly cardAdjustments: (span: Span) => Promise<{ readonly count: number; readonly amount: number }>;
  readonly restrictions: (span: Span) => Promise<readonly RestrictionFacts[]>;
  readonly backs: (span: Span) => Promise<readonly BackFacts[]>;
}

export interface Reports {
  /** Reads without a lock: no sale waits for a report. */
  readonly read: <T>(use: (reader: ReportReader) => Promise<T>) => Promise<T>;
  /** Queues a report for the receipt printer of a till. */
  readonly print: (
    by: ActedBy,
    wanted: { readonly tillId: number; readonly report: Report },
  ) => Promise<Result<PrintJob>>;
  /** What was queued to be printed. INFORME_INEXISTENTE. */
  readonly printed: (id: number) => Promise<Result<Report>>;
  /** Queues a mail; the daemon of notifications sends it. */
  readonly mail: (
    by: ActedBy,
    mail: {
      readonly uuid: string;
      readonly to: string;
      readonly subject: string;
      readonly text: string;
      /** What the mail is drawn from. */
      readonly report: Report;
    },
  ) => Promise<Result<{ readonly id: number }>>;
  /** Sets when a business day ends, `HH:MM` from 00:00 to 06:00. @returns it */
  readonly setDayCut: (by: ActedBy, cut: string) => Promise<Result<string>>;
}
