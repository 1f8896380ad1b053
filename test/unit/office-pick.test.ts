import { describe, expect, it } from 'vitest';
import { frontOf } from '../../src/tui/office/view.ts';
import { form } from '../support/office-pages.ts';
import type { Driver } from '../support/screen.ts';

const valuesOf = (driver: Driver) => frontOf(driver.state)?.form?.values;

describe('an option found by its name', () => {
  const list = (): Driver => form().press('up', ' ');
  const at = (driver: Driver) => frontOf(driver.state)?.form?.picking;
  const varios = (driver: Driver) => valuesOf(driver)?.varios;

  it('takes typed letters together, whatever their accents: «mani» is Maní and never Apio', () => {
    const driver = list().type('mani');
    expect(at(driver)).toBe(4);
    expect(varios(driver.press(' '))).toBe('3,5');
    // Marked: the next name begins afresh.
    expect(varios(driver.type('frutos').press(' ', 'enter'))).toBe('3,5,6');
    expect(frontOf(driver.state)?.form?.picking).toBeNull();
  });

  it('opens the list by the first letter; a scan leaves it closed', () => {
    const driver = form().press('up').type('mani').press(' ', 'enter');
    expect(varios(driver)).toBe('3,5');
    expect(at(driver)).toBeNull();
    const scanned = form().press('up').scan('7840001');
    expect(at(scanned)).toBeNull();
    expect(at(form().press('up').scan('ABC7840001'))).toBeNull();
  });

  it('finds a later word, and any part, but a beginning first', () => {
    expect(at(list().type('casc'))).toBe(5);
    expect(at(list().type('pio'))).toBe(3);
    expect(at(list().type('a'))).toBe(3);
  });

  it('rings and chooses nothing else for a name that is not there, and Space marks nothing', () => {
    const driver = list().type('man');
    const bells = driver.count('bell');
    driver.type('z');
    expect(driver.count('bell')).toBe(bells + 1);
    expect(at(driver)).toBe(4);
    expect(driver.state.notice).toMatchObject({ say: 'noOption', params: { text: 'manz' } });
    expect(varios(driver.type('a').press(' '))).toBe('3');
    expect(varios(driver.press('backspace', 'backspace', ' '))).toBe('3,5');
  });

  it('forgets the letters by arrows and by Escape, and then Escape closes', () => {
    const driver = list().type('man').press('up');
    expect(at(driver)).toBe(3);
    expect(at(driver.type('m'))).toBe(4);
    expect(at(driver.press('escape'))).toBe(4);
    expect(at(driver.press('escape'))).toBeNull();
  });

  it('goes back to what was chosen when all letters are erased, or were a scan', () => {
    expect(at(list().type('man').press('backspace', 'backspace', 'backspace'))).toBe(0);
    const driver = list();
    driver.type('man').send({ kind: 'scan', text: 'man', typed: 3 });
    expect(at(driver)).toBe(0);
  });

  it('does the same in a field that takes one', () => {
    const tipo = (driver: Driver) => valuesOf(driver)?.tipo;
    const choice = (): Driver => form().press('tab', 'tab', 'tab');
    expect(tipo(choice().type('báj'))).toBe('b');
    const driver = choice().type('bx');
    expect(tipo(driver)).toBe('b');
    expect(driver.state.notice).toMatchObject({ say: 'noOption' });
    expect(tipo(driver.press('backspace', 'backspace'))).toBe('a');
    expect(tipo(driver.press('right').type('al'))).toBe('a');
  });
});
