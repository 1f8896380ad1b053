import { randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessDay } from '../../src/domain/business-time.ts';
import { REPORT_KINDS } from '../../src/domain/report.ts';
import { startApi, type TestApi, tokenFor } from '../support/api-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID } from '../support/sale-documents.ts';

let db: TestDatabase;
let api: TestApi;
let cashierToken: string;
const today = businessDay(new Date());

/** A sale as another system sends it: codes instead of ids, no till, no person. */
const sale = (over: Readonly<Record<string, unknown>> = {}) => ({
  lineas: [{ codigo: '5', cantidad: 2 }],
  pagos: [{ medio: 'EFECTIVO', monto_entregado: 10_000 }],
  ...over,
});

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<
    Record<string, { content?: { 'application/json'?: { schema: object } }; $ref?: string }>
  >;
}
let contract: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: { readonly Error: Operation['responses'][string] } };
};
const seen = new Set<string>();
const ajv = new Ajv2020({ strict: false });

/** Calls, and holds what comes back against the published contract. */
const call: TestApi['call'] = async (method, path, options) => {
  const answer = await api.call(method, path, options);
  const [bare = ''] = path.split('?');
  const parts = bare.replace(/\/$/, '').split('/');
  const template = Object.keys(contract.paths)
    .filter((one) => {
      const wanted = one.replace(/\/$/, '').split('/');
      return (
        wanted.length === parts.length &&
        wanted.every((part, at) => part.startsWith('{') || part === parts[at])
      );
    })
    .toSorted((a, b) => a.split('{').length - b.split('{').length)[0];
  const operation = template === undefined ? undefined : contract.paths[template]?.[method.toLowerCase()];
  const response = operation?.responses[String(answer.status)] ?? contract.components.responses.Error;
  const schema = response.content?.['application/json']?.schema;
  if (operation && answer.status < 300) seen.add(operation.operationId);
  if (schema) {
    const valid = ajv.validate(schema, answer.body);
    expect([path, answer.status, valid ? null : ajv.errors, valid ? null : answer.body]).toEqual([
      path,
      answer.status,
      null,
      null,
    ]);
  }
  return answer;
};

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  cashierToken = await tokenFor(db, 'cajero');
  api = await startApi(db, await tokenFor(db, 'gerente'));
  contract = (await api.call('GET', '/api/v1/openapi.json', { token: null })).body;
});
afterAll(async () => {
  await api.server.close(1_000);
  await db.close();
});

const DOCUMENTED_CARD = {
  id_hijo: 11,
  nombre: 'ROMINA MONGELLOS RODRIGUEZ',
  saldo: 1000,
  grado: '5to Grado',
  cliente: 'CARMEN RODRIGUEZ',
  nro_tarjeta: '00203',
  foto_perfil: 'hijos/foto_123.jpg',
  restricciones: [
    {
      tipo_restriccion: 'Intolerancia a la lactosa',
      descripcion: 'Dificultad para digerir lácteos',
      severidad: 'Moderada',
    },
  ],
};

