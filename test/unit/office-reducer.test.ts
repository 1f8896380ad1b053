import { describe, expect, it } from 'vitest';
import { posError } from '../../src/domain/errors.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { frontOf } from '../../src/tui/office/view.ts';
import { MANAGER, ROMINA } from '../support/fakes.ts';
import { answer, cards, form, office } from '../support/office-pages.ts';
import { Driver } from '../support/screen.ts';

const pageOf = (driver: Driver): string | undefined => frontOf(driver.state)?.page;
const valuesOf = (driver: Driver) => frontOf(driver.state)?.form?.values;

describe('moving through pages', () => {
  it('opens by F11 or Ctrl-G over the sale, which stays as it was, and goes back page by page', () => {
    const driver = new Driver().opened().card(ROMINA).scan('P005');
    const { desk } = driver.state;
    office(driver).press('enter');
    answer(driver, ['00201']).press('escape', 'escape');
    expect(driver.state.pane).toBe('sale');
    // The card is read again: a top-up may have changed its balance.
    expect({ ...driver.state.desk, reading: null }).toEqual(desk);
    expect(new Driver().opened().press('ctrl-g').state.pane).toBe('office');
  });

  it('refuses a page that the role may not open', () => {
    const driver = office().press('down', 'enter');
    expect(pageOf(driver)).toBe('menu');
    expect(driver.state.notice).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
  });

  it('drops an answer that nobody waits for any more', () => {
    const driver = office().press('enter');
    const { seq } = driver.last('officeLoad');
    driver.press('escape').send({ kind: 'officeLoaded', seq, result: ok(['x']) });
    expect(pageOf(driver)).toBe('menu');
    expect(frontOf(driver.state)?.data).toEqual({ value: null });
  });

  it('follows the selected row by its id, and chooses no neighbour when it is gone', () => {
    const driver = cards().press('down');
    expect(frontOf(driver.state)?.choice).toBe('00202');
    driver.send({ kind: 'tick', now: driver.state.world.now + 6_000 });
    answer(driver, ['00100', '00201', '00202']);
    expect(frontOf(driver.state)?.choice).toBe('00202');
    driver.send({ kind: 'tick', now: driver.state.world.now + 6_000 });
    answer(driver, ['00100', '00201', '00203']).press('f8');
    expect(driver.state.question).toBeNull();
  });

  it('filters by typing; Escape empties the search first', () => {
    const driver = cards().type('203');
    expect(frontOf(driver.state)?.choice).toBe('00203');
    expect(pageOf(driver.press('escape'))).toBe('shift');
    expect(pageOf(driver.press('escape'))).toBe('menu');
  });

  it('begins the next search afresh after the menu led somewhere', () => {
    const driver = office().type('tar').press('enter');
    answer(driver, ['00201']).press('escape');
    expect(frontOf(driver.state)).toMatchObject({ page: 'menu', text: '' });
  });

  it("closes a person's pages when another one opens the lock", () => {
    const driver = cards().press('f7');
    driver.press('up', 'escape').type('gerente').press('enter').type('5001').press('enter');
    const { seq } = driver.last('signIn');
    const user = {
      id: 2,
      login: 'gerente',
      name: 'G',
      email: 'g@x.com',
      role: 'gerente',
      session: 's',
      mustChange: false,
    } as const;
    driver.send({ kind: 'signedIn', seq, result: ok(user) });
    expect(driver.state).toMatchObject({ pane: 'sale', office: { frames: [] } });
  });
});

