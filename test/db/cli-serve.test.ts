import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hookReceiver } from '../support/hook-receiver.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let db: TestDatabase;
const home = temporaryHome();
const children: ChildProcess[] = [];
beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await db.close();
  home.remove();
});

const env = () => ({ HOME: home.path, POS_HOME: home.path, ...db.env });
const run = (...args: string[]): Promise<Outcome> => runPos(args, { env: env() });
const as = (user: string, ...args: string[]): Promise<Outcome> =>
  runPos([...args, '--user', user, '--json'], { env: { ...env(), POS_PASSWORD: `${user}-demo` } });
const codeOf = (outcome: Outcome): string => (outcome.json() as { error: { code: string } }).error.code;

interface Serving {
  readonly port: number;
  readonly lines: readonly Record<string, unknown>[];
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** `pos serve` as a service runs it, once it says that it listens. */
const serve = (...args: string[]): Promise<Serving> =>
  new Promise((resolve, reject) => {
    const child = spawn(POS, ['serve', '--port', '0', ...args], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    const ended = new Promise<number | null>((done) => child.on('close', done));
    const lines: Record<string, unknown>[] = [];
    let rest = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      const parts = `${rest}${part}`.split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) lines.push(JSON.parse(line));
      const listening = lines.find(({ evento }) => evento === 'api.listen');
      if (listening)
        resolve({
          port: Number(listening.puerto),
          lines,
          end: (signal) => {
            child.kill(signal);
            return ended;
          },
        });
    });
    child.on('error', reject);
    void ended.then((code) => reject(new Error(`ended with ${code}: ${rest}`)));
  });

const newToken = async (name: string, scope: string): Promise<string> => {
  const made = await as('admin', 'token', 'create', name, '--scope', scope, '--acts-as', 'cajero');
  expect(made.code).toBe(0);
  return (made.json() as { token: string }).token;
};

test('tokens: made and shown once, listed without them, revoked by name; by an admin alone', async () => {
  const token = await newToken('Tienda web', 'products:read,sales:write');
  expect(token).toMatch(/^pos_[A-Za-z0-9_-]{43}$/);
  const list = await as('admin', 'token', 'list');
  expect(list.json()).toMatchObject([
    {
      nombre: 'Tienda web',
      actua_como: 'cajero',
      ambitos: ['products:read', 'sales:write'],
      estado: 'Activa',
      ultimo_uso: null,
    },
  ]);
  expect(list.stdout).not.toContain(token.slice(11));
  const manager = await as('gerente', 'token', 'list');
  expect([manager.code, codeOf(manager)]).toEqual([3, 'PERMISO_DENEGADO']);
  const odd = await as('admin', 'token', 'create', 'x', '--scope', 'todo', '--acts-as', 'cajero');
  expect([odd.code, codeOf(odd)]).toEqual([2, 'VALOR_INVALIDO']);
  const again = await as(
    'admin',
    'token',
    'create',
    'Tienda web',
    '--scope',
    'sales:read',
    '--acts-as',
    'cajero',
  );
  expect([again.code, codeOf(again)]).toEqual([3, 'NOMBRE_DUPLICADO']);
  expect((await as('admin', 'token', 'revoke', 'Tienda web')).json()).toMatchObject({ estado: 'Revocada' });
  const missing = await as('admin', 'token', 'revoke', 'nadie');
  expect([missing.code, codeOf(missing)]).toEqual([2, 'INTEGRACION_INEXISTENTE']);
});

