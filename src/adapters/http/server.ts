import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import { Ajv2020 } from 'ajv/dist/2020.js';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { LetIn } from '../../app/ports/integrations.ts';
import type { Log } from '../../app/ports/log.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Route, Sentence } from './contract.ts';
import type { Gate } from './gate.ts';
import type { Metrics } from './metrics.ts';
import { isLocal, languageOf, uuidOf } from './request.ts';
import { refusalOfLibrary, statusOf } from './statuses.ts';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly gate: Gate;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly sentence: Sentence;
  readonly languages: readonly string[];
  /** Where a request asks for none. */
  readonly language: string;
  /** PEM; null: plain HTTP. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** Addresses and networks of proxies whose `X-Forwarded-For` says who calls; nobody else's is believed. */
  readonly proxies?: readonly string[];
  /** Milliseconds; shorter in tests. */
  readonly times?: Partial<typeof TIMES>;
}

/** Milliseconds until a connection that does not do its part is ended. */
const TIMES = { headers: 10_000, request: 20_000, keepAlive: 10_000, handler: 60_000, check: 1_000 };
const LEAST_TLS = 'TLSv1.2';
const BODY_LIMIT = 256 * 1_024;
const HEADER_LIMIT = 16 * 1_024;
const MOST_CONNECTIONS = 512;

export interface HttpServer {
  /** Port 0: any that is free. Throws PUERTO_OCUPADO. */
  readonly listen: (host: string, port: number) => Promise<AddressInfo>;
  /** Another certificate for connections to come; nothing where there is no TLS. */
  readonly renew: (pair: NonNullable<ServerOptions['tls']>) => void;
  /** True once it is ending. */
  readonly draining: () => boolean;
  /** Takes nothing new, finishes what it has, and ends: after so many milliseconds whatever is left. */
  readonly close: (graceMs: number) => Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: LetIn | null;
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** What Node cannot make a request of, and so nobody has seen: too large, too slow, no HTTP. */
const rawRefusal = (error: NodeJS.ErrnoException): readonly [status: string, error: PosFailure['error']] => {
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return ['431 Request Header Fields Too Large', posError('CUERPO_EXCESIVO', { maximo: HEADER_LIMIT })];
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return ['408 Request Timeout', posError('PETICION_LENTA')];
  return ['400 Bad Request', posError('PETICION_INVALIDA', { campo: 'HTTP' })];
};

const answerRaw = (options: ServerOptions) => (error: NodeJS.ErrnoException, socket: Socket) => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [status, refusal] = rawRefusal(error);
  const { code, params } = refusal;
  const message = options.sentence(refusal, options.language);
  const body = JSON.stringify({ error: { code, message, ...params } });
  options.log.event('api.unreadable', { codigo: code, direccion: socket.remoteAddress }, 'warn');
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Bodies are taken as they are; what stands in an address is text and becomes what its schema says. */
const useSchemas = (app: FastifyInstance): void => {
  const exact = new Ajv2020({ strict: true, allowUnionTypes: true });
  const textual = new Ajv2020({ strict: true, allowUnionTypes: true, coerceTypes: true });
  app.setValidatorCompiler<object>(({ schema, httpPart }) =>
    (httpPart === 'body' ? exact : textual).compile(schema),
  );
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
};

const refuse = (options: ServerOptions, request: FastifyRequest, reply: FastifyReply, error: unknown) => {
  const refusal = error instanceof PosFailure ? error.error : refusalOfLibrary(error, BODY_LIMIT);
  const language = languageOf(request.headers['accept-language'], options.languages, options.language);
  reply.header('content-language', language).type('application/json; charset=utf-8');
  if (!refusal) {
    const falla = error instanceof Error ? error.message : String(error);
    const fields = { peticion: request.id, ruta: request.routeOptions.url, falla };
    options.log.event('api.fault', fields, 'error');
    return reply
      .code(500)
      .send({ error: { code: 'FALLO_INTERNO', message: 'Internal error', request: request.id } });
  }
  const { code, params } = refusal;
  const status = statusOf(code);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  if (status === 429) reply.header('retry-after', String(params.segundos ?? 1));
  if (status === 503) reply.header('retry-after', '5');
  if (status === 405) reply.header('allow', String(params.permitidos));
  // Whoever sends too much, or too slowly, would go on doing so on the same connection.
  if (status === 413 || status === 408) reply.header('connection', 'close');
  return reply
    .code(status)
    .send({ error: { code, message: options.sentence(refusal, language), ...params } });
};

/** Sets `caller`, before the body is read: a stranger's is not. */
const letIn = (options: ServerOptions, route: Route) => async (request: FastifyRequest) => {
  const { access } = route;
  if (access === 'anyone') return;
  const { authorization } = request.headers;
  const local = typeof access === 'object' && isLocal(request.socket.remoteAddress, request.headers);
  if (local && authorization === undefined) return;
  request.caller = await options.gate.letIn(authorization, request.ip);
  const scope = typeof access === 'object' ? access.localOr : access;
  if (scope !== 'token' && !request.caller.scopes.has(scope))
    throw new PosFailure(posError('AMBITO_REQUERIDO', { ambito: scope }));
};

const addRoute = (app: FastifyInstance, options: ServerOptions, route: Route): void => {
  const { query, params, body, media } = route;
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      ...(query ? { querystring: query } : {}),
      ...(params ? { params } : {}),
      ...(body ? { body } : {}),
    },
    onRequest: letIn(options, route),
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const answer = await route.handle({
        query: request.query,
        params: request.params,
        body: request.body,
        caller: request.caller,
        uuid: uuidOf(key, route, request.caller),
        keyed: key !== undefined,
      });
      reply.code(answer.status).type(media ?? 'application/json; charset=utf-8');
      return reply.send(media ? answer.body : JSON.stringify(answer.body));
    },
  });
};

