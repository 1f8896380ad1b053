import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { closeShift, moveCash, openShift, readShift } from '../../src/app/shift.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import type { ShiftFigures } from '../../src/domain/shift.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cashDue } from '../support/ledgers.ts';
import { ID } from '../support/sale-documents.ts';

/*
 * Random days at two tills, by the real routines, beside a book kept here by somebody who knows nothing of SQL: the X
 * reading, the Z closing and the book must say the same.
 */

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let manager: Actor;
let cardId: number;

const CARD = '00203';
const METHODS = ['EFECTIVO', 'TRANSFERENCIA', 'TARJETA ESTUDIANTIL'] as const;
const METHOD_IDS = { EFECTIVO: ID.cash, TRANSFERENCIA: ID.transfer, 'TARJETA ESTUDIANTIL': ID.studentCard };
type Method = keyof typeof METHOD_IDS;
const PRODUCTS = [
  { id: 1_000, price: 5_000, rate: 10 },
  { id: 1_001, price: 333, rate: 5 },
  { id: 1_002, price: 12_345, rate: 0 },
];

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const by = () => ({ actor: manager, grant: null });

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  manager = await actorOf(db.owner, 'gerente');
  await db.owner('ajustes').where('clave', 'modo_iva').update({ valor: 'incluido' });
  await db.owner('productos').insert(
    PRODUCTS.map(({ id, price, rate }) => ({
      id_producto: id,
      id_categoria: 1,
      codigo: `X${id}`,
      nombre: `Producto ${id}`,
      precio_venta: price,
      tasa_iva: rate,
      vende_sin_stock: 1,
    })),
  );
  await db.owner('cajas').insert({ id_caja: 12, codigo: '012', nombre: 'Caja 12' });
  cardId = (await db.owner('tarjetas').where('nro_tarjeta', CARD).first()).id_tarjeta;
});
afterAll(() => db.close());

interface Sold {
  readonly id: number;
  readonly quantities: readonly number[];
}

/** What a shift should come to, kept as the day goes. */
class Book {
  float = 0;
  tickets = 0;
  units = 0;
  total = 0;
  discounts = 0;
  voids = { count: 0, total: 0 };
  returns = { count: 0, total: 0 };
  topups = 0;
  in = 0;
  out = 0;
  readonly methods = new Map<Method, { sales: number; topups: number; refunds: number }>();

  of(method: Method) {
    const found = this.methods.get(method) ?? { sales: 0, topups: 0, refunds: 0 };
    this.methods.set(method, found);
    return found;
  }

  figures() {
    const cash = this.methods.get('EFECTIVO') ?? { sales: 0, topups: 0, refunds: 0 };
    return {
      tickets: this.tickets,
      units: this.units,
      total: this.total,
      discounts: this.discounts,
      voids: this.voids,
      returns: this.returns,
      topups: this.topups,
      methods: METHODS.flatMap((method) => {
        const figures = this.methods.get(method);
        return figures ? [{ method, ...figures }] : [];
      }),
      expected: this.float + cash.sales + cash.topups + this.in - this.out - cash.refunds,
    };
  }
}

const told = (figures: ShiftFigures) => ({
  tickets: figures.sales.tickets,
  units: figures.sales.units,
  total: figures.sales.total,
  discounts: figures.sales.discounts,
  voids: figures.voids,
  returns: figures.returns,
  topups: figures.topups,
  methods: figures.methods.map(({ method, sales, topups, refunds }) => ({ method, sales, topups, refunds })),
  expected: figures.cash.expected,
});

