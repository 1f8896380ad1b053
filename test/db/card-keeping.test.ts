import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseCards } from '../../src/adapters/db/cards.ts';
import { databaseReturns } from '../../src/adapters/db/returns.ts';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import * as desk from '../../src/app/card-desk.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { by, type CardDeskTests, code, newNumber, openCardDesk } from '../support/card-desk.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: CardDeskTests['db'];
let manager: Actor;
let cashier: Actor;
let ports: CardDeskTests['ports'];
let newCard: CardDeskTests['newCard'];
let topUp: CardDeskTests['topUp'];

beforeAll(async () => {
  ({ db, manager, cashier, ports, newCard, topUp } = await openCardDesk());
});
afterAll(async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
  await db.close();
});

describe('blocking, limits and replacing', () => {
  it('a cashier stops a card at once, and only a manager lets it be used again', async () => {
    const card = await newCard();
    expect(code(await desk.blockCard(ports, by(cashier), card.id, '  '))).toBe('MOTIVO_REQUERIDO');
    const blocked = await desk.blockCard(ports, by(cashier), card.id, 'La perdió en el patio');
    expect(blocked).toMatchObject({ value: { state: 'Bloqueada', stateReason: 'La perdió en el patio' } });
    expect(code(await desk.blockCard(ports, by(cashier), card.id, 'otra vez'))).toBe('OK');
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({
      value: { stateReason: 'La perdió en el patio' },
    });
    expect(code(await desk.unblockCard(ports, by(cashier), card.id, 'apareció'))).toBe('PERMISO_DENEGADO');
    expect(code(await ports.cardDesk.unblock(by(cashier), card.id, 'apareció'))).toBe('PERMISO_DENEGADO');
    expect(await desk.unblockCard(ports, by(manager), card.id, 'apareció')).toMatchObject({
      value: { state: 'Activa' },
    });
    const audit = await db
      .owner('auditoria')
      .where({ tabla: 'tarjetas', id_registro: String(card.id), accion: 'cambio' });
    expect(audit.map((row) => JSON.parse(row.despues).motivo_estado)).toEqual([
      'La perdió en el patio',
      'apareció',
    ]);
  });

  it('a replaced card is dead, its balance is on the new one, and asking again answers the same', async () => {
    const card = await newCard(5);
    await topUp(card.id, { amount: 42_000 });
    await desk.setCardTerms(ports, by(manager), {
      cardId: card.id,
      dailyLimit: gs(20_000),
      expiresOn: '2099-12-31',
    });
    await desk.blockCard(ports, by(cashier), card.id, 'robada');
    const request = { cardId: card.id, newNumber: newNumber(), reason: 'robada' };
    expect(code(await desk.replaceCard(ports, by(cashier), request))).toBe('PERMISO_DENEGADO');
    expect(code(await ports.cardDesk.replace(by(cashier), card.id, request.newNumber, 'x'))).toBe(
      'PERMISO_DENEGADO',
    );
    const results = await Promise.all([1, 2, 3].map(() => desk.replaceCard(ports, by(manager), request)));
    expect(results.map(code)).toEqual(['OK', 'OK', 'OK']);
    expect(results[0]).toMatchObject({
      value: {
        number: request.newNumber,
        balance: 42_000,
        dailyLimit: 20_000,
        expiresOn: '2099-12-31',
        state: 'Activa',
        replaces: card.number,
      },
    });
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({
      value: { balance: 0, state: 'Reemplazada', replacedBy: request.newNumber },
    });
    expect(await ports.cardDesk.lastMoves(card.id, 1)).toMatchObject([
      { kind: 'Traspaso', amount: -42_000, otherCard: request.newNumber },
    ]);
    expect(code(await desk.replaceCard(ports, by(manager), { ...request, newNumber: newNumber() }))).toBe(
      'TARJETA_YA_REEMPLAZADA',
    );
    expect(code(await topUp(card.id))).toBe('TARJETA_NO_RECARGABLE');
    for (const act of [
      desk.unblockCard(ports, by(manager), card.id, 'x'),
      desk.blockCard(ports, by(manager), card.id, 'x'),
      desk.setCardTerms(ports, by(manager), { cardId: card.id, dailyLimit: null, expiresOn: null }),
      desk.adjustCard(ports, by(manager), { uuid: randomUUID(), cardId: card.id, amount: 5, reason: 'x' }),
    ])
      expect(code(await act)).toBe('TARJETA_YA_REEMPLAZADA');
  });

  it('a replacement spends what is left of the day’s limit, over any number of cards, and what is voided comes back', async () => {
    const sales = databaseSales(db.till);
    let card = await newCard(4);
    await topUp(card.id, { amount: 100_000 });
    await desk.setCardTerms(ports, by(manager), { cardId: card.id, dailyLimit: gs(45_000), expiresOn: null });
    const sell = (number: string) =>
      sales.register(
        saleOf({
          nro_tarjeta: number,
          lineas: [{ id_producto: ID.sandwich, cantidad: 1, precio_unitario: 15_000 }],
          pagos: [{ id_medio: ID.studentCard, monto_entregado: 15_000, monto_aplicado: 15_000 }],
        }),
      );
    const renew = async () => {
      const request = { cardId: card.id, newNumber: newNumber(), reason: 'perdida' };
      const renewed = await desk.replaceCard(ports, by(manager), request);
      if (!renewed.ok) throw new Error(JSON.stringify(renewed));
      card = renewed.value;
    };
    const first = await sell(card.number);
    await renew();
    expect(code(await sell(card.number))).toBe('OK');
    await renew();
    await renew();
    expect(code(await sell(card.number))).toBe('OK');
    expect(await sell(card.number)).toMatchObject({
      error: { code: 'LIMITE_DIARIO', params: { gastado: 45_000, disponible: 0 } },
    });
    if (!first.ok) throw new Error(JSON.stringify(first));
    await databaseReturns(db.till).void(by(manager), {
      uuid: randomUUID(),
      saleId: first.value.id,
      tillId: 1,
      reason: 'error',
      cardToCash: false,
    });
    expect(code(await sell(card.number))).toBe('OK');
    expect(code(await sell(card.number))).toBe('LIMITE_DIARIO');
    expect(await databaseCards(db.till).find(card.number)).toMatchObject({ value: { spentToday: 45_000 } });
  });

  it('a balance is put right by a manager with a reason, never below nothing, once a uuid', async () => {
    const card = await newCard();
    await topUp(card.id);
    const adjust = (over: object, actor = manager) =>
      desk.adjustCard(ports, by(actor), {
        uuid: randomUUID(),
        cardId: card.id,
        amount: -4_000,
        reason: 'cobro doble',
        ...over,
      });
    expect(code(await adjust({}, cashier))).toBe('PERMISO_DENEGADO');
    expect(code(await adjust({ amount: -10_001 }))).toBe('AJUSTE_EXCESIVO');
    expect(code(await adjust({ amount: 0 }))).toBe('VALOR_INVALIDO');
    expect(code(await adjust({ reason: '' }))).toBe('MOTIVO_REQUERIDO');
    const uuid = randomUUID();
    const results = await Promise.all([1, 2, 3].map(() => adjust({ uuid })));
    expect(results.map(code)).toEqual(['OK', 'OK', 'OK']);
    expect(code(await adjust({ uuid, amount: 3 }))).toBe('UUID_EN_CONFLICTO');
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({ value: { balance: 6_000 } });
    await expect(db.owner('ajustes_saldo').update({ monto: 1 })).rejects.toMatchObject({ errno: 1644 });
  });
});

