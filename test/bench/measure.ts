import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** One table of a benchmark: what was measured beside its floor, in the same run. */
export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What the figures were taken on, when it matters to read them. */
  readonly note?: string;
}

/** The value below which `share` (0..1) of the samples lie. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Milliseconds that one call takes. */
export const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** Resident memory of a process, in MB (Linux). */
export const memoryOf = (pid: number): number => {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

export const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1));
export const times = (value: number): string => `${value.toFixed(1)}x`;

/** A Markdown table, so that the figures of a run go into the README as they are. */
export const markdown = (table: BenchTable): string => {
  const widths = table.columns.map((title, i) =>
    Math.max(title.length, ...table.rows.map((row) => String(row[i] ?? '').length)),
  );
  const line = (cells: readonly (string | number)[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? String(cells[i] ?? '').padEnd(width) : String(cells[i] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [
    `### ${table.title}`,
    '',
    line(table.columns),
    rule,
    ...table.rows.map(line),
    '',
    ...(table.note ? [table.note, ''] : []),
  ].join('\n');
};