describe('a form', () => {
  it('goes through its fields and sends what was written, once', () => {
    const driver = form().type('123').press('enter').type(' María').press('tab').type('25.000').press('tab');
    driver.press('right', 'tab', ' ', 'tab', ' ', 'down', ' ', 'enter', 'f4');
    expect(driver.last('officeDo')).toMatchObject({
      name: 'issue',
      input: {
        numero: '123',
        nombre: 'Ana María',
        saldo: '25000',
        tipo: 'b',
        activa: '1',
        varios: '2,3',
        uuid: 'u-1',
      },
    });
    driver.press('f4', 'f4');
    expect(driver.count('officeDo')).toBe(1);
    driver.send({
      kind: 'officeDone',
      seq: driver.last('officeDo').seq,
      result: ok({ say: 'Hecho.', printed: true }),
    });
    expect(pageOf(driver)).toBe('shift');
    expect(driver.state.notice).toEqual({ tone: 'good', text: 'Hecho.' });
    expect(driver.count('wakePrinter')).toBe(1);
  });

  it('keeps what was written when it is refused or the database is gone, and sends the same again', () => {
    const driver = form().type('123').press('f4');
    const first = driver.last('officeDo');
    driver.send({ kind: 'failed', effect: first, error: posError('BASE_DE_DATOS') });
    expect(driver.state.notice).toMatchObject({ error: { code: 'BASE_DE_DATOS' } });
    expect(valuesOf(driver)).toMatchObject({ numero: '123' });
    driver.press('f4');
    expect(driver.last('officeDo').input).toEqual(first.input);
    driver.send({
      kind: 'officeDone',
      seq: driver.last('officeDo').seq,
      result: fail(posError('TARJETA_INEXISTENTE')),
    });
    expect(pageOf(driver)).toBe('shiftCash');
    expect(valuesOf(driver)).toMatchObject({ numero: '123' });
  });

  it('names the field that is missing or wrong, and goes to it', () => {
    const driver = form().press('tab', 'f4');
    expect(frontOf(driver.state)?.form).toMatchObject({ focus: 'numero', wrong: 'numero' });
    expect(driver.count('officeDo')).toBe(0);
    driver.type('1').press('tab', 'ctrl-u').type('mal').press('f4');
    expect(frontOf(driver.state)?.form).toMatchObject({ focus: 'nombre', wrong: 'nombre' });
  });

  it('replaces an amount that nobody touched by the first digit, as one typed over it', () => {
    const amount = (): Driver => form().press('tab', 'tab').type('974').press('up', 'down');
    expect(valuesOf(amount().type('98'))).toMatchObject({ saldo: '98' });
    expect(valuesOf(amount().press('end').type('5'))).toMatchObject({ saldo: '9745' });
    expect(valuesOf(amount().press('backspace').type('5'))).toMatchObject({ saldo: '975' });
    expect(valuesOf(amount().type('x'))).toMatchObject({ saldo: '974' });
  });

  it('an amount with a sign is none: nothing is stored until it was erased', () => {
    const driver = form().type('123').press('tab', 'tab').type('-5').press('f4');
    expect(driver.count('officeDo')).toBe(0);
    expect(driver.state.notice).toMatchObject({ say: 'noSign' });
    expect(frontOf(driver.state)?.form).toMatchObject({ focus: 'saldo', wrong: 'saldo' });
    driver.press('end', 'backspace').type('5').press('f4');
    expect(driver.last('officeDo').input).toMatchObject({ saldo: '5' });
  });

  it('an amount typed anew over the one with a sign is taken', () => {
    const driver = form().type('123').press('tab', 'tab').type('-5').press('f4').type('700').press('f4');
    expect(driver.last('officeDo').input).toMatchObject({ saldo: '700' });
  });

  it('edits where the cursor is', () => {
    const driver = form()
      .press('tab', 'home')
      .type('¡')
      .press('end')
      .type('!')
      .press('left', 'left', 'backspace');
    expect(valuesOf(driver)?.nombre).toBe('¡Aa!');
    driver.press('delete', 'left', 'left', 'left', 'left').type('😀').press('delete');
    expect(valuesOf(driver)?.nombre).toBe('😀A!');
    driver.press('backspace', 'backspace');
    expect(valuesOf(driver)?.nombre).toBe('A!');
  });

  it('asks before unsaved values are lost, and no scan or Enter answers', () => {
    const driver = form().type('7').press('escape');
    expect(driver.state.question).toMatchObject({ kind: 'leaveForm', home: false });
    driver.press('enter').scan('00203').press('f4');
    expect(pageOf(driver)).toBe('shiftCash');
    driver.press('escape');
    expect(valuesOf(driver)?.numero).toBe('7');
    driver.press('f11', 'f9');
    expect(driver.state.pane).toBe('sale');
    expect(form().press('escape').state.question).toBeNull();
  });

  it.each(['00203', '7840001000122', '12345670'])('takes no scan %s for an amount', (code) => {
    const driver = form().press('tab', 'tab').type('5000').scan(code);
    expect(valuesOf(driver)).toMatchObject({ saldo: '5000' });
    expect(driver.state.notice).toMatchObject({ say: 'scanAmount', params: { code } });
    expect(valuesOf(form().scan(code))).toMatchObject({ numero: '' });
    // What a quick hand typed in one go is an amount all the same.
    expect(valuesOf(form().press('tab', 'tab').scan('25000'))).toMatchObject({ saldo: '25000' });
  });

  it('takes a scan into the field and goes on; a field of letters keeps what a hand had typed', () => {
    const driver = form().scan('84000');
    expect(frontOf(driver.state)?.form).toMatchObject({ focus: 'nombre', values: { numero: '84000' } });
    driver.type(' ').scan('Luz');
    expect(valuesOf(driver)).toMatchObject({ nombre: 'Ana Luz' });
    driver.press('up', 'up').scan('123456789');
    expect(valuesOf(driver)).toMatchObject({ numero: '84000' });
    expect(driver.state.notice).toMatchObject({ say: 'scanAmount' });
    const long = form().press('tab').type('a'.repeat(190)).scan('X'.repeat(20));
    expect(valuesOf(long)).toMatchObject({ nombre: `Ana${'a'.repeat(190)}` });
    expect(long.state.notice).toMatchObject({ say: 'scanTooLong' });
  });
});

