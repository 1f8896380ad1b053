import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TILL_ROUTINES } from '../../src/adapters/db/accounts.ts';
import { refusalOf } from '../../src/adapters/db/errors.ts';
import { call } from '../../src/adapters/db/query.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { hostileEntries, hostileTextsIn } from '../support/hostile.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';

/*
 * Every key that a routine of the till's account reads from its document, as the server itself has the routine, gets
 * every hostile text: a routine or key that is added is tried without anybody thinking of it.
 */

let db: TestDatabase;
let session: string;
let bodies: ReadonlyMap<string, string>;

const bodyOf = (name: string): string => bodies.get(name) ?? '';

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  session = (await actorOf(db.owner, 'admin')).session;
  const [rows] = await db.owner.raw(
    'SELECT ROUTINE_NAME AS rutina, ROUTINE_DEFINITION AS cuerpo FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?',
    [db.name],
  );
  bodies = new Map(rows.map(({ rutina, cuerpo }: { rutina: string; cuerpo: string }) => [rutina, cuerpo]));
});
afterAll(() => db.close());

/** Keys of the documents that a routine reads, its own and those that it hands on. */
const keysOf = (routine: string, seen = new Set<string>()): ReadonlySet<string> => {
  seen.add(routine);
  const body = bodyOf(routine);
  const keys = new Set([...body.matchAll(/'\$\.(\w+)/g)].map(([, key]) => String(key)));
  for (const [, other] of body.matchAll(/\b(\w+)\s*\(\s*doc\b/g))
    if (bodies.has(String(other)) && !seen.has(String(other)))
      for (const key of keysOf(String(other), seen)) keys.add(key);
  return keys;
};

/** Lists in documents, with what one of their entries holds. */
const entryKeysOf = (routine: string): ReadonlySet<string> =>
  new Set([...bodyOf(routine).matchAll(/PATH '\$\.(\w+)'/g)].map(([, key]) => String(key)));

const state = async () => {
  const [tables] = await db.owner.raw(
    `SELECT TABLE_NAME AS nombre, TABLE_TYPE AS clase FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? ORDER BY 1`,
    [db.name],
  );
  const [columns] = await db.owner.raw(
    `SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? ORDER BY 1, 2`,
    [db.name],
  );
  return { tables, columns };
};

/** A document that a routine may like: plausible values under the names that documents use. */
const plausible = (): Record<string, unknown> => ({
  sesion: session,
  uuid: randomUUID(),
  id_caja: 1,
  id_usuario: 3,
  id_producto: 5,
  id_cliente: 1,
  id_hijo: 1,
  id_tarjeta: 1,
  id_categoria: 1,
  id_medio: 1,
  id_venta: 1,
  monto: 1_000,
  precio_venta: 1_000,
  motivo: 'prueba',
  tipo: 'Entrada',
});

/** How a call ended: a refusal of ours, or done; anything else is thrown. */
const outcome = async (routine: string, values: readonly unknown[]): Promise<string> => {
  try {
    await call(db.till, routine, values as never);
    return 'done';
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refusal.code;
    const { errno, sqlMessage } = error as { errno?: number; sqlMessage?: string };
    return `${errno ?? ''} ${sqlMessage ?? String(error)}`;
  }
};

/**
 * Done, refused by name, or by the server before anything is done: a text that is too long for what the routine declares
 * (1406), of no use there (1366), or no Base64 (1958).
 */
const REFUSED = /^(?:done$|[A-Z_]+$|1406 |1366 |1958 )/;

describe('every text that a routine takes', () => {
  it('is stored as it is or refused, whatever it tries to be; tables and ledgers stay as they are', async () => {
    const before = await state();
    const sales = await db.owner('ventas').count({ n: '*' }).first();
    const people = await db.owner('usuarios').count({ n: '*' }).first();
    const faults: string[] = [];
    let tried = 0;
    for (const routine of TILL_ROUTINES) {
      const [parameters] = await db.owner.raw(
        `SELECT PARAMETER_NAME AS nombre, DTD_IDENTIFIER AS clase FROM information_schema.PARAMETERS
         WHERE SPECIFIC_SCHEMA = ? AND SPECIFIC_NAME = ? ORDER BY ORDINAL_POSITION`,
        [db.name, routine],
      );
      const takesDocument = parameters.length === 1 && parameters[0].nombre === 'doc';
      for (const [kind, text] of hostileEntries) {
        const attempts: (readonly [string, readonly unknown[]])[] = takesDocument
          ? [...keysOf(routine)].flatMap((key) => [
              [key, [JSON.stringify({ ...plausible(), [key]: text })]] as const,
              [
                `${key}[{}]`,
                [
                  JSON.stringify({
                    ...plausible(),
                    [key]: [Object.fromEntries([...entryKeysOf(routine)].map((entry) => [entry, text]))],
                  }),
                ],
              ] as const,
            ])
          : [['', parameters.map(({ clase }: { clase: string }) => (/char|text/i.test(clase) ? text : 1))]];
        for (const [key, values] of attempts) {
          tried += 1;
          const got = await outcome(routine, values);
          if (!REFUSED.test(got)) faults.push(`${routine} ${key} (${kind}): ${got}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(5_000);
    expect(await state()).toEqual(before);
    expect(await db.owner('ventas').count({ n: '*' }).first()).toEqual(sales);
    expect(Number((await db.owner('usuarios').count({ n: '*' }).first())?.n)).toBeGreaterThanOrEqual(
      Number(people?.n),
    );
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
    const { mangled, whole } = await hostileTextsIn(db.owner, db.name);
    expect(mangled).toEqual([]);
    expect(whole).toBeGreaterThan(20);
  }, 300_000);
});
