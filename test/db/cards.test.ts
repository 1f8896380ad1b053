import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseCardDesk } from '../../src/adapters/db/card-desk.ts';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import { databaseStores } from '../../src/adapters/db/stores.ts';
import * as desk from '../../src/app/card-desk.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let manager: Actor;
let cashier: Actor;
let ports: ReturnType<typeof portsOf>;

const portsOf = (database: TestDatabase) => ({
  cardDesk: databaseCardDesk(database.till),
  stores: databaseStores(database.till),
});
const by = (actor: Actor, grant: number | null = null) => ({ actor, grant });
const DEBIT = 3;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
  ports = portsOf(db);
});
afterAll(async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
  await db.close();
});

let next = 5_000;
const newNumber = (): string => String(9_900_000 + next++);
const newCard = async (studentId = 1) => {
  const issued = await desk.issueCard(ports, by(manager), {
    studentId,
    number: newNumber(),
    expiresOn: null,
    dailyLimit: null,
  });
  if (!issued.ok) throw new Error(JSON.stringify(issued));
  return issued.value;
};
const topUp = (cardId: number, over: Partial<desk.TopUp> = {}, actor = cashier) =>
  desk.topUpCard(ports, by(actor), {
    uuid: randomUUID(),
    cardId,
    tillId: 1,
    methodId: ID.cash,
    amount: 10_000,
    handed: null,
    reference: null,
    ...over,
  });
const code = (result: { ok: boolean; error?: { code: string } }): string | undefined =>
  result.ok ? 'OK' : result.error?.code;

describe('issuing a card', () => {
  it('gives it to a student, without a balance, and the audit names who did it', async () => {
    const card = await newCard(3);
    expect(card).toMatchObject({ state: 'Activa', balance: 0, studentId: 3, replacedBy: null });
    const entry = await db
      .owner('auditoria')
      .where({ tabla: 'tarjetas', id_registro: String(card.id) })
      .first();
    expect(entry).toMatchObject({ accion: 'alta', id_usuario: manager.id });
  });

  it.each([
    ['123', 'NUMERO_TARJETA_INVALIDO'],
    ['', 'NUMERO_TARJETA_INVALIDO'],
    ['abcd', 'NUMERO_TARJETA_INVALIDO'],
    ['12 34', 'NUMERO_TARJETA_INVALIDO'],
    ['١٢٣٤٥', 'NUMERO_TARJETA_INVALIDO'],
    ["1234'; DROP TABLE tarjetas;--", 'NUMERO_TARJETA_INVALIDO'],
    ['1'.repeat(41), 'NUMERO_TARJETA_INVALIDO'],
    ['1'.repeat(10_000), 'NUMERO_TARJETA_INVALIDO'],
    ['00203', 'NUMERO_TARJETA_EN_USO'],
  ])('refuses the number %.20j', async (number, expected) => {
    const card = { studentId: 1, number, expiresOn: null, dailyLimit: null };
    expect(code(await desk.issueCard(ports, by(manager), card))).toBe(expected);
    expect(code(await ports.cardDesk.issue(by(manager), card))).toMatch(/^(NUMERO_TARJETA|VALOR_INVALIDO)/);
  });

  it('refuses a number that is a product’s code or bar code', async () => {
    const [{ codigo_barra }] = await db.owner('codigos_barra').limit(1);
    const card = { studentId: 1, number: codigo_barra, expiresOn: null, dailyLimit: null };
    expect(await desk.issueCard(ports, by(manager), card)).toMatchObject({
      error: { code: 'NUMERO_TARJETA_EN_USO', params: { de: 'producto' } },
    });
  });

  it('refuses an unknown student, a day that has passed or is none, a limit that is none', async () => {
    const issue = (over: object) =>
      ports.cardDesk.issue(by(manager), {
        studentId: 1,
        number: newNumber(),
        expiresOn: null,
        dailyLimit: null,
        ...over,
      });
    expect(code(await issue({ studentId: 9_999_999 }))).toBe('ESTUDIANTE_INEXISTENTE');
    expect(code(await issue({ expiresOn: '2020-01-01' }))).toBe('VENCIMIENTO_PASADO');
    expect(code(await issue({ expiresOn: '2027-02-30' }))).toBe('VALOR_INVALIDO');
    expect(code(await issue({ dailyLimit: -1 }))).toBe('VALOR_INVALIDO');
    expect(code(await issue({ dailyLimit: 1e30 }))).toBe('VALOR_INVALIDO');
  });

  it('is not the cashier’s, at the use case and at the routine; a manager’s approval of just this lets it pass', async () => {
    const card = { studentId: 2, number: newNumber(), expiresOn: null, dailyLimit: null };
    expect(code(await desk.issueCard(ports, by(cashier), card))).toBe('PERMISO_DENEGADO');
    expect(code(await ports.cardDesk.issue(by(cashier), card))).toBe('PERMISO_DENEGADO');
    const grant = await approvalOf(db.owner, cashier, manager, { permission: 'card.issue', reference: '2' });
    expect(code(await desk.issueCard(ports, by(cashier, grant), { ...card, studentId: 1 }))).toBe(
      'AUTORIZACION_INVALIDA',
    );
    expect(code(await desk.issueCard(ports, by(cashier, grant), card))).toBe('OK');
  });

  it('gives one number to one student when two ask at once', async () => {
    const number = newNumber();
    const results = await Promise.all(
      [1, 2, 3, 4].map((studentId) =>
        desk.issueCard(ports, by(manager), { studentId, number, expiresOn: null, dailyLimit: null }),
      ),
    );
    expect(results.map(code).sort()).toEqual([
      'NUMERO_TARJETA_EN_USO',
      'NUMERO_TARJETA_EN_USO',
      'NUMERO_TARJETA_EN_USO',
      'OK',
    ]);
  });
});

