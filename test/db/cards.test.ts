import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as desk from '../../src/app/card-desk.ts';
import { gs } from '../../src/domain/money.ts';
import type { Actor } from '../../src/domain/user.ts';
import { approvalOf } from '../support/actors.ts';
import { by, type CardDeskTests, code, newNumber, openCardDesk } from '../support/card-desk.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID } from '../support/sale-documents.ts';

let db: CardDeskTests['db'];
let manager: Actor;
let cashier: Actor;
let ports: CardDeskTests['ports'];
let newCard: CardDeskTests['newCard'];
let topUp: CardDeskTests['topUp'];
const DEBIT = 3;

beforeAll(async () => {
  ({ db, manager, cashier, ports, newCard, topUp } = await openCardDesk());
});
afterAll(async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
  await db.close();
});

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
