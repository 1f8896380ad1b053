import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { createIntegration, listIntegrations, revokeIntegration } from '../../src/app/integrations.ts';
import type { NewIntegration } from '../../src/app/ports/integrations.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { NO_LIMITS, servicesOf, startApi, type TestApi, tokenFor } from '../support/api-server.ts';
import { cuttableLine } from '../support/cuttable-line.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let admin: Actor;
let manager: Actor;
let token: string;
const started: TestApi[] = [];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  [admin, manager] = await Promise.all([actorOf(db.owner, 'admin'), actorOf(db.owner, 'gerente')]);
  token = await tokenFor(db, 'cajero');
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ server }) => server.close(500)));
});
afterAll(() => db.close());

const start = async (over: Parameters<typeof startApi>[2] = {}): Promise<TestApi> => {
  const api = await startApi(db, token, over);
  started.push(api);
  return api;
};
const by = (actor: Actor) => ({ actor, grant: null });
const draft = (over: Partial<NewIntegration> = {}): NewIntegration => ({
  name: `Tienda ${randomUUID().slice(0, 8)}`,
  scopes: ['sales:write', 'products:read'],
  actsAs: 'cajero',
  till: '001',
  days: 30,
  ...over,
});
const codeOf = (body: unknown): string => (body as { error: { code: string } }).error.code;

