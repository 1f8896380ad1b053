import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { type BenchTable, median, ms, percentile, times } from './measure.ts';

/*
 * A sale of five lines and one payment, durable, beside a bare durable INSERT + COMMIT on the same server, in turns
 * within the same run: what counts is the ratio.
 */

const WARM_UP = 50;

export interface Line {
  /** Where it runs, e.g. `unix socket`. */
  readonly name: string;
  readonly knex: Knex;
  /** Can write to the floor's table. */
  readonly owner: Knex;
}

const documentOf = (till: number, user: number, products: readonly { id: number; price: number }[]): SaleDocument => {
  const total = products.reduce((sum, product) => sum + product.price, 0);
  return {
    uuid: randomUUID(),
    id_caja: till,
    id_usuario: user,
    nro_tarjeta: null,
    factura: false,
    descuento: 0,
    lineas: products.map((product) => ({
      id_producto: product.id,
      cantidad: 1,
      precio_unitario: product.price,
      descuento_linea: 0,
    })),
    pagos: [{ id_medio: 1, monto_entregado: total, monto_aplicado: total, referencia: null }],
    confirmaciones: [],
  };
};

/** Runs `work` from several tills at once; answers each call's milliseconds and the whole rate per second. */
const load = async (
  tills: readonly number[],
  each: number,
  work: (till: number) => Promise<unknown>,
): Promise<{ samples: number[]; perSecond: number }> => {
  const samples: number[] = [];
  const from = performance.now();
  await Promise.all(
    tills.map(async (till) => {
      for (let i = 0; i < each; i++) {
        const start = performance.now();
        await work(till);
        samples.push(performance.now() - start);
      }
    }),
  );
  return { samples, perSecond: (samples.length / (performance.now() - from)) * 1000 };
};

export interface SaleBench {
  readonly line: Line;
  readonly tills: readonly number[];
  readonly user: number;
  readonly products: readonly { id: number; price: number }[];
  readonly each: number;
}

const pick = (products: SaleBench['products']): SaleBench['products'] => {
  const from = Math.floor(Math.random() * products.length);
  return Array.from({ length: 5 }, (_, i) => products[(from + i * 7) % products.length]).filter((p) => p !== undefined);
};

/** The rows of one line (unix socket, added latency) at one number of tills: floor, sale, ratio. */
export const measureSales = async (bench: SaleBench): Promise<BenchTable['rows']> => {
  const { line, tills, each } = bench;
  const sell = (till: number) =>
    line.knex.raw('CALL sp_registrar_venta(?)', [JSON.stringify(documentOf(till, bench.user, pick(bench.products)))]);
  const bare = () => line.owner.raw('INSERT INTO bench_piso (monto, nota) VALUES (25000, ?)', [randomUUID()]);
  await load(tills, Math.ceil(WARM_UP / tills.length), sell);
  await load(tills, Math.ceil(WARM_UP / tills.length), bare);
  const floors: number[] = [];
  const sales: number[] = [];
  let [floorRate, saleRate] = [0, 0];
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    const floor = await load(tills, Math.ceil(each / rounds), bare);
    const sale = await load(tills, Math.ceil(each / rounds), sell);
    floors.push(...floor.samples);
    sales.push(...sale.samples);
    floorRate += floor.perSecond / rounds;
    saleRate += sale.perSecond / rounds;
  }
  const place = `${line.name}, ${tills.length} ${tills.length === 1 ? 'till' : 'tills'}`;
  return [
    [`${place}: bare INSERT + COMMIT`, ms(median(floors)), ms(percentile(floors, 0.99)), Math.round(floorRate), '1.0x'],
    [
      `${place}: sale, 5 lines, 1 payment`,
      ms(median(sales)),
      ms(percentile(sales, 0.99)),
      Math.round(saleRate),
      times(median(sales) / median(floors)),
    ],
  ];
};

export const SALE_COLUMNS = ['durable write', 'p50 ms', 'p99 ms', 'per second', 'of the floor'] as const;
