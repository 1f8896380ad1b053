import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseMailQueue } from '../../src/adapters/db/mail-queue.ts';
import { call } from '../../src/adapters/db/query.ts';
import { smtpSender } from '../../src/adapters/mail/sender.ts';
import type { SmtpSetting } from '../../src/adapters/mail/setting.ts';
import { type SendOrder, sendDue } from '../../src/app/send-mail.ts';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, startMailServer, startSilentServer } from '../support/mail-server.ts';
import { runPos, temporaryHome } from '../support/run-pos.ts';
import { saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let server: MailServer;
const home = temporaryHome();

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
});
beforeEach(async () => {
  await db.owner('notificaciones_correo').del();
});
afterEach(() => server?.close());
afterAll(async () => {
  home.remove();
  await db.close();
});

const LANES = 4;

/** Connections of the till's account to this database. */
const connections = async (): Promise<number> => {
  const [[row]] = await db.till.raw(
    'SELECT COUNT(*) AS open FROM information_schema.PROCESSLIST WHERE DB = DATABASE()',
  );
  return Number(row.open);
};

const settingOf = (port: number, over: Partial<SmtpSetting> = {}): SmtpSetting => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: null,
  password: null,
  from: 'cantina@tita.example',
  lanes: LANES,
  perMinute: null,
  ...over,
});

const envOf = (port: number): Record<string, string> => ({
  ...db.env,
  POS_HOME: home.path,
  POS_SMTP_URL: `smtp://127.0.0.1:${port}?tls=none&lanes=${LANES}`,
  POS_SMTP_FROM: 'cantina@tita.example',
});

const queueUp = async (readers: readonly string[]): Promise<void> => {
  const rows = readers.map((to) => ({
    destinatario: to,
    asunto: 'Aviso',
    cuerpo: 'Hola',
    tipo_notificacion: 'prueba',
    fecha_creacion: '2026-11-26 10:00:00',
    estado: 'pendiente',
    proximo_intento: '2026-01-01 00:00:00',
    clave_unica: randomUUID(),
  }));
  for (let i = 0; i < rows.length; i += 1_000)
    await db.owner('notificaciones_correo').insert(rows.slice(i, i + 1_000));
};

/** State, attempts and reason by reader. */
const states = async () => {
  const rows = await db.owner('notificaciones_correo').orderBy('id_notificacion');
  return Object.fromEntries(
    rows.map((row) => [row.destinatario, [row.estado, row.intentos, row.ultimo_error ?? '']]),
  );
};
const count = async (estado: string): Promise<number> => {
  const [row] = await db.owner('notificaciones_correo').where({ estado }).count({ cuantos: '*' });
  return Number(row?.cuantos);
};

const send = async (port: number, order: SendOrder = {}, over: Partial<SmtpSetting> = {}) => {
  const sender = smtpSender(settingOf(port, over), 'Cantina Tita', {
    greeting: 500,
    silence: 2_000,
    mail: 4_000,
  });
  try {
    return await sendDue(
      {
        queue: databaseMailQueue(db.till),
        sender,
        draw: async (mail) => ({ subject: mail.subject, text: mail.body, html: `<p>${mail.body}</p>` }),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        monotonic: () => performance.now(),
      },
      order,
    );
  } finally {
    sender.close();
  }
};

const dueNow = () =>
  db.owner('notificaciones_correo').where('estado', 'pendiente').update({ proximo_intento: '2026-01-01' });

describe('what the server says of one mail', () => {
  it('stops that one or makes it wait, and never the others', async () => {
    server = await startMailServer();
    await queueUp([
      'ana@x.example',
      'nobody@x.example',
      'grey@x.example',
      'cut@x.example',
      'spam@x.example',
      'eva@x.example',
    ]);
    expect(await send(server.port)).toEqual({ sent: 2, deferred: 2, failed: 2, unavailable: null });
    expect(await states()).toEqual({
      'ana@x.example': ['enviada', 1, ''],
      'nobody@x.example': ['fallida', 1, '550 No such user here'],
      'grey@x.example': ['pendiente', 1, '450 Greylisted, try again later'],
      'cut@x.example': ['pendiente', 1, expect.stringContaining('closed')],
      'spam@x.example': ['fallida', 1, '554 Message rejected'],
      'eva@x.example': ['enviada', 1, ''],
    });
    // Not before its pause is over.
    expect(await send(server.port)).toMatchObject({ sent: 0, deferred: 0, failed: 0 });
    await dueNow();
    expect(await send(server.port)).toMatchObject({ sent: 1, deferred: 1 });
    expect(await states()).toMatchObject({
      'grey@x.example': ['enviada', 2, ''],
      'cut@x.example': ['pendiente', 2, expect.anything()],
    });
  });

  it('keeps the Message-ID of a mail that may have arrived already', async () => {
    server = await startMailServer();
    await queueUp(['yes@x.example']);
    await send(server.port);
    await dueNow();
    await send(server.port);
    const ids = server.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}@tita\.example$/);
  });

  it('gives up in the end', async () => {
    server = await startMailServer();
    await queueUp(['full@x.example']);
    await db.owner('notificaciones_correo').update({ intentos: 19 });
    expect(await send(server.port)).toMatchObject({ failed: 1 });
    expect(await states()).toEqual({ 'full@x.example': ['fallida', 20, '452 Mailbox full'] });
  });
});

