import { X509Certificate } from 'node:crypto';
import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import forge from 'node-forge';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { followPair, readPair } from '../../src/adapters/http/certificate.ts';
import type { Log } from '../../src/app/ports/log.ts';
import { NO_LIMITS, startApi, type TestApi, tokenFor } from '../support/api-server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/* What stands below a request: bytes that two readers could read differently, lines that never end, proxies, certificates. */

let db: TestDatabase;
let token: string;
const started: TestApi[] = [];

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
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

const TIMES = { headers: 700, request: 1_000, keepAlive: 1_000, check: 100 };

/** Everything that the server says on one connection until it closes it. */
const raw = async (
  port: number,
  text: string,
  after: (socket: Socket) => void = () => {},
): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
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

describe('bytes that two readers could take for different requests', () => {
  const SALE = JSON.stringify({
    lineas: [{ codigo: '5', cantidad: 1 }],
    pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
  });
  const hidden = () =>
    `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${SALE.length}\r\n\r\n${SALE}`;
  const head = (lines: string) =>
    `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n${lines}\r\n`;
  const chunk = '1\r\n{\r\n0\r\n\r\n';

  it.each([
    ['two lengths', () => `${head('Content-Length: 2\r\nContent-Length: 1\r\n')}{}`],
    ['two lengths in one line', () => `${head('Content-Length: 2, 1\r\n')}{}`],
    ['a length and chunks', () => head('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n') + chunk],
    ['chunks and a length', () => head('Transfer-Encoding: chunked\r\nContent-Length: 2\r\n') + chunk],
    ['chunks that are not the last coding', () => head('Transfer-Encoding: chunked, identity\r\n') + chunk],
    ['a coding that nobody knows', () => head('Transfer-Encoding: xchunked\r\n') + chunk],
    ['a length with a sign', () => `${head('Content-Length: +2\r\n')}{}`],
    ['a length below nothing', () => head('Content-Length: -1\r\n')],
    ['a length in hexadecimal', () => `${head('Content-Length: 0x2\r\n')}{}`],
    ['a blank before the colon', () => `${head('Content-Length : 2\r\n')}{}`],
    ['a header on two lines', () => head('X-A: b\r\n Transfer-Encoding: chunked\r\n') + chunk],
    ['a header ended by a line feed alone', () => head('X-A: b\nTransfer-Encoding: chunked\r\n') + chunk],
    ['a carriage return in a header', () => head('X-A: b\rTransfer-Encoding: chunked\r\n') + chunk],
    ['a NUL in a header', () => `${head('X-A: b\u0000\r\nContent-Length: 2\r\n')}{}`],
    ['a chunk of no size', () => `${head('Transfer-Encoding: chunked\r\n')}zz\r\n{}\r\n0\r\n\r\n`],
    ['a chunk larger than all', () => `${head('Transfer-Encoding: chunked\r\n')}fffffffffffffffff\r\n{}\r\n`],
  ])('are refused: %s; what follows them is no request', async (_, request) => {
    const api = await start({ times: TIMES });
    const count = async () => Number((await db.owner('ventas').count({ n: '*' }).first())?.n);
    const before = await count();
    const got = await raw(api.port, request() + hidden());
    expect(got).toMatch(/^HTTP\/1.1 400 /);
    expect(got.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    expect(got).toContain('Connection: close');
    expect(await count()).toBe(before);
  });
});

describe('lines that never end', () => {
  it('of a hundred at once are ended, while others are served', async () => {
    const api = await start({ times: TIMES });
    const since = Date.now();
    const drip = (text: string) =>
      raw(api.port, text, (socket) => {
        const timer = setInterval(() => socket.write('a'), 60);
        socket.on('close', () => clearInterval(timer));
      });
    const slow = Array.from({ length: 100 }, (_, at) =>
      at % 2 === 0
        ? drip('GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: ')
        : drip(
            `POST /api/v1/sales HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n`,
          ),
    );
    for (let at = 0; at < 5; at++)
      expect((await api.call('GET', '/health/live', { token: null })).status).toBe(200);
    const ends = await Promise.all(slow);
    expect(ends.filter((got) => /^HTTP\/1.1 408 /.test(got)).length).toBeGreaterThan(40);
    expect(ends.every((got) => !got.startsWith('HTTP/1.1 2'))).toBe(true);
    expect(Date.now() - since).toBeLessThan(30_000);
  });
});

describe('who calls', () => {
  const rates = { ...NO_LIMITS, address: { burst: 2, perSecond: 0.01 } };
  const asked = async (api: TestApi, from: string) =>
    (await api.call('GET', '/health/live', { token: null, headers: { 'x-forwarded-for': from } })).status;

  it('is not what a header says, unless a proxy that is trusted says so', async () => {
    const api = await start({ rates });
    const statuses = [await asked(api, '198.51.100.1'), await asked(api, '198.51.100.2')];
    statuses.push(await asked(api, '198.51.100.3'));
    expect(statuses).toEqual([200, 200, 429]);
    expect(api.lines.map(({ values }) => values.direccion)).toEqual(Array(3).fill('127.0.0.1'));
  });

  it('is what a trusted proxy says; what stands before it in the header was said by a stranger', async () => {
    const api = await start({ rates, proxies: ['127.0.0.1', '10.0.0.0/8'] });
    expect(await asked(api, '198.51.100.1')).toBe(200);
    expect(await asked(api, '203.0.113.9, 198.51.100.1, 10.0.0.7')).toBe(200);
    expect(await asked(api, '203.0.113.8, 198.51.100.1')).toBe(429);
    expect(await asked(api, '198.51.100.2')).toBe(200);
    expect(new Set(api.lines.map(({ values }) => values.direccion))).toEqual(
      new Set(['198.51.100.1', '198.51.100.2']),
    );
    const figures = await api.call('GET', '/metrics', {
      token: null,
      headers: { 'x-forwarded-for': '127.0.0.1' },
    });
    expect([figures.status, figures.body]).toMatchObject([401, { error: { code: 'TOKEN_INVALIDO' } }]);
  });
});

/** A certificate of its own hand for `localhost`, in two files. */
const writePair = (folder: string, name: string): { cert: string; key: string } => {
  const keys = forge.pki.rsa.generateKeyPair(2_048);
  const made = forge.pki.createCertificate();
  made.publicKey = keys.publicKey;
  made.serialNumber = '01';
  made.validity.notBefore = new Date(Date.now() - 60_000);
  made.validity.notAfter = new Date(Date.now() + 86_400_000);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: name }]);
  made.sign(keys.privateKey, forge.md.sha256.create());
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  writeFileSync(files.cert, forge.pki.certificateToPem(made));
  writeFileSync(files.key, forge.pki.privateKeyToPem(keys.privateKey), { mode: 0o600 });
  return files;
};

