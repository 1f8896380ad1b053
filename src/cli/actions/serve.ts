import { followPair, readPair, type TlsFiles } from '../../adapters/http/certificate.ts';
import type { GateRates } from '../../adapters/http/gate.ts';
import type { Metrics } from '../../adapters/http/metrics.ts';
import type { HttpServer, ServerOptions } from '../../adapters/http/server.ts';
import { webhookPost } from '../../adapters/http/webhook-post.ts';
import { randomText } from '../../app/integrations.ts';
import type { Log } from '../../app/ports/log.ts';
import { keepSending, type OnAttempt } from '../../app/send-webhooks.ts';
import type { Services } from '../../app/services.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import { isLoopbackHost } from '../../domain/webhook.ts';
import { LANGUAGES, type Language, loadMessages } from '../../i18n/index.ts';
import { officeCatalogue } from '../../tui/office/catalogue.ts';
import { announceSelling } from '../announce.ts';
import { type Api, freshCatalogue } from '../api/api.ts';
import { allRoutes } from '../api/routes.ts';
import type { ConfigFlags } from '../config.ts';
import type { CliContext } from '../context.ts';
import type { Opened } from '../opened.ts';
import { json } from '../output.ts';

export interface ServeFlags extends ConfigFlags {
  readonly host: string;
  readonly port: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecure?: boolean;
  /** Addresses and networks of proxies. */
  readonly trustProxy?: readonly string[];
  /** Requests a second of one token. */
  readonly rate: number;
  readonly webhooks: boolean;
  readonly openapi?: boolean;
}

/** Milliseconds that requests in hand have when the server ends. */
const GRACE_MS = 10_000;

/** Files of certificate and key; null: plain HTTP, which only this machine may speak unless told otherwise in so many words. */
const tlsFilesOf = ({ host, tlsCert, tlsKey, insecure }: ServeFlags): TlsFiles | null => {
  if (tlsCert !== undefined && tlsKey !== undefined) return { cert: tlsCert, key: tlsKey };
  if (tlsCert !== undefined || tlsKey !== undefined) {
    const campo = tlsCert === undefined ? '--tls-cert' : '--tls-key';
    throw new PosFailure(posError('DATO_REQUERIDO', { campo }));
  }
  if (!isLoopbackHost(host) && !insecure) throw new PosFailure(posError('ESCUCHA_INSEGURA', { host }));
  return null;
};

/** The rates of one address allow for several systems behind it. */
export const ratesOf = (perSecond: number): GateRates => ({
  token: { burst: perSecond * 3, perSecond },
  address: { burst: perSecond * 10, perSecond: perSecond * 4 },
  failures: { burst: 10, perSecond: 1 / 6 },
});

export interface ApiServerSetting {
  readonly services: Services;
  readonly till: string;
  readonly language: Language;
  readonly rates: GateRates;
  readonly log: Log;
  readonly tls: ServerOptions['tls'];
  readonly proxies?: readonly string[];
  readonly times?: NonNullable<ServerOptions['times']>;
}

export interface ApiServer extends HttpServer {
  readonly metrics: Metrics;
}

/** A refusal in the language of whoever asks. */
const sentences = async (): Promise<ServerOptions['sentence']> => {
  const [es, en] = await Promise.all([loadMessages('es'), loadMessages('en')]);
  return (error, language) => (language === 'en' ? en : es).errors[error.code](error.params);
};

/** The server over a store's services; heavy parts are loaded here and nowhere else. */
export const apiServer = async (setting: ApiServerSetting): Promise<ApiServer> => {
  const [{ httpServer }, { gate }, { metrics }] = await Promise.all([
    import('../../adapters/http/server.ts'),
    import('../../adapters/http/gate.ts'),
    import('../../adapters/http/metrics.ts'),
  ]);
  const { services, till, language, log, tls, proxies, times } = setting;
  const figures = metrics();
  const api: Api = {
    services,
    metrics: figures,
    till,
    catalogue: freshCatalogue(() => officeCatalogue(services.catalogue)),
  };
  const door = gate({ ...services, newSession: () => randomText(services.hasher) }, setting.rates);
  let server: HttpServer | null = null;
  const routes = allRoutes(api, { draining: () => server?.draining() ?? false });
  const made = await httpServer({
    routes,
    gate: door,
    metrics: figures,
    log,
    sentence: await sentences(),
    languages: LANGUAGES,
    language,
    tls,
    ...(proxies ? { proxies } : {}),
    ...(times ? { times } : {}),
  });
  server = made;
  return {
    ...made,
    metrics: figures,
    close: async (graceMs) => {
      await made.close(graceMs);
      await door.close();
    },
  };
};

/** Told of each attempt: a line in the log, and a figure. */
export const attemptsTo =
  (log: Log, metrics: Metrics | null): OnAttempt =>
  ({ id, eventId, type }, attempt) => {
    metrics?.count('pos_webhook_attempts_total', { result: attempt.ok ? 'delivered' : 'failed' });
    const values = { entrega: id, suceso: eventId, tipo: type, estado: attempt.status };
    if (attempt.ok) log.event('webhook.delivery', values);
    else log.event('webhook.delivery', { ...values, falla: attempt.error }, 'warn');
  };

/** Told of a database that has gone away while messages wait. */
export const outageTo =
  (log: Log) =>
  ({ error }: PosFailure): void =>
    log.event('webhook.outage', { codigo: error.code }, 'warn');

/** Resolves at the first signal that asks for an end; a second one ends at once, as it would without us. */
const untilTold = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.once(signal, () => resolve(signal));
  });

const printContract = async (context: CliContext): Promise<void> => {
  const { openApiOf } = await import('../api/contract.ts');
  context.out(json(openApiOf()));
};

const serveStore = async (opened: Opened, flags: ServeFlags, files: TlsFiles | null): Promise<void> => {
  const { services, config, log } = opened;
  opened.whenClosed(announceSelling(opened));
  const server = await apiServer({
    services,
    till: config.till,
    language: config.language,
    rates: ratesOf(flags.rate),
    log,
    tls: files && readPair(files),
    ...(flags.trustProxy ? { proxies: flags.trustProxy } : {}),
  });
  const told = untilTold();
  const { address, port } = await server.listen(flags.host, flags.port);
  const ending = new AbortController();
  const ports = { outbox: services.outbox, post: webhookPost(), ids: services.ids };
  const sending = flags.webhooks
    ? keepSending(ports, attemptsTo(log, server.metrics), {
        signal: ending.signal,
        onOutage: outageTo(log),
      })
    : Promise.resolve();
  log.event('api.listen', { direccion: address, puerto: port, tls: files !== null, avisos: flags.webhooks });
  const unfollow = files ? followPair(files, server, log) : () => {};
  log.event('api.ending', { senal: await told });
  unfollow();
  ending.abort();
  await Promise.all([server.close(GRACE_MS), sending]);
  log.event('api.end');
};

/** Serves until told to end; then takes nothing new, finishes what it has, and lets go of the store. */
export const serve = async (context: CliContext, flags: ServeFlags): Promise<void> => {
  if (flags.openapi) return printContract(context);
  const files = tlsFilesOf(flags);
  if (files) readPair(files);
  await context.withServices(flags, (opened) => serveStore(opened, flags, files), { service: true });
};
