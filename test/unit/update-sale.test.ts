import { describe, expect, it } from 'vitest';
import { posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import { fail, ok } from '../../src/domain/result.ts';
import type { RegisteredSale } from '../../src/domain/sale.ts';
import { openConflicts, saleTotals, scopeOf } from '../../src/tui/selectors.ts';
import { cardAvailable, offers } from '../../src/tui/slices/payment.ts';
import type { Payment } from '../../src/tui/state.ts';
import { CASHIER, COLA, GRANT, MARK, MATEO, PEANUTS, ROMINA, YOGURT } from '../support/fakes.ts';
import { Driver, key, NOON } from '../support/screen.ts';

const sale = (over: Partial<RegisteredSale> = {}): RegisteredSale => ({
  id: 91,
  uuid: 'uuid-1',
  number: '001-0000091',
  total: gs(25_000),
  change: gs(5_000),
  balance: gs(1_000),
  repeated: false,
  date: '2026-01-09 12:00:00',
  ...over,
});

const payment = (driver: Driver): Payment => {
  if (driver.state.dialog?.kind !== 'payment') throw new Error('no payment dialog');
  return driver.state.dialog;
};

/** Card 00203, 2 Coca Cola and 1 Sándwich. */
const romina = (): Driver =>
  new Driver().opened().card(ROMINA).type('2*').scan('P005').type('sandw').press('enter');

describe('the sale of the documents', () => {
  it('adds up: 25.000, 2 lines, 3 units', () => {
    expect(saleTotals(romina().state)).toMatchObject({ subtotal: 25_000, total: 25_000, items: 2, units: 3 });
  });

  it('refuses the student card, short by 24.000, and keeps the cart', () => {
    const driver = romina().pay().press('6', 'enter');
    expect(payment(driver).error).toMatchObject({ code: 'SALDO_INSUFICIENTE', params: { falta: 24_000 } });
    expect(driver.state.desk.cart.lines).toHaveLength(2);
  });

  it('takes 30.000 in cash and sends one document with change 5.000', () => {
    const driver = romina().pay().press('1').type('30000').press('enter', 'enter');
    expect(payment(driver).step).toBe('saving');
    expect(driver.last('checkout').document).toMatchObject({
      uuid: 'uuid-1',
      id_usuario: CASHIER.id,
      nro_tarjeta: '00203',
      lineas: [
        { id_producto: 5, cantidad: 2, precio_unitario: 5_000 },
        { id_producto: 12, cantidad: 1, precio_unitario: 15_000 },
      ],
      pagos: [{ id_medio: 1, monto_entregado: 30_000, monto_aplicado: 25_000 }],
    });
  });

  it('is done: the desk is empty, the printer is woken, the next scan needs no dismissal', () => {
    const driver = romina().pay().press('1').type('30000').press('enter', 'enter');
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: ok(sale()) });
    expect(driver.state.desk.done?.sale.change).toBe(5_000);
    expect(driver.state.desk).toMatchObject({ holder: null, cart: { lines: [] } });
    expect(driver.count('wakePrinter')).toBe(1);
    driver.send(key('enter', true));
    expect(driver.state.desk.done).not.toBeNull();
    driver.scan('P005');
    expect(driver.state.desk.done).toBeNull();
    expect(driver.state.desk.cart.lines).toHaveLength(1);
  });

  it('gives the first key after a sale to the next one', () => {
    const driver = romina().pay().press('f4', 'enter');
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: ok(sale()) }).type('c');
    expect(driver.state.desk).toMatchObject({ done: null, text: 'c' });
  });

  it('takes 10.000 cash and 15.000 by transfer with its reference', () => {
    const driver = romina().pay().press('1').type('10000').press('enter', '2').type('15000').press('enter');
    expect(payment(driver).step).toBe('reference');
    driver.press('enter');
    expect(payment(driver).error?.code).toBe('REFERENCIA_REQUERIDA');
    driver.type('TRX 778').press('enter', 'enter');
    expect(driver.last('checkout').document.pagos).toEqual([
      { id_medio: 1, monto_entregado: 10_000, monto_aplicado: 10_000, referencia: null },
      { id_medio: 2, monto_entregado: 15_000, monto_aplicado: 15_000, referencia: 'TRX 778' },
    ]);
  });

  it('does not take 10.000 + 14.000: 1.000 is still due and Enter registers nothing', () => {
    const driver = romina().pay().press('1').type('10000').press('enter', '2').type('14000').press('enter');
    driver.type('A1').press('enter');
    expect(payment(driver)).toMatchObject({ step: 'method' });
    driver.press('enter', 'escape');
    expect(driver.count('checkout')).toBe(0);
  });

  it('offers what the card can still give, within its balance and its daily limit', () => {
    const driver = romina().pay().press('6');
    expect(offers(driver.state, payment(driver))).toEqual([25_000, 1_000]);
    driver.press('down', 'enter');
    expect(payment(driver)).toMatchObject({ step: 'method', tenders: [{ applied: 1_000 }] });
    expect(cardAvailable(driver.state, payment(driver))).toEqual({ amount: 0, by: 'balance' });
    const limited = new Driver()
      .opened()
      .card({ ...MATEO, dailyLimit: gs(6_000), spentToday: gs(1_000) })
      .type('2*')
      .scan('P012')
      .pay()
      .press('6');
    expect(offers(limited.state, payment(limited))).toEqual([30_000, 5_000]);
  });

  it('lets go of an old sentence at the next step', () => {
    const driver = romina().pay().press('1').type('10000').press('enter').scan('00204');
    expect(driver.state.notice).toMatchObject({ say: 'scanWhilePaying' });
    driver.press('2').type('15000').press('enter');
    expect(driver.state.notice).toBeNull();
  });

  it('gives change from cash only', () => {
    const driver = romina().pay().press('3').type('30000').press('enter');
    expect(payment(driver).error?.code).toBe('PAGO_EXCEDIDO');
  });

  it("ignores Enter's auto-repeat", () => {
    const driver = romina().pay().press('f4').send(key('enter', true));
    expect(driver.count('checkout')).toBe(0);
    driver.press('enter').send(key('enter', true), key('enter'));
    expect(driver.count('checkout')).toBe(1);
  });

  it('takes tenders back one by one, and out of payment with the cart as it was', () => {
    const driver = romina().pay().press('1').type('10000').press('enter', 'delete');
    expect(payment(driver).tenders).toHaveLength(0);
    driver.press('escape');
    expect(scopeOf(driver.state)).toBe('sale');
    expect(driver.state.desk.cart.lines).toHaveLength(2);
  });
});