describe('the addresses of the client’s documents', () => {
  it('/pos/buscar-tarjeta/ gives exactly the documents’ JSON, by GET and POST, with and without the last stroke', async () => {
    for (const path of ['/pos/buscar-tarjeta/', '/pos/buscar-tarjeta']) {
      const got = await call('GET', `${path}?nro_tarjeta=00203`);
      expect([got.status, got.body]).toEqual([200, DOCUMENTED_CARD]);
      expect(Object.keys(got.body)).toEqual(Object.keys(DOCUMENTED_CARD));
      const posted = await call('POST', path, { body: { nro_tarjeta: '00203' } });
      expect([posted.status, posted.body]).toEqual([200, DOCUMENTED_CARD]);
    }
  });

  it('says in a sentence why a card is no good, in the language that is asked for', async () => {
    const answer = await call('GET', '/pos/buscar-tarjeta/?nro_tarjeta=99999', {
      headers: { 'accept-language': 'fr;q=1, en-GB;q=0.8, es;q=0.1' },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-language')).toBe('en');
    expect(answer.body).toMatchObject({ error: { code: 'TARJETA_INEXISTENTE', numero: '99999' } });
    expect((answer.body as { error: { message: string } }).error.message).toMatch(/^There is no card/);
  });

  it('/pos/buscar-producto/ finds by code, bar code and words', async () => {
    const byName = await call('GET', '/pos/buscar-producto/?q=coca');
    const [first] = (byName.body as { productos: { id: number; nombre: string; precio: number }[] })
      .productos;
    expect(first).toMatchObject({ id: ID.cola, nombre: 'Coca Cola 500ml', precio: 5000 });
    const byCode = await call('POST', '/pos/buscar-producto/', { body: { q: '5' } });
    expect((byCode.body as { productos: unknown[] }).productos).toHaveLength(1);
    expect((await call('GET', '/pos/buscar-producto/?q=zzzzzz')).body).toEqual({ productos: [] });
  });

  it('/pos/procesar-venta/ sells once, whatever is sent again', async () => {
    const document = sale({ uuid: randomUUID() });
    const first = await call('POST', '/pos/procesar-venta/', { body: document });
    expect([first.status, first.body]).toMatchObject([
      201,
      { total: 10_000, vuelto: 0, repetida: false, numero: expect.stringMatching(/^001-\d{7}$/) },
    ]);
    const again = await call('POST', '/pos/procesar-venta/', { body: document });
    expect([again.status, again.body]).toEqual([200, { ...(first.body as object), repetida: true }]);
    const other = await call('POST', '/pos/procesar-venta/', {
      body: {
        ...document,
        lineas: [{ id_producto: ID.cola, cantidad: 1 }],
        pagos: [{ id_medio: ID.cash, monto_entregado: 5_000 }],
      },
    });
    expect([other.status, other.body]).toMatchObject([409, { error: { code: 'UUID_EN_CONFLICTO' } }]);
  });
});

describe('a sale over HTTP', () => {
  it('takes its UUID from Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'pedido-1007' };
    const first = await call('POST', '/api/v1/sales', { body: sale(), headers });
    const again = await call('POST', '/api/v1/sales', { body: sale(), headers });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect((again.body as { id_venta: number }).id_venta).toBe((first.body as { id_venta: number }).id_venta);
    const different = await call('POST', '/api/v1/sales', {
      body: sale({
        lineas: [{ codigo: '5', cantidad: 1 }],
        pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
      }),
      headers,
    });
    expect(different.body).toMatchObject({ error: { code: 'UUID_EN_CONFLICTO' } });
    const stranger = await call('POST', '/api/v1/sales', { body: sale(), headers, token: cashierToken });
    expect(stranger.status).toBe(201);
    const two = await call('POST', '/api/v1/sales', { body: sale({ uuid: randomUUID() }), headers });
    expect([two.status, two.body]).toMatchObject([400, { error: { campo: 'Idempotency-Key' } }]);
  });

  it('is of the token’s person, who no document can change', async () => {
    const done = await call('POST', '/api/v1/sales', { body: sale(), token: cashierToken });
    const id = (done.body as { id_venta: number }).id_venta;
    expect(await db.owner('ventas').where('id_venta', id).first()).toMatchObject({ id_usuario: ID.cashier });
    const forged = await call('POST', '/api/v1/sales', {
      body: sale({ id_usuario: ID.admin }),
      token: cashierToken,
    });
    expect([forged.status, forged.body]).toMatchObject([
      400,
      { error: { code: 'DOCUMENTO_INVALIDO', campo: 'id_usuario' } },
    ]);
  });

  it('is held to the token’s till', async () => {
    const tills = await db.owner('cajas').orderBy('id_caja');
    const second = tills[1]?.id_caja ?? (await db.owner('cajas').insert({ codigo: '009', nombre: 'Web' }))[0];
    const held = await tokenFor(db, 'cajero', ['sales:write'], { id_caja: second });
    const done = await call('POST', '/api/v1/sales', { body: sale(), token: held });
    const { id_venta } = done.body as { id_venta: number };
    expect(await db.owner('ventas').where({ id_venta }).first()).toMatchObject({ id_caja: second });
    const elsewhere = await call('POST', '/api/v1/sales', { body: sale({ id_caja: 1 }), token: held });
    expect([elsewhere.status, elsewhere.body]).toMatchObject([409, { error: { code: 'CAJA_INVALIDA' } }]);
  });

  it('is refused by the same rules as at a till', async () => {
    const refused = async (over: Readonly<Record<string, unknown>>) => {
      const { status, body } = await call('POST', '/api/v1/sales', { body: sale(over) });
      return [status, (body as { error: { code: string } }).error.code];
    };
    expect(
      await refused({
        lineas: [{ codigo: '5', cantidad: 9_999 }],
        pagos: [{ medio: 'EFECTIVO', monto_entregado: 49_995_000 }],
      }),
    ).toEqual([409, 'STOCK_INSUFICIENTE']);
    expect(await refused({ pagos: [{ medio: 'EFECTIVO', monto_entregado: 1_000 }] })).toEqual([
      409,
      'PAGO_INCOMPLETO',
    ]);
    expect(
      await refused({
        nro_tarjeta: '00203',
        pagos: [{ medio: 'TARJETA_ESTUDIANTIL', monto_entregado: 10_000 }],
      }),
    ).toEqual([409, 'SALDO_INSUFICIENTE']);
    expect(await refused({ lineas: [{ codigo: 'nada', cantidad: 1 }] })).toEqual([
      404,
      'PRODUCTO_INEXISTENTE',
    ]);
    expect(await refused({ pagos: [{ medio: 'ORO', monto_entregado: 1 }] })).toEqual([409, 'MEDIO_INVALIDO']);
    expect(await refused({ pagos: [{ medio: 'efectivo', monto_aplicado: 1_000 }] })).toEqual([
      409,
      'PAGO_INCOMPLETO',
    ]);
    expect(await refused({ lineas: [{ id_producto: ID.cola, cantidad: 2, precio_unitario: 1 }] })).toEqual([
      409,
      'PRECIO_CAMBIADO',
    ]);
  });

  it('is refused whole when a key is misspelt or of another type', async () => {
    for (const [over, campo] of [
      [{ nro_targeta: '00203' }, 'nro_targeta'],
      [{ lineas: [{ codigo: '5', cantidad: '2' }] }, 'lineas.0.cantidad'],
      [{ lineas: [] }, 'lineas'],
      [{ descuento: -1 }, 'descuento'],
      [{ nro_tarjeta: '002 03' }, 'nro_tarjeta'],
    ] as const) {
      const { status, body } = await call('POST', '/api/v1/sales', { body: sale(over) });
      expect([status, body]).toMatchObject([400, { error: { code: 'PETICION_INVALIDA', campo } }]);
    }
  });

  it('can be voided and returned by whoever may', async () => {
    const made = await call('POST', '/api/v1/sales', { body: sale() });
    const { numero, id_venta } = made.body as { numero: string; id_venta: number };
    const back = { motivo: 'error', lineas: [{ linea: 1, cantidad: 1 }], uuid: randomUUID() };
    const cashier = await call('POST', `/api/v1/sales/${numero}/returns`, {
      body: back,
      token: cashierToken,
    });
    expect([cashier.status, cashier.body]).toMatchObject([403, { error: { code: 'PERMISO_DENEGADO' } }]);
    const given = await call('POST', `/api/v1/sales/${numero}/returns`, { body: back });
    expect([given.status, given.body]).toMatchObject([201, { total: 5_000, tipo: 'Devolucion' }]);
    expect((await call('POST', `/api/v1/sales/${numero}/returns`, { body: back })).status).toBe(200);
    const voided = await call('POST', `/api/v1/sales/${id_venta}/void`, { body: { motivo: 'todo' } });
    expect([voided.status, voided.body]).toMatchObject([201, { total: 5_000, tipo: 'Anulacion' }]);
    const twice = await call('POST', `/api/v1/sales/${id_venta}/void`, { body: { motivo: 'todo' } });
    expect([twice.status, twice.body]).toMatchObject([409, { error: { code: 'VENTA_YA_ANULADA' } }]);
    const list = await call('GET', `/api/v1/sales/${numero}/returns`);
    expect((list.body as { datos: unknown[] }).datos).toHaveLength(2);
    const whole = await call('GET', `/api/v1/sales/${numero}`);
    expect(whole.body).toMatchObject({ estado: 'Anulada', devuelto: 10_000, anulacion: { motivo: 'todo' } });
  });
});

describe('lists', () => {
  /** All pages, each holding what the contract says. */
  const allOf = async (path: string): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const joined = path.includes('?') ? '&' : '?';
      const { body } = await call('GET', `${path}${joined}limite=3${cursor ? `&cursor=${cursor}` : ''}`);
      const page = body as { datos: Record<string, unknown>[]; siguiente: string | null };
      expect(page.datos.length).toBeLessThanOrEqual(3);
      rows.push(...page.datos);
      cursor = page.siguiente;
    }
    return rows;
  };

  it.each([
    ['/api/v1/products', 'id_producto', 'v_productos', { estado: 'Activo' }],
    ['/api/v1/clients', 'id_cliente', 'v_clientes', { estado: 'Activo' }],
    ['/api/v1/students', 'id_hijo', 'v_hijos', { activo: 1 }],
    ['/api/v1/sales', 'id_venta', 'v_ventas', {}],
    ['/api/v1/stock/movements', 'id_movimiento', 'v_movimientos_inventario', {}],
  ])('%s: its pages hold every row once', async (path, key, view, where) => {
    const rows = await allOf(path);
    const ids = (await db.owner(view).where(where).select(key)).map((row) => row[key]);
    expect(rows.map((row) => row[key]).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      ids.toSorted((a: number, b: number) => a - b),
    );
  });

  it('are filtered', async () => {
    const sales = await allOf(`/api/v1/sales?desde=${today}&hasta=${today}&estado=Anulada`);
    expect(sales.length).toBeGreaterThan(0);
    expect(new Set(sales.map(({ estado }) => estado))).toEqual(new Set(['Anulada']));
    expect(await allOf('/api/v1/sales?hasta=2020-01-01')).toEqual([]);
    const [carmen] = await allOf('/api/v1/clients?q=carmen%20rodriguez');
    const whole = await call('GET', `/api/v1/clients/${carmen?.id_cliente}`);
    const [child] = (whole.body as { estudiantes: { id_hijo: number }[] }).estudiantes;
    expect(child).toMatchObject({ id_hijo: 11 });
    expect((await call('GET', '/api/v1/students/11')).body).toMatchObject({
      tarjetas: [{ nro_tarjeta: '00203' }],
    });
    const found = await call('GET', '/api/v1/products?q=sandwich');
    expect((found.body as { datos: unknown[] }).datos[0]).toMatchObject({ id_producto: ID.sandwich });
    expect((await call('GET', '/api/v1/products/12')).body).toMatchObject({ nombre: 'Sándwich de jamón' });
    expect((await call('GET', '/api/v1/products/nada')).status).toBe(404);
    expect((await call('GET', '/api/v1/clients/99999')).status).toBe(404);
    expect((await call('GET', '/api/v1/stock/low')).status).toBe(200);
    expect((await call('GET', '/api/v1/store')).body).toMatchObject({ modo_iva: 'en_factura' });
  });

  it('refuse what they cannot use', async () => {
    for (const [query, campo] of [
      ['limite=0', 'limite'],
      ['limite=201', 'limite'],
      ['limite=x', 'limite'],
      ['cursor=zzz', 'cursor'],
      ['desde=2026-13-01', 'desde'],
      ['orden=total', 'orden'],
    ]) {
      const { status, body } = await call('GET', `/api/v1/sales?${query}`);
      expect([query, status, body]).toMatchObject([
        query,
        400,
        { error: { code: 'PETICION_INVALIDA', campo } },
      ]);
    }
    const turned = await call('GET', '/api/v1/sales?desde=2026-02-01&hasta=2026-01-01');
    expect([turned.status, turned.body]).toMatchObject([400, { error: { code: 'VALOR_INVALIDO' } }]);
  });
});