const till = fc.constantFrom(1, 12);
const act = fc.oneof(
  fc.record({
    kind: fc.constant('sale' as const),
    till,
    quantities: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
    discount: fc.constantFrom(0, 0, 0, 0.05),
    method: fc.constantFrom<Method>('EFECTIVO', 'TRANSFERENCIA', 'TARJETA ESTUDIANTIL'),
    /** Of the total, by that method; the rest in cash. */
    share: fc.constantFrom(1, 1, 0.5, 0.3),
    over: fc.constantFrom(0, 0, 5_000, 100_000),
  }),
  fc.record({
    kind: fc.constant('topup' as const),
    till,
    amount: fc.integer({ min: 1, max: 80_000 }),
    method: fc.constantFrom<Method>('EFECTIVO', 'TRANSFERENCIA'),
  }),
  fc.record({
    kind: fc.constant('cash' as const),
    till,
    direction: fc.constantFrom('Entrada' as const, 'Salida' as const),
    amount: fc.integer({ min: 1, max: 30_000 }),
  }),
  fc.record({ kind: fc.constant('void' as const), till, which: fc.nat(50) }),
  fc.record({ kind: fc.constant('return' as const), till, which: fc.nat(50), line: fc.nat(2) }),
);
type DrawnAct = typeof act extends fc.Arbitrary<infer T> ? T : never;
type Drawn<K extends DrawnAct['kind']> = Extract<DrawnAct, { kind: K }>;

const tender = (method: Method, applied: number, handed = applied) => ({
  id_medio: METHOD_IDS[method],
  monto_entregado: handed,
  monto_aplicado: applied,
  ...(method === 'TRANSFERENCIA' ? { referencia: 'T-1' } : {}),
});

const sell = async (drawn: Drawn<'sale'>, book: Book, sold: Sold[]): Promise<void> => {
  const lines = PRODUCTS.map((product, i) => ({ ...product, quantity: drawn.quantities[i] ?? 0 })).filter(
    ({ quantity }) => quantity > 0,
  );
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const discount = Math.floor(subtotal * drawn.discount);
  const total = subtotal - discount;
  if (total === 0) return;
  const first = drawn.method === 'EFECTIVO' ? total : Math.max(1, Math.floor(total * drawn.share));
  const rest = total - first;
  const parts: (readonly [Method, number])[] = [
    [drawn.method, first],
    ...(rest > 0 ? [['EFECTIVO', rest] as const] : []),
  ];
  const result = await services.sales.register({
    uuid: randomUUID(),
    id_caja: drawn.till,
    id_usuario: ID.manager,
    nro_tarjeta: CARD,
    factura: false,
    descuento: discount,
    lineas: lines.map(({ id, quantity }) => ({ id_producto: id, cantidad: quantity })),
    pagos: parts.map(([method, applied]) =>
      tender(method, applied, method === 'EFECTIVO' ? applied + drawn.over : applied),
    ),
  });
  if (!result.ok && result.error.code === 'SALDO_INSUFICIENTE') return;
  const { id } = good(result);
  sold.push({ id, quantities: lines.map(({ quantity }) => quantity) });
  book.tickets += 1;
  book.units += lines.reduce((sum, { quantity }) => sum + quantity, 0);
  book.total += total;
  book.discounts += discount;
  for (const [method, applied] of parts) book.of(method).sales += applied;
};

const topUp = async (drawn: Drawn<'topup'>, book: Book): Promise<void> => {
  const amount = gs(drawn.amount);
  good(
    await services.cardDesk.topup(by(), {
      uuid: randomUUID(),
      cardId,
      tillId: drawn.till,
      methodId: METHOD_IDS[drawn.method],
      amount,
      handed: drawn.method === 'EFECTIVO' ? gs(amount + 500) : amount,
      reference: drawn.method === 'TRANSFERENCIA' ? 'T-2' : null,
    }),
  );
  book.topups += 1;
  book.of(drawn.method).topups += amount;
};

const giveBack = async (
  drawn: Drawn<'void'> | Drawn<'return'>,
  book: Book,
  sold: readonly Sold[],
): Promise<void> => {
  const sale = sold[drawn.which % Math.max(1, sold.length)];
  if (!sale) return;
  const request = {
    uuid: randomUUID(),
    saleId: sale.id,
    tillId: drawn.till,
    reason: 'prueba',
    cardToCash: false,
  };
  const line = drawn.kind === 'return' ? (drawn.line % sale.quantities.length) + 1 : 0;
  const result =
    drawn.kind === 'void'
      ? await services.returns.void(by(), request)
      : await services.returns.give(by(), {
          ...request,
          lines: [{ line, quantity: 1, destination: 'Stock' }],
        });
  // Voided before, or nothing left of the line.
  if (!result.ok) return;
  const kept = drawn.kind === 'void' ? book.voids : book.returns;
  kept.count += 1;
  kept.total += result.value.total;
  for (const { method, amount } of result.value.refunds) book.of(method as Method).refunds += amount;
};

