import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addProduct,
  type Cart,
  discountPercent,
  EMPTY_CART,
  parseDiscount,
  settled,
} from '../../src/domain/cart.ts';
import { gs } from '../../src/domain/money.ts';
import type { ParkedSale } from '../../src/domain/parked.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { scopeOf } from '../../src/tui/selectors.ts';
import { COLA, MANAGER, ROMINA, SANDWICH } from '../support/fakes.ts';
import { Driver } from '../support/screen.ts';

/** Two colas and a sandwich in the cart, the sandwich selected: 25.000. */
const selling = (): Driver => new Driver().opened().scan(COLA.code).scan(COLA.code).scan(SANDWICH.code);
const off = (driver: Driver) => ({
  lines: driver.state.desk.cart.lines.map((line) => line.discount),
  sale: driver.state.desk.cart.discount,
});

const approve = (driver: Driver, role: 'gerente' | 'cajero' = 'gerente'): Driver => {
  driver.type('gerente').press('enter').type('5001').press('enter').type('cliente de siempre').press('enter');
  const { seq } = driver.last('approve');
  return driver.send({ kind: 'approved', seq, result: ok({ id: 77, approver: { ...MANAGER, role } }) });
};

describe('a discount', () => {
  it('is given at once within the limit of the role, to the line or to the sale, and taken away by 0', () => {
    const driver = selling().press('ctrl-d').type('10%').press('enter');
    expect(off(driver)).toEqual({ lines: [0, 1_500], sale: 0 });
    driver.press('ctrl-d').type('0').press('enter');
    driver.press('ctrl-d', 'tab').type('2.500').press('enter');
    expect(off(driver)).toEqual({ lines: [0, 0], sale: 2_500 });
    driver.press('ctrl-d', 'tab').type('0').press('enter');
    expect(off(driver)).toEqual({ lines: [0, 0], sale: 0 });
    expect(driver.count('approve')).toBe(0);
  });

  it('above the limit asks a manager and keeps the cart; the document names the approval', () => {
    const driver = selling().press('ctrl-d', 'tab').type('20%').press('enter');
    expect(scopeOf(driver.state)).toBe('approval');
    expect(off(driver)).toEqual({ lines: [0, 0], sale: 0 });
    expect(driver.press('escape').state.desk.cart.lines).toHaveLength(2);
    approve(driver.press('ctrl-d', 'tab').type('20%').press('enter'));
    expect(driver.last('approve').wanted).toMatchObject({
      permission: 'sale.discount',
      reference: 'descuento:20',
    });
    expect(off(driver)).toEqual({ lines: [0, 0], sale: 5_000 });
    driver.pay().press('f4', 'enter');
    expect(driver.last('checkout').document).toMatchObject({ descuento: 5_000, id_aprobacion: 77 });
  });

  it('is not given on the word of somebody whose own limit is lower', () => {
    const driver = approve(selling().press('ctrl-d', 'tab').type('20%').press('enter'), 'cajero');
    expect(scopeOf(driver.state)).toBe('approval');
    expect(driver.state.dialog).toMatchObject({ error: { code: 'LIMITE_DE_ROL', params: { pedido: 20 } } });
    expect(off(driver)).toEqual({ lines: [0, 0], sale: 0 });
  });

  it('asks again at payment when the cart fell below what was approved', () => {
    const driver = approve(selling().press('ctrl-d', 'tab').type('5000').press('enter'));
    expect(driver.state.desk.discountGrant).toMatchObject({ percent: 20 });
    // Without the sandwich the same 5.000 are half of the sale.
    driver.press('delete').press('f4');
    expect(scopeOf(driver.state)).toBe('approval');
    approve(driver);
    expect(driver.last('approve').wanted).toMatchObject({ reference: 'descuento:50' });
    driver.send({ kind: 'saleId', seq: driver.last('makeSaleId').seq, uuid: 'uuid-2' });
    expect(scopeOf(driver.state)).toBe('payment');
  });

  it('by per cent follows the quantity, as an amount stays', () => {
    const driver = selling().press('ctrl-d').type('10%').press('enter').press('+');
    expect(off(driver).lines).toEqual([0, 3_000]);
    driver.press('ctrl-d').type('100').press('enter').press('+');
    expect(off(driver).lines).toEqual([0, 100]);
  });

  it.each(['101%', '1e3', '-5', '9999999999999', '%', '5.5%', '1000000'])(
    'of %j is refused and changes nothing',
    (typed) => {
      const driver = selling().press('ctrl-d').type(typed).press('enter');
      expect(off(driver)).toEqual({ lines: [0, typed === '1e3' ? 13 : typed === '-5' ? 5 : 0], sale: 0 });
    },
  );

  it('never takes more than there is, nor more than was said', () => {
    const typed = fc.oneof(
      fc.nat(100).map((n) => `${n}%`),
      fc.nat(60_000).map(String),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), typed, fc.integer({ min: 1, max: 5 })), { maxLength: 12 }),
        (steps) => {
          let cart: Cart = EMPTY_CART;
          for (const [nth, text, n] of steps) {
            const product = [COLA, SANDWICH][nth] ?? COLA;
            const added = addProduct(cart, product, n);
            if (added.ok) cart = added.value;
            const wanted = parseDiscount(text);
            if (!wanted.ok) continue;
            const change =
              'percent' in wanted.value
                ? { percent: wanted.value.percent }
                : { discount: wanted.value.amount, percent: null };
            cart = settled({
              ...cart,
              lines: cart.lines.map((line) =>
                line.productId === product.id ? { ...line, ...change } : line,
              ),
            });
          }
          for (const line of cart.lines) {
            expect(line.discount).toBeLessThanOrEqual(line.price * line.quantity);
            if (line.percent)
              expect(line.discount * 100).toBeLessThanOrEqual(line.percent * line.price * line.quantity);
          }
          expect(discountPercent(cart)).toBeLessThanOrEqual(100);
        },
      ),
    );
  });
});

