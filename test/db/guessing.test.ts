import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { provisionTill } from '../../src/adapters/db/accounts.ts';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { argon2Hasher } from '../../src/adapters/system/passwords.ts';
import { approve, signIn } from '../../src/app/sign-in.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { heardOf } from '../support/guesses.ts';
import { testServer } from '../support/server.ts';

/* Guesses at one person's secrets through every door there is, from two tills at once. */

let db: TestDatabase;
let cashier: Actor;
let second: ReturnType<typeof openDatabase>;
let account: string | null = null;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  cashier = await actorOf(db.owner, 'cajero');
  // A server of the run's own has one till's account for all; a second pool is a second till then.
  if (!testServer().till) {
    account = `${db.name}c`;
    await provisionTill(db.owner, {
      database: db.name,
      user: account,
      host: '%',
      password: db.tillTarget.password,
    });
  }
  second = openDatabase({ ...db.tillTarget, ...(account ? { user: account } : {}) }, { pool: 8 });
});
afterAll(async () => {
  await second.destroy();
  if (account) await db.owner.raw('DROP USER ?@?', [account, '%']);
  await db.close();
});
beforeEach(() => db.owner('intentos_acceso').delete());

const doors = () =>
  [db.till, second].flatMap((knex) => {
    const ports = { ...databaseServices(knex), hasher: argon2Hasher };
    const wanted = { permission: 'sale.void', reference: '91', reason: 'prueba' } as const;
    return [
      (n: number) => signIn(ports, { login: 'gerente', secret: `no es ${n}`, kind: 'password' }),
      (n: number) =>
        signIn(ports, { login: 'Gerente', secret: String(6_000 + n), kind: 'pin', beside: cashier.session }),
      (n: number) =>
        approve(ports, cashier, { login: 'gerente', secret: String(7_000 + n), kind: 'pin' }, wanted),
      (n: number) =>
        approve(
          ports,
          cashier,
          { login: 'gerente@cantinatita.example', secret: `tampoco ${n}`, kind: 'password' },
          wanted,
        ),
    ];
  });

it('at the same moment: one is heard', async () => {
  const open = doors();
  const guesses = await heardOf(48, (index) => (open[index % open.length] as (typeof open)[number])(index));
  expect(guesses.heard).toBeLessThanOrEqual(guesses.allowed);
  expect(await db.owner('intentos_acceso')).toHaveLength(1);
});

it('for eight seconds, as fast as they can: four are heard, and each is in the audit', async () => {
  const audited = async () =>
    Number((await db.owner('auditoria').where('accion', 'ingreso_fallido').count({ n: '*' }).first())?.n);
  const before = await audited();
  const began = performance.now();
  let made = 0;
  let heard = 0;
  await Promise.all(
    doors().map(async (door) => {
      while (performance.now() - began < 8_000) {
        const answer = await door(made++);
        if (!answer.ok && answer.error.code === 'CREDENCIALES_INVALIDAS') heard += 1;
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  expect(made).toBeGreaterThan(20);
  expect(heard).toBeGreaterThan(1);
  expect(heard).toBeLessThanOrEqual(1 + Math.floor(Math.log2(seconds + 1)));
  expect(await audited()).toBe(before + heard);
});

it('say nothing by their time of who is there: a name takes as long as no name', async () => {
  const ports = { ...databaseServices(db.till), hasher: argon2Hasher };
  const times: Record<'gerente' | 'nadie', number[]> = { gerente: [], nadie: [] };
  const once = async (login: 'gerente' | 'nadie') => {
    await db.owner('intentos_acceso').delete();
    const began = performance.now();
    expect(await signIn(ports, { login, secret: 'no es', kind: 'password' })).toMatchObject({
      error: { code: 'CREDENCIALES_INVALIDAS' },
    });
    times[login].push(performance.now() - began);
  };
  for (let at = 0; at < 40; at++)
    for (const login of at % 2 ? (['gerente', 'nadie'] as const) : (['nadie', 'gerente'] as const))
      await once(login);
  // The quickest quarter: what other work of the machine adds is in the rest.
  const quick = (all: readonly number[]) =>
    all.toSorted((a, b) => a - b)[Math.floor(all.length / 4)] as number;
  const [known, unknown] = [quick(times.gerente), quick(times.nadie)];
  expect(Math.abs(known - unknown)).toBeLessThan(0.25 * Math.max(known, unknown) + 3);
});