describe('cards', () => {
  it('are topped up once by one key, and tell their account', async () => {
    const headers = { 'idempotency-key': 'recarga-7' };
    const body = { monto: 20_000, monto_entregado: 50_000 };
    const first = await call('POST', '/api/v1/cards/00203/topups', { body, headers });
    expect([first.status, first.body]).toMatchObject([201, { monto: 20_000, vuelto: 30_000, saldo: 21_000 }]);
    const again = await call('POST', '/api/v1/cards/00203/topups', { body, headers });
    expect([again.status, again.body]).toMatchObject([200, { saldo: 21_000, repetida: true }]);
    const account = await call('GET', '/api/v1/cards/00203/statement');
    expect(account.body).toMatchObject({ nro_tarjeta: '00203', saldo_final: 21_000, gastado: 0 });
    expect((await call('GET', '/api/v1/cards/00203')).body).toMatchObject({ saldo: 21_000 });
    expect((await call('GET', '/api/v1/cards/77777/statement')).status).toBe(404);
  });
});

describe('the house', () => {
  it('says that it lives and is ready, and tells this machine its figures', async () => {
    expect((await call('GET', '/health/live', { token: null })).body).toEqual({ estado: 'vivo' });
    expect((await call('GET', '/health/ready', { token: null })).body).toEqual({ estado: 'listo' });
    const figures = await api.call('GET', '/metrics', { token: null });
    expect(figures.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect(String(figures.body)).toMatch(
      /pos_http_request_duration_seconds_bucket\{method="POST",route="\/api\/v1\/sales",status="201",le="\+Inf"\} \d+/,
    );
    expect(String(figures.body)).toMatch(/^pos_queue_depth\{queue="webhooks"\} 0$/m);
    expect(String(figures.body)).toMatch(/^pos_queue_depth\{queue="mail"\} \d+$/m);
    expect(String(figures.body)).toMatch(/^pos_http_sales_total\{till="1"\} [1-9]\d*$/m);
    expect(String(figures.body)).toMatch(/^pos_database_up 1$/m);
    const proxied = await api.call('GET', '/metrics', {
      token: null,
      headers: { 'x-forwarded-for': '8.8.8.8' },
    });
    expect(proxied.status).toBe(401);
    expect((await call('GET', '/api/v1/reports/dashboard')).body).toMatchObject({ dia: today });
    for (const kind of REPORT_KINDS)
      expect((await call('GET', `/api/v1/reports/${kind}?hasta=${today}`)).body).toMatchObject({
        informe: kind,
        hasta: today,
      });
    expect((await call('GET', '/api/v1/reports/nada')).status).toBe(400);
    expect((await call('GET', '/api/v1/reports/daily', { token: cashierToken })).status).toBe(403);
    expect((await call('GET', '/api/v1/reports/dashboard', { token: cashierToken })).status).toBe(403);
  });

  it('tells what is not there from what is done otherwise', async () => {
    const missing = await call('GET', '/api/v1/nada');
    expect([missing.status, missing.body]).toMatchObject([404, { error: { code: 'RUTA_INEXISTENTE' } }]);
    const wrong = await call('PUT', '/api/v1/sales', { body: {} });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, GET']);
    const preflight = await call('OPTIONS', '/api/v1/sales', { headers: { origin: 'https://evil.example' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null]);
  });

  it('writes a line an event, without tokens, cards or what was in a request', () => {
    const told = JSON.stringify(api.lines);
    expect(told).toContain('/pos/buscar-tarjeta/');
    expect(told).not.toMatch(/pos_[A-Za-z0-9_-]{10}|00203|Bearer|EFECTIVO|error de/);
  });

  it('has made everything add up', async () => {
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });
});

describe('webhooks over HTTP', () => {
  it('are made, listed, tried and ended; the secret is in the first answer alone', async () => {
    const body = { url: 'https://conta.example/pos', eventos: ['venta.registrada'] };
    const headers = { 'idempotency-key': 'conta' };
    const made = await call('POST', '/api/v1/webhooks', { body, headers });
    expect(made.status).toBe(201);
    const { id_suscripcion, secreto } = made.body as { id_suscripcion: number; secreto: string };
    expect(secreto).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await call('POST', '/api/v1/webhooks', { body, headers });
    expect([again.status, again.body]).toMatchObject([200, { id_suscripcion, secreto }]);
    const list = await call('GET', '/api/v1/webhooks');
    expect(JSON.stringify(list.body)).not.toContain(secreto);
    const test = await call('POST', `/api/v1/webhooks/${id_suscripcion}/test`);
    expect(test.status).toBe(202);
    const { id_entrega } = test.body as { id_entrega: number };
    const waiting = await call('GET', `/api/v1/webhooks/deliveries?id_suscripcion=${id_suscripcion}`);
    expect((waiting.body as { datos: unknown[] }).datos).toMatchObject([{ id_entrega, estado: 'pendiente' }]);
    const due = await call('POST', `/api/v1/webhooks/deliveries/${id_entrega}/retry`);
    expect(due.body).toEqual({ cuenta: 1 });
    expect((await call('DELETE', `/api/v1/webhooks/${id_suscripcion}`)).status).toBe(200);
    expect((await call('DELETE', `/api/v1/webhooks/${id_suscripcion}`)).status).toBe(404);
  });

  it('lead to no address inside, whoever asks', async () => {
    for (const url of [
      'http://conta.example/',
      'https://u:p@conta.example/',
      'ftp://conta.example',
      'nada',
    ]) {
      const { status, body } = await call('POST', '/api/v1/webhooks', {
        body: { url, eventos: ['stock.cambiado'] },
      });
      expect([url, status, body]).toMatchObject([url, 400, { error: { code: 'DIRECCION_NO_PERMITIDA' } }]);
    }
    const cashier = await call('POST', '/api/v1/webhooks', {
      body: { url: 'https://conta.example/', eventos: ['stock.cambiado'] },
      token: cashierToken,
    });
    expect(cashier.status).toBe(403);
  });
});

describe('the contract', () => {
  it('was kept by real answers of every operation in it', () => {
    const all = Object.values(contract.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(
      all.filter((operation) => !seen.has(operation) && operation !== 'metrics' && operation !== 'contract'),
    ).toEqual([]);
  });
});
