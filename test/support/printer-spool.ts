import type { PrintJob, SpoolWorker } from '../../src/app/ports.ts';

/** A queue in memory with the rules of the real one. */
export const memorySpool = (jobs: readonly Partial<PrintJob>[]) => {
  const stored: PrintJob[] = jobs.map((job, i) => ({
    id: i + 1,
    tillId: 1,
    kind: 'ticket',
    saleId: 91,
    referenceId: null,
    saleNumber: '001-0000091',
    copy: 0,
    state: 'pendiente',
    attempts: 0,
    fault: null,
    createdAt: '2026-01-09 21:25:07',
    ...job,
  }));
  const change = (id: number, over: Partial<PrintJob>): void => {
    const at = stored.findIndex((job) => job.id === id);
    const job = stored[at];
    if (!job) throw new Error(`no job ${id}`);
    stored[at] = { ...job, ...over };
  };
  const later = new Set<number>();
  const worker: SpoolWorker = {
    acquire: async () => true,
    recover: async () => {
      const broken = stored.filter((job) => job.state === 'enviando');
      for (const job of broken) change(job.id, { state: 'incierto', fault: 'INTERRUMPIDA' });
      return broken.length;
    },
    next: async (tillId) => {
      const due = stored.find(
        (job) => job.tillId === tillId && job.state === 'pendiente' && !later.has(job.id),
      );
      if (!due) return null;
      change(due.id, { state: 'enviando', attempts: due.attempts + 1 });
      return stored.find((job) => job.id === due.id) ?? null;
    },
    finish: async (id, outcome) => {
      change(id, { state: outcome.state, fault: outcome.fault ?? null });
      if ((outcome.retryInSeconds ?? 0) > 0) later.add(id);
    },
  };
  return { jobs: stored, worker, list: async () => stored };
};
