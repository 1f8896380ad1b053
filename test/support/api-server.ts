import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { GateRates } from '../../src/adapters/http/gate.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import type { Services } from '../../src/app/services.ts';
import { type ApiServer, type ApiServerSetting, apiServer } from '../../src/cli/actions/serve.ts';
import { posError } from '../../src/domain/errors.ts';
import { SCOPES, type Scope } from '../../src/domain/integration.ts';
import { fail } from '../../src/domain/result.ts';
import { absent } from './absent.ts';
import type { TestDatabase } from './database.ts';

/** So fast that only a test that asks for it meets a limit. */
const FAST = { burst: 100_000, perSecond: 100_000 };
export const NO_LIMITS: GateRates = { token: FAST, address: FAST, failures: FAST };

export interface Line {
  readonly level: string;
  readonly event: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface TestApi {
  readonly url: string;
  readonly port: number;
  readonly server: ApiServer;
  readonly lines: readonly Line[];
  /** Requests with a token; null: without one. */
  readonly call: (
    method: string,
    path: string,
    options?: {
      readonly token?: string | null;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) => Promise<{ readonly status: number; readonly body: never; readonly headers: Headers }>;
}

/** The services of a store over its till's account, as `pos` builds them. */
export const servicesOf = ({ till }: Pick<TestDatabase, 'till'>): Services => ({
  ...databaseServices(till),
  pictures: absent('pictures'),
  hasher: argon2Hasher,
  invoiceMaker: async () => fail(posError('CONFIGURACION_INVALIDA')),
  clock: { now: () => new Date() },
  ids: { uuid: randomUUID },
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

/** A token of the demonstration's store, written as `sp_crear_integracion` does. */
export const tokenFor = async (
  { owner }: Pick<TestDatabase, 'owner'>,
  login: string,
  scopes: readonly Scope[] = SCOPES,
  over: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const token = `pos_${randomBytes(32).toString('base64url')}`;
  const user = await owner('usuarios').where('usuario', login).first();
  await owner('integraciones').insert({
    nombre: randomUUID(),
    token_hash: createHash('sha256').update(token).digest('hex'),
    inicio: token.slice(0, 10),
    ambitos: scopes.join(' '),
    id_usuario: user.id_usuario,
    creada_por: user.id_usuario,
    creada_en: owner.raw('UTC_TIMESTAMP()'),
    vence_en: owner.raw('UTC_TIMESTAMP() + INTERVAL 1 DAY'),
    ...over,
  });
  return token;
};

/** The real server on a port of this machine. */
export const startApi = async (
  db: TestDatabase,
  token: string,
  over: Partial<ApiServerSetting> = {},
): Promise<TestApi> => {
  const lines: Line[] = [];
  const server = await apiServer({
    services: servicesOf(db),
    till: '001',
    language: 'es',
    rates: NO_LIMITS,
    log: { event: (event, values = {}, level = 'info') => void lines.push({ level, event, values }) },
    tls: null,
    ...over,
  });
  const { port } = await server.listen('127.0.0.1', 0);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    server,
    lines,
    call: async (method, path, options = {}) => {
      const used = options.token === undefined ? token : options.token;
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(used === null ? {} : { authorization: `Bearer ${used}` }),
          ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      return {
        status: response.status,
        headers: response.headers,
        body: (isJson ? JSON.parse(text) : text) as never,
      };
    },
  };
};
