import { performance } from 'node:perf_hooks';
import type { Product } from '../../src/domain/product.ts';
import { buildIndex, search, update } from '../../src/domain/search.ts';
import { wordsOf } from '../../src/domain/search-core.ts';
import { fakeCatalogue } from '../support/fake-products.ts';
import { type BenchTable, markdown, ms, percentile } from './measure.ts';

/** Every state of the search box while these words are typed. */
const keystrokes = (queries: readonly string[]): string[] =>
  queries.flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1)));

const clock = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** One letter left out, at a place that depends on the query only. */
const mistyped = (query: string): string => {
  const at = 1 + (query.length % Math.max(1, (query.split(' ')[0] ?? '').length - 2));
  return query.slice(0, at) + query.slice(at + 1);
};

const heapMegabytes = (): number => {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20 + process.memoryUsage().arrayBuffers / 2 ** 20;
};

const measure = (count: number): (string | number)[] => {
  // As it comes from the database: whole strings, not pieces put together.
  const catalogue = JSON.parse(JSON.stringify(fakeCatalogue(count))) as Product[];
  const before = heapMegabytes();
  let index = buildIndex([]);
  const built = clock(() => {
    index = buildIndex(catalogue);
  });
  const memory = heapMegabytes() - before;
  const wanted = Array.from(
    { length: 200 },
    (_, at) => catalogue[(at * 7919) % count]?.name.toLowerCase() ?? '',
  );
  const queries = wanted.map((name) => wordsOf(name).slice(0, 3).join(' '));
  for (const query of keystrokes(queries.slice(0, 20))) search(index, query, 10);
  const plain = keystrokes(queries).map((query) => clock(() => search(index, query, 10)));
  const wrong = keystrokes(queries.map(mistyped)).map((query) => clock(() => search(index, query, 10)));
  const follow = Array.from({ length: 50 }, (_, at) =>
    clock(() => {
      index = update(index, [{ ...(catalogue[at] as Product), stock: at }]);
    }),
  );
  const found = queries.filter((query, at) =>
    search(index, mistyped(query), 10).some((product) => product.name.toLowerCase() === wanted[at]),
  ).length;
  return [
    `${count} products`,
    ms(percentile(plain, 0.5)),
    ms(percentile(plain, 0.99)),
    ms(percentile(wrong, 0.5)),
    ms(percentile(wrong, 0.99)),
    ms(percentile(follow, 0.99)),
    ms(built),
    memory.toFixed(0),
    `${Math.round((found / queries.length) * 100)} %`,
  ];
};

/** Search per key, while whole names are typed, right and with one letter missing. */
export async function run(): Promise<BenchTable> {
  return {
    title: 'Search, each key of a name typed out',
    columns: [
      'Catalogue',
      'key p50 ms',
      'p99',
      'mistyped p50 ms',
      'p99',
      'new stock p99 ms',
      'build ms',
      'memory MB',
      'mistyped, in the first ten',
    ],
    rows: [5_000, 100_000].map(measure),
  };
}

if (import.meta.main) console.log(markdown(await run()));
