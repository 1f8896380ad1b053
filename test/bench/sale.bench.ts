import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import { type DatabaseTarget, openDatabase } from '../../src/adapters/db/connection.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { freshDatabase } from '../support/database.ts';
import { latencyProxy } from './latency-proxy.ts';
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

export const documentOf = (
  till: number,
  user: number,
  products: readonly { id: number; price: number }[],
): SaleDocument => {
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
export const load = async (
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

export const pick = (products: SaleBench['products']): SaleBench['products'] => {
  const from = Math.floor(Math.random() * products.length);
  return Array.from({ length: 5 }, (_, i) => products[(from + i * 7) % products.length]).filter(
    (p) => p !== undefined,
  );
};

/** The rows of one line (unix socket, added latency) at one number of tills: floor, sale, ratio. */
export const measureSales = async (bench: SaleBench): Promise<BenchTable['rows']> => {
  const { line, tills, each } = bench;
  const sell = (till: number) =>
    line.knex.raw('CALL sp_registrar_venta(?)', [
      JSON.stringify(documentOf(till, bench.user, pick(bench.products))),
    ]);
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
    [
      `${place}: bare INSERT + COMMIT`,
      ms(median(floors)),
      ms(percentile(floors, 0.99)),
      Math.round(floorRate),
      '1.0x',
    ],
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

/** The till's account over TCP, through a line that adds `roundTripMs`. */
const distant = async (target: DatabaseTarget, roundTripMs: number) => {
  const place = target.socketPath
    ? { path: target.socketPath }
    : { host: target.host ?? 'localhost', port: target.port ?? 3306 };
  const proxy = await latencyProxy(place, roundTripMs / 2);
  const { socketPath: _, ...account } = target;
  return { target: { ...account, host: '127.0.0.1', port: proxy.port }, close: proxy.close };
};

export async function run({ each = 1_000 } = {}): Promise<BenchTable> {
  const database = await freshDatabase({ seed: 'demo' });
  const { owner, ownerTarget, tillTarget } = database;
  const [tillLine, ownerLine] = [await distant(tillTarget, 1), await distant(ownerTarget, 1)];
  const pools: Knex[] = [];
  const open = (target: DatabaseTarget): Knex => {
    const pool = openDatabase(target, { pool: 8 });
    pools.push(pool);
    return pool;
  };
  try {
    await owner.raw(
      'CREATE TABLE bench_piso (id BIGINT AUTO_INCREMENT PRIMARY KEY, monto BIGINT, nota VARCHAR(60)) ENGINE=InnoDB',
    );
    await owner('productos').update({ vende_sin_stock: 1 });
    for (let till = 3; till <= 8; till++)
      await owner('cajas').insert({ id_caja: till, codigo: `00${till}`, nombre: `Caja ${till}` });
    const products = await owner('productos')
      .select({ id: 'id_producto', price: 'precio_venta' })
      .where({ estado: 'Activo' });
    const [user] = await owner('usuarios').select({ id: 'id_usuario' }).where({ rol: 'cajero' });
    const near = { name: 'unix socket', knex: open(tillTarget), owner: open(ownerTarget) };
    const far = { name: '1 ms of latency', knex: open(tillLine.target), owner: open(ownerLine.target) };
    const rows: BenchTable['rows'][number][] = [];
    for (const line of [near, far])
      for (const tills of [[1], [1, 2, 3, 4, 5, 6, 7, 8]])
        rows.push(...(await measureSales({ line, tills, user: user.id, products, each })));
    return { title: 'Sale of 5 lines and 1 payment, durable', columns: SALE_COLUMNS, rows };
  } finally {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await Promise.all([tillLine.close(), ownerLine.close()]);
    await database.close();
  }
}
