import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import { fail, ok } from '../../src/domain/result.ts';
import { buildIndex } from '../../src/domain/search.ts';
import { Screen } from '../../src/tui/app.tsx';
import { makeLook, type ThemeName } from '../../src/tui/look.ts';
import { COLA, MARK, MATEO, PEANUTS, PRODUCTS, ROMINA, SHOP } from '../support/fakes.ts';
import { Driver } from '../support/screen.ts';
import { messages } from '../support/words.ts';

const draw = (driver: Driver, theme: ThemeName = 'dark', ascii = false): string =>
  renderToString(<Screen state={driver.state} look={makeLook(messages('es'), theme, ascii)} />, {
    columns: driver.state.world.columns,
  });

const plain = (frame: string): string => frame.replace(/\u001b\[[0-9;]*m/g, '');

/** Every screen that a cashier can meet, each as one state. */
const SCREENS: Readonly<Record<string, (columns: number, rows: number) => Driver>> = {
  'sign-in': (c, r) => new Driver(c, r).send({ kind: 'tick', now: 0 }),
  sale: (c, r) => new Driver(c, r).opened().card(ROMINA).type('2*').scan('P005').type('sandw'),
  warning: (c, r) => new Driver(c, r).opened().card(MATEO).type('maní').press('enter'),
  approval: (c, r) => new Driver(c, r).opened().card(MATEO).type('maní').press('enter', 'f9'),
  payment: (c, r) =>
    new Driver(c, r).opened().card(ROMINA).scan('P012').pay().press('1').type('5000').press('enter'),
  covered: (c, r) => new Driver(c, r).opened().scan('P012').pay().press('1').type('50000').press('enter'),
  help: (c, r) => new Driver(c, r).opened().press('f1'),
  history: (c, r) => new Driver(c, r).opened().press('f2'),
  printing: (c, r) => new Driver(c, r).opened().press('f8'),
  question: (c, r) => new Driver(c, r).opened().scan('P012').press('ctrl-k'),
  locked: (c, r) => new Driver(c, r).opened().scan('P012').press('f7'),
};

describe.each(Object.keys(SCREENS))('the %s screen', (name) => {
  it.each([
    [80, 24],
    [200, 50],
  ])('fills %i × %i exactly, in every theme', (columns, rows) => {
    for (const theme of ['dark', 'light', 'basic', 'mono'] as const) {
      const lines = draw(SCREENS[name]?.(columns, rows) as Driver, theme, theme === 'basic').split('\n');
      expect(lines).toHaveLength(rows);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });
});

describe('what a cashier reads at 80 × 24', () => {
  it('student, cart, totals and keys', () => {
    const frame = plain(draw(SCREENS.sale?.(80, 24).press('enter') as Driver));
    for (const text of ['ROMINA MONGELLOS RODRIGUEZ', 'Gs. 1.000', '00203', 'CARMEN RODRIGUEZ'])
      expect(frame).toContain(text);
    expect(frame).toMatch(/▲ Intolerancia a la lactosa +Moderada/);
    expect(frame).toContain('2 líneas · 3 unidades');
    expect(frame).toMatch(/Subtotal +25\.000/);
    expect(frame).toContain('F4 cobrar');
  });

  it('the keys that a cart needs most, and between sales where one goes', () => {
    const keys = (driver: Driver): string => plain(draw(driver)).split('\n').slice(-3).join('\n');
    const selling = keys(new Driver(80, 24).opened().scan('P005'));
    for (const text of ['F4 cobrar', 'Supr quitar', 'F6 cantidad', 'Ctrl-P', 'Ctrl-D descuento'])
      expect(selling).toContain(text);
    expect(selling).not.toContain('+ más');
    const idle = keys(new Driver(80, 24).opened().card(ROMINA));
    for (const text of ['F2 ventas', 'F11 gestión', 'Ctrl-R en espera', 'Ctrl-T recargar'])
      expect(idle).toContain(text);
  });

  it('a warning that names product, allergen, restriction and severity, in red', () => {
    const frame = draw(SCREENS.warning?.(80, 24) as Driver);
    for (const text of ['Maní salado', 'Alergia al maní', 'Severa. Bloquea la venta', 'F9', 'Supr'])
      expect(plain(frame)).toContain(text);
    expect(plain(frame)).toMatch(/Contiene +Maní/);
    expect(frame).toContain('\u001b[41m');
  });

  it('the sale just made, with its change', () => {
    const driver = new Driver().opened().scan('P012').pay().press('1').type('20000').press('enter', 'enter');
    driver.send({
      kind: 'sold',
      uuid: 'uuid-1',
      result: ok({
        id: 1,
        uuid: 'uuid-1',
        number: '001-0000091',
        total: gs(15_000),
        change: gs(5_000),
        balance: null,
        repeated: false,
        date: '2026-01-09 12:00:00',
      }),
    });
    const frame = plain(draw(driver));
    for (const text of ['VENTA REGISTRADA', '#91', 'Gs. 15.000', 'VUELTO', 'F3 ticket'])
      expect(frame).toContain(text);
    expect(plain(draw(driver, 'basic', true))).not.toMatch(/[█▀▄│─●▲✓›]/);
  });

  it('what leads to products where there are none, and the keys that move the help', () => {
    const bare = new Driver(80, 24).opened();
    const { world } = bare.state;
    const catalogue = { ...world.catalogue, index: buildIndex([]), frequent: [] };
    bare.state = { ...bare.state, world: { ...world, catalogue } };
    expect(
      plain(draw(bare))
        .replace(/│.*|\n/g, '')
        .replace(/ +/g, ' '),
    ).toContain('Todavía no hay productos: cárguelos con F11');
    const foot = plain(draw(SCREENS.help?.(80, 24) as Driver))
      .split('\n')
      .slice(-2)
      .join('\n');
    expect(foot).toMatch(/página abajo.*página arriba/);
  });

  it('that another screen of the till prints, and nothing else about it', () => {
    const driver = new Driver(80, 24).opened();
    const status = { state: 'stopped', open: 0, fault: 'OTRO_PROCESO', device: '/dev/ttyUSB0' } as const;
    const { notice } = driver.state;
    driver.send({ kind: 'printer', status });
    expect(driver.state.notice).toBe(notice);
    const [head = ''] = draw(driver).split('\n');
    expect(plain(head)).toMatch(/● BD ok {2}Imprime otra pantalla {2}12:00 $/);
    expect(head).not.toContain('\u001b[33mI');
    expect(plain(head)).not.toMatch(/DETENIDA|▲/);
  });

  it("the sales of the day, another till's with its till, voided ones listed and not counted", () => {
    const row = (id: number, number: string, state: 'Completada' | 'Anulada' = 'Completada') => ({
      id,
      number,
      state,
      date: '2026-01-09 11:00:00',
      total: gs(5_000),
      units: 1,
      client: null,
      student: null,
      cashier: 'Ana Duarte',
      methods: 'EFECTIVO',
      invoiced: false,
      cardNumber: null,
      returned: gs(state === 'Anulada' ? 5_000 : 0),
    });
    const driver = SCREENS.history?.(80, 24) as Driver;
    const rows = [row(1, '001-0000001'), row(2, '002-0000001'), row(3, '001-0000002', 'Anulada')];
    driver.send({ kind: 'sales', seq: driver.last('listSales').seq, rows });
    const frame = plain(draw(driver));
    expect(frame).toContain('2 ventas · Gs. 10.000 · 1 anulada');
    expect(frame).toMatch(/ #1 +11:00[^\n]*\n +002-#1 +11:00[^\n]*\n +#2 +11:00/);
    driver.type('002-#1');
    expect(plain(draw(driver))).toContain('1 venta · Gs. 5.000');
    for (const line of frame.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  it('an invoice that is not signed yet, said whole', () => {
    const driver = new Driver(80, 24).opened();
    const sale = {
      id: 1,
      uuid: 'uuid-1',
      number: '001-0000091',
      total: gs(15_000),
      change: gs(0),
      balance: null,
      repeated: false,
      date: '2026-01-09 12:00:00',
    };
    const done = { sale, student: null, invoice: { code: null } };
    driver.state = { ...driver.state, desk: { ...driver.state.desk, done } };
    expect(plain(draw(driver))).toContain(messages('es').screen.done.unsigned);
  });

  it('a refusal, on a line of its own', () => {
    const driver = new Driver().opened().scan('00999');
    const { seq, number } = driver.last('findCard');
    driver.send({ kind: 'card', seq, number, result: fail(posError('TARJETA_INEXISTENTE')) });
    expect(plain(draw(driver))).toContain('No hay producto ni tarjeta con el código 00999');
  });

  it('in the header how long an invoice waits for its approval, unless nothing can be sold', () => {
    const head = (driver: Driver): string => plain(draw(driver)).split('\n')[0] ?? '';
    const wait = (driver: Driver, oldestHours: number): Driver =>
      driver.send({
        kind: 'invoicesWaiting',
        backlog: { unsigned: 0, waiting: 1, inProcess: 0, rejected: 0, ofVoided: 0, oldestHours },
      });
    const driver = SCREENS.sale?.(80, 24) as Driver;
    expect(head(wait(driver, 23))).not.toContain('Factura');
    expect(head(wait(driver, 26))).toMatch(/Caja 001 .*▲ Factura 26 h {2}● BD ok .*12:00 $/);
    expect(stringWidth(head(driver))).toBe(80);
    expect(draw(driver)).toContain('\u001b[33m▲ Factura 26 h');
    expect(draw(wait(driver, 49))).toContain('\u001b[91m▲ Factura 49 h');
    driver.send({ kind: 'parkedCount', count: 0, shiftMissing: true });
    expect(head(driver)).toContain('SIN TURNO');
    expect(head(driver)).not.toContain('Factura');
  });

  it('that the window is too small, and everything again when it grows', () => {
    const driver = SCREENS.sale?.(80, 24) as Driver;
    driver.send({ kind: 'resized', columns: 60, rows: 20 });
    expect(plain(draw(driver))).toContain('60 × 20');
    driver.send({ kind: 'resized', columns: 80, rows: 24 });
    expect(plain(draw(driver))).toContain('ROMINA');
  });
});

describe('what must never be cut short at 80 × 24', () => {
  const REFUSALS: readonly (readonly [ErrorCode, Record<string, string | number>])[] = [
    ['SALDO_INSUFICIENTE', { falta: 24_000, saldo: 1_000 }],
    ['LIMITE_DIARIO', { disponible: 120_000 }],
    ['STOCK_INSUFICIENTE', { producto: 'Galletita rellena de chocolate', disponible: 12 }],
    ['STOCK_INSUFICIENTE', { producto: 'Galletita rellena de chocolate', disponible: 0 }],
    ['TARJETA_VENCIDA', { numero: '00212', vencimiento: '2025-12-31' }],
    ['TARJETA_NO_ACTIVA', { numero: '00207', estado: 'Bloqueada' }],
    ['RESTRICCION_SIN_CONFIRMAR', { producto: 'Galletita rellena de chocolate' }],
    ['RESTRICCION_SIN_AUTORIZACION', { producto: 'Galletita rellena' }],
    ['PRECIO_CAMBIADO', { producto: 'Galletita rellena de chocolate', precio: 1_250_000 }],
    ['AUTORIZACION_INVALIDA', {}],
    ['VENTA_SIN_RESPUESTA', {}],
    ['CANTIDAD_INVALIDA', { cantidad: '99999' }],
    ['PAGO_EXCEDIDO', { sobra: 1_000_000 }],
    ['DEMASIADOS_INTENTOS', { segundos: 30 }],
  ];

  it.each(REFUSALS)('the sentence of %s %j', (code, params) => {
    for (const language of ['es', 'en'] as const) {
      const driver = new Driver().opened().scan('P012');
      const state = { ...driver.state, notice: { tone: 'danger', error: posError(code, params) } as const };
      const look = makeLook(messages(language), 'dark', false);
      const frame = plain(renderToString(<Screen state={state} look={look} />, { columns: 80 }));
      const lines = frame.split('\n');
      expect(lines).toHaveLength(24);
      const end = lines
        .slice(21)
        .join(' ')
        .replace(/[\s▲]+/g, ' ');
      expect(end).toContain(messages(language).errors[code](params));
      expect(end).toContain('F4');
    }
  });

  it('the restrictions of a child, each with its severity', () => {
    const kinds = ['Alergia a la leche de vaca', 'Alergia al pescado', 'Celiaquía'];
    const restrictions = kinds.map((kind, at) => ({ ...PEANUTS, id: 20 + at, kind, allergens: [] }));
    const frame = plain(draw(new Driver().opened().card({ ...MATEO, restrictions })));
    for (const kind of kinds) expect(frame).toContain(`▲ ${kind}`);
    expect(frame.match(/Severa · BLOQUEA/g)).toHaveLength(3);
    const many = Array.from({ length: 9 }, (_, at) => ({ ...PEANUTS, id: 30 + at, allergens: [] }));
    expect(plain(draw(new Driver().opened().card({ ...MATEO, restrictions: many })))).toMatch(/▲ +y \d más/);
  });

  it('the mark of the demonstration, which is whole or not there', () => {
    const driver = new Driver().opened();
    expect(plain(draw(driver))).toContain(' DEMO ');
    const status = { state: 'waiting', open: 12, fault: null, device: '/dev/usb/lp0' } as const;
    driver.send({ kind: 'printer', status });
    const [head = ''] = plain(draw(driver)).split('\n');
    expect(head).toContain('Ana Duarte');
    expect(head).not.toMatch(/ D[EM]*…/);
  });

  it('the methods of payment under many tenders', () => {
    const driver = new Driver().opened().scan('P012').pay();
    for (const amount of ['1000', '1001', '1002', '1003', '1004'])
      driver.press('1').type(amount).press('enter');
    const frame = plain(draw(driver));
    for (const { name } of SHOP.methods.filter((method) => method.active)) expect(frame).toContain(name);
    expect(frame).toContain('2 pagos anteriores');
  });
});

it('draws without a colour where none is wanted, and the warning still stands out', () => {
  const frame = draw(SCREENS.warning?.(80, 24) as Driver, 'mono');
  const codes = [...frame.matchAll(/\u001b\[([0-9;]*)m/g)].flatMap(([, code = '']) => code.split(';'));
  expect(new Set(codes.filter((code) => /^(3|4|9|10)\d$/.test(code)))).toEqual(new Set());
  expect(codes).toContain('7');
});

describe('hostile text', () => {
  const evil = '\u001b[2J\u001b]0;x\u0007Galleta\u202e\u0000 “a”\r\n😀'.repeat(3);

  it('reaches the screen without its control characters and within its column', () => {
    const products = [...PRODUCTS, { ...COLA, id: 77, code: 'EVIL', barcodes: [], name: evil, frequent: 0 }];
    const driver = new Driver().opened();
    driver.send({ kind: 'catalogue', changes: { products, mark: MARK }, whole: true });
    driver.card({ ...ROMINA, studentName: evil, clientName: evil, cardNumber: '00203' }).scan('EVIL');
    const frame = draw(driver);
    expect(plain(frame)).toContain('Galleta');
    expect(plain(frame)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    for (const line of frame.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });
});