describe('a token', () => {
  it('is made by an admin, kept as a digest, and known by its first letters', async () => {
    const services = servicesOf(db);
    const made = await createIntegration(services, by(admin), draft({ name: 'Contable' }));
    if (!made.ok) throw new Error(JSON.stringify(made));
    expect(made.value.token).toMatch(/^pos_[A-Za-z0-9_-]{43}$/);
    const row = await db.owner('integraciones').where('nombre', 'Contable').first();
    expect(JSON.stringify(row)).not.toContain(made.value.token.slice(11));
    expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/);
    const audit = await db.owner('auditoria').where({ tabla: 'integraciones', accion: 'alta' });
    expect(audit.at(-1)).toMatchObject({ id_usuario: admin.id });
    for (const { antes, despues } of audit) expect(`${antes}${despues}`).not.toMatch(/token|pos_|inicio/);
    const list = await listIntegrations(services, by(admin));
    expect(list.ok && list.value.find(({ name }) => name === 'Contable')).toMatchObject({
      hint: made.value.token.slice(0, 10),
      actsAs: 'cajero',
      till: '001',
      scopes: ['sales:write', 'products:read'],
      lastUse: null,
    });
  });

  it('is made by nobody else, neither by the program nor by the database', async () => {
    const services = servicesOf(db);
    const refused = await createIntegration(services, by(manager), draft());
    expect(refused).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
    const inTheDatabase = await services.integrations.create(by(manager), draft(), `pos_${'a'.repeat(43)}`);
    expect(inTheDatabase).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
    const nobody = { ...admin, session: 'A'.repeat(43) };
    const forged = await services.integrations.create(by(nobody), draft(), `pos_${'b'.repeat(43)}`);
    expect(forged).toMatchObject({ ok: false, error: { code: 'SESION_REQUERIDA' } });
  });

  it.each([
    [{ name: ' ' }, 'DATO_REQUERIDO'],
    [{ name: 'x'.repeat(61) }, 'TEXTO_LARGO'],
    [{ scopes: [] }, 'VALOR_INVALIDO'],
    [{ scopes: ['todo:todo'] as never }, 'VALOR_INVALIDO'],
    [{ actsAs: "' OR 1=1 -- " }, 'USUARIO_INEXISTENTE'],
    [{ till: '999' }, 'CAJA_INEXISTENTE'],
    [{ days: 0 }, 'VALOR_INVALIDO'],
    [{ name: 'Contable' }, 'NOMBRE_DUPLICADO'],
  ])('is not made of %j', async (over, code) => {
    const refused = await createIntegration(servicesOf(db), by(admin), draft(over));
    expect(refused).toMatchObject({ ok: false, error: { code } });
  });

  it('opens nothing with its digest, another session’s token, or a session of somebody else’s', async () => {
    const { integrations } = databaseServices(db.till);
    const row = await db.owner('integraciones').first();
    const session = 'S'.repeat(43);
    for (const wrong of [row.token_hash, '', 'pos_', "' OR ''='", admin.session])
      expect(await integrations.letIn(wrong, session)).toMatchObject({
        ok: false,
        error: { code: 'TOKEN_INVALIDO' },
      });
    expect(await integrations.letIn(token, admin.session)).toMatchObject({
      ok: false,
      error: { code: 'TOKEN_INVALIDO' },
    });
    expect(await databaseServices(db.till).users.sessionUser(session)).toBeNull();
  });

  it('ends when it is revoked, with the session that it opened; when it expires; and with its person', async () => {
    const api = await start();
    const services = servicesOf(db);
    const made = await createIntegration(services, by(admin), draft());
    if (!made.ok) throw new Error(JSON.stringify(made));
    const mine = { token: made.value.token };
    expect((await api.call('GET', '/api/v1/store', mine)).status).toBe(200);
    const sessions = () => db.owner('sesiones').where('id_integracion', made.value.integration.id);
    expect(await sessions()).toHaveLength(1);
    expect(
      (await db.owner('integraciones').where('id_integracion', made.value.integration.id).first()).ultimo_uso,
    ).not.toBeNull();
    await revokeIntegration(services, by(admin), made.value.integration.id);
    expect(await sessions()).toHaveLength(0);
    await sleep(5_200);
    expect((await api.call('GET', '/api/v1/store', mine)).status).toBe(401);

    const expired = await tokenFor(db, 'cajero', ['sales:read'], {
      vence_en: db.owner.raw('UTC_TIMESTAMP()'),
    });
    expect((await api.call('GET', '/api/v1/sales', { token: expired })).status).toBe(401);
    const orphan = await tokenFor(db, 'cajero', ['sales:read']);
    await db.owner('usuarios').where('usuario', 'cajero').update({ debe_cambiar: 1 });
    expect((await api.call('GET', '/api/v1/sales', { token: orphan })).status).toBe(401);
    await db.owner('usuarios').where('usuario', 'cajero').update({ debe_cambiar: 0 });
  });

  it('does what its scopes say and nothing else', async () => {
    const api = await start();
    const reader = await tokenFor(db, 'gerente', ['sales:read']);
    expect((await api.call('GET', '/api/v1/sales', { token: reader })).status).toBe(200);
    const refused = await api.call('POST', '/api/v1/sales', { token: reader, body: {} });
    expect([refused.status, refused.body]).toMatchObject([
      403,
      { error: { code: 'AMBITO_REQUERIDO', ambito: 'sales:write' } },
    ]);
  });

  it('that is no good is refused alike and as late, whatever is wrong with it', async () => {
    const api = await start();
    const answers = [];
    for (const authorization of [undefined, 'Bearer x', `Bearer pos_${'A'.repeat(43)}`, `Basic ${token}`]) {
      const since = Date.now();
      const { status, body, headers } = await api.call('GET', '/api/v1/sales', {
        token: null,
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
      expect(Date.now() - since).toBeGreaterThanOrEqual(245);
      answers.push([status, body, headers.get('www-authenticate')]);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject([401, { error: { code: 'TOKEN_INVALIDO' } }, 'Bearer']);
  });
});

describe('limits', () => {
  it('hold a token to its rate and an address to its own', async () => {
    const slow = { burst: 3, perSecond: 0.5 };
    const api = await start({ rates: { ...NO_LIMITS, token: slow } });
    const other = await tokenFor(db, 'gerente');
    const statuses: number[] = [];
    for (let at = 0; at < 5; at++) statuses.push((await api.call('GET', '/api/v1/store')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const late = await api.call('GET', '/api/v1/store');
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(codeOf(late.body)).toBe('DEMASIADAS_PETICIONES');
    expect((await api.call('GET', '/api/v1/store', { token: other })).status).toBe(200);
    const narrow = await start({ rates: { ...NO_LIMITS, address: slow } });
    const health = [];
    for (let at = 0; at < 4; at++)
      health.push((await narrow.call('GET', '/health/live', { token: null })).status);
    expect(health).toEqual([200, 200, 200, 429]);
  });

  it('stop who guesses, not who was let in before', async () => {
    const api = await start({ rates: { ...NO_LIMITS, failures: { burst: 2, perSecond: 0.01 } } });
    expect((await api.call('GET', '/api/v1/store')).status).toBe(200);
    const guess = async () =>
      (await api.call('GET', '/api/v1/store', { token: `pos_${'x'.repeat(43)}` })).status;
    expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429]);
    expect((await api.call('GET', '/api/v1/store')).status).toBe(200);
  });
});

describe('a request that is no good', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await start({ times: { headers: 600, request: 1_200, keepAlive: 1_000, check: 100 } });
  });

  const raw = async (text: string, after: (socket: Socket) => void = () => {}): Promise<string> => {
    const socket = connect(api.port, '127.0.0.1');
    let got = '';
    socket.on('data', (chunk) => {
      got += chunk;
    });
    socket.on('error', () => {});
    socket.write(text);
    after(socket);
    await new Promise((resolve) => socket.on('close', resolve));
    return got;
  };
  const post = (headers: string, body: string): string =>
    `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

  it.each([
    ['is no JSON', 'Content-Type: application/json\r\n', '{"a":', 400, 'PETICION_INVALIDA'],
    ['is a list', 'Content-Type: application/json\r\n', '[]', 400, 'PETICION_INVALIDA'],
    ['is empty', 'Content-Type: application/json\r\n', '', 400, 'PETICION_INVALIDA'],
    [
      'reaches for prototypes',
      'Content-Type: application/json\r\n',
      '{"__proto__":{"x":1}}',
      400,
      'PETICION_INVALIDA',
    ],
    ['is of no known type', 'Content-Type: application/xml\r\n', '<a/>', 415, 'TIPO_NO_ADMITIDO'],
    ['is plain text', 'Content-Type: text/plain\r\n', '{}', 415, 'TIPO_NO_ADMITIDO'],
    ['is a form', 'Content-Type: application/x-www-form-urlencoded\r\n', 'a=1', 415, 'TIPO_NO_ADMITIDO'],
    ['has no type', '', '{}', 415, 'TIPO_NO_ADMITIDO'],
  ])('because it %s', async (_, headers, body, status, code) => {
    const got = await raw(post(headers, body));
    expect(got).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(got).toContain(`"code":"${code}"`);
    expect(got).toMatch(/"message":"[^"]+\."/);
  });

  it('because it is too large, said or found', async () => {
    const large = 'x'.repeat(300_000);
    const said = await raw(post('Content-Type: application/json\r\n', large));
    expect(said).toContain('CUERPO_EXCESIVO');
    const chunked = `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const found = await raw(chunked, (socket) => {
      for (let at = 0; at < 40; at++) socket.write(`2000\r\n${'x'.repeat(8_192)}\r\n`);
    });
    expect(found).toMatch(/^HTTP\/1.1 413 /);
  });

  it('because its headers are huge', async () => {
    const got = await raw(`GET /health/live HTTP/1.1\r\nHost: x\r\nX-Big: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(got).toMatch(/^HTTP\/1.1 431 /);
    expect(got).toContain('"error"');
  });

  it('because it is no HTTP', async () => {
    expect(await raw('hola\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
  });

  it('because it drips: headers and bodies that do not end, while others are served', async () => {
    const since = Date.now();
    const head = raw('GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: ', (socket) => {
      const timer = setInterval(() => socket.write('b'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    const body = raw(
      `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      (socket) => {
        const timer = setInterval(() => socket.write(' '), 50);
        socket.on('close', () => clearInterval(timer));
      },
    );
    const idle = raw('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    expect((await api.call('GET', '/health/live', { token: null })).status).toBe(200);
    expect(await head).toMatch(/^HTTP\/1.1 408 /);
    expect(await body).toMatch(/^HTTP\/1.1 408 |^$/);
    expect(await idle).toMatch(/^HTTP\/1.1 200 /);
    expect(Date.now() - since).toBeLessThan(20_000);
  });

  it('cannot make headers or lines of a log by what it sends', async () => {
    await api.call('GET', '/api/v1/sales/%0d%0aX-Evil:1%1b[31m');
    const given = await api.call('GET', '/health/live', {
      token: null,
      headers: { 'x-request-id': 'a b"<script>' },
    });
    expect(given.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const kept = await api.call('GET', '/health/live', {
      token: null,
      headers: { 'x-request-id': 'pedido.7' },
    });
    expect(kept.headers.get('x-request-id')).toBe('pedido.7');
    expect(JSON.stringify(api.lines)).not.toContain('Evil');
  });
});