describe('topping up', () => {
  it('adds to balance and ledger, gives change for cash, and queues a receipt', async () => {
    const card = await newCard();
    const result = await topUp(card.id, { amount: 35_000, handed: 50_000 });
    expect(result).toMatchObject({
      ok: true,
      value: {
        amount: 35_000,
        handed: 50_000,
        change: 15_000,
        balanceBefore: 0,
        balance: 35_000,
        isCash: true,
      },
    });
    if (!result.ok) return;
    expect(
      await db.owner('trabajos_impresion').where({ tipo: 'recarga', id_referencia: result.value.id }),
    ).toHaveLength(1);
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({ value: { balance: 35_000 } });
    expect(await ports.cardDesk.lastMoves(card.id, 5)).toMatchObject([
      { kind: 'Recarga', amount: 35_000, method: 'EFECTIVO', by: cashier.name },
    ]);
  });

  it('done twice with one uuid happens once, also at the same moment; other content is refused', async () => {
    const card = await newCard();
    const uuid = randomUUID();
    const results = await Promise.all(Array.from({ length: 6 }, () => topUp(card.id, { uuid })));
    expect(results.map(code)).toEqual(Array.from({ length: 6 }, () => 'OK'));
    expect(new Set(results.map((result) => result.ok && result.value.id)).size).toBe(1);
    expect(results.filter((result) => result.ok && !result.value.repeated)).toHaveLength(1);
    expect(code(await topUp(card.id, { uuid, amount: 11_000 }))).toBe('UUID_EN_CONFLICTO');
    expect(code(await topUp((await newCard()).id, { uuid }))).toBe('UUID_EN_CONFLICTO');
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({ value: { balance: 10_000 } });
  });

  it('refuses what is no payment, at both levels, and changes nothing', async () => {
    const card = await newCard();
    expect(code(await topUp(card.id, { methodId: ID.studentCard }))).toBe('MEDIO_INVALIDO');
    expect(code(await topUp(card.id, { methodId: 777 }))).toBe('MEDIO_INVALIDO');
    expect(code(await topUp(card.id, { amount: 0 }))).toBe('MONTO_INVALIDO');
    expect(code(await topUp(card.id, { amount: -5 }))).toBe('MONTO_INVALIDO');
    expect(code(await topUp(card.id, { amount: 1_000.5 }))).toBe('MONTO_INVALIDO');
    expect(code(await topUp(card.id, { amount: 1e15 }))).toBe('MONTO_INVALIDO');
    expect(code(await topUp(card.id, { handed: 9_000 }))).toBe('ENTREGADO_INSUFICIENTE');
    expect(code(await topUp(card.id, { methodId: DEBIT, handed: 20_000, reference: 'A1' }))).toBe(
      'PAGO_EXCEDIDO',
    );
    expect(code(await topUp(card.id, { methodId: ID.transfer }))).toBe('REFERENCIA_REQUERIDA');
    expect(code(await topUp(card.id, { tillId: 99 }))).toBe('CAJA_INVALIDA');
    expect(code(await topUp(99_999_999))).toBe('TARJETA_INEXISTENTE');
    const raw = (over: object) =>
      ports.cardDesk.topup(by(cashier), {
        uuid: randomUUID(),
        cardId: card.id,
        tillId: 1,
        methodId: ID.cash,
        amount: gs(5),
        handed: gs(5),
        reference: null,
        ...over,
      });
    expect(code(await raw({ methodId: ID.studentCard }))).toBe('MEDIO_INVALIDO');
    expect(code(await raw({ methodId: ID.transfer }))).toBe('REFERENCIA_REQUERIDA');
    expect(code(await raw({ handed: 4 }))).toBe('ENTREGADO_INSUFICIENTE');
    expect(code(await raw({ methodId: ID.transfer, reference: 'x', handed: 6 }))).toBe('PAGO_EXCEDIDO');
    expect(code(await raw({ amount: -1 }))).toBe('VALOR_INVALIDO');
    expect(code(await raw({ amount: '5' }))).toBe('VALOR_INVALIDO');
    expect(code(await raw({ uuid: 'x' }))).toBe('DOCUMENTO_INVALIDO');
    expect(code(await raw({ reference: 'ñ'.repeat(61) }))).toBe('VALOR_INVALIDO');
    expect(code(await raw({ amount: 999_999_999_999, handed: 999_999_999_999 }))).toBe('OK');
    expect(code(await raw({}))).toBe('SALDO_EXCEDIDO');
    await ports.cardDesk.adjust(by(manager), {
      uuid: randomUUID(),
      cardId: card.id,
      amount: -999_999_999_999,
      reason: 'prueba',
    });
    expect(await ports.cardDesk.byId(card.id)).toMatchObject({ value: { balance: 0 } });
  });

  it('needs a session, and a card in use', async () => {
    const card = await newCard();
    expect(code(await topUp(card.id, {}, { ...cashier, session: 'x'.repeat(43) }))).toBe('SESION_REQUERIDA');
    await desk.blockCard(ports, by(cashier), card.id, 'perdida');
    expect(await topUp(card.id)).toMatchObject({
      error: { code: 'TARJETA_NO_RECARGABLE', params: { estado: 'Bloqueada' } },
    });
  });

  it('belongs to the open shift of its till, and is refused without one where the store says so', async () => {
    const card = await newCard();
    await db.owner('ajustes').insert({ clave: 'exige_turno', valor: '1' }).onConflict('clave').merge();
    try {
      expect(code(await topUp(card.id))).toBe('TURNO_CERRADO');
    } finally {
      await db.owner('ajustes').where('clave', 'exige_turno').update({ valor: '0' });
    }
  });
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
      'VALOR_INVALIDO',
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