const doAct = async (drawn: DrawnAct, book: Book, sold: Sold[]): Promise<void> => {
  if (drawn.kind === 'sale') return sell(drawn, book, sold);
  if (drawn.kind === 'topup') return topUp(drawn, book);
  if (drawn.kind === 'void' || drawn.kind === 'return') return giveBack(drawn, book, sold);
  const { direction, amount, till: tillId } = drawn;
  const short = direction === 'Salida' && amount > book.figures().expected;
  const moved = await moveCash(services, by(), {
    uuid: randomUUID(),
    tillId,
    direction,
    amount,
    reason: 'prueba',
  });
  expect(moved.ok ? 'ok' : moved.error.code).toBe(short ? 'EFECTIVO_INSUFICIENTE' : 'ok');
  if (moved.ok) book[direction === 'Entrada' ? 'in' : 'out'] += amount;
};

it('X, Z and an independent book agree after any day, to the guaraní', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 5, maxLength: 35 }),
      fc.integer({ min: 0, max: 300_000 }),
      fc.integer({ min: -5, max: 5 }),
      async (acts, float, off) => {
        const books = new Map<number, Book>();
        const sold: Sold[] = [];
        for (const tillId of [1, 12]) {
          const book = new Book();
          book.float = float;
          books.set(tillId, book);
          good(await openShift(services, by(), { uuid: randomUUID(), tillId, float }));
        }
        for (const drawn of acts) await doAct(drawn, books.get(drawn.till) as Book, sold);
        for (const [tillId, book] of books) {
          const x = good(await readShift(services, by(), tillId, false));
          expect(told(x.figures)).toEqual(book.figures());
          expect(cashDue(x.figures)).toBe(x.figures.cash.expected);
          const count = gs(Math.max(0, x.figures.cash.expected + off));
          const z = good(
            await closeShift(services, by(), {
              uuid: randomUUID(),
              tillId,
              shiftId: x.shift.id,
              count,
              reason: 'prueba',
            }),
          );
          expect(z.figures).toEqual(x.figures);
          expect(z.closing).toMatchObject({
            expected: x.figures.cash.expected,
            counted: count,
            difference: count - x.figures.cash.expected,
          });
          const taxes = await db
            .owner('impuestos_venta as i')
            .join('ventas as v', 'v.id_venta', 'i.id_venta')
            .where('v.id_turno', x.shift.id)
            .select('i.*');
          const back = await db
            .owner('impuestos_devolucion as i')
            .join('devoluciones as d', 'd.id_devolucion', 'i.id_devolucion')
            .where('d.id_turno', x.shift.id)
            .select('i.*');
          const sumOf = (rows: readonly Record<string, number>[], rate: number, column: string): number =>
            rows.reduce((sum, row) => sum + (row.tasa_iva === rate ? (row[column] ?? 0) : 0), 0);
          for (const { rate, base, tax, baseBack, taxBack } of z.figures.taxes) {
            expect([base, tax]).toEqual([sumOf(taxes, rate, 'base'), sumOf(taxes, rate, 'impuesto')]);
            expect([baseBack, taxBack]).toEqual([sumOf(back, rate, 'base'), sumOf(back, rate, 'impuesto')]);
          }
          const rates = new Set(z.figures.taxes.map(({ rate }) => rate));
          expect([...taxes, ...back].every((row) => rates.has(row.tasa_iva))).toBe(true);
          expect(z.figures.taxes.reduce((sum, { taxBack }) => sum + taxBack, 0)).toBe(z.figures.taxRefunded);
        }
      },
    ),
    { numRuns: 30 },
  );
  // The days were full ones.
  for (const table of ['recargas', 'movimientos_caja', 'detalles_devolucion'])
    expect((await db.owner(table).limit(10)).length, table).toBe(10);
  expect(await db.owner('devoluciones').where('tipo', 'Anulacion').limit(5)).toHaveLength(5);
  expect(await db.owner('ventas').where('monto_tarjeta', '>', 0).limit(5)).toHaveLength(5);
  for (const id_caja of [1, 12]) {
    const numbers = await db.owner('turnos').where({ id_caja }).orderBy('id_turno').pluck('numero_z');
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  }
}, 60_000);