describe('a server that takes nothing', () => {
  it.each([
    ['is not there', async () => ({ port: 1, close: async () => {} })],
    ['never answers', async () => startSilentServer()],
    ['refuses the sender', async () => startMailServer({ refusesSender: true })],
  ] as const)('%s: no mail is blamed', async (_, start) => {
    const it = await start();
    await queueUp(Array.from({ length: 120 }, (_each, i) => `r${i}@x.example`));
    const sums = await send(it.port);
    expect(sums).toMatchObject({ sent: 0, deferred: 0, failed: 0 });
    expect(sums.unavailable).toMatch(/ECONNREFUSED|Greeting|550/);
    expect([await count('pendiente'), await count('enviando')]).toEqual([120, 0]);
    expect(await db.owner('notificaciones_correo').max({ intentos: 'intentos' })).toEqual([{ intentos: 0 }]);
    await it.close();
  });

  it('breaks every line: after some the rest is spared', async () => {
    server = await startMailServer();
    await queueUp(Array.from({ length: 60 }, (_, i) => `cut${i}@x.example`));
    const sums = await send(server.port);
    expect(sums.unavailable).toMatch(/closed/);
    expect(sums.deferred).toBeLessThan(15);
  });

  it('a mail that was put off is not due, and the status says when it is', async () => {
    await queueUp(['ana@x.example']);
    await db.owner('notificaciones_correo').update({ proximo_intento: '2099-01-02 03:04:05', intentos: 1 });
    const { stdout } = await runPos(['notify', '--status'], { env: { ...db.env, POS_HOME: home.path } });
    expect(stdout).toMatch(/espera +1/);
    expect(stdout).toMatch(/El más antiguo espera +ninguno ahora; el próximo intento es el 2099-01-02/);
  });

  it('says so once, with exit code 4 and without the password', async () => {
    server = await startMailServer({ auth: { user: 'tita', password: 'right' } });
    await queueUp(['ana@x.example']);
    const env = {
      ...envOf(server.port),
      POS_SMTP_URL: `smtp://tita@127.0.0.1:${server.port}?tls=none`,
      POS_SMTP_PASSWORD: 'hush-hush-1',
    };
    for (const args of [
      ['notify'],
      ['notify', '--json'],
      ['notify', 'test', 'ana@x.example'],
      ['notify', '--status'],
    ]) {
      const { code, stdout, stderr } = await runPos(args, { env: { ...env, POS_DEBUG: '1' } });
      expect([args, code]).toEqual([args, args.includes('--status') ? 0 : 4]);
      expect(`${stdout}${stderr}`).toMatch(/535|Authentication/);
      for (const secret of [
        'hush-hush-1',
        Buffer.from('hush-hush-1').toString('base64'),
        Buffer.from('\0tita\0hush-hush-1').toString('base64'),
      ])
        expect(`${stdout}${stderr}`).not.toContain(secret);
    }
  });
});

describe('what somebody typed', () => {
  it('adds no header and no reader', async () => {
    server = await startMailServer();
    await queueUp(['ana@x.example']);
    await db.owner('notificaciones_correo').update({
      asunto: 'Hola\r\nBcc: eve@x.example\r\n\r\nbody',
      cuerpo: 'a\r\n.\r\nMAIL FROM:<x@y.example>',
    });
    await send(server.port);
    const [mail, ...more] = server.received;
    expect(more).toEqual([]);
    expect(mail?.to).toBe('ana@x.example');
    const [head = ''] = mail?.raw.split('\r\n\r\n') ?? [];
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  });

  it.each(['ana@x.example\r\nBcc: eve@x.example', 'ana@x.example, eve@x.example', '<ana@x.example>'])(
    'is no reader: %j',
    async (address) => {
      server = await startMailServer();
      await queueUp([address]);
      expect(await send(server.port)).toMatchObject({ sent: 0, failed: 1 });
      expect(server.received).toEqual([]);
    },
  );
});