describe('a till without the shift that the store asks for', () => {
  const counted = (shiftMissing: boolean) => ({ kind: 'parkedCount', count: 0, shiftMissing }) as const;

  it('refuses before any money is taken, says how one is opened, and looks again', () => {
    const driver = romina().send(counted(true)).press('f4');
    expect(driver.state.dialog).toBeNull();
    expect(driver.state.notice).toMatchObject({ say: 'shiftNeeded' });
    expect(driver.count('countParked')).toBe(1);
    driver.send(counted(false)).press('f4');
    expect(driver.state.dialog).toMatchObject({ kind: 'payment' });
  });

  it('knows it from a refused sale, too', () => {
    const driver = romina().pay().press('f4', 'enter');
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: fail(posError('TURNO_CERRADO')) }).press('f4');
    expect(driver.state.dialog).toBeNull();
  });
});

describe('a lost or refused answer', () => {
  const sent = (): Driver => romina().pay().press('f4', 'enter');

  it('sends the same document again, by itself and by key, and nothing else works meanwhile', () => {
    const driver = sent().send({
      kind: 'sold',
      uuid: 'uuid-1',
      result: fail(posError('VENTA_SIN_RESPUESTA')),
    });
    const first = driver.last('checkout').document;
    expect(payment(driver).step).toBe('unresolved');
    driver.press('escape').scan('P005');
    expect(payment(driver).step).toBe('unresolved');
    expect(driver.state.notice).toMatchObject({ say: 'scanWhileSaving' });
    driver.send({ kind: 'tick', now: NOON + 60_000 });
    expect(driver.count('checkout')).toBe(2);
    expect(driver.last('checkout').document).toBe(first);
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: ok(sale({ repeated: true })) });
    expect(driver.state.desk.done?.sale.repeated).toBe(true);
  });

  it('goes back to the cart with the sentence, the catalogue and the card read again', () => {
    const driver = sent().send({
      kind: 'sold',
      uuid: 'uuid-1',
      result: fail(posError('PRECIO_CAMBIADO', { producto: COLA.name, precio: 5_500 })),
    });
    expect(driver.state.dialog).toBeNull();
    expect(driver.state.notice).toMatchObject({ error: { code: 'PRECIO_CAMBIADO' } });
    expect(driver.last('followCatalogue')).toMatchObject({ mark: MARK });
    const dearer = { ...COLA, price: gs(5_500) };
    driver.send({ kind: 'catalogue', changes: { products: [dearer], mark: MARK }, whole: false });
    expect(saleTotals(driver.state).total).toBe(26_000);
  });

  it('drops an answer that belongs to another sale', () => {
    const driver = sent().send({ kind: 'sold', uuid: 'other', result: ok(sale()) });
    expect(payment(driver).step).toBe('saving');
  });

  it('does not change prices under the hands that take money', () => {
    const driver = romina().pay();
    const dearer = { ...COLA, price: gs(9_000) };
    driver.send({ kind: 'catalogue', changes: { products: [dearer], mark: MARK }, whole: false });
    expect(saleTotals(driver.state).total).toBe(25_000);
    driver.press('escape');
    expect(saleTotals(driver.state).total).toBe(33_000);
  });
});

