import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/adapters/http/contract.ts';
import { metrics } from '../../src/adapters/http/metrics.ts';
import { allRoutes } from '../../src/cli/api/routes.ts';
import { officeCatalogue } from '../../src/tui/office/catalogue.ts';
import { servicesOf, startApi, type TestApi, tokenFor } from '../support/api-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hostileEntries } from '../support/hostile.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { anyOf, type JsonSchema, textsOf } from '../support/schema-values.ts';

/* Requests made of the very schemas that check them, so that a route or a field that is added is tried, too. */

let db: TestDatabase;
let api: TestApi;
let routes: readonly Route[];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  api = await startApi(db, await tokenFor(db, 'admin'));
  const services = servicesOf(db);
  routes = allRoutes(
    { services, metrics: metrics(), till: '001', catalogue: () => officeCatalogue(services.catalogue) },
    { draining: () => false },
  );
});
afterAll(async () => {
  await api.server.close(500);
  await db.close();
});

interface Asked {
  readonly query: Record<string, unknown>;
  readonly params: Record<string, unknown>;
  readonly body: unknown;
}

const schemaOf = (part: unknown): JsonSchema => (part ?? { type: 'object', properties: {} }) as JsonSchema;

const send = async (route: Route, { query, params, body }: Asked) => {
  const path = route.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])));
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) asked.set(key, String(value));
  return api.call(route.method, `${path}?${asked}`, {
    ...(route.body ? { body } : {}),
    headers: { 'idempotency-key': randomUUID() },
  });
};

const tables = async () => {
  const [rows] = await db.owner.raw(
    'SELECT TABLE_NAME AS nombre, TABLE_TYPE AS clase FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY 1',
    [db.name],
  );
  return rows;
};

/** Never a fault of the program; a refusal is one sentence. */
const judge = (route: Route, asked: Asked, answer: { status: number; body: unknown }) => {
  const label = `${route.method} ${route.path} ${JSON.stringify(asked).slice(0, 600)}`;
  expect([label, answer.status]).toEqual([label, expect.toSatisfy((status) => status < 500)]);
  if (answer.status >= 400)
    expect([label, answer.body]).toMatchObject([
      label,
      { error: { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.stringMatching(/\S[.?!]$/) } },
    ]);
};

describe('what the schemas let in', () => {
  it('is never a fault of the program, whatever it says', async () => {
    const before = await tables();
    const reached = new Set<number>();
    for (const route of routes) {
      const asked = fc.record({
        query: anyOf(schemaOf(route.query)) as fc.Arbitrary<Record<string, unknown>>,
        params: anyOf(schemaOf(route.params)) as fc.Arbitrary<Record<string, unknown>>,
        body: anyOf(schemaOf(route.body)),
      });
      await fc.assert(
        fc.asyncProperty(asked, async (one) => {
          const answer = await send(route, one);
          reached.add(answer.status);
          judge(route, one, answer);
        }),
        { numRuns: route.query || route.params || route.body ? 40 : 2 },
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining([200, 400, 404]));
    expect(api.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await tables()).toEqual(before);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  }, 240_000);
});

describe('every text of every request', () => {
  it('may try to be SQL, a pattern, an escape sequence or endless, and is text or refused', async () => {
    const before = await tables();
    let tried = 0;
    for (const route of routes) {
      const sample = <T>(part: unknown) => fc.sample(anyOf(schemaOf(part)), { numRuns: 1, seed: 7 })[0] as T;
      const asked = {
        query: sample<Record<string, unknown>>(route.query),
        params: sample<Record<string, unknown>>(route.params),
        body: sample<unknown>(route.body),
      };
      for (const part of ['query', 'params', 'body'] as const)
        for (const place of textsOf(schemaOf(route[part])))
          for (const [, text] of hostileEntries) {
            const changed = { ...asked, [part]: place(asked[part], text) };
            tried += 1;
            judge(route, changed, await send(route, changed));
          }
    }
    expect(tried).toBeGreaterThan(300);
    expect(api.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await tables()).toEqual(before);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  }, 240_000);
});
