import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { POS } from '../support/built.ts';
import { type CuttableLine, cuttableLine } from '../support/cuttable-line.ts';
import { inconsistencies } from '../support/ledgers.ts';
import { type NetworkStore, startNetworkStore, TILL_ACCOUNT } from '../support/network-store.ts';
import { openTerminal, type TestTerminal } from '../support/pty.ts';
import { enter, field, press, signIn } from '../support/tills.ts';

/** Until a screen says that its line is gone, or goes on: a silent line is found out by a question that is not answered. */
const NOTICED_MS = 25_000;
/** A sale whose answer is lost is first waited for as long as the server may wait for a lock. */
const RESOLVED_MS = 60_000;
const LONG = { timeout: 180_000 };

/** A till on a machine of its own, whose cable a test can pull. */
interface Machine {
  readonly name: string;
  readonly line: CuttableLine;
  readonly screen: TestTerminal;
}

let store: NetworkStore;
let owner: Knex;
let machines: Machine[] = [];

beforeAll(async () => {
  store = await startNetworkStore();
  owner = openDatabase({ ...store.server.root, database: 'tienda' }, { pool: 2 });
}, 180_000);
afterEach(async () => {
  for (const { screen } of machines) await screen.dispose();
  for (const { line } of machines) await line.close();
  machines = [];
});
afterAll(async () => {
  await owner?.destroy();
  await store?.stop();
});

const begin = (name: string, address: string): TestTerminal =>
  openTerminal({
    command: POS,
    args: ['--till', name],
    env: {
      HOME: store.home(name),
      POS_HOME: join(store.home(name), 'data'),
      XDG_CONFIG_HOME: store.home(name),
      POS_DATABASE_URL: address,
    },
  });

/** `pos` of a till, over TLS and a line of its own, with a cashier signed in. */
const machine = async (name: string, account: { user: string; password: string } = TILL_ACCOUNT) => {
  const { port } = store.server;
  const line = await cuttableLine({ host: '127.0.0.1', port, ...account }, { network: true });
  const address = store.url(account.user, account.password, `?ca=${store.ca}`, 'localhost', line.port);
  const screen = begin(name, address);
  const made = { name, line, screen };
  machines.push(made);
  await screen.waitFor('BD ok');
  await signIn(screen, 'cajero', 'cajero-demo');
  await screen.waitFor('FRECUENTES');
  return made;
};

const addCola = async ({ screen }: Machine): Promise<void> => {
  await field(screen, '5', '› 5');
  await screen.waitFor('1 línea · 1 unidad');
};
const readyToSell = async (at: Machine): Promise<void> => {
  await press(at.screen, 'f4');
  await at.screen.waitFor('COBRAR');
  await press(at.screen, 'f4');
  await at.screen.waitFor('Enter registra la venta');
};
const sellCola = async (at: Machine): Promise<void> => {
  await addCola(at);
  await readyToSell(at);
  await enter(at.screen);
  await at.screen.waitFor('VENTA REGISTRADA', 'the sale', RESOLVED_MS);
};

