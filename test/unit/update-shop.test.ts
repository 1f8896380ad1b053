import { describe, expect, it } from 'vitest';
import { posError } from '../../src/domain/errors.ts';
import { fail } from '../../src/domain/result.ts';
import type { Event } from '../../src/tui/events.ts';
import { activeMethods, saleTotals } from '../../src/tui/selectors.ts';
import { SHOP } from '../support/fakes.ts';
import { Driver, NOON } from '../support/screen.ts';

const ADDED: Event = { kind: 'shop', shop: { ...SHOP, store: { ...SHOP.store, taxMode: 'agregado' } } };
const tick = (driver: Driver, after: number): Driver => driver.send({ kind: 'tick', now: NOON + after });
const total = (driver: Driver): number => saleTotals(driver.state).total;

/** Two Coca Cola of 5.000, and the first read of the store behind them. */
const selling = (): Driver => new Driver().opened().type('2*').scan('P005');

describe('the store, changed while the till is open', () => {
  it('is read again every five seconds, one question at a time', () => {
    const driver = selling();
    expect(driver.count('loadShop')).toBe(1);
    tick(driver, 4_000);
    expect(driver.count('loadShop')).toBe(1);
    tick(driver, 5_000);
    expect(driver.last('loadShop').first).toBe(false);
    tick(driver, 11_000);
    expect(driver.count('loadShop')).toBe(2);
    driver.send({ kind: 'shop', shop: SHOP });
    tick(driver, 12_000);
    expect(driver.count('loadShop')).toBe(3);
  });

  it('a new way of charging tax is the new total, and is said', () => {
    const driver = tick(selling(), 5_000).send(ADDED);
    expect(total(driver)).toBe(11_000);
    expect(driver.state.notice).toMatchObject({ say: 'taxChanged', params: { total: 11_000 } });
  });

  it('says nothing where nothing changed, or nothing is in the cart', () => {
    const same = selling().press('-');
    const { notice, world } = same.state;
    tick(same, 5_000).send({ kind: 'shop', shop: structuredClone(SHOP) });
    expect(same.state.notice).toBe(notice);
    expect(same.state.world.shop).toBe(world.shop);
    expect(tick(new Driver().opened(), 5_000).send(ADDED).state.notice).not.toHaveProperty(
      'say',
      'taxChanged',
    );
  });

  it('changes nothing under hands that take money, and is asked for again after them', () => {
    const driver = tick(selling(), 5_000).pay().press('1').type('5000').send(ADDED);
    expect(total(driver)).toBe(10_000);
    tick(driver, 20_000);
    expect(driver.count('loadShop')).toBe(2);
    driver.press('escape', 'escape');
    expect(driver.state.dialog).toBeNull();
    tick(driver, 21_000);
    expect(driver.count('loadShop')).toBe(3);
    expect(total(driver.send(ADDED))).toBe(11_000);
  });

  it('a refused sale reads it at once, also into a payment that was opened again', () => {
    const driver = selling().pay().press('1').type('20000').press('enter', 'enter');
    driver.send({
      kind: 'sold',
      uuid: 'uuid-1',
      result: fail(posError('PAGO_INCOMPLETO', { falta: 1_000 })),
    });
    expect(driver.count('loadShop')).toBe(2);
    driver.pay('uuid-2').send(ADDED);
    expect(total(driver)).toBe(11_000);
    driver.press('f4', 'enter');
    expect(driver.last('checkout').document.pagos).toEqual([
      expect.objectContaining({ monto_aplicado: 11_000 }),
    ]);
  });

  it('means of payment and invoices follow, too', () => {
    const driver = tick(selling(), 5_000).send({
      kind: 'shop',
      shop: { ...SHOP, methods: SHOP.methods.slice(0, 2), store: { ...SHOP.store, invoicing: true } },
    });
    expect(activeMethods(driver.state)).toHaveLength(2);
    expect(driver.state.world.shop?.store.invoicing).toBe(true);
  });
});
