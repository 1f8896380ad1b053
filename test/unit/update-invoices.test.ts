import { describe, expect, it } from 'vitest';
import { posError } from '../../src/domain/errors.ts';
import { ROMINA } from '../support/fakes.ts';
import { Driver, NOON } from '../support/screen.ts';

const MINUTE_MS = 60_000;
const tick = (driver: Driver, after: number): Driver => driver.send({ kind: 'tick', now: NOON + after });

/** What the database answers while its oldest undecided invoice is so old. */
const waits = (driver: Driver, oldestHours: number | null): Driver =>
  driver.send({
    kind: 'invoicesWaiting',
    backlog: { unsigned: 0, waiting: 1, inProcess: 0, rejected: 0, ofVoided: 0, oldestHours },
  });

describe('invoices that wait for their approval', () => {
  it('are looked at once a minute, and never because of a key', () => {
    const driver = tick(new Driver().opened(), 1_000);
    expect(driver.count('watchInvoices')).toBe(1);
    tick(driver.card(ROMINA).type('coca').press('enter').scan('P005'), 30_000);
    expect(driver.count('watchInvoices')).toBe(1);
    tick(driver, 1_000 + MINUTE_MS);
    expect(driver.count('watchInvoices')).toBe(2);
  });

  it('are not looked at before somebody signs in', () => {
    expect(new Driver().send({ kind: 'tick', now: NOON }).count('watchInvoices')).toBe(0);
  });

  it('say nothing for a day, speak once at 24 hours and once at 48, and are silent when they are approved', () => {
    const driver = new Driver().opened().press('escape');
    const spoken = (hours: number | null): number | undefined => {
      driver.send({ kind: 'key', name: 'escape', ctrl: false, alt: false, shift: false, repeat: false });
      const { notice } = waits(driver, hours).state;
      return notice && 'say' in notice && notice.say === 'invoicesLate'
        ? Number(notice.params.hours)
        : undefined;
    };
    expect([null, 23, 24, 25, 47, 48, 49, null, 30].map(spoken)).toEqual([
      undefined,
      undefined,
      24,
      undefined,
      undefined,
      48,
      undefined,
      undefined,
      30,
    ]);
    expect(driver.state.world.invoiceHours).toBe(30);
    expect(waits(driver, 3).state.world.invoiceHours).toBeNull();
  });

  it('leave the cart, a dialog and a sentence that stands as they are', () => {
    const driver = new Driver().opened().scan('P012').pay();
    driver.press('1').type('500').scan('P005');
    const { desk, dialog, notice } = driver.state;
    expect(notice).not.toBeNull();
    const after = waits(driver, 50).state;
    expect(after).toMatchObject({ desk, dialog, notice });
    expect(after.world.invoiceHours).toBe(50);
  });

  it('are asked for again when the database did not answer, without a word', () => {
    const driver = tick(new Driver().opened(), 1_000);
    const { notice } = driver.state;
    driver.send({ kind: 'failed', effect: { kind: 'watchInvoices' }, error: posError('BASE_DE_DATOS') });
    expect(driver.state.notice).toEqual(notice);
    expect(driver.state.world.database).toBe('down');
  });

  it('take back no more of a scan than its own characters', () => {
    const driver = new Driver().opened().scan('P005').type('P01');
    waits(driver, 26).type('2').send({ kind: 'scan', text: 'P012', typed: 4 });
    expect(driver.state.desk.cart.lines.map(({ productId }) => productId)).toEqual([5, 12]);
    expect(driver.state.world.invoiceHours).toBe(26);
  });
});
