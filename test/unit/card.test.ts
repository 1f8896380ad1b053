import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type CardFile,
  type CardMove,
  isCardNumber,
  makeStatement,
  makeTopup,
  type Topup,
} from '../../src/domain/card.ts';
import { averageOf, BARS, barRows, changePercent } from '../../src/domain/dashboard.ts';
import { gs } from '../../src/domain/money.ts';
import type { PaymentMethod } from '../../src/domain/payment.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { displayWidth } from '../../src/domain/receipt-text.ts';
import { topupReceipt } from '../../src/domain/receipt-topup.ts';
import { typedDay } from '../../src/tui/office/pages/card-shared.ts';
import { monthOf } from '../../src/tui/office/pages/card-statement.ts';
import { messages } from '../support/words.ts';

const method = (over: Partial<PaymentMethod> = {}): PaymentMethod => ({
  id: 1,
  code: 'EFECTIVO',
  name: 'EFECTIVO',
  active: true,
  allowsInvoice: true,
  isCash: true,
  needsReference: false,
  isStudentCard: false,
  ...over,
});

test('a card number is what scanners send: long enough to be no typing, plain, with a digit', () => {
  expect(['0203', '00203', 'AB12cd', '1'.repeat(40)].filter(isCardNumber)).toHaveLength(4);
  const bad = ['203', 'abcd', '12 34', '12-34', '1'.repeat(41), '١٢٣٤', '1234\n', '12😀4'];
  expect(bad.filter(isCardNumber)).toEqual([]);
});

describe('the payment of a top-up', () => {
  it('is exact unless cash says otherwise', () => {
    expect(makeTopup(method(), 5_000, null, ' ')).toEqual({
      ok: true,
      value: { amount: 5_000, handed: 5_000, reference: null },
    });
    expect(makeTopup(method(), 5_000, 7_000, 'x')).toMatchObject({
      value: { handed: 7_000, reference: 'x' },
    });
  });
  it.each([
    [method(), 0, null, null, 'MONTO_INVALIDO'],
    [method(), -1, null, null, 'MONTO_INVALIDO'],
    [method(), Number.NaN, null, null, 'MONTO_INVALIDO'],
    [method(), 1e12, null, null, 'MONTO_INVALIDO'],
    [method(), 5, 1.5, null, 'MONTO_INVALIDO'],
    [method(), 5, 4, null, 'ENTREGADO_INSUFICIENTE'],
    [method({ isCash: false }), 5, 6, null, 'PAGO_EXCEDIDO'],
    [method({ needsReference: true }), 5, null, '  ', 'REFERENCIA_REQUERIDA'],
    [method({ active: false }), 5, null, null, 'MEDIO_INVALIDO'],
    [method({ isStudentCard: true }), 5, null, null, 'MEDIO_INVALIDO'],
    [method(), 5, null, 'x'.repeat(61), 'TEXTO_LARGO'],
  ] as const)('refuses %#', (by, amount, handed, reference, code) => {
    expect(makeTopup(by, amount, handed, reference)).toMatchObject({ error: { code } });
  });
});

test('a statement adds up, whatever the movements', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.array(fc.integer({ min: -50_000, max: 50_000 })),
      (opening, amounts) => {
        const moves = amounts.map((amount, id) => ({ id, amount: gs(amount) }) as CardMove);
        const period = { from: '2026-01-01', to: '2026-01-31' };
        const made = makeStatement({} as CardFile, period, gs(opening), moves);
        const sum = amounts.reduce((total, amount) => total + amount, 0);
        expect(made.closing).toBe(opening + sum);
        expect(made.added - made.taken).toBe(sum);
        expect(made.lines.at(-1)?.balance ?? opening).toBe(made.closing);
      },
    ),
  );
});

test('a statement tells what went to another card apart from what was spent', () => {
  const move = (id: number, kind: string, amount: number) => ({ id, kind, amount: gs(amount) }) as CardMove;
  const moves = [move(1, 'Recarga', 50_000), move(2, 'Venta', -10_000), move(3, 'Traspaso', -40_000)];
  const made = makeStatement({} as CardFile, { from: '2026-01-01', to: '2026-01-31' }, gs(0), moves);
  expect(made).toMatchObject({ added: 50_000, taken: 10_000, moved: -40_000, closing: 0 });
});