describe('the statement', () => {
  it('opens, runs and closes so that all adds up, and names sale, method and person', async () => {
    const card = await newCard();
    await topUp(card.id, { amount: 30_000, methodId: ID.transfer, reference: 'TR-7' });
    const sold = await databaseSales(db.till).register(
      saleOf({
        nro_tarjeta: card.number,
        pagos: [{ id_medio: ID.studentCard, monto_entregado: 25_000, monto_aplicado: 25_000 }],
      }),
    );
    expect(code(sold)).toBe('OK');
    const today = new Date(Date.now() - 3 * 3_600_000).toISOString().slice(0, 10);
    const statement = await desk.cardStatement(ports, card, { from: today, to: today });
    expect(statement).toMatchObject({
      value: {
        opening: 0,
        closing: 5_000,
        added: 30_000,
        taken: 25_000,
        lines: [
          { kind: 'Recarga', amount: 30_000, balance: 30_000, method: 'TRANSFERENCIA' },
          { kind: 'Venta', amount: -25_000, balance: 5_000, saleNumber: sold.ok ? sold.value.number : '' },
        ],
      },
    });
    expect(await desk.cardStatement(ports, card, { from: '2099-01-01', to: '2099-12-31' })).toMatchObject({
      value: { opening: 5_000, closing: 5_000, lines: [] },
    });
    expect(code(await desk.cardStatement(ports, card, { from: '2026-02-01', to: '2026-01-01' }))).toBe(
      'RANGO_INVALIDO',
    );
  });
});

describe('finding cards', () => {
  it('by words of number, student, grade and client, by state, and nothing that is SQL', async () => {
    const all = await ports.cardDesk.list({});
    expect(all.length).toBeGreaterThan(30);
    expect((await ports.cardDesk.list({ text: 'sofia gonzalez' })).map(({ student }) => student)).toContain(
      'SOFÍA BENÍTEZ GONZÁLEZ',
    );
    expect(await ports.cardDesk.list({ text: "%' OR 1=1 --" })).toEqual([]);
    for (const card of await ports.cardDesk.list({ state: 'Bloqueada' }))
      expect(card.state).toBe('Bloqueada');
    expect((await ports.cardDesk.candidates()).length).toBeGreaterThan(30);
  });
});