describe('restrictions', () => {
  const warned = (): Driver => new Driver().opened().card(ROMINA).type('yogur').press('enter');

  it('ask with their own key: no scan, no Enter, no letter answers', () => {
    const driver = warned();
    expect(scopeOf(driver.state)).toBe('warning');
    driver.press('enter').card(ROMINA).type('s').scan('P005');
    expect(openConflicts(driver.state)).toHaveLength(1);
    expect(driver.state.desk.acks).toEqual([]);
    driver.press('f4');
    expect(driver.state.dialog).toBeNull();
    driver.press('f9');
    expect(driver.state.desk.acks).toEqual([
      { productId: YOGURT.id, restrictionId: 1, grant: null, reason: null },
    ]);
    driver.pay().press('f4', 'enter');
    expect(driver.last('checkout').document.confirmaciones).toHaveLength(1);
  });

  it('are answered one by one: a key held down answers the first alone', () => {
    const driver = new Driver().opened().type('yogur').press('enter').type('maní').press('enter');
    driver.card({ ...ROMINA, restrictions: [...ROMINA.restrictions, { ...PEANUTS, blocks: false }] });
    expect(openConflicts(driver.state)).toHaveLength(2);
    driver.press('f9').send(key('f9', true), key('f9', true));
    expect(openConflicts(driver.state)).toHaveLength(1);
    driver.press('f9');
    expect(openConflicts(driver.state)).toHaveLength(0);
  });

  it('say which keys answer them when another is pressed', () => {
    const driver = warned().press('f4');
    expect(driver.state.notice).toMatchObject({ say: 'disabled', params: { reason: 'openWarning' } });
    expect(driver.count('bell')).toBe(1);
    driver.press('f9', 'ctrl-k', 'enter');
    expect(driver.state.notice).toMatchObject({ say: 'disabled', params: { reason: 'openQuestion' } });
  });

  it('are asked again for a product that was taken out and added again', () => {
    const driver = warned().press('f9', 'delete').type('yogur').press('enter');
    expect(openConflicts(driver.state)).toHaveLength(1);
    driver.press('delete');
    expect(driver.state.desk.cart.lines).toHaveLength(0);
  });

  it('show up when the card is scanned after the product', () => {
    const driver = new Driver().opened().type('yogur').press('enter').card(ROMINA);
    expect(scopeOf(driver.state)).toBe('warning');
  });

  it('that block need a manager and a reason; the cart stays', () => {
    const driver = new Driver().opened().card(MATEO).type('maní').press('enter', 'f9');
    driver.type('gerente').press('enter').type('5001').press('enter', 'enter');
    expect(driver.count('approve')).toBe(0);
    driver.type('autoriza la madre').press('enter');
    const { seq, request, wanted, asker } = driver.last('approve');
    expect({ request, wanted, asker }).toEqual({
      request: { login: 'gerente', secret: '5001', kind: 'pin' },
      wanted: {
        permission: 'restriction.approve',
        reference: `21:${PEANUTS.id}`,
        reason: 'autoriza la madre',
      },
      asker: CASHIER,
    });
    driver.send({ kind: 'approved', seq, result: fail(posError('CREDENCIALES_INVALIDAS')) });
    expect(driver.state.desk.acks).toEqual([]);
    driver.type('5001').press('enter', 'enter');
    driver.send({ kind: 'approved', seq: driver.last('approve').seq, result: ok(GRANT) });
    expect(driver.state.desk.acks).toMatchObject([{ grant: GRANT.id, reason: 'autoriza la madre' }]);
    expect(driver.state.desk.cart.lines).toHaveLength(1);
  });

  it('are not answered by a scan into the approval', () => {
    const driver = new Driver().opened().card(MATEO).type('maní').press('enter', 'f9').scan('gerente');
    driver.press('tab').scan('5001x').press('tab').scan('motivo');
    expect(driver.count('approve')).toBe(0);
    expect(driver.state.dialog).toMatchObject({ login: 'gerente', secret: '5001x', reason: 'motivo' });
  });
});