describe('typing ahead of a page', () => {
  const unread = (): Driver => cards().press('enter');

  it('loses nothing: text, keys and scans go into the form once it has been read, in their order', () => {
    const driver = unread().type('12').press('backspace').type('3').press('tab').type(' B').press('enter');
    expect(valuesOf(answer(driver.scan('0099'), { uuid: 'u' }))).toMatchObject({
      numero: '13',
      nombre: 'Ana B',
      saldo: '',
    });
    expect(driver.state.office.ahead).toEqual([]);
    expect(frontOf(driver.state)?.text).toBe('');
  });

  it('of a list searches; no row is taken that nobody saw, and a scan does what it does there', () => {
    const list = office().press('enter').type('203').press('enter');
    expect(pageOf(answer(list, ['00201', '00203']))).toBe('shift');
    expect(frontOf(list.state)).toMatchObject({ text: '203', choice: '00203' });
    const scanned = answer(office().press('enter').scan('00202'), ['00201', '00202']);
    expect(pageOf(scanned)).toBe('shiftCash');
    expect(frontOf(scanned.state)?.params).toEqual({ name: '00202' });
  });

  it('is forgotten with the page that was left, and when it cannot be read', () => {
    const left = unread().type('12').press('escape');
    expect([pageOf(left), left.state.office.ahead, frontOf(left.state)?.text]).toEqual(['shift', [], '']);
    const refused = unread().type('12');
    const { seq } = refused.last('officeLoad');
    refused.send({ kind: 'officeLoaded', seq, result: fail(posError('BASE_DE_DATOS')) });
    expect(refused.state.office.ahead).toEqual([]);
  });

  it('keeps no key that was held down', () => {
    const enter = {
      kind: 'key',
      name: 'enter',
      ctrl: false,
      alt: false,
      shift: false,
      repeat: true,
    } as const;
    expect(unread().send(enter, enter).state.office.ahead).toEqual([]);
  });
});

describe('a question about a page that is being read again', () => {
  const rereading = (): Driver => {
    const driver = cards();
    return driver.send({ kind: 'tick', now: driver.state.world.now + 6_000 });
  };

  it('is asked of what was read, not of what was shown before', () => {
    const gone = answer(rereading().press('f8'), ['00202']);
    expect(gone.state.question).toBeNull();
    const driver = rereading().press('f8');
    expect(driver.state.question).toBeNull();
    expect(answer(driver, ['00201', '00202']).state).toMatchObject({
      question: { text: '¿Bloquear 00201?' },
      office: { asking: null },
    });
  });

  it('is forgotten by any other key, and when the page cannot be read', () => {
    expect(answer(rereading().press('f8', 'down'), ['00201', '00202']).state.question).toBeNull();
    const refused = rereading().press('f8');
    const { seq } = refused.last('officeLoad');
    refused.send({ kind: 'officeLoaded', seq, result: fail(posError('BASE_DE_DATOS')) });
    expect(refused.state).toMatchObject({ question: null, office: { asking: null } });
  });
});

