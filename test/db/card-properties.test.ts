import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import * as desk from '../../src/app/card-desk.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

/* Whatever is done with cards, in any order and by several tills at once: the movements of a card add up to its balance. */

const TILLS = 4;
let db: TestDatabase;
let manager: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  manager = await actorOf(db.owner, 'gerente');
  await db.owner('cajas').where('id_caja', '>', 0).update({ activo: 1 });
  const there = (await db.owner('cajas').select('id_caja')).length;
  for (let n = there + 1; n <= TILLS; n++)
    await db.owner('cajas').insert({ codigo: String(n).padStart(3, '0'), nombre: `Caja ${n}` });
});
afterAll(() => db.close());

const operation = fc.record({
  what: fc.constantFrom(
    'topup',
    'topup',
    'topupTwice',
    'sell',
    'sell',
    'void',
    'block',
    'unblock',
    'replace',
    'adjust',
    'issue',
  ),
  nth: fc.nat(1_000),
  amount: fc.integer({ min: 1, max: 60_000 }),
});

/** What a rule may answer to an act that came too late or asks too much; anything else is a fault. */
const REFUSALS = [
  'TARJETA_NO_ACTIVA',
  'TARJETA_NO_RECARGABLE',
  'TARJETA_YA_REEMPLAZADA',
  'AJUSTE_EXCESIVO',
  'SALDO_INSUFICIENTE',
  'STOCK_INSUFICIENTE',
  'VENTA_YA_ANULADA',
];

let serial = 8_000_000;

it('balances are the sums of their movements, and no guaraní is made or lost by replacing', async () => {
  const services = databaseServices(db.till);
  const by = { actor: manager, grant: null };
  const sales: number[] = [];
  const total = async (): Promise<number> => {
    const [[row]] = await db.owner.raw('SELECT CAST(SUM(saldo_actual) AS SIGNED) AS total FROM tarjetas');
    return Number(row.total);
  };
  const first = await desk.issueCard(services, by, {
    studentId: 7,
    number: String(serial++),
    expiresOn: null,
    dailyLimit: null,
  });
  const cards: { id: number; number: string }[] = first.ok ? [first.value] : [];
  let expected = await total();

  const act = async (till: number, { what, nth, amount }: { what: string; nth: number; amount: number }) => {
    const card = cards[nth % cards.length];
    if (!card) throw new Error('no card');
    const topUp = (uuid: string) =>
      desk.topUpCard(services, by, {
        uuid,
        cardId: card.id,
        tillId: till,
        methodId: ID.cash,
        amount,
        handed: amount + 500,
        reference: null,
      });
    const note = (by: number, result: { ok: boolean }): void => {
      if (result.ok) expected += by;
    };
    switch (what) {
      case 'topup': {
        const result = await topUp(randomUUID());
        note(amount, result);
        return result;
      }
      case 'topupTwice': {
        const uuid = randomUUID();
        const [one, two] = await Promise.all([topUp(uuid), topUp(uuid)]);
        note(amount, one.ok ? one : two);
        return one;
      }
      case 'sell': {
        const result = await services.sales.register(
          saleOf({
            id_caja: till,
            nro_tarjeta: card.number,
            lineas: [{ id_producto: ID.cola, cantidad: 1, precio_unitario: 5_000 }],
            pagos: [{ id_medio: ID.studentCard, monto_entregado: 5_000, monto_aplicado: 5_000 }],
          }),
        );
        note(-5_000, result);
        if (result.ok) sales.push(result.value.id);
        return result;
      }
      case 'void': {
        const sale = sales[nth % Math.max(1, sales.length)];
        if (sale === undefined) return null;
        const document = {
          sesion: manager.session,
          uuid: randomUUID(),
          id_venta: sale,
          id_caja: till,
          motivo: 'prueba',
        };
        const result = await db.till
          .raw('CALL sp_anular_venta(?)', [JSON.stringify(document)])
          .then(() => ({ ok: true as const }))
          .catch((error) => {
            expect(String(error.sqlMessage)).toMatch(/^VENTA_YA_ANULADA|Deadlock|to be repeated/);
            return { ok: false as const, error: { code: 'VENTA_YA_ANULADA' } };
          });
        note(5_000, result);
        return result;
      }
      case 'block':
        return desk.blockCard(services, by, card.id, 'prueba');
      case 'unblock':
        return desk.unblockCard(services, by, card.id, 'prueba');
      case 'replace': {
        const number = String(serial++);
        const result = await desk.replaceCard(services, by, {
          cardId: card.id,
          newNumber: number,
          reason: 'x',
        });
        if (result.ok) cards.push(result.value);
        return result;
      }
      case 'adjust': {
        const change = nth % 2 === 0 ? gs(amount) : gs(-amount);
        const request = { uuid: randomUUID(), cardId: card.id, amount: change, reason: 'prueba' };
        const result = await desk.adjustCard(services, by, request);
        note(change, result);
        return result;
      }
      default: {
        const result = await desk.issueCard(services, by, {
          studentId: 1 + (nth % 20),
          number: String(serial++),
          expiresOn: null,
          dailyLimit: null,
        });
        if (result.ok) cards.push(result.value);
        return result;
      }
    }
  };

  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 12, maxLength: 40 }), async (operations) => {
      await Promise.all(
        Array.from({ length: TILLS }, async (_, at) => {
          for (const [i, op] of operations.entries()) {
            if (i % TILLS !== at) continue;
            const result = await act(at + 1, op);
            if (result && !result.ok) expect(REFUSALS).toContain(result.error.code);
          }
        }),
      );
      expect(await inconsistencies(db.owner)).toEqual(SOUND);
      expect(await total()).toBe(expected);
      const [dead] = await db
        .owner('tarjetas')
        .where({ estado: 'Reemplazada' })
        .where('saldo_actual', '<>', 0);
      expect(dead).toBeUndefined();
      const [[topups]] = await db.owner.raw(
        `SELECT COUNT(*) AS n FROM movimientos_tarjeta m LEFT JOIN recargas r ON r.id_movimiento = m.id_movimiento
         WHERE m.tipo_movimiento = 'Recarga' AND (r.id_recarga IS NULL OR r.monto <> m.monto)`,
      );
      expect(Number(topups.n)).toBe(0);
    }),
    { numRuns: 10 },
  );
}, 60_000);
