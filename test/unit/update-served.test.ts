import { describe, expect, it } from 'vitest';
import { posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import type { ParkedSale } from '../../src/domain/parked.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { type CardHolder, type DeadCard, usableCard, type WithoutCard } from '../../src/domain/student.ts';
import { page } from '../../src/tui/office/page.ts';
import { scopeOf } from '../../src/tui/selectors.ts';
import { recall } from '../../src/tui/slices/parked.ts';
import { COLA, MATEO, ROMINA } from '../support/fakes.ts';
import { Driver } from '../support/screen.ts';

const without = (holder: CardHolder, deadCard: DeadCard | null = null): WithoutCard => {
  const { studentId, studentName, grade, photo, clientId, clientName, restrictions } = holder;
  return { studentId, studentName, grade, photo, clientId, clientName, restrictions, deadCard };
};
const BLOCKED: DeadCard = { number: '00204', state: 'Bloqueada', expiredOn: null };
const EXPIRED: DeadCard = { number: '00203', state: 'Vencida', expiredOn: '2020-01-01' };

/** A card scanned that is out of use. */
const scanDead = (driver: Driver, holder: CardHolder, dead: DeadCard): Driver => {
  driver.scan(dead.number);
  const { seq, number } = driver.last('findCard');
  return driver.send({ kind: 'card', seq, number, result: ok(without(holder, dead)) });
};

/** The back office open at a page that takes a student to the sale. */
const PAGES = {
  serve: page<null>({
    permission: 'client.list' as const,
    searchesOutside: true,
    load: async () => ok(null),
    view: () => ({
      kind: 'list',
      title: 'Estudiantes',
      columns: [{ title: 'Nombre', width: 'rest' }],
      rows: [{ id: 1, cells: ['uno'], actions: { open: { do: 'serve', input: 1 } } }],
      empty: 'nadie',
    }),
  }),
};
const byName = (driver: Driver, holder: CardHolder): Driver => {
  driver.press('ctrl-n').send({ kind: 'officePages', pages: PAGES });
  driver.send({ kind: 'officeLoaded', seq: driver.last('officeLoad').seq, result: ok(null) });
  const { seq } = driver.press('enter').last('officeDo');
  return driver.send({ kind: 'officeDone', seq, result: ok({ next: 'home', served: without(holder) }) });
};

describe('a card that is out of use', () => {
  it('keeps its holder on the desk, says so with a bell, and warns of what must not be eaten', () => {
    const driver = scanDead(new Driver().opened(), MATEO, BLOCKED);
    expect(driver.state.desk.holder).toMatchObject({ studentName: MATEO.studentName });
    expect(driver.state.notice).toMatchObject({ tone: 'warn', say: 'cardOff' });
    expect(driver.count('bell')).toBe(1);
    driver.type('maní').press('enter');
    expect(scopeOf(driver.state)).toBe('warning');
    driver.press('f9');
    expect(scopeOf(driver.state)).toBe('approval');
  });
  it('pays nothing, with the reason, and gets no invoice; cash sells by name', () => {
    const driver = scanDead(new Driver().opened(), ROMINA, EXPIRED).scan('P005').pay();
    driver.press('6');
    expect(driver.state.dialog).toMatchObject({
      step: 'method',
      error: { code: 'TARJETA_VENCIDA', params: { numero: '00203', vencimiento: '2020-01-01' } },
    });
    const blocked = scanDead(new Driver().opened(), MATEO, BLOCKED).scan('P005').pay().press('6');
    expect(blocked.state.dialog).toMatchObject({
      error: { code: 'TARJETA_NO_ACTIVA', params: { numero: '00204', estado: 'Bloqueada' } },
    });
    driver.press('f6');
    expect(driver.state.dialog).toMatchObject({ invoiced: false });
    driver.press('f4', 'enter');
    expect(driver.last('checkout').document).toMatchObject({ nro_tarjeta: null, id_hijo: ROMINA.studentId });
  });
  it('tops nothing up, and does not open payment by itself', () => {
    const driver = new Driver().opened().scan('P005').scan('00203').press('f4');
    const { seq, number } = driver.last('findCard');
    driver.send({ kind: 'card', seq, number, result: ok(without(ROMINA, EXPIRED)) });
    expect(scopeOf(driver.state)).toBe('sale');
    driver.press('ctrl-t');
    expect(driver.state.pane).toBe('sale');
  });
  it('makes room for a good one of the same child without a question, and what was confirmed stays', () => {
    const driver = scanDead(new Driver().opened(), ROMINA, EXPIRED).type('yogur').press('enter', 'f9');
    expect(driver.state.desk.acks).toHaveLength(1);
    driver.card({ ...ROMINA, cardId: 99, cardNumber: '00999' });
    expect(driver.state.question).toBeNull();
    expect(usableCard(driver.state.desk.holder)?.cardNumber).toBe('00999');
    expect(driver.state.notice).toMatchObject({ say: 'cardRead' });
    expect(driver.state.desk.acks).toHaveLength(1);
  });
  it('that dies while it is on the desk stays as its holder: the sale that was refused can be paid otherwise', () => {
    const driver = new Driver().opened().card(MATEO).scan('P005').pay().press('6', 'enter', 'enter');
    const { document } = driver.last('checkout');
    expect(document).toMatchObject({ nro_tarjeta: '00204' });
    expect(document).not.toHaveProperty('id_hijo');
    const error = posError('TARJETA_NO_ACTIVA', { numero: '00204', estado: 'Bloqueada' });
    driver.send({ kind: 'sold', uuid: 'uuid-1', result: fail(error) });
    const { seq, number } = driver.last('findCard');
    driver.send({ kind: 'card', seq, number, result: ok(without(MATEO, BLOCKED)) });
    expect(driver.state.desk.cart.lines).toHaveLength(1);
    driver.pay('uuid-2').press('f4', 'enter');
    expect(driver.last('checkout').document).toMatchObject({ nro_tarjeta: null, id_hijo: MATEO.studentId });
  });
});

describe('a student chosen by name', () => {
  it('comes to the desk with restrictions, and the sale names the student', () => {
    const driver = byName(new Driver().opened(), ROMINA);
    expect(driver.state.pane).toBe('sale');
    expect(driver.state.notice).toMatchObject({ say: 'servedByName' });
    driver.type('yogur').press('enter');
    expect(scopeOf(driver.state)).toBe('warning');
    driver.press('f9').pay().press('6');
    expect(driver.state.dialog).toMatchObject({ error: { code: 'TARJETA_REQUERIDA' } });
    driver.press('f4', 'enter');
    expect(driver.last('checkout').document).toMatchObject({
      nro_tarjeta: null,
      id_hijo: ROMINA.studentId,
      confirmaciones: [{ id_restriccion: 1 }],
    });
  });
  it('takes a cart that nobody claimed, and asks before another child’s changes hands', () => {
    const free = byName(new Driver().opened().scan('P005'), ROMINA);
    expect(free.state.desk.holder?.studentId).toBe(ROMINA.studentId);
    const driver = byName(new Driver().opened().card(ROMINA).scan('P005'), MATEO);
    expect(scopeOf(driver.state)).toBe('question');
    expect(driver.state.desk.holder?.studentId).toBe(ROMINA.studentId);
    // The card that was read again on the way home answers late: it takes nothing back.
    const late = driver.last('findCard');
    driver.press('f9');
    driver.send({ kind: 'card', seq: late.seq, number: late.number, result: ok(ROMINA) });
    expect(driver.state.desk.holder?.studentId).toBe(MATEO.studentId);
  });
  it('is found by what was typed while the page was still being read', () => {
    const driver = new Driver().opened().press('ctrl-n').type('rom');
    driver.send({ kind: 'officePages', pages: PAGES });
    expect(driver.last('officeLoad').params).toEqual({ text: 'rom' });
    driver.type('ina');
    driver.send({ kind: 'officeLoaded', seq: driver.last('officeLoad').seq, result: ok(null) });
    expect(driver.last('officeLoad').params).toEqual({ text: 'romina' });
    driver.press('enter');
    expect(driver.count('officeDo')).toBe(0);
    driver.send({ kind: 'officeLoaded', seq: driver.last('officeLoad').seq, result: ok(null) });
    driver.press('enter');
    expect(driver.last('officeDo')).toMatchObject({ page: 'serve', name: 'serve', input: 1 });
  });
  it('is dropped and brought back by the keys of a card', () => {
    const driver = byName(new Driver().opened(), ROMINA).press('f5');
    expect(driver.state.desk.holder).toBeNull();
    driver.press('ctrl-u');
    expect(driver.state.desk.holder?.studentId).toBe(ROMINA.studentId);
  });
  it('is asked for again after the back office, and kept while the database is away', () => {
    const driver = byName(new Driver().opened(), ROMINA).press('ctrl-n', 'escape');
    const effect = driver.last('findStudent');
    expect(effect.studentId).toBe(ROMINA.studentId);
    driver.send({ kind: 'failed', effect, error: posError('BASE_DE_DATOS') });
    expect(driver.state.desk.reading).toBeNull();
    expect(driver.state.desk.holder?.studentId).toBe(ROMINA.studentId);
  });
  it('is parked and recalled', () => {
    const driver = byName(new Driver().opened(), ROMINA).scan('P005').press('ctrl-p');
    driver.send({ kind: 'saleId', seq: driver.last('makeSaleId').seq, uuid: 'u' }).press('enter');
    expect(driver.last('park').request).toMatchObject({ cardNumber: null, studentId: ROMINA.studentId });
    const parked: ParkedSale = {
      id: 1,
      till: '001',
      by: 'Ana',
      cardNumber: null,
      studentId: ROMINA.studentId,
      student: ROMINA.studentName,
      note: '',
      total: gs(5_000),
      units: 1,
      state: 'Recuperada',
      parkedAt: '2026-01-09 12:00:00',
      ended: null,
      discount: gs(0),
      percent: null,
      lines: [
        {
          productId: COLA.id,
          name: COLA.name,
          quantity: 1,
          price: gs(5_000),
          discount: gs(0),
          percent: null,
        },
      ],
    };
    const step = recall(new Driver().opened().state, parked);
    expect(step.effects).toContainEqual(
      expect.objectContaining({ kind: 'findStudent', studentId: ROMINA.studentId }),
    );
  });
});