describe('acts', () => {
  const asked = (): Driver => cards().press('f8');
  const deny = (driver: Driver): Driver =>
    driver.send({
      kind: 'officeDone',
      seq: driver.last('officeDo').seq,
      result: fail(posError('PERMISO_DENEGADO')),
    });

  it('are asked first where they hurt, and only F9 says yes', () => {
    const driver = asked();
    expect(driver.state.question).toMatchObject({ kind: 'act', text: '¿Bloquear 00201?' });
    driver.press('enter', 'tab', 'f4').scan('00203').type('s');
    expect(driver.count('officeDo')).toBe(0);
    expect(driver.press('f9').last('officeDo')).toMatchObject({ name: 'block', input: '00201', grant: null });
    expect(asked().press('escape', 'f9').count('officeDo')).toBe(0);
  });

  it('ask a manager on the spot where the role is not enough, and go again with the approval', () => {
    const driver = deny(asked().press('f9'));
    expect(driver.state.dialog).toMatchObject({
      kind: 'approval',
      purpose: { kind: 'act', permission: 'card.block', reference: '00201' },
    });
    driver.type('gerente').press('enter').type('5001').press('enter').type('se perdió').press('enter');
    const { seq, wanted } = driver.last('approve');
    expect(wanted).toMatchObject({ permission: 'card.block', reference: '00201', reason: 'se perdió' });
    driver.send({ kind: 'approved', seq, result: ok({ id: 77, approver: MANAGER }) });
    expect(driver.state.dialog).toBeNull();
    expect(driver.last('officeDo')).toMatchObject({ name: 'block', input: '00201', grant: 77 });
    expect(deny(asked().press('f9')).press('escape', 'f9').count('officeDo')).toBe(1);
  });

  it('do not begin twice, and no page is left while one is under way', () => {
    const driver = asked().press('f9', 'f9', 'f8', 'escape', 'f11', 'enter');
    expect(driver.count('officeDo')).toBe(1);
    expect(pageOf(driver)).toBe('shift');
    driver.send({ kind: 'officeProgress', seq: driver.last('officeDo').seq, done: 1, total: 4 });
    expect(driver.state.office.busy?.progress).toEqual({ done: 1, total: 4 });
    driver.send({ kind: 'officeDone', seq: driver.last('officeDo').seq, result: ok({}) });
    expect(driver.state.office.busy).toBeNull();
  });

  it('print what was stored although the person has left meanwhile', () => {
    const driver = asked().press('f9', 'ctrl-o');
    const { seq } = driver.last('officeDo');
    expect(driver.state.pane).toBe('sale');
    driver.send({ kind: 'officeDone', seq, result: ok({ say: 'Hecho.', printed: true }) });
    expect(driver.count('wakePrinter')).toBe(1);
    expect(driver.state.notice).toBeNull();
  });

  it('a scan does what the page says, or is refused aloud', () => {
    const driver = cards().scan('00777');
    expect(frontOf(driver.state)).toMatchObject({ page: 'shiftCash', params: { name: '00777' } });
    expect(office().scan('00777').state.notice).toMatchObject({ say: 'scanNowhere' });
  });

  it('show one scan after another in the same place: one Escape leads back', () => {
    const driver = answer(office(new Driver().opened(MANAGER)).press('down', 'enter'), null);
    for (const code of ['00201', '00202', '00203']) answer(driver.scan(code), null);
    expect(frontOf(driver.state)).toMatchObject({ page: 'users', params: { code: '00203' } });
    expect(pageOf(driver.press('escape'))).toBe('menu');
  });

  it('select what was just made in the list that comes back', () => {
    const driver = form().type('9').press('f4');
    driver.send({ kind: 'officeDone', seq: driver.last('officeDo').seq, result: ok({ choose: '00202' }) });
    answer(driver, ['00201', '00202', '00203']);
    expect(frontOf(driver.state)).toMatchObject({ page: 'shift', choice: '00202', at: 1 });
  });

  it('a page that the database could not answer is tried again, and the bell rings once', () => {
    const driver = office().press('enter');
    const lost = (): Driver =>
      driver.send({ kind: 'failed', effect: driver.last('officeLoad'), error: posError('BASE_DE_DATOS') });
    lost();
    expect(frontOf(driver.state)).toMatchObject({ page: 'shift', loading: false });
    const bells = driver.count('bell');
    driver.send({ kind: 'tick', now: driver.state.world.now + 4_000 });
    lost();
    expect(driver.count('bell')).toBe(bells);
    driver.send({ kind: 'tick', now: driver.state.world.now + 4_000 });
    expect(frontOf(answer(driver, ['00201']).state)).toMatchObject({ choice: '00201', error: null });
  });
});