const start = (args: readonly string[], port: number): ChildProcess =>
  spawn(POS, ['notify', ...args], {
    env: { PATH: process.env.PATH, ...envOf(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const readersOf = (many: number): string[] => Array.from({ length: many }, (_, i) => `reader${i}@x.example`);

/** Every reader got the one mail. */
const eachOnce = (many: number): void => {
  expect(server.received).toHaveLength(many);
  expect(new Set(server.received.map(({ to }) => to)).size).toBe(many);
};

describe('many mails', () => {
  it('10,000 by two senders at once: each mail once, over lines that are kept', async () => {
    server = await startMailServer();
    await queueUp(readersOf(10_000));
    const outcomes = await Promise.all(
      [1, 2].map(() => runPos(['notify', '--json'], { env: envOf(server.port) })),
    );
    const sent = outcomes.map((outcome) => (outcome.json() as { enviados: number }).enviados);
    expect(sent.reduce((sum, each) => sum + each, 0)).toBe(10_000);
    expect(Math.min(...sent)).toBeGreaterThan(0);
    eachOnce(10_000);
    expect(await count('enviada')).toBe(10_000);
    expect(server.lines()).toBeLessThanOrEqual(2 * LANES);
  }, 240_000);

  it('a sender that is killed leaves one mail a line unmarked at the most, and nothing is lost', async () => {
    let enough = (): void => {};
    const reached = new Promise<void>((resolve) => {
      enough = resolve;
    });
    server = await startMailServer({ slow: 3, onReceived: (many) => void (many === 300 && enough()) });
    await queueUp(readersOf(1_000));
    const before = await connections();
    const child = start([], server.port);
    await reached;
    child.kill('SIGKILL');
    await once(child, 'close');
    // What it had asked for last, the server still does.
    await expect.poll(connections, { timeout: 10_000 }).toBe(before);
    const arrived = server.received.length;
    const marked = await count('enviada');
    expect(arrived - marked).toBeGreaterThanOrEqual(0);
    expect(arrived - marked).toBeLessThanOrEqual(LANES);
    // What it held is nobody else's yet.
    const held = await count('enviando');
    expect((await runPos(['notify', '--json'], { env: envOf(server.port) })).json()).toMatchObject({
      enviados: 1_000 - marked - held,
    });
    await db
      .owner('notificaciones_correo')
      .where('estado', 'enviando')
      .update({ reserva_hasta: '2026-01-01' });
    expect((await runPos(['notify', '--json'], { env: envOf(server.port) })).json()).toMatchObject({
      enviados: held,
    });
    expect(await count('enviada')).toBe(1_000);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(1_000);
    expect(server.received.length - 1_000).toBeLessThanOrEqual(LANES);
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1_000);
  });

  it('SIGTERM ends the watcher with the mails in hand marked and the rest given back', async () => {
    let enough = (): void => {};
    const reached = new Promise<void>((resolve) => {
      enough = resolve;
    });
    server = await startMailServer({ slow: 5, onReceived: (many) => void (many === 40 && enough()) });
    await queueUp(readersOf(500));
    const child = start(['--watch'], server.port);
    await reached;
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    expect(await count('enviando')).toBe(0);
    expect(await count('enviada')).toBe(server.received.length);
    expect(server.received.length).toBeLessThan(500);
    expect(
      (await runPos(['notify', '--limit', '7', '--json'], { env: envOf(server.port) })).json(),
    ).toMatchObject({ enviados: 7 });
  });

  it('keeps to so many a minute', async () => {
    server = await startMailServer();
    await queueUp(readersOf(6));
    const begun = performance.now();
    await send(server.port, {}, { perMinute: 600 });
    expect(performance.now() - begun).toBeGreaterThan(480);
  });
});

describe('the daily summary', () => {
  it('is made once a day by whoever sends, with the report of the day', async () => {
    server = await startMailServer();
    const sold = await call(db.till, 'sp_registrar_venta', [
      JSON.stringify(saleOf({ nro_tarjeta: '00203' })),
    ]);
    expect(sold).toHaveLength(1);
    await db.owner('notificaciones_correo').del();
    await db.owner('avisos_hechos').where('marca', 'resumen_diario').del();
    const now = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const hour = now.slice(11, 16);
    await db.owner('avisos').where('tipo', 'resumen_diario').update({ hora: hour });
    // Before noon the day before is told, which had no business.
    const told = hour >= '12:00';
    const runs = await Promise.all(
      [1, 2].map(() => runPos(['notify', '--json'], { env: envOf(server.port) })),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(server.received).toHaveLength(told ? 1 : 0);
    if (!told) {
      await db.owner.raw(`CALL sp_avisar_dia(CONCAT(DATE(ahora_local()), ' 23:59:00'))`);
      await runPos(['notify'], { env: envOf(server.port) });
    }
    const [mail, ...more] = server.received;
    expect(more).toEqual([]);
    expect(mail?.to).toBe('gerente@cantinatita.example');
    expect(mail?.raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail?.raw).toContain('25.000');
    expect(await count('enviada')).toBe(1);
  });
});