const PARKED: ParkedSale = {
  id: 7,
  till: '002',
  by: 'Ana',
  cardNumber: ROMINA.cardNumber,
  studentId: null,
  student: ROMINA.studentName,
  note: 'vuelve',
  total: gs(25_000),
  units: 3,
  state: 'Abierta',
  parkedAt: '2026-01-09 11:59:00',
  ended: null,
  discount: gs(0),
  percent: null,
  lines: [
    { productId: COLA.id, name: COLA.name, quantity: 2, price: gs(4_000), discount: gs(0), percent: null },
    { productId: 999, name: 'Torta', quantity: 1, price: gs(9_000), discount: gs(0), percent: null },
  ],
};

describe('a parked sale', () => {
  const parking = (): Driver => {
    const driver = selling().press('ctrl-p').type('nena de trenzas');
    return driver.send({ kind: 'saleId', seq: driver.last('makeSaleId').seq, uuid: 'uuid-park' });
  };

  it('leaves the screen only when it is stored; a refusal keeps cart and identity', () => {
    const driver = parking().press('enter');
    expect(driver.last('park').request).toMatchObject({
      uuid: 'uuid-park',
      note: 'nena de trenzas',
      total: 25_000,
    });
    expect(driver.state.desk.cart.lines).toHaveLength(2);
    driver.press('escape');
    expect(scopeOf(driver.state)).toBe('park');
    const error = { code: 'BASE_DE_DATOS', params: {} } as const;
    driver.send({ kind: 'failed', effect: driver.last('park'), error });
    expect(driver.state.desk.cart.lines).toHaveLength(2);
    driver.press('enter').send({ kind: 'parked', seq: driver.last('park').seq, result: ok(PARKED) });
    expect(driver.last('park').request.uuid).toBe('uuid-park');
    expect(driver.state.desk.cart.lines).toEqual([]);
    expect(driver.state.world.parked).toBe(1);
  });

  it('is not put aside by a scan, and a late answer to another question is dropped', () => {
    const driver = parking().scan(COLA.code);
    expect(scopeOf(driver.state)).toBe('park');
    expect(driver.count('park')).toBe(0);
    driver
      .press('enter')
      .send({ kind: 'parked', seq: 1, result: fail({ code: 'CARRITO_VACIO', params: {} }) });
    expect(driver.state.dialog).toMatchObject({ kind: 'park', busy: true });
  });

  it('cannot be put aside empty', () => {
    const driver = new Driver().opened().press('ctrl-p');
    expect(driver.state.dialog).toBeNull();
    expect(driver.state.notice).toMatchObject({ params: { reason: 'emptyCart' } });
  });
});
