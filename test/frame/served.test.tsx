import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/domain/result.ts';
import type { Served } from '../../src/domain/student.ts';
import { Screen } from '../../src/tui/app.tsx';
import { makeLook } from '../../src/tui/look.ts';
import { LACTOSE, PEANUTS, ROMINA } from '../support/fakes.ts';
import { Driver } from '../support/screen.ts';
import { messages } from '../support/words.ts';

const draw = (driver: Driver, language: 'es' | 'en' = 'es'): string =>
  renderToString(<Screen state={driver.state} look={makeLook(messages(language), 'dark', false)} />, {
    columns: driver.state.world.columns,
  }).replace(/\u001b\[[0-9;]*m/g, '');

const { studentId, studentName, grade, photo, clientId, clientName } = ROMINA;
const served = (deadCard: Extract<Served, { deadCard: unknown }>['deadCard']): Served => {
  const restrictions = [LACTOSE, PEANUTS];
  return { studentId, studentName, grade, photo, clientId, clientName, restrictions, deadCard };
};
/** Scanned at the till, and answered so. */
const scanned = (who: Served): Driver => {
  const driver = new Driver().opened().scan('00203');
  const { seq, number } = driver.last('findCard');
  return driver.send({ kind: 'card', seq, number, result: ok(who) });
};

describe('a student without a usable card at 80 × 24', () => {
  it.each([
    ['Bloqueada', 'Tarjeta bloqueada: no se paga con ella', 'Card blocked: it pays for nothing'],
    ['Vencida', 'Tarjeta vencida: no se paga con ella', 'Card expired: it pays for nothing'],
    ['Reemplazada', 'Tarjeta reemplazada: no vale más', 'Card replaced: it is dead'],
  ] as const)('%s: says so in place of the balance, with every restriction', (state, es, en) => {
    const driver = scanned(served({ number: '00203', state, expiredOn: null }));
    const frame = draw(driver);
    for (const text of [
      studentName,
      '5to Grado',
      'Tarjeta 00203',
      es,
      'Intolerancia a la lactosa',
      'Alergia al maní',
    ])
      expect(frame).toContain(text);
    expect(frame).not.toMatch(/Saldo|1\.000/);
    expect(frame.split('\n')).toHaveLength(24);
    expect(Math.max(...frame.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(80);
    expect(draw(driver, 'en')).toContain(en);
  });
  it('chosen by name: no card, no balance', () => {
    const frame = draw(scanned(served(null)));
    expect(frame).toContain('Sin tarjeta: paga por otro medio');
    expect(frame).not.toMatch(/Saldo|Tarjeta 00203/);
  });
  it('sees the card method with its reason', () => {
    const driver = scanned(served({ number: '00203', state: 'Bloqueada', expiredOn: null }))
      .scan('P005')
      .pay();
    expect(draw(driver)).toMatch(/6 {2}TARJETA ESTUDIANTIL +bloqueada/);
    driver.press('6');
    expect(draw(driver)).toContain('La tarjeta 00203 está bloqueada');
    expect(draw(scanned(served(null)).scan('P005').pay())).toMatch(/TARJETA ESTUDIANTIL +sin tarjeta/);
  });
});
