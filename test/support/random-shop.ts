import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { TAX_MODES } from '../../src/domain/tax.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { TestDatabase } from './database.ts';
import { ID } from './sale-documents.ts';

/** Something that happens in a shop. Drawn numbers say which product, sale, till; whatever cannot be is refused. */
export type Act =
  | {
      readonly kind: 'sale';
      readonly mode: number;
      readonly till: number;
      readonly invoice: boolean;
      readonly lines: readonly (readonly [product: number, units: number, discount: number])[];
      readonly discount: number;
      readonly pay: 'cash' | 'card' | 'mixed' | 'transfer';
    }
  | {
      readonly kind: 'back';
      readonly sale: number;
      readonly till: number;
      readonly whole: boolean;
      readonly units: number;
      readonly waste: boolean;
    }
  | { readonly kind: 'topup'; readonly till: number; readonly amount: number };

export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('sale' as const),
      mode: fc.nat(2),
      till: fc.constantFrom(1, 2),
      invoice: fc.boolean(),
      lines: fc.uniqueArray(
        fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 6 }), fc.constantFrom(0, 0, 0, 1, 37)),
        { minLength: 1, maxLength: 5, selector: ([product]) => product },
      ),
      discount: fc.constantFrom(0, 0, 0, 777),
      pay: fc.constantFrom('cash' as const, 'card' as const, 'mixed' as const, 'transfer' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('back' as const),
      sale: fc.nat(),
      till: fc.constantFrom(1, 2),
      whole: fc.boolean(),
      units: fc.integer({ min: 1, max: 3 }),
      waste: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('topup' as const),
      till: fc.constantFrom(1, 2),
      amount: fc.integer({ min: 1, max: 90_000 }),
    }),
  },
);

const RATES = [10, 5, 0, 19];
const FIRST = 2_000;

/** Products of several rates and odd prices, and a card with money. */
export const stockShop = async ({ owner }: TestDatabase): Promise<void> => {
  await owner('productos').insert(
    Array.from({ length: 8 }, (_, i) => ({
      id_producto: FIRST + i,
      id_categoria: 1 + (i % 2),
      codigo: `R${i}`,
      nombre: `Producto ${i}`,
      precio_compra: 700,
      precio_venta: 1_000 + 333 * i,
      tasa_iva: RATES[i % RATES.length] ?? 10,
      vende_sin_stock: 1,
    })),
  );
  await owner('restricciones_hijos').update({ activo: 0 });
};

const priceOf = (product: number): number => 1_000 + 333 * product;
const taxed = (base: number, rate: number): number => Math.floor((2 * base * rate + 100) / 200);

/** Does an act; what the shop refuses (too little money on the card, nothing left to return) is no fault. */
export const doAct = async (db: TestDatabase, manager: Actor, one: Act): Promise<boolean> => {
  const call = async (routine: string, body: object): Promise<boolean> => {
    try {
      await db.till.raw(`CALL ${routine}(?)`, [
        JSON.stringify({ sesion: manager.session, uuid: randomUUID(), motivo: 'prueba', ...body }),
      ]);
      return true;
    } catch (error) {
      if ((error as { sqlState?: string }).sqlState !== '45000') throw error;
      return false;
    }
  };
  if (one.kind === 'topup')
    return call('sp_recargar_tarjeta', {
      id_tarjeta: 1,
      id_caja: one.till,
      id_medio: ID.cash,
      monto: one.amount,
    });
  if (one.kind === 'back') {
    const sales = await db.owner('ventas').select('id_venta').orderBy('id_venta');
    const sale = sales[one.sale % Math.max(1, sales.length)]?.id_venta;
    if (sale === undefined) return false;
    const body = { id_venta: sale, id_caja: one.till };
    return one.whole
      ? call('sp_anular_venta', body)
      : call('sp_devolver_venta', {
          ...body,
          lineas: [{ linea: 1, cantidad: one.units, destino: one.waste ? 'Merma' : 'Stock' }],
        });
  }
  return sell(db, manager, one);
};

const sell = async (db: TestDatabase, manager: Actor, one: Act & { kind: 'sale' }): Promise<boolean> => {
  const mode = TAX_MODES[one.mode] ?? 'en_factura';
  await db.owner('ajustes').where('clave', 'modo_iva').update({ valor: mode });
  const invoice = one.invoice && one.pay !== 'card' && one.pay !== 'mixed';
  const lines = one.lines.map(([product, units, discount]) => ({ product, units, discount }));
  const subtotal = lines.reduce((sum, line) => sum + priceOf(line.product) * line.units - line.discount, 0);
  // The server knows the total best: it is asked, by its own answer to a payment that is too small.
  const added = mode === 'agregado' || (mode === 'en_factura' && invoice);
  const document = (total: number) => ({
    uuid: randomUUID(),
    id_caja: one.till,
    id_usuario: manager.id,
    sesion: manager.session,
    nro_tarjeta: '00203',
    factura: invoice,
    descuento: one.discount,
    lineas: lines.map((line) => ({
      id_producto: FIRST + line.product,
      cantidad: line.units,
      precio_unitario: priceOf(line.product),
      descuento_linea: line.discount,
    })),
    pagos: paymentsOf(one.pay, total),
    confirmaciones: [],
  });
  const { sales } = databaseServices(db.till);
  const guess = subtotal - one.discount + (added ? taxed(subtotal, 10) : 0);
  const first = await sales.register(document(guess));
  if (first.ok) return true;
  const { falta, sobra } = first.error.params;
  const off = falta !== undefined ? Number(falta) : sobra !== undefined ? -Number(sobra) : 0;
  if (off === 0 || first.error.code === 'SALDO_INSUFICIENTE') return false;
  return (await sales.register(document(guess + off))).ok;
};

const paymentsOf = (pay: 'cash' | 'card' | 'mixed' | 'transfer', total: number) => {
  const whole = (id_medio: number, part: number, referencia: string | null = null) => ({
    id_medio,
    monto_entregado: part,
    monto_aplicado: part,
    referencia,
  });
  if (pay === 'card') return [whole(ID.studentCard, total)];
  if (pay === 'transfer') return [whole(ID.transfer, total, 'REF 1')];
  if (pay === 'cash' || total < 4) return [{ ...whole(ID.cash, total), monto_entregado: total + 5 }];
  const part = Math.floor(total / 3);
  return [whole(ID.studentCard, part), whole(ID.cash, part), whole(ID.cash, total - 2 * part)];
};