/** Methods that an address does not take are told from addresses that there are not. */
const refuseOthers = (app: FastifyInstance, routes: readonly Route[]): void => {
  const paths = Map.groupBy(routes, ({ path }) => path);
  for (const [url, those] of paths) {
    const taken: readonly string[] = those.map(({ method }) => method);
    const permitidos = taken.join(', ');
    app.route({
      method: METHODS.filter((method) => !taken.includes(method)),
      url,
      handler: async () => {
        throw new PosFailure(posError('METODO_NO_PERMITIDO', { permitidos }));
      },
    });
  }
};

const addHooks = (app: FastifyInstance, options: ServerOptions): void => {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
    });
    options.gate.address(request.ip);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? '-';
    const status = reply.statusCode;
    options.metrics.request({ method: request.method, route, status }, reply.elapsedTime / 1_000);
    options.log.event('api.request', {
      peticion: request.id,
      metodo: request.method,
      ruta: route,
      estado: status,
      integracion: request.caller?.id ?? null,
      direccion: request.ip,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, request, reply) => refuse(options, request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    refuse(options, request, reply, new PosFailure(posError('RUTA_INEXISTENTE'))),
  );
};

const build = (options: ServerOptions): FastifyInstance => {
  const times = { ...TIMES, ...options.times };
  const limits = {
    maxHeaderSize: HEADER_LIMIT,
    headersTimeout: times.headers,
    connectionsCheckingInterval: times.check,
  };
  return Fastify({
    ...(options.tls ? { https: { ...options.tls, ...limits, minVersion: LEAST_TLS } } : { http: limits }),
    trustProxy: options.proxies?.length ? [...options.proxies] : false,
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: times.request,
    keepAliveTimeout: times.keepAlive,
    handlerTimeout: times.handler,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 100 },
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    },
    clientErrorHandler: answerRaw(options),
  } as object) as unknown as FastifyInstance;
};

/** The server over the routes that it is given. Nothing listens yet. */
export const httpServer = async (options: ServerOptions): Promise<HttpServer> => {
  const app = build(options);
  let draining = false;
  app.removeContentTypeParser('text/plain');
  useSchemas(app);
  addHooks(app, options);
  for (const route of options.routes) addRoute(app, options, route);
  refuseOthers(app, options.routes);
  app.server.maxConnections = MOST_CONNECTIONS;
  await app.ready();
  return {
    listen: async (host, port) => {
      try {
        await app.listen({ host, port });
      } catch (error) {
        const causa = (error as NodeJS.ErrnoException).code ?? '';
        throw new PosFailure(posError('PUERTO_OCUPADO', { host, port, causa }), { cause: error });
      }
      return app.server.address() as AddressInfo;
    },
    renew: (pair) => {
      if (options.tls)
        (app.server as unknown as TlsServer).setSecureContext({ ...pair, minVersion: LEAST_TLS });
    },
    draining: () => draining,
    close: async (graceMs) => {
      draining = true;
      const late = setTimeout(() => app.server.closeAllConnections(), graceMs);
      await app.close();
      clearTimeout(late);
    },
  };
};
