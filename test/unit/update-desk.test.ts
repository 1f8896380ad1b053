import { describe, expect, it } from 'vitest';
import type { PrintJob } from '../../src/app/ports.ts';
import { posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import { fail, ok } from '../../src/domain/result.ts';
import type { StoredSale } from '../../src/domain/sale.ts';
import { scopeOf } from '../../src/tui/selectors.ts';
import { CASHIER, COLA, MANAGER, MARK, MATEO, ROMINA, SHOP } from '../support/fakes.ts';
import { Driver, key, NOON } from '../support/screen.ts';

const JOB: PrintJob = {
  id: 1,
  tillId: 1,
  kind: 'ticket',
  saleId: 91,
  referenceId: null,
  saleNumber: '001-0000091',
  copy: 0,
  state: 'incierto',
  attempts: 1,
  fault: null,
  createdAt: '2026-01-09 12:00:00',
};

const quantities = (driver: Driver): number[] => driver.state.desk.cart.lines.map((line) => line.quantity);

describe('the omnibox', () => {
  it('takes a product code, else a card', () => {
    const driver = new Driver().opened().scan('7840000000005');
    expect(driver.state.desk.cart.lines[0]?.name).toBe(COLA.name);
    driver.scan('00203');
    expect(driver.last('findCard').number).toBe('00203');
  });
  it('sets a quantity before a code, a search, or the selected line', () => {
    const driver = new Driver().opened().type('3*').scan('7840000000005').type('2*agua').press('enter');
    expect(quantities(driver)).toEqual([3, 2]);
    driver.type('4*').press('enter');
    expect(quantities(driver)).toEqual([3, 4]);
    driver.scan('2*7840000000005');
    expect(quantities(driver)).toEqual([5, 4]);
  });
  it('adds a selected frequent product, and nothing on a bare Enter', () => {
    const driver = new Driver().opened().press('enter');
    expect(quantities(driver)).toEqual([]);
    driver.press('down', 'down', 'enter');
    expect(driver.state.desk.cart.lines[0]?.name).toBe('Jugo de naranja');
  });
  it('refuses more than there is', () => {
    const driver = new Driver().opened().type('9*agua').press('enter');
    expect(driver.state.notice).toMatchObject({ error: { code: 'STOCK_INSUFICIENTE' } });
    expect(driver.count('bell')).toBe(1);
  });
  it('counts with + and - only when nothing is typed', () => {
    const driver = new Driver().opened().scan('P005').type('+').type('+').type('-');
    expect(quantities(driver)).toEqual([2]);
    driver.type('a+');
    expect(driver.state.desk.text).toBe('a+');
    driver.press('escape', '-', '-');
    expect(quantities(driver)).toEqual([]);
    driver.press('ctrl-u');
    expect(quantities(driver)).toEqual([1]);
  });
});

describe('cards', () => {
  it('may have letters in their numbers, scanned or typed; words that are typed stay a search', () => {
    const driver = new Driver().opened().scan('AB12345');
    expect(driver.last('findCard').number).toBe('AB12345');
    driver.type('CD6789').press('enter');
    expect(driver.last('findCard').number).toBe('CD6789');
    const asked = driver.count('findCard');
    driver.type('agua').press('enter').type('zzzz').press('enter');
    expect(driver.count('findCard')).toBe(asked);
    expect(quantities(driver)).toEqual([1]);
  });
  it('with letters that nobody has leave a search where there is something to be found', () => {
    const driver = new Driver().opened().scan('XY99999');
    const { seq, number } = driver.last('findCard');
    const result = fail(posError('TARJETA_INEXISTENTE', { numero: number }));
    driver.send({ kind: 'card', seq, number, result });
    expect(driver.state.desk.text).toBe('');
    expect(driver.state.notice).toMatchObject({ say: 'unknownCode' });
  });
  it('keep the cart when they are refused', () => {
    const driver = new Driver().opened().scan('P005').scan('00300');
    const { seq, number } = driver.last('findCard');
    const error = posError('TARJETA_NO_ACTIVA', { numero: '00300', estado: 'Bloqueada' });
    driver.send({ kind: 'card', seq, number, result: fail(error) });
    expect(driver.state.notice).toMatchObject({ error });
    expect(quantities(driver)).toEqual([1]);
  });
  it('do not wipe away what was refused while they were read', () => {
    const driver = new Driver().opened().scan(ROMINA.cardNumber);
    const { seq, number } = driver.last('findCard');
    driver.type('9999*P005').press('enter');
    const { notice } = driver.state;
    expect(notice).toMatchObject({ tone: 'danger' });
    driver.send({ kind: 'card', seq, number, result: ok(ROMINA) });
    expect(driver.state.desk.holder?.studentName).toBe(ROMINA.studentName);
    expect(driver.state.notice).toBe(notice);
    driver.scan('P005');
    expect(driver.state.notice).not.toBe(notice);
  });
  it('that answer late are dropped', () => {
    const driver = new Driver().opened().scan('00204');
    const late = driver.last('findCard');
    driver.card(ROMINA);
    driver.send({ kind: 'card', seq: late.seq, number: late.number, result: ok(MATEO) });
    expect(driver.state.desk.holder?.studentName).toBe(ROMINA.studentName);
  });
  it('of another child ask before they take over a cart', () => {
    const driver = new Driver().opened().card(ROMINA).scan('P005').card(MATEO);
    expect(scopeOf(driver.state)).toBe('question');
    driver.press('enter').scan('00204').press('escape');
    expect(driver.state.desk.holder?.studentName).toBe(ROMINA.studentName);
    driver.card(MATEO).press('f9');
    expect(driver.state.desk.holder?.studentName).toBe(MATEO.studentName);
  });
  it('stay in hand while the database is away', () => {
    const driver = new Driver().opened().scan('P005').scan('00203');
    const effect = driver.last('findCard');
    driver.send({ kind: 'failed', effect, error: posError('BASE_DE_DATOS') });
    expect(driver.state.world.database).toBe('down');
    expect(quantities(driver)).toEqual([1]);
    driver.send({ kind: 'catalogue', changes: { products: [], mark: MARK }, whole: false });
    expect(driver.state.world.database).toBe('ready');
  });
});

describe('paying while a card is read', () => {
  it('opens with the answer, or says what is wrong with the card', () => {
    const driver = new Driver().opened().scan('P005').scan('00203').press('f4');
    expect(driver.state.dialog).toBeNull();
    const { seq, number } = driver.last('findCard');
    driver.send({ kind: 'card', seq, number, result: ok(ROMINA) });
    expect(scopeOf(driver.state)).toBe('payment');
    const refused = new Driver().opened().scan('P005').scan('00999').press('f4');
    const asked = refused.last('findCard');
    const result = fail(posError('TARJETA_INEXISTENTE'));
    refused.send({ kind: 'card', seq: asked.seq, number: asked.number, result });
    expect(scopeOf(refused.state)).toBe('sale');
  });
  it('stops at a warning that the card raises', () => {
    const driver = new Driver().opened().type('yogur').press('enter').scan('00203').press('f4');
    const { seq, number } = driver.last('findCard');
    driver.send({ kind: 'card', seq, number, result: ok(ROMINA) });
    expect(scopeOf(driver.state)).toBe('warning');
  });
});

describe('a scan', () => {
  it('takes its own characters back out of whatever they did', () => {
    const driver = new Driver().opened().scan('P005').pay();
    driver.scan('7840000000005');
    expect(scopeOf(driver.state)).toBe('sale');
    expect(quantities(driver)).toEqual([2]);
  });
  it('is refused aloud once money is on the table, leaving the payment as it was', () => {
    const driver = new Driver().opened().type('2*').scan('P005').pay().press('1').type('5000').press('enter');
    const before = driver.state.dialog;
    const bells = driver.count('bell');
    driver.scan('7840000000005');
    expect(driver.state.dialog).toEqual(before);
    expect(driver.count('bell')).toBe(bells + 1);
    expect(driver.state.notice).toMatchObject({ say: 'scanWhilePaying' });
  });
  it('works from the history, the help and the quantity dialog', () => {
    for (const name of ['f2', 'f1', 'f6', 'f8']) {
      const driver = new Driver().opened().scan('P005').press(name).scan('P005');
      expect([name, scopeOf(driver.state), quantities(driver)]).toEqual([name, 'sale', [2]]);
    }
  });
  it('signs nobody in', () => {
    const driver = new Driver().type('cajero').press('enter').scan('00203');
    expect(driver.count('signIn')).toBe(0);
    expect(driver.state.session).toMatchObject({ kind: 'out', form: { secret: '' } });
    expect(driver.count('bell')).toBe(1);
  });
  it('clears nothing and quits nothing', () => {
    const driver = new Driver().opened().scan('P005').press('ctrl-k').scan('7840000000005');
    expect(quantities(driver)).toEqual([1]);
    driver.press('escape', 'ctrl-c').scan('P005');
    expect(driver.count('exit')).toBe(0);
  });
});

describe('sessions', () => {
  it('lock by key and by idleness, and open by PIN; another cashier is asked the warnings again', () => {
    const driver = new Driver().opened().card(ROMINA).type('yogur').press('enter', 'f9', 'f7');
    expect(scopeOf(driver.state)).toBe('locked');
    driver.press('up').press('escape').type('gerente').press('enter').type('5001').press('enter');
    const { seq, request } = driver.last('signIn');
    const beside = CASHIER.session;
    expect(request).toEqual({ login: 'gerente', secret: '5001', kind: 'pin', beside });
    driver.send({ kind: 'signedIn', seq, result: ok(MANAGER) });
    expect(scopeOf(driver.state)).toBe('warning');
    expect(driver.last('closeSession')).toMatchObject({ session: beside });
    driver.send({ kind: 'tick', now: NOON + SHOP.store.idleLockMinutes * 60_000 });
    expect(scopeOf(driver.state)).toBe('locked');
    expect(quantities(driver)).toEqual([1]);
  });
  it('open although something else was asked for meanwhile, and keep the sale from passers-by', () => {
    const driver = new Driver().opened().scan('P005').pay().press('f4', 'enter', 'f7');
    driver.type('1001').press('enter', 'ctrl-c');
    expect(driver.state.notice).toMatchObject({ params: { reason: 'lockedCart' } });
    const { seq } = driver.last('signIn');
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: fail(posError('CONFLICTO')) });
    driver.press('f7').send({ kind: 'signedIn', seq, result: ok(CASHIER) });
    expect(driver.state.session.kind).toBe('open');
    expect(driver.count('exit')).toBe(0);
  });
  it('that the database has ended lock the screen with a sentence, and everything is there afterwards', () => {
    const driver = new Driver().opened().scan('P005').pay().press('f4', 'enter');
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: fail(posError('SESION_REQUERIDA')) });
    expect(driver.state.session).toMatchObject({
      kind: 'locked',
      form: { login: 'cajero', error: { code: 'SESION_TERMINADA' } },
    });
    driver.type('cajero-demo').press('enter');
    expect(driver.last('signIn').request).toMatchObject({ kind: 'password' });
    const again = { ...CASHIER, session: 'another' };
    driver.send({ kind: 'signedIn', seq: driver.last('signIn').seq, result: ok(again) });
    expect(scopeOf(driver.state)).toBe('sale');
    expect(quantities(driver)).toEqual([1]);
    driver.pay('uuid-2').press('f4', 'enter');
    expect(driver.last('checkout').document).toMatchObject({ uuid: 'uuid-2', sesion: 'another' });
  });
  it('with a password for one time ask for another, twice, before anything else', () => {
    const driver = new Driver().type('cajero').press('enter').type('abcd-efgh-jkmn').press('enter');
    const { seq } = driver.last('signIn');
    driver.send({ kind: 'signedIn', seq, result: ok({ ...CASHIER, mustChange: true }) });
    expect(driver.state.session).toMatchObject({ kind: 'renew', form: { login: '', secret: '' } });
    driver.type('cuatro perros duermen').press('enter').type('cuatro gatos duermen').press('enter');
    expect(driver.count('renew')).toBe(0);
    expect(driver.state.session).toMatchObject({
      form: { login: '', secret: '', error: { code: 'CLAVE_DEBIL', params: { regla: 'distinta' } } },
    });
    driver.scan('7840000000005').press('f4', 'f2', 'f11');
    expect(driver.state.session.kind).toBe('renew');
    driver.press('escape').type('cuatro perros duermen').press('enter');
    driver.type('cuatro perros duermen').press('enter');
    const asked = driver.last('renew');
    expect(asked).toMatchObject({ present: 'abcd-efgh-jkmn', password: 'cuatro perros duermen' });
    driver.send({
      kind: 'renewed',
      seq: asked.seq,
      result: fail(posError('CLAVE_DEBIL', { regla: 'comun' })),
    });
    expect(driver.state.session).toMatchObject({ kind: 'renew', form: { busy: false, login: '' } });
    driver.type('cuatro perros duermen').press('enter').type('cuatro perros duermen').press('enter');
    driver.send({ kind: 'renewed', seq: driver.last('renew').seq, result: ok(CASHIER.id) });
    expect(driver.state.session).toMatchObject({ kind: 'open', user: { login: 'cajero' } });
    expect(JSON.stringify(driver.state)).not.toContain('perros');
  });
  it('are closed in the database too when somebody signs out, and when nobody waits for them any more', () => {
    const driver = new Driver().opened().press('ctrl-o');
    expect(driver.last('closeSession')).toMatchObject({ session: CASHIER.session });
    driver.send({ kind: 'signedIn', seq: 999, result: ok({ ...MANAGER, session: 'late' }) });
    expect(driver.last('closeSession')).toMatchObject({ session: 'late' });
    expect(driver.state.session.kind).toBe('out');
  });
  it('wait as long as they are told to', () => {
    const driver = new Driver().type('cajero').press('enter').type('x').press('enter');
    const error = posError('DEMASIADOS_INTENTOS', { segundos: 8 });
    driver.send({ kind: 'signedIn', seq: driver.last('signIn').seq, result: fail(error) });
    driver.type('y').press('enter');
    expect(driver.count('signIn')).toBe(1);
    driver.send({ kind: 'tick', now: NOON + 9_000 }).press('enter');
    expect(driver.count('signIn')).toBe(2);
  });
  it('do not end under an open cart; quitting asks', () => {
    const driver = new Driver().opened().scan('P005').press('ctrl-o');
    expect(driver.state.session.kind).toBe('open');
    driver.press('ctrl-c');
    expect(driver.count('exit')).toBe(0);
    driver.press('f9');
    expect(driver.last('exit').code).toBe(0);
    expect(new Driver().opened().press('ctrl-o').state.session.kind).toBe('out');
  });
});

