import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { Screen } from '../../src/tui/app.tsx';
import { makeLook, type ThemeName } from '../../src/tui/look.ts';
import { MANAGER } from '../support/fakes.ts';
import { answer, cards, form, office } from '../support/office-pages.ts';
import { Driver } from '../support/screen.ts';
import { messages } from '../support/words.ts';

const draw = (driver: Driver, theme: ThemeName = 'dark', ascii = false): string =>
  renderToString(<Screen state={driver.state} look={makeLook(messages('es'), theme, ascii)} />, {
    columns: driver.state.world.columns,
  });
const plain = (frame: string): string => frame.replace(/\u001b\[[0-9;]*m/g, '');
/** What the cursor stands on is between brackets. */
const withCursor = (frame: string): string =>
  plain(frame.replace(/\u001b\[7m/g, '[').replace(/\u001b\[27m/g, ']'));
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => String(10_000 + at));

const PAGES: Readonly<Record<string, () => Driver>> = {
  menu: () => office(),
  list: () => answer(office().press('enter'), many(500)),
  'list, nothing found': () => cards().type('nada'),
  form: () => form().type('123').press('tab', 'tab').type('1234567'),
  'form, wrong': () => form().press('f4'),
  'open options': () => form().press('up', ' ', 'down', ' '),
  question: () => form().type('1').press('escape'),
  working: () => form().type('1').press('f4'),
  help: () => form().press('f1'),
};

const pageNamed = (name: string): Driver => {
  const open = PAGES[name];
  if (!open) throw new Error(name);
  return open();
};

describe.each(Object.keys(PAGES))('the page: %s', (name) => {
  it.each([
    [80, 24],
    [200, 50],
  ])('fills %i × %i exactly, in every theme', (columns, rows) => {
    const driver = pageNamed(name).send({ kind: 'resized', columns, rows });
    for (const theme of ['dark', 'light', 'basic', 'mono'] as const) {
      const lines = draw(driver, theme, theme === 'basic').split('\n');
      expect(lines).toHaveLength(rows);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

describe('what one reads', () => {
  it('where one is, which row is meant of how many, and its keys', () => {
    const driver = pageNamed('list');
    driver.press('pagedown', 'pagedown', 'down');
    const frame = plain(draw(driver));
    const at = frame.match(/(\d+)\/500 ↑ ↓/)?.[1];
    expect(frame).toContain(`› ${10_000 + Number(at) - 1}`);
    expect(frame).toContain('Gestión › Tarjetas');
    expect(frame).toContain('Enter abrir');
    expect(plain(draw(driver.press('end')))).toContain('500/500 ↑');
  });

  it('the cursor in the text, the points of money, dots for a secret', () => {
    expect(withCursor(draw(form().press('tab', 'home', 'right')))).toMatch(/Nombre +› A\[n\]a/);
    const money = form().press('tab', 'tab').type('1234567');
    expect(withCursor(draw(money))).toMatch(/Saldo +› 1\.234\.567\[ \]/);
    expect(withCursor(draw(money.press('left', 'left', 'left')))).toMatch(/Saldo +› 1\.234\.\[5\]67/);
    expect(withCursor(draw(money.press('home')))).toMatch(/Saldo +› \[1\]\.234\.567/);
  });

  it('an amount that the next digit replaces as a whole', () => {
    const driver = form().press('tab', 'tab').type('12345').press('up', 'down');
    expect(withCursor(draw(driver))).toMatch(/Saldo +› \[12\.345\]/);
    expect(withCursor(draw(driver.type('7')))).toMatch(/Saldo +› 7\[ \]/);
  });

  it('the end of a long value while it is written', () => {
    const driver = form()
      .press('tab')
      .type(`${'x'.repeat(150)}FIN`);
    expect(withCursor(draw(driver))).toMatch(/› x+FIN\[ \]/);
  });

  it('which field is wrong, by a sign as well as by a colour', () => {
    const frame = plain(draw(form().press('f4'), 'mono'));
    expect(frame).toMatch(/Número \* +▲/);
    expect(frame).toContain('Falta completar: Número.');
  });

  it('how far a long work is', () => {
    const driver = form().type('1').press('f4');
    const { seq } = driver.last('officeDo');
    driver.send({ kind: 'officeProgress', seq, done: 2_500, total: 10_000 });
    expect(plain(draw(driver))).toMatch(/Trabajando… █{10}░{30} 25 % {2}2500\/10000/);
  });

  it('that the sale behind it is as it was', () => {
    const frame = plain(draw(office(new Driver().opened().scan('P005').scan('P005'))));
    expect(frame).toContain('La venta en curso (2 unidades) sigue como estaba.');
  });

  it('every line of a page off the edge of the window, as titles and fields are', () => {
    const bodyOf = (driver: Driver): readonly string[] => plain(draw(driver)).split('\n').slice(2, 20);
    const told = answer(cards().press('enter'), { uuid: 'u-1', note: 'Nota', below: 'Debajo' });
    const frame = bodyOf(told).join('\n');
    expect(frame).toContain('\n Nota');
    expect(frame).toContain('\n Debajo');
    const text = answer(office(new Driver().opened(MANAGER)).press('down', 'enter'), null);
    expect(bodyOf(text)[1]).toBe(' uno');
  });

  it('the whole of a long note, and where one is beside the longest of names', () => {
    const note = `${'palabra '.repeat(14)}final`;
    const told = answer(cards().press('enter'), { uuid: 'u-1', note, aside: 'Ñandú '.repeat(30) });
    const lines = plain(draw(told)).split('\n');
    expect(lines[2]).toMatch(/^ Gestión › .*Emitir {1,2}Ñandú .*… ?$/);
    expect(lines[3]).toMatch(/^ palabra .*palabra$/);
    expect(lines[4]?.trimEnd()).toMatch(/^ palabra .*final$/);
  });

  it('that a form goes on below the window', () => {
    const below = Array.from({ length: 12 }, (_, at) => `Línea ${at}`).join('|');
    const driver = answer(cards().press('enter'), { uuid: 'u-1', below });
    expect(plain(draw(driver))).toMatch(/\n ↓ \d más/);
    expect(plain(draw(driver.press('up')))).toMatch(/Varios +›/);
    expect(plain(draw(form()))).not.toContain('↓');
  });

  it('the letters typed to find an option, where it is chosen', () => {
    expect(withCursor(draw(form().press('up', ' ').type('man')))).toMatch(/Varios {2}man\[ \]/);
    expect(withCursor(draw(form().press('tab', 'tab', 'tab').type('baj')))).toMatch(/Baja {2}baj\[ \]/);
  });

  it('a name with escape sequences without them', () => {
    const frame = draw(answer(office().press('enter'), ['\u001b[2J\u202eevil', 'x'.repeat(10_000)]));
    expect(plain(frame)).toContain('[2Jevil');
    expect(plain(frame)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    for (const line of frame.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });
});

describe('a text longer than the window', () => {
  const long = (): Driver =>
    answer(
      office(new Driver().opened(MANAGER)).press('down', 'enter'),
      Array.from({ length: 60 }, (_, at) => `línea ${at}`),
    );

  it('scrolls to its end and not beyond: the first key up moves it', () => {
    const driver = long();
    for (let at = 0; at < 20; at += 1) driver.press('pagedown');
    const end = plain(draw(driver));
    expect(end).toContain('línea 59');
    expect(plain(draw(driver.press('up')))).not.toContain('línea 59');
    expect(plain(draw(driver.press('home')))).toContain('línea 0');
    expect(plain(draw(driver.press('end')))).toBe(end);
  });

  it('so does the help', () => {
    const driver = form().press('f1');
    const top = plain(draw(driver));
    for (let at = 0; at < 100; at += 1) driver.press('pagedown');
    const end = plain(draw(driver));
    expect(end).not.toMatch(/↓ \d+ más/);
    expect(plain(draw(driver.press('up')))).toMatch(/↓ 1 más/);
    for (let at = 0; at < 100; at += 1) driver.press('pageup');
    expect(plain(draw(driver))).toBe(top);
  });
});

describe('help that teaches', () => {
  it('begins with the page in front: what it is for, then its keys', () => {
    const lines = plain(draw(form().press('f1'))).split('\n');
    expect(lines[3]).toContain('Movimiento de caja');
    expect(lines.slice(4, 9).join(' ')).toContain('Enter o Tab pasan al campo siguiente');
    expect(lines.join('\n')).toMatch(/F4 o F12 +guardar/);
    expect(plain(draw(new Driver().opened().press('f1')))).toContain('Escanee la tarjeta del estudiante');
  });

  it('shows a hint until the person knows the place, or hides it', () => {
    const driver = new Driver().opened();
    const { login } = driver.last('loadHints');
    driver.send({ kind: 'hints', login, seen: {} }).type('x').press('escape');
    expect(plain(draw(driver))).toContain('Escanee una tarjeta o un producto');
    expect(plain(draw(driver.press('ctrl-x')))).not.toContain('Escanee una tarjeta o un producto');
    expect(driver.last('saveHints').seen).toEqual({ sale: 4 });
    for (const _ of [1, 2, 3]) {
      driver.press('f2');
      expect(plain(draw(driver))).toContain('Escriba para buscar; Enter abre la venta');
      driver.press('escape');
    }
    expect(plain(draw(driver.press('f2')))).not.toContain('Escriba para buscar; Enter abre la venta');
  });
});
