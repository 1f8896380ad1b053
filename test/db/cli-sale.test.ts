import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Outcome, runPos, temporaryHome } from '../support/run-pos.ts';

let database: TestDatabase;
const home = temporaryHome();
beforeAll(async () => {
  database = await freshDatabase({ seed: 'demo' });
});
afterEach(() => taxMode('en_factura'));
afterAll(async () => {
  await database?.close();
  home.remove();
});

const pos = (
  args: readonly string[],
  input?: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> =>
  runPos(args, {
    ...(input === undefined ? {} : { input }),
    env: { HOME: home.path, POS_HOME: home.path, ...database.env, ...env },
  });

const AS_CASHIER = { POS_PASSWORD: 'cajero-demo' };

/** Registers a document from standard input, as the demonstration's cashier. */
const register = (document: unknown, ...flags: string[]): Promise<Outcome> =>
  pos(
    ['sale', 'register', '--file', '-', '--user', 'cajero', '--json', ...flags],
    typeof document === 'string' ? document : JSON.stringify(document),
    { ...AS_CASHIER, POS_APPROVER_PASSWORD: 'gerente-demo' },
  );

const taxMode = (mode: string) =>
  database.owner('ajustes').where('clave', 'modo_iva').update({ valor: mode });

/** Two Coca Cola and a sandwich: 25.000 without tax. */
const LINES = [
  { id_producto: 5, cantidad: 2 },
  { id_producto: 12, cantidad: 1 },
];
const cash = (applied: number, handed = applied) => [
  { medio: 'EFECTIVO', monto_entregado: handed, monto_aplicado: applied },
];
const count = async (table: string): Promise<number> =>
  Number((await database.owner(table).count({ n: '*' }))[0]?.n);

test.each([
  ['en_factura', false, { total: 25_000, impuesto: 0, impuesto_agregado: false }],
  ['en_factura', true, { total: 27_500, impuesto: 2_500, impuesto_agregado: true }],
  ['incluido', false, { total: 25_000, impuesto: 2_273, impuesto_agregado: false }],
  ['incluido', true, { total: 25_000, impuesto: 2_273, impuesto_agregado: false }],
  ['agregado', false, { total: 27_500, impuesto: 2_500, impuesto_agregado: true }],
] as const)('IVA %s, invoice %s', async (mode, invoiced, figures) => {
  await taxMode(mode);
  const card = invoiced ? { nro_tarjeta: '00203' } : {};
  const document = { ...card, factura: invoiced, lineas: LINES, pagos: cash(figures.total, 30_000) };
  const registered = await register(document);
  expect(registered.stderr).toBe('');
  expect(registered.json()).toMatchObject({ total: figures.total, vuelto: 30_000 - figures.total });
  expect(registered.code).toBe(0);
  const { numero } = registered.json() as { numero: string };
  const shown = (await pos(['sale', 'show', numero, '--json'])).json();
  expect(shown).toMatchObject({ numero, subtotal: 25_000, factura: invoiced, modo_iva: mode, ...figures });
});

test('the same document twice is one sale; another one under its UUID is refused', async () => {
  const document = { uuid: randomUUID(), lineas: LINES, pagos: cash(25_000) };
  const file = join(home.path, 'sale.json');
  writeFileSync(file, JSON.stringify(document));
  const before = await count('ventas');
  const args = ['sale', 'register', '--file', file, '--user', 'cajero', '--json'];
  const first = (await pos(args, '', AS_CASHIER)).json() as Record<string, unknown>;
  const second = (await pos(args, '', AS_CASHIER)).json() as Record<string, unknown>;
  expect(first).toMatchObject({ repetida: false, uuid: document.uuid });
  expect(second).toEqual({ ...first, repetida: true });
  expect(await count('ventas')).toBe(before + 1);
  const other = await register({ ...document, lineas: [{ id_producto: 5, cantidad: 5 }] });
  expect(other.code).toBe(3);
  expect(other.json()).toMatchObject({ error: { code: 'UUID_EN_CONFLICTO' } });
});

test('figures of the client: short by 24.000 on the card, mixed payment, change only from cash', async () => {
  const sale = { nro_tarjeta: '00203', lineas: LINES };
  const short = await register({
    ...sale,
    pagos: [{ medio: 'TARJETA_ESTUDIANTIL', monto_entregado: 25_000 }],
  });
  expect(short.code).toBe(3);
  expect(short.json()).toMatchObject({ error: { code: 'SALDO_INSUFICIENTE', falta: 24_000, saldo: 1_000 } });
  const transfer = (amount: number) => ({
    medio: 'TRANSFERENCIA',
    monto_entregado: amount,
    referencia: 'T-1',
  });
  const missing = await register({ ...sale, pagos: [...cash(10_000), transfer(14_000)] });
  expect(missing.json()).toMatchObject({ error: { code: 'PAGO_INCOMPLETO', falta: 1_000 } });
  const mixed = await register({ ...sale, pagos: [...cash(10_000), transfer(15_000)] });
  expect(mixed.json()).toMatchObject({ total: 25_000, vuelto: 0 });
  const excess = await register({ ...sale, pagos: [transfer(26_000)] });
  expect(excess.code).toBe(3);
});

test('products and methods by code; the ticket of a stored sale is for people', async () => {
  const [product] = await database.owner('productos').where('id_producto', 12).select('codigo');
  const told = await pos(
    ['sale', 'register', '--file', '-', '--user', 'cajero'],
    JSON.stringify({ lineas: [{ codigo: product.codigo, cantidad: 1 }], pagos: cash(15_000, 20_000) }),
    AS_CASHIER,
  );
  expect(told.stdout).toMatch(/^Venta 001-\d{7}: total Gs\. 15\.000, vuelto Gs\. 5\.000\.\n$/);
  const number = /001-\d{7}/.exec(told.stdout)?.[0] ?? '';
  const ticket = (await pos(['sale', 'show', number])).stdout;
  expect(ticket).toContain('TICKET VENTA');
  expect(ticket).toMatch(/TOTAL.*15\.000/);
  const today = (await pos(['sale', 'list', '--json'])).json();
  expect(today).toEqual(
    expect.arrayContaining([expect.objectContaining({ numero: number, estado: 'Completada' })]),
  );
});

test.each([
  ['no JSON', '{"lineas": ['],
  ['a list', '[]'],
  ['lines that are none', { lineas: 'todas', pagos: [] }],
  [
    'a quantity of text',
    { lineas: [{ id_producto: 5, cantidad: '1; DROP TABLE ventas' }], pagos: cash(5_000) },
  ],
  ['another person', { id_usuario: 1, lineas: LINES, pagos: cash(25_000) }],
])('a wrong document is input (2), and nothing is stored: %s', async (_what, document) => {
  const before = await count('ventas');
  const refused = await register(document);
  expect(refused.json()).toMatchObject({ error: { code: 'DOCUMENTO_INVALIDO' } });
  expect(refused.code).toBe(2);
  expect(await count('ventas')).toBe(before);
});

test('a file that is not there is named', async () => {
  const refused = await pos(['sale', 'register', '--file', '/nowhere/sale.json', '--user', 'cajero']);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('/nowhere/sale.json');
});

const HOSTILE = [
  `Robert'); DROP TABLE ventas; --`,
  `" OR 1=1 -- \\`,
  '\u001b[2J\u001b]0;dueño\u0007 \u009b31m',
  '🍕 日本語 \u202e%s %n $(id) `id` \u0001',
  '?',
  ':nombre',
];

test('hostile text is stored or refused, never run', async () => {
  const tables = (await database.owner.raw('SHOW TABLES'))[0].length;
  for (const text of HOSTILE) {
    const before = await count('ventas');
    const card = await pos(['card', 'show', text, '--json']);
    expect(card.json(), text).toMatchObject({ error: { code: 'TARJETA_INEXISTENTE' } });
    const list = await pos(['sale', 'list', '--search', text, '--json']);
    expect(list.code, text).toBe(0);
    const byCard = await register({ nro_tarjeta: text, lineas: LINES, pagos: cash(25_000) });
    expect([2, 3], text).toContain(byCard.code);
    expect(await count('ventas'), text).toBe(before);
    const reference = [{ medio: 'TRANSFERENCIA', monto_entregado: 25_000, referencia: text }];
    const sold = await register({ lineas: LINES, pagos: reference, observacion: text });
    expect([0, 2, 3], text).toContain(sold.code);
    if (sold.code !== 0) continue;
    const { numero } = sold.json() as { numero: string };
    const shown = await pos(['sale', 'show', numero]);
    expect(shown.code, text).toBe(0);
    expect(shown.stdout, text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const voided = await pos(['sale', 'void', numero, '--reason', text, '--user', 'gerente', '--json'], '', {
      POS_PASSWORD: 'gerente-demo',
    });
    expect([0, 2, 3], text).toContain(voided.code);
  }
  expect((await database.owner.raw('SHOW TABLES'))[0].length).toBe(tables);
});

test('a restriction must be confirmed; a claimed approval must be proved with a password', async () => {
  const dairy = await database
    .owner('productos_alergenos as pa')
    .join('restricciones_alergenos as ra', 'ra.id_alergeno', 'pa.id_alergeno')
    .join('restricciones_hijos as r', 'r.id_restriccion', 'ra.id_restriccion')
    .join('productos as p', 'p.id_producto', 'pa.id_producto')
    .where({ 'r.id_hijo': 11, 'p.estado': 'Activo' })
    .select('p.id_producto', 'p.precio_venta', 'r.id_restriccion')
    .first();
  const { id_producto, precio_venta, id_restriccion } = dairy;
  const document = {
    nro_tarjeta: '00203',
    lineas: [{ id_producto, cantidad: 1 }],
    pagos: cash(Number(precio_venta)),
  };
  const silent = await register(document);
  expect(silent.code).toBe(3);
  expect(silent.json()).toMatchObject({ error: { code: 'RESTRICCION_SIN_CONFIRMAR' } });
  const claim = { id_producto, id_restriccion, motivo: 'la madre lo pidió' };
  const claimed = await register({ ...document, confirmaciones: [{ ...claim, id_aprobacion: 1 }] });
  expect(claimed.json()).toMatchObject({ error: { code: 'AUTORIZACION_INVALIDA' } });
  const former = await register({ ...document, confirmaciones: [{ ...claim, autorizado_por: 2 }] });
  expect(former.json()).toMatchObject({ error: { code: 'DOCUMENTO_INVALIDO' } });
  const confirmed = await register({ ...document, confirmaciones: [{ id_producto, id_restriccion }] });
  expect(confirmed.code).toBe(0);
  const proved = { id_producto, id_restriccion, motivo: 'la madre lo pidió' };
  const approved = await register({ ...document, confirmaciones: [proved] }, '--approver', 'gerente');
  expect(approved.code).toBe(0);
  const { numero } = approved.json() as { numero: string };
  expect((await pos(['sale', 'show', numero, '--json'])).json()).toMatchObject({
    confirmaciones: [{ severidad: 'Moderada', motivo: 'la madre lo pidió' }],
  });
});

test('void: not by a cashier alone, once, with stock back; a reprint is a numbered copy', async () => {
  const { numero } = (await register({ lineas: LINES, pagos: cash(25_000) })).json() as { numero: string };
  const copies = [];
  for (let k = 0; k < 2; k++)
    copies.push(
      (await pos(['sale', 'reprint', numero, '--user', 'cajero', '--json'], '', AS_CASHIER)).json(),
    );
  expect(copies).toMatchObject([
    { tipo: 'reimpresion', numero, copia: 1 },
    { tipo: 'reimpresion', numero, copia: 2 },
  ]);
  const undo = (...flags: string[]) =>
    pos(
      ['sale', 'void', numero, '--reason', 'cobrada dos veces', '--user', 'cajero', '--json', ...flags],
      '',
      {
        ...AS_CASHIER,
        POS_APPROVER_PASSWORD: 'gerente-demo',
      },
    );
  const stock = async () =>
    Number((await database.owner('productos').where('id_producto', 5).first('stock_actual')).stock_actual);
  const before = await stock();
  const alone = await undo();
  expect(alone.code).toBe(3);
  expect(alone.json()).toMatchObject({ error: { code: 'PERMISO_DENEGADO' } });
  expect((await undo('--approver', 'gerente')).code).toBe(0);
  expect(await stock()).toBe(before + 2);
  const again = await undo('--approver', 'gerente');
  expect(again.json()).toMatchObject({ error: { code: 'VENTA_YA_ANULADA' } });
  expect(await stock()).toBe(before + 2);
  expect((await pos(['sale', 'show', numero, '--json'])).json()).toMatchObject({
    estado: 'Anulada',
    anulacion: { motivo: 'cobrada dos veces' },
  });
  const voided = (await pos(['sale', 'list', '--state', 'Anulada', '--csv'])).stdout;
  expect(voided).toContain(numero);
});

test('a session of pos login sells without naming anybody', async () => {
  expect((await pos(['login', 'cajero'], '', AS_CASHIER)).code).toBe(0);
  const document = JSON.stringify({ lineas: LINES, pagos: cash(25_000) });
  const args = ['sale', 'register', '--file', '-', '--json'];
  expect((await pos(args, document)).json()).toMatchObject({ repetida: false });
  expect((await pos(['logout'])).code).toBe(0);
  expect((await pos(args, document)).json()).toMatchObject({ error: { code: 'SESION_REQUERIDA' } });
});

test('a document with anything but known keys and plain values is refused before it reaches the database', async () => {
  const sound = { lineas: LINES, pagos: cash(25_000) };
  const before = await count('ventas');
  const cases: [unknown, string][] = [
    [{ ...sound, nro_tarjetas: '00203' }, 'nro_tarjetas'],
    [{ ...sound, observacion: { a: 1 } }, 'observacion'],
    [{ ...sound, observacion: '\ud800' }, 'observacion'],
    [{ ...sound, pagos: [{ ...cash(25_000)[0], referencia: ['x'] }] }, 'pagos.referencia'],
    [{ ...sound, lineas: [{ id_producto: 5, cantida: 1 }] }, 'lineas.cantida'],
    [{ ...sound, '\u001b[2J': 1 }, '[2J'],
    [`{"observacion": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'observacion'],
    ['{"observacion": "'.concat('a'.repeat(5_000_000), '"}'), 'JSON'],
  ];
  for (const [document, field] of cases) {
    const { code, stdout } = await register(document);
    expect([code, JSON.parse(stdout).error]).toMatchObject([2, { code: 'DOCUMENTO_INVALIDO', campo: field }]);
  }
  const file = join(home.path, 'latin1.json');
  writeFileSync(file, Buffer.from(JSON.stringify({ ...sound, observacion: 'ñ' }), 'latin1'));
  const latin = await pos(['sale', 'register', '--file', file, '--user', 'cajero', '--json'], '', AS_CASHIER);
  expect([latin.code, JSON.parse(latin.stdout).error.campo]).toEqual([2, 'JSON']);
  expect(await count('ventas')).toBe(before);
});