const salesOf = async (name: string): Promise<number> => {
  const [[row]] = await owner.raw('SELECT COUNT(*) AS n FROM ventas WHERE numero_venta LIKE ?', [
    `${name}-%`,
  ]);
  return Number(row.n);
};
const waitingForLocks = async (): Promise<number> => {
  const [[row]] = await owner.raw(
    "SELECT COUNT(*) AS n FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'",
  );
  return Number(row.n);
};
const tickets = ({ name }: Machine): number => {
  const folder = join(store.home(name), 'data', 'tickets');
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.txt')).length : 0;
};
const until = async (what: () => boolean | Promise<boolean>, timeoutMs = 20_000): Promise<void> => {
  for (const end = Date.now() + timeoutMs; !(await what()); ) {
    if (Date.now() > end) throw new Error(`not so within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const told = (at: Machine): Promise<void> =>
  at.screen.waitFor(
    (text) =>
      text.includes('BD SIN CONEXIÓN') && text.includes('Sin conexión con la base de datos: la venta'),
    'that the line is gone',
    NOTICED_MS,
  );

it.each([
  ['is cut', (line: CuttableLine) => line.refuse()],
  ['goes silent', (line: CuttableLine) => line.drop()],
])(
  'a till whose line %s in the middle of a cart says so, keeps it and goes on by itself',
  LONG,
  async (_, lose) => {
    const [yard, hall] = [await machine('001'), await machine('002')];
    const [before, beforeHall] = [await salesOf('001'), await salesOf('002')];
    await addCola(yard);
    lose(yard.line);
    const lostAt = performance.now();
    await told(yard);
    expect(performance.now() - lostAt).toBeLessThan(NOTICED_MS);
    expect(yard.screen.text()).toContain('1 línea · 1 unidad');
    // The other till does not even notice.
    await sellCola(hall);
    expect(hall.screen.text()).toContain('BD ok');
    // Keys work without the database: one more of it.
    yard.screen.type('+');
    await yard.screen.waitFor('1 línea · 2 unidades');
    yard.line.mend();
    await yard.screen.waitFor('BD ok', 'the line again, without a key', NOTICED_MS);
    expect(yard.screen.text()).toContain('La base de datos volvió');
    await readyToSell(yard);
    await enter(yard.screen);
    await yard.screen.waitFor('VENTA REGISTRADA');
    expect([await salesOf('001'), await salesOf('002')]).toEqual([before + 1, beforeHall + 1]);
  },
);

it.each([
  ['is ended', (line: CuttableLine) => line.refuse()],
  ['stays silent', () => undefined],
])(
  'two sales are stored, the answers are lost and the line %s: each is sold and printed once',
  LONG,
  async (_, lose) => {
    const both = [await machine('001'), await machine('002')];
    const before = await Promise.all(both.map(({ name }) => salesOf(name)));
    const papers = both.map(tickets);
    for (const each of both) {
      await addCola(each);
      await readyToSell(each);
    }
    // Each sale is held up in its transaction, so that it is known to be under way when the cable is pulled.
    const holder = await owner.transaction();
    await holder.raw("SELECT id_caja FROM cajas WHERE codigo IN ('001', '002') FOR UPDATE");
    await until(async () => {
      for (const { screen } of both)
        if (screen.text().includes('Enter registra la venta')) {
          await enter(screen);
          await new Promise((resolve) => setTimeout(resolve, 1_000));
        }
      return (await waitingForLocks()) >= 2;
    });
    for (const { line } of both) line.drop();
    await holder.rollback();
    // Committed: from here on nobody tells the tills.
    for (const [at, { name }] of both.entries())
      await until(async () => (await salesOf(name)) === (before[at] ?? 0) + 1);
    for (const { line } of both) lose(line);
    for (const { screen } of both)
      await screen.waitFor('Sin respuesta de la base de datos', 'that the answer is missing', NOTICED_MS);
    for (const { line } of both) line.cut();
    for (const each of both) {
      await each.screen.waitFor('VENTA REGISTRADA', 'the sale, without a key', RESOLVED_MS);
      await until(() => tickets(each) === (papers[both.indexOf(each)] ?? 0) + 1, RESOLVED_MS);
    }
    expect(await Promise.all(both.map(({ name }) => salesOf(name)))).toEqual(
      before.map((count) => count + 1),
    );
    // Both go on, and nothing more is printed of what was there.
    for (const each of both) await sellCola(each);
    await until(() => both.every((each, at) => tickets(each) === (papers[at] ?? 0) + 2), RESOLVED_MS);
    expect(Object.entries(await inconsistencies(owner)).filter(([, count]) => count !== 0)).toEqual([]);
  },
);

it('goes on over a server that is restarted under two open tills', LONG, async () => {
  const both = [await machine('001'), await machine('002')];
  const before = await Promise.all(both.map(({ name }) => salesOf(name)));
  for (const each of both) await addCola(each);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await store.server.halt(signal);
    await Promise.all(both.map(told));
    await store.server.start();
    for (const { screen } of both) await screen.waitFor('BD ok', 'the server again', NOTICED_MS);
  }
  for (const each of both) {
    expect(each.screen.text()).toContain('1 línea · 1 unidad');
    await readyToSell(each);
    await enter(each.screen);
    await each.screen.waitFor('VENTA REGISTRADA');
  }
  expect(await Promise.all(both.map(({ name }) => salesOf(name)))).toEqual(before.map((count) => count + 1));
});

it('says that its account was taken away while it was open, and sells no more', LONG, async () => {
  const invitation = join(store.server.folder, 'pos-caja-002.json');
  const place = `localhost:${store.server.port}`;
  const invited = await store.pos('first', [
    ...['till', 'invite', '2', invitation, '--address', place, '--ca', store.ca, '--user', 'admin'],
  ]);
  expect([invited.code, invited.stderr]).toEqual([0, expect.any(String)]);
  expect((await store.pos('yard', ['till', 'enroll', invitation])).code).toBe(0);
  // Enrolled as its user would: the address is in its configuration, not in the environment.
  const screen = openTerminal({
    command: POS,
    env: {
      HOME: store.home('yard'),
      XDG_CONFIG_HOME: undefined,
      POS_HOME: undefined,
      POS_DATABASE_URL: undefined,
    },
  });
  try {
    await screen.waitFor('BD ok');
    expect(screen.text()).toContain('Caja 002');
    await signIn(screen, 'cajero', 'cajero-demo');
    await screen.waitFor('FRECUENTES');
    await field(screen, '5', '› 5');
    await screen.waitFor('1 línea · 1 unidad');
    const before = await salesOf('002');
    const revoked = await store.pos('first', ['till', 'revoke', '2', '--user', 'admin', '--json']);
    expect(revoked.json()).toMatchObject({ retirada: true, conexiones_cerradas: true });
    await screen.waitFor('no acepta la cuenta', 'that the account is gone', NOTICED_MS);
    expect(screen.text()).toContain('1 línea · 1 unidad');
    expect(await salesOf('002')).toBe(before);
  } finally {
    await screen.dispose();
  }
});

it(
  'says that the schema became newer under it, begins no sale, and goes on when it fits again',
  LONG,
  async () => {
    const at = await machine('001');
    await addCola(at);
    const before = await salesOf('001');
    // What a newer program leaves when it migrates; an older one knows no more of it.
    await owner('knex_migrations').insert({ name: '99999999999999_nuevo', batch: 99 });
    try {
      await at.screen.waitFor(
        (text) => text.includes('BD DE OTRA VERSIÓN') && text.includes('versión más nueva del programa'),
        'that the schema is newer',
        NOTICED_MS,
      );
      await press(at.screen, 'f4');
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(at.screen.text()).not.toContain('COBRAR Ctrl');
      expect(at.screen.text()).not.toContain('Número del medio');
      const late = begin('002', store.url(TILL_ACCOUNT.user, TILL_ACCOUNT.password, `?ca=${store.ca}`));
      const { code } = await late.exited;
      expect([code, late.text()]).toEqual([4, expect.stringContaining('versión más nueva')]);
      await late.dispose();
    } finally {
      await owner('knex_migrations').where({ name: '99999999999999_nuevo' }).delete();
    }
    await at.screen.waitFor('BD ok', 'the schema again', NOTICED_MS);
    await readyToSell(at);
    await enter(at.screen);
    await at.screen.waitFor('VENTA REGISTRADA');
    expect(await salesOf('001')).toBe(before + 1);
  },
);

it('waits with an upgrade for a screen and a server that are open, and tells which', LONG, async () => {
  // Screens that the tests before have killed said no goodbye.
  await owner('cajas_activas').delete();
  const at = await machine('001');
  const serve = spawn(POS, ['serve', '--port', '0', '--till', '002'], {
    env: { PATH: process.env.PATH, HOME: store.home('first') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const served = new Promise((resolve) => serve.on('exit', resolve));
  const last = await owner('knex_migrations').orderBy('id', 'desc').first();
  const announced = async (): Promise<readonly string[]> =>
    (await owner('cajas_activas').select('caja').orderBy('caja')).map(({ caja }) => String(caja));
  try {
    await until(async () => (await announced()).includes('002'), NOTICED_MS);
    // As if this program had one migration more than the store.
    await owner('knex_migrations').where('id', last.id).delete();
    const refused = await store.pos('first', ['db', 'migrate']);
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringMatching(new RegExp(`001 ${hostname()} .*002 ${hostname()} `)),
    ]);
    await at.screen.waitFor('BD DE OTRA VERSIÓN', 'that the schema is another one', NOTICED_MS);
    await press(at.screen, 'f10', 'f9');
    serve.kill('SIGTERM');
    await Promise.all([at.screen.exited, served]);
    await until(async () => (await announced()).length === 0);
    const done = await store.pos('first', ['db', 'migrate', '--json']);
    expect([done.code, done.json()]).toMatchObject([0, { migraciones: [last.name] }]);
    expect((done.json() as { copia: string }).copia).toMatch(/pos_backup_.*\.sql\.gz$/);
  } finally {
    serve.kill('SIGKILL');
    if (!(await owner('knex_migrations').where('name', last.name).first()))
      await owner('knex_migrations').insert(last);
  }
});