describe('the rest of the shop', () => {
  it('shows prices and stock that changed elsewhere', () => {
    const driver = new Driver().opened();
    driver.send({ kind: 'tick', now: NOON + 2_500 });
    expect(driver.count('followCatalogue')).toBe(1);
    const products = [{ ...COLA, price: gs(5_500), stock: 3 }];
    driver.send({ kind: 'catalogue', changes: { products, mark: MARK }, whole: false });
    expect(driver.state.world.catalogue.frequent.find((one) => one.id === COLA.id)?.price).toBe(5_500);
  });
  it('opens the history without touching the cart, and says a new printer fault once', () => {
    const driver = new Driver().opened().scan('P005');
    const { cart } = driver.state.desk;
    driver.press('f2');
    expect(driver.last('listSales').filter).toMatchObject({ from: '2026-01-09', to: '2026-01-09' });
    driver.type('romina').press('escape', 'escape');
    expect(driver.state.desk.cart).toBe(cart);
    const status = { state: 'waiting', open: 1, fault: 'sin_papel', device: '/dev/usb/lp0' } as const;
    driver.send({ kind: 'printer', status });
    expect(driver.state.notice).toMatchObject({ say: 'printerFault' });
    driver.press('escape').send({ kind: 'printer', status: { ...status, open: 2 } });
    expect(driver.state.notice).toBeNull();
  });
  it('copies the slip of what came back from the open sale, and says when nothing did', () => {
    const driver = new Driver().opened().press('f2');
    const summary = { id: 91, number: '001-0000091', state: 'Completada', returned: 0, total: 10_000 };
    const show = (returned: number) => {
      const sale = { ...summary, returned } as unknown as StoredSale;
      driver.send({ kind: 'sales', seq: driver.last('listSales').seq, rows: [sale] }).press('enter');
      const { seq } = driver.last('showSale');
      return driver.send({ kind: 'stored', seq, purpose: 'history', result: ok(sale) });
    };
    show(0).press('f9');
    expect(driver.state.notice).toMatchObject({ params: { reason: 'nothingReturned' } });
    driver.press('escape');
    show(5_000).press('f9');
    expect(driver.last('reprint')).toMatchObject({ saleId: 91, returned: true });
    driver.press('f5');
    expect(driver.last('reprint')).toMatchObject({ saleId: 91, returned: false });
  });
  it('decides about the print job that was chosen, or about none', () => {
    const job = (id: number): PrintJob => ({ ...JOB, id, saleNumber: `001-000000${id}` });
    const driver = new Driver().opened().press('f8');
    const listed = (...jobs: PrintJob[]): Driver =>
      driver.send({ kind: 'jobs', seq: driver.last('listJobs').seq, jobs });
    listed(job(1), job(2)).press('down');
    const status = { state: 'printing', open: 2, fault: null, device: '/dev/usb/lp0' } as const;
    driver.send({ kind: 'printer', status });
    expect(driver.count('listJobs')).toBe(2);
    listed(job(2), job(3)).press('f6');
    expect(driver.last('settleJob').id).toBe(2);
    driver.send({ kind: 'printer', status: { ...status, open: 1 } });
    listed(job(3)).press('f6');
    expect(driver.count('settleJob')).toBe(1);
    expect(driver.state.notice).toMatchObject({ params: { reason: 'nothingChosen' } });
    driver.press('down', 'f6');
    expect(driver.last('settleJob').id).toBe(3);
  });

  it('says how many are left once they are few, and what is sold out', () => {
    const driver = new Driver().opened();
    const products = [{ ...COLA, stock: 3, minStock: 2 }];
    driver.send({ kind: 'catalogue', changes: { products, mark: MARK }, whole: false }).scan('P005');
    expect(driver.state.notice).toMatchObject({ tone: 'warn', say: 'addedFew', params: { left: 2 } });
    driver.press('+', '+', '+');
    expect(driver.state.notice).toMatchObject({ tone: 'danger', error: { code: 'STOCK_INSUFICIENTE' } });
    expect(quantities(driver)).toEqual([3]);
  });

  it('does not bring back by undo what another cashier confirmed', () => {
    const driver = new Driver().opened().card(ROMINA).type('yogur').press('enter', 'f9', 'delete', 'f7');
    driver.press('up', 'escape').type('gerente').press('enter').type('5001').press('enter');
    driver.send({ kind: 'signedIn', seq: driver.last('signIn').seq, result: ok(MANAGER) }).press('ctrl-u');
    expect(driver.state.desk.acks).toEqual([]);
  });

  it('says why a key does nothing', () => {
    const driver = new Driver().opened().send(key('f4'));
    expect(driver.state.notice).toMatchObject({ say: 'disabled', params: { reason: 'emptyCart' } });
  });
  it('holds the invoice box off and says why', () => {
    const driver = new Driver().opened(CASHIER).scan('P005').pay().press('f6');
    expect(driver.state.notice).toMatchObject({ params: { reason: 'invoice_sin_configurar' } });
  });
});
