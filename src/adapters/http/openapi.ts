import type { TSchema } from 'typebox';
import { ERROR_CLASSES } from '../../domain/errors.ts';
import type { Access, Route } from './contract.ts';

const accessOf = (access: Access): string | null => {
  if (access === 'anyone') return null;
  if (access === 'token') return '';
  return typeof access === 'string' ? access : access.localOr;
};

const ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: {
          type: 'string',
          description: 'Stable; for programs.',
          enum: [...Object.keys(ERROR_CLASSES), 'FALLO_INTERNO'].sort(),
        },
        message: {
          type: 'string',
          description: 'One sentence, in the language of Accept-Language; for people.',
        },
      },
      additionalProperties: { type: ['string', 'number'] },
    },
  },
};

const ERROR = { $ref: '#/components/responses/Error' };
const KEY = { $ref: '#/components/parameters/IdempotencyKey' };

/** Fastify's `:name` as OpenAPI writes it. */
const pathOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
}

const parametersOf = (schema: TSchema | undefined, place: 'query' | 'path') => {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  return Object.entries(properties).map(([name, each]) => {
    const { description, ...rest } = each as { description?: string };
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
};

const operationOf = (route: Route) => {
  const scope = accessOf(route.access);
  const changes = route.method === 'POST';
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(scope === null ? { security: [] } : { security: [{ token: scope === '' ? [] : [scope] }] }),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(changes && route.path.startsWith('/api/') ? [KEY] : []),
    ],
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, schema]) => [
          status,
          { description: route.summary, content: { [route.media ?? 'application/json']: { schema } } },
        ]),
      ),
      default: ERROR,
    },
  };
};

/** The contract, made of the schemas that check the requests. */
export const openApi = (routes: readonly Route[], version: string) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = pathOf(route.path);
    const operations = paths[path] ?? {};
    operations[route.method.toLowerCase()] = operationOf(route);
    paths[path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cantina POS',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Amounts are whole guaraníes. Dates are the store’s own. Lists end with `siguiente`: send it as `cursor` for the next page; null: there is none. An answer may gain keys, never lose them.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of `pos token create`; the names that an operation asks for are its scopes.',
        },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description:
            'The same key with the same request gives the first result and changes nothing; with another request it is refused (UUID_EN_CONFLICTO). A UUID is taken as it is.',
          schema: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[\\x21-\\x7e]+$' },
        },
      },
      responses: {
        Error: {
          description:
            'Refused: 400 wrong, 401 no good token, 403 not allowed, 404 not there, 405, 408, 409 against a rule of the store, 413, 415, 429 too often, 500 a fault of the program, 503 not available now.',
          content: { 'application/json': { schema: ERROR_SCHEMA } },
        },
      },
    },
  };
};