test('days are typed as people write them', () => {
  expect(typedDay(' ')).toBeNull();
  expect(typedDay('1/2/2027')).toBe('2027-02-01');
  expect(typedDay('2027-02-01')).toBe('2027-02-01');
  for (const bad of ['30/02/2027', '2027-2-1', 'mañana', "'; --", '99/99/9999'])
    expect(typedDay(bad)).toBe(false);
  expect(monthOf('2026-01-15', 0)).toEqual({ from: '2026-01-01', to: '2026-01-31' });
  expect(monthOf('2026-01-31', 11)).toEqual({ from: '2025-02-01', to: '2025-02-28' });
});

const topup: Topup = {
  id: 12,
  uuid: 'u',
  cardId: 1,
  cardNumber: '00203',
  student: 'MARÍA DE LOS ÁNGELES FERNÁNDEZ DE CÓRDOBA Y ÁLVAREZ',
  client: 'CARMEN RODRIGUEZ',
  tillId: 1,
  till: '001',
  cashier: 'Carolina Ayala',
  method: 'EFECTIVO',
  isCash: true,
  amount: gs(35_000),
  handed: gs(50_000),
  change: gs(15_000),
  reference: null,
  balanceBefore: gs(1_000),
  balance: gs(36_000),
  at: '2026-11-21 07:05:09',
  repeated: false,
};
const store = {
  name: 'Cantina Tita',
  ruc: '80012345-0',
  address: 'Avda.',
  phone: null,
  taxMode: 'en_factura',
  invoicing: false,
  demo: false,
  idleLockMinutes: 0,
  dayCutMinutes: 0,
  ticketFooter: '¡Gracias!',
} as const;

describe('the receipt of a top-up', () => {
  it.each([32, 42, 48])('fits %i columns and says who, how much and the balances', (columns) => {
    const rows = layoutReceipt(topupReceipt(topup, store, messages('es').receipt, { copy: 0 }), columns);
    for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(columns);
    const paper = rows.join('\n');
    for (const part of [
      'RECARGA',
      '00203',
      '35.000',
      '1.000',
      '36.000',
      'Vuelto:',
      '15.000',
      '21/11/2026 07:05',
    ])
      expect(paper).toContain(part);
  });
  it('opens the drawer for cash and not for anything else, nor for a copy, which says that it is one', () => {
    const words = messages('es').receipt;
    expect(topupReceipt(topup, store, words, { copy: 0 }).openDrawer).toBe(true);
    expect(topupReceipt({ ...topup, isCash: false }, store, words, { copy: 0 }).openDrawer).toBe(false);
    const copy = topupReceipt(topup, store, words, { copy: 2 });
    expect(copy.openDrawer).toBe(false);
    expect(layoutReceipt(copy, 42).join('\n')).toContain('REIMPRESIÓN N.º 2');
  });
});

describe('figures of a day', () => {
  it('compares only with something', () => {
    expect([
      changePercent(112, 100),
      changePercent(92, 100),
      changePercent(5, 0),
      changePercent(0, 5),
    ]).toEqual([12, -8, null, -100]);
    expect(averageOf({ sales: gs(100), tickets: 3, returned: gs(0) })).toBe(33);
    expect(averageOf({ sales: gs(0), tickets: 0, returned: gs(0) })).toBe(0);
  });
  it('draws bars: the highest reaches the top, the smallest shows, nothing and less is empty', () => {
    expect(barRows([0, 1, 50, 100, -3], 1)).toEqual([` ${BARS[0]}${BARS[3]}${BARS[7]} `]);
    expect(barRows([100, 50], 2)).toEqual(['█ ', '██']);
    expect(barRows([], 2)).toEqual(['', '']);
    expect(barRows([0, 0], 1)).toEqual(['  ']);
  });
});