test('serve: answers, logs a line an event without secrets, ends at a signal with 0', async () => {
  const token = await newToken('Caja web', 'sales:write');
  const serving = await serve();
  const url = `http://127.0.0.1:${serving.port}`;
  const sold = await fetch(`${url}/pos/procesar-venta/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      lineas: [{ codigo: '5', cantidad: 1 }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
    }),
  });
  expect([sold.status, await sold.json()]).toMatchObject([201, { total: 5_000, factura: null }]);
  const taken = await run('serve', '--port', String(serving.port), '--lang', 'en');
  expect([taken.code, taken.stderr]).toEqual([
    4,
    expect.stringMatching(/^Cannot listen on 127.0.0.1:\d+ \(EADDRINUSE\)/),
  ]);
  expect(await serving.end('SIGTERM')).toBe(0);
  const events = ['api.listen', 'sales.register', 'api.request', 'api.ending', 'api.end'];
  expect(serving.lines.map(({ evento }) => evento)).toEqual(events);
  expect(JSON.stringify(serving.lines)).not.toContain(token);
});

test('serve: listens beyond this machine only with TLS, or when told in so many words', async () => {
  const refused = await run('serve', '--host', '0.0.0.0');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--insecure')]);
  const half = await run('serve', '--tls-cert', '/nada.crt');
  expect([half.code, half.stderr]).toEqual([2, expect.stringContaining('--tls-key')]);
  for (const network of ['todos', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', '']) {
    const odd = await run('serve', '--trust-proxy', network, '--json');
    expect([network, odd.code]).toEqual([network, 2]);
  }
  const insecure = await serve('--host', '0.0.0.0', '--insecure');
  expect((await fetch(`http://127.0.0.1:${insecure.port}/health/live`)).status).toBe(200);
  expect(await insecure.end('SIGINT')).toBe(0);
});

test('serve: speaks TLS', async ({ skip }) => {
  const [key, cert] = [join(home.path, 'k.pem'), join(home.path, 'c.pem')];
  try {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
      ],
      { stdio: 'ignore' },
    );
  } catch {
    skip('no openssl here');
  }
  const serving = await serve('--host', '0.0.0.0', '--tls-cert', cert, '--tls-key', key);
  const status = await new Promise((resolve, reject) => {
    request({ port: serving.port, path: '/health/ready', rejectUnauthorized: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  expect(await serving.end('SIGTERM')).toBe(0);
  const broken = await run('serve', '--tls-cert', key, '--tls-key', cert);
  expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('--tls-cert')]);
});

test('serve --openapi: the contract without a store', async () => {
  const printed = await runPos(['serve', '--openapi'], {
    env: { HOME: home.path, POS_DATABASE_URL: 'mysql://x:y@127.0.0.1:1/z' },
  });
  expect(printed.code).toBe(0);
  expect(printed.json()).toMatchObject({ openapi: '3.1.0', paths: { '/pos/procesar-venta/': { post: {} } } });
});

test('webhooks: made, tried, told by the server that runs, listed, retried, ended', async () => {
  const receiver = await hookReceiver();
  try {
    const common = ['webhook', 'create', receiver.url, '--event', 'venta.registrada'];
    const strict = await as('admin', ...common);
    expect([strict.code, codeOf(strict)]).toEqual([2, 'DIRECCION_NO_PERMITIDA']);
    const manager = await as('gerente', ...common, '--allow-private');
    expect([manager.code, codeOf(manager)]).toEqual([3, 'PERMISO_DENEGADO']);
    const made = (await as('admin', ...common, '--allow-private')).json() as {
      id_suscripcion: number;
      secreto: string;
    };
    receiver.trust(made.secreto);
    const id = String(made.id_suscripcion);
    expect((await as('admin', 'webhook', 'test', id)).json()).toMatchObject({
      estado: 'entregada',
      tipo: 'prueba',
    });
    receiver.answer((response) => response.writeHead(500).end());
    const doctorOf = async () =>
      ((await run('doctor', '--json')).json() as { revisiones: { revision: string }[] }).revisiones.find(
        ({ revision }) => revision === 'avisos_web',
      );
    expect(await doctorOf()).toMatchObject({ estado: 'bien', remedio: null });
    const failed = await as('admin', 'webhook', 'test', id);
    expect([failed.code, codeOf(failed)]).toEqual([4, 'AVISO_NO_ENTREGADO']);
    expect(await doctorOf()).toMatchObject({
      estado: 'aviso',
      resultado: expect.stringContaining('1 con fallas'),
      remedio: expect.stringContaining('pos webhook list'),
    });
    receiver.answer((response) => response.writeHead(204).end());
    expect((await as('admin', 'webhook', 'retry', 'all')).json()).toEqual({ cuenta: 1 });
    expect((await run('webhook', 'send', '--json')).json()).toEqual({ entregadas: 1, con_falla: 0 });

    const token = await newToken('Avisada', 'sales:write');
    const serving = await serve();
    await fetch(`http://127.0.0.1:${serving.port}/api/v1/sales`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        lineas: [{ codigo: '5', cantidad: 1 }],
        pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
      }),
    });
    await expect
      .poll(() => receiver.received.map(({ type }) => type), { timeout: 15_000 })
      .toContain('venta.registrada');
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(receiver.bad).toEqual([]);
    const list = (await run('webhook', 'deliveries', '--json')).json() as { estado: string }[];
    expect(list.map(({ estado }) => estado)).toEqual(['entregada', 'entregada', 'entregada']);
    expect((await run('webhook', 'list')).stdout).toContain(receiver.url);
    expect((await as('admin', 'webhook', 'delete', id)).code).toBe(0);
    expect((await run('webhook', 'list', '--lang', 'en')).stdout).toBe('Nobody is told.\n');
  } finally {
    await receiver.close();
  }
});