describe('an outage', () => {
  it('of the database is said as one, and passes; no token is taken for a bad one meanwhile', async () => {
    const line = await cuttableLine(db.tillTarget);
    try {
      const { openDatabase } = await import('../../src/adapters/db/connection.ts');
      const knex = openDatabase(line.target, { pool: 4, statementTimeoutMs: 2_000 });
      try {
        const api = await start({ services: servicesOf({ till: knex }) });
        expect((await api.call('GET', '/health/ready', { token: null })).status).toBe(200);
        line.withholdAnswers();
        await sleep(1_100);
        expect((await api.call('GET', '/health/live', { token: null })).status).toBe(200);
        const unready = await api.call('GET', '/health/ready', { token: null });
        expect([unready.status, codeOf(unready.body)]).toEqual([503, 'BASE_DE_DATOS']);
        const refused = await api.call('GET', '/api/v1/store');
        expect([refused.status, codeOf(refused.body)]).toEqual([503, 'BASE_DE_DATOS']);
        expect(String((await api.call('GET', '/metrics', { token: null })).body)).toMatch(
          /^pos_database_up 0$/m,
        );
        line.cut();
        await sleep(1_100);
        expect((await api.call('GET', '/api/v1/store')).status).toBe(200);
        expect((await api.call('GET', '/health/ready', { token: null })).status).toBe(200);
      } finally {
        await knex.destroy();
      }
    } finally {
      await line.close();
    }
  });
});

describe('an end', () => {
  it('finishes what is in hand, takes nothing new, and lets go of its sessions', async () => {
    const api = await startApi(db, token);
    await api.call('GET', '/api/v1/store');
    const open = () =>
      db
        .owner('sesiones')
        .whereNotNull('id_integracion')
        .where('vence_en', '>', db.owner.raw('UTC_TIMESTAMP()'));
    const before = (await open()).length;
    expect(before).toBeGreaterThan(0);
    const last = api.call('POST', '/api/v1/sales', {
      body: {
        lineas: [{ codigo: '5', cantidad: 1 }],
        pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
      },
    });
    await sleep(20);
    await api.server.close(5_000);
    expect((await last).status).toBe(201);
    await expect(api.call('GET', '/health/live', { token: null })).rejects.toThrow();
    expect((await open()).length).toBe(before - 1);
  });
});
