import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POS } from '../support/built.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { CSC } from '../support/invoice.ts';
import { type InvoiceDesk, openInvoiceDesk } from '../support/invoice-desk.ts';
import { PASSWORD } from '../support/invoice-keys.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

/* What a machine writes down of a whole day: what happened, and nothing that opens anything or belongs to a child. */
let db: TestDatabase;
let desk: InvoiceDesk;
let mail: MailServer;
let serving: ChildProcess | undefined;
const home = temporaryHome();
const SMTP_PASSWORD = 'clave-del-correo-71';
const WRONG = 'otra-clave-que-nadie-sabe';

beforeAll(async () => {
  [db, desk, mail] = await Promise.all([
    freshDatabase({ seed: 'demo' }),
    openInvoiceDesk(),
    startMailServer({ auth: { user: 'tita', password: SMTP_PASSWORD } }),
  ]);
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
}, 120_000);
afterAll(async () => {
  serving?.kill('SIGKILL');
  await Promise.all([desk?.close(), mail?.close()]);
  await db?.close();
  home.remove();
});

const env = () => ({
  ...db.env,
  ...desk.env,
  HOME: home.path,
  POS_HOME: home.path,
  POS_SMTP_URL: `smtp://tita:${SMTP_PASSWORD}@127.0.0.1:${mail.port}?tls=none`,
  POS_SMTP_FROM: 'cantina@tita.example',
});
const pos = (args: readonly string[], password = 'admin-demo', input = ''): Promise<Outcome> =>
  runPos(args, { env: { ...env(), POS_PASSWORD: password }, input });
const good = async (args: readonly string[], password?: string, input?: string): Promise<Outcome> => {
  const outcome = await pos(args, password, input);
  expect([args.join(' '), outcome.code, outcome.stderr]).toEqual([args.join(' '), 0, expect.anything()]);
  return outcome;
};

const logText = (): string =>
  readdirSync(join(home.path, 'logs'))
    .map((name) => readFileSync(join(home.path, 'logs', name), 'utf8'))
    .join('');
const events = (): Set<string> =>
  new Set(
    logText()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).evento),
  );

/** Starts `pos serve`; the port that it listens on, and all that it says. */
const serve = (): Promise<{ readonly url: string; readonly said: () => string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(POS, ['serve', '--port', '0'], {
      env: { PATH: process.env.PATH, ...env() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    serving = child;
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const port = /"puerto":(\d+)/.exec(said)?.[1];
      if (port) resolve({ url: `http://127.0.0.1:${port}`, said: () => said });
    });
    child.on('close', () => reject(new Error(said)));
  });

const overHttp = async (token: string): Promise<string> => {
  const { url, said } = await serve();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const card = await fetch(`${url}/pos/buscar-tarjeta/?nro_tarjeta=00203`, { headers });
  const sale = await fetch(`${url}/pos/procesar-venta/`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      nro_tarjeta: '00203',
      lineas: [{ codigo: '5', cantidad: 1 }],
      pagos: [{ medio: 'EFECTIVO', monto_entregado: 5_000 }],
    }),
  });
  const stranger = await fetch(`${url}/api/v1/cards/00203`, {
    headers: { authorization: `Bearer ${WRONG}` },
  });
  expect([card.status, sale.status, stranger.status]).toEqual([200, 201, 401]);
  return said();
};

