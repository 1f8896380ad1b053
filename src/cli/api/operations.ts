import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import type { Gauge } from '../../adapters/http/metrics.ts';
import { storeDay } from '../../app/store-day.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Api } from './api.ts';
import { open, text } from './schemas.ts';

export interface Running {
  /** True once the server is ending. */
  readonly draining: () => boolean;
  /** The contract; asked for when all routes are known. */
  readonly contract: () => unknown;
}

/** Milliseconds for which what the database said of itself holds, and for which its answer is waited for. */
const READY_MS = 1_000;

/** Whether the database answers; asked at most once a second, however many look. */
const readiness = ({ services }: Api): (() => Promise<boolean>) => {
  let until = 0;
  let latest: Promise<boolean> = Promise.resolve(false);
  const ask = (): Promise<boolean> => {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_MS, false).unref());
    const answers = services.stores.tills().then(
      () => true,
      () => false,
    );
    return Promise.race([answers, late]);
  };
  return () => {
    if (until > Date.now()) return latest;
    until = Date.now() + READY_MS;
    latest = ask();
    return latest;
  };
};

/** Queues, read when somebody asks. A database that is gone leaves them out: the rest is worth having then. */
const gaugesOf = async ({ services }: Api): Promise<readonly Gauge[]> => {
  const [messages, papers, invoices, day] = await Promise.all([
    services.outbox.depth(),
    services.spool.list({ open: true, limit: 10_000 }),
    services.invoices.backlog(),
    storeDay(services).then((day) => services.dashboards.read(day, null)),
  ]).catch((error: unknown) => {
    if (error instanceof PosFailure) return [null, null, null, null] as const;
    throw error;
  });
  const up: Gauge = {
    name: 'pos_database_up',
    help: 'Whether the database answers.',
    values: [{ value: messages ? 1 : 0 }],
  };
  if (!messages || !papers || !invoices || !day) return [up];
  const help = 'Jobs that wait, by queue.';
  const values = [
    { labels: { queue: 'webhooks' }, value: messages.pending },
    { labels: { queue: 'webhooks_given_up' }, value: messages.givenUp },
    { labels: { queue: 'printing' }, value: papers.length },
    { labels: { queue: 'invoices_unsigned' }, value: invoices.unsigned },
    { labels: { queue: 'invoices' }, value: invoices.waiting + invoices.inProcess },
    { labels: { queue: 'invoices_rejected' }, value: invoices.rejected },
    ...(day.ok
      ? [
          { labels: { queue: 'mail' }, value: day.value.mail.waiting },
          { labels: { queue: 'mail_failed' }, value: day.value.mail.failed },
        ]
      : []),
  ];
  return [up, { name: 'pos_queue_depth', help, values }];
};

const state = open({ estado: text });

const healthRoutes = (api: Api, running: Running): readonly Route[] => {
  const ready = readiness(api);
  return [
    route({
      method: 'GET',
      path: '/health/live',
      id: 'live',
      tag: 'operations',
      summary: 'The process answers.',
      access: 'anyone',
      answers: { 200: state },
      handle: async () => ({ status: 200, body: { estado: 'vivo' } }),
    }),
    route({
      method: 'GET',
      path: '/health/ready',
      id: 'ready',
      tag: 'operations',
      summary: 'Requests are welcome: the database answers, and the server is not about to end.',
      access: 'anyone',
      answers: { 200: state },
      handle: async () => {
        if (running.draining() || !(await ready()))
          throw new PosFailure(posError('BASE_DE_DATOS', { causa: running.draining() ? 'fin' : 'base' }));
        return { status: 200, body: { estado: 'listo' } };
      },
    }),
  ];
};

export const operationRoutes = (api: Api, running: Running): readonly Route[] => [
  ...healthRoutes(api, running),
  route({
    method: 'GET',
    path: '/metrics',
    id: 'metrics',
    tag: 'operations',
    summary: 'Figures in Prometheus’ text format; without a token from this machine only.',
    access: { localOr: 'metrics:read' },
    media: 'text/plain; version=0.0.4; charset=utf-8',
    answers: { 200: Type.String() },
    handle: async () => ({ status: 200, body: api.metrics.text(await gaugesOf(api)) }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/openapi.json',
    id: 'contract',
    tag: 'operations',
    summary: 'This contract.',
    access: 'anyone',
    answers: { 200: Type.Object({}) },
    handle: async () => ({ status: 200, body: running.contract() }),
  }),
];