describe('a certificate', () => {
  it('that is renewed holds for the next connections, without a restart; one that does not hold changes nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pos-tls-'));
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    const put = (from: { cert: string; key: string }) => {
      for (const part of ['cert', 'key'] as const) {
        copyFileSync(from[part], `${files[part]}.new`);
        renameSync(`${files[part]}.new`, files[part]);
      }
    };
    const [first, second] = [writePair(folder, 'primero'), writePair(folder, 'segundo')];
    put(first);
    const api = await start({ tls: readPair(files) });
    const said: string[] = [];
    const log: Log = { event: (name, fields = {}) => void said.push(`${name} ${fields.codigo ?? 'ok'}`) };
    const unfollow = followPair(files, api.server, log, 30);
    const shown = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connectTls({ port: api.port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(new X509Certificate(socket.getPeerX509Certificate()?.raw ?? '').subject);
          socket.end();
        });
        socket.on('error', reject);
      });
    try {
      expect(await shown()).toBe('CN=primero');
      put(second);
      await expect.poll(shown, { timeout: 5_000 }).toBe('CN=segundo');
      writeFileSync(files.cert, 'no es un certificado');
      await expect.poll(() => said.at(-1), { timeout: 5_000 }).toBe('api.certificate VALOR_INVALIDO');
      expect(await shown()).toBe('CN=segundo');
      put(first);
      await expect.poll(shown, { timeout: 5_000 }).toBe('CN=primero');
      await sleep(100);
      expect(said.filter((line) => line === 'api.certificate ok').length).toBeGreaterThanOrEqual(2);
    } finally {
      unfollow();
      rmSync(folder, { recursive: true });
    }
  });

  it('whose key every user of the machine may read is not taken', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pos-tls-'));
    try {
      const pair = writePair(folder, 'abierta');
      const open = join(folder, 'abierta2.key');
      copyFileSync(pair.key, open);
      writeFileSync(open, '', { flag: 'a' });
      expect(readPair(pair).key.length).toBeGreaterThan(100);
      rmSync(open);
      writeFileSync(open, readPair(pair).key, { mode: 0o644 });
      expect(() => readPair({ cert: pair.cert, key: open })).toThrow(
        expect.objectContaining({ error: expect.objectContaining({ code: 'CONFIGURACION_INVALIDA' }) }),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