test('a session of sales, cards, invoices, mail and requests is told without a card, a child or a secret', async () => {
  await good(['demo'], '', '');
  expect((await pos(['login', WRONG], WRONG)).code).not.toBe(0);
  await good(['login', 'admin']);
  const session = readFileSync(join(home.path, 'session'), 'utf8');
  const sale = { ...invoicedSale(), id_usuario: undefined };
  await good(['sale', 'register', '--file', '-'], '', JSON.stringify(sale));
  await good(['card', 'topup', '00203', '50000'], '');
  await good(['card', 'block', '00203', '--reason', 'Perdida por ROMINA'], '');
  await good(['card', 'unblock', '00203', '--reason', 'Apareció'], '');
  await good(['invoice', 'send'], '');
  await good(['notify'], '');
  const made = await good(
    ['token', 'create', 'Web', '--scope', 'cards:read,sales:write', '--acts-as', 'cajero', '--json'],
    '',
  );
  const { token } = made.json() as { token: string };
  const said = await overHttp(token);
  expect(mail.received.length).toBeGreaterThan(0);
  expect([...events()]).toEqual(
    expect.arrayContaining([
      'users.signIn',
      'sales.register',
      'cardDesk.topup',
      'cardDesk.block',
      'invoices.settle',
      'mail.send',
      'api.listen',
      'api.request',
    ]),
  );

  const told = `${logText()}${said}`;
  const database = new URL(String(db.env.POS_DATABASE_URL)).password;
  const secrets = {
    'session of pos login': session.trim(),
    'password typed as a name': WRONG,
    'password of a person': 'admin-demo',
    'password of the mail': SMTP_PASSWORD,
    'password of the certificate': PASSWORD,
    'security code of the taxpayer': CSC.value,
    'password of the database': database,
    token,
    student: 'ROMINA',
    client: 'RODRIGUEZ',
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret, what).toMatch(/\S{4}/);
    expect(told.includes(secret), what).toBe(false);
  }
  expect(told).not.toMatch(/(?<!\d)00203(?!\d)/);
  const shown = await good(['logs', '--level', 'warn'], '');
  expect(shown.stdout).toMatch(/warn {3}users\.signIn .*CREDENCIALES_INVALIDAS/);
  expect(shown.stdout).not.toContain('sales.register');
}, 240_000);

test('logs: a day without any says where it looked; a filter that finds nothing says so; a cut line is told', async () => {
  const empty = temporaryHome();
  try {
    const look = (...args: string[]) =>
      runPos(['logs', '--lang', 'en', ...args], { env: { HOME: empty.path, POS_HOME: empty.path } });
    const none = await look('--date', '2026-11-20');
    expect([none.code, none.stdout]).toEqual([0, `Nothing of 2026-11-20 in ${empty.path}/logs.\n`]);
    mkdirSync(join(empty.path, 'logs'), { mode: 0o700 });
    const line = (nivel: string, evento: string, hora: string) =>
      JSON.stringify({ nivel, hora, programa: 'pos sell', pid: 7, evento, numero: '1', ms: 3 });
    writeFileSync(
      join(empty.path, 'logs', 'pos-2026-11-20.log'),
      `${line('info', 'sales.register', '2026-11-20T15:04:05.000Z')}\n{"nivel":"info","ho\n${line('warn', 'odd\u001b[2J', 'never')}\n`,
    );
    const all = await look();
    expect(all.stdout).toBe(
      '12:04:05  info   sales.register      numero=1  3 ms  (pos sell, 7)\n' +
        '--:--:--  warn   odd[2J             numero=1  3 ms  (pos sell, 7)\n',
    );
    expect(all.stderr).toBe('One line is cut and is not shown.\n');
    writeFileSync(
      join(empty.path, 'logs', 'pos-2026-11-18.log'),
      `${line('info', 'users.signIn', '2026-11-18T15:04:05.000Z')}\n`,
    );
    const events = async (...args: string[]) =>
      ((await look('--json', ...args)).json() as { evento: string }[]).map(({ evento }) => evento);
    expect(await events('--to', '2026-11-19')).toEqual(['users.signIn']);
    expect(await events('--from', '2026-11-18', '--to', '2026-11-20')).toHaveLength(3);
    expect(await events('--from', '2026-11-19')).toHaveLength(2);
    expect((await look('--to', '2026-11-19')).stdout).toMatch(/^2026-11-18 12:04:05 {2}info/);
    expect((await look('--event', 'nothing')).stdout).toMatch(/^Nothing like that on 2026-11-20: .*--event/);
    expect((await look('--json', '--limit', '1')).json()).toMatchObject([{ nivel: 'warn' }]);
    expect((await look('--csv', '--level', 'error')).stdout).toBe('');
    expect((await look('--follow', '--date', '2026-11-20')).code).toBe(2);
  } finally {
    empty.remove();
  }
});
