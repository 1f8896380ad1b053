import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import { applyImport, type ImportPlan, planImport } from '../../src/app/import-file.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { got, importDesk } from '../support/import-desk.ts';
import { type BenchTable, times } from './measure.ts';

/*
 * 50,000 products from a file: read, judged, planned, applied in one transaction with audit and versions, beside the same
 * rows in bare multi-row INSERTs in one commit.
 */

const ALLERGENS = ['', 'GLUTEN', 'LECHE', 'GLUTEN LECHE'];

const productFile = (count: number, price: (i: number) => number): string => {
  const lines = [
    'codigo,codigos_barra,nombre,categoria,precio_compra,precio_venta,tasa_iva,stock_minimo,alergenos',
  ];
  for (let i = 1; i <= count; i++)
    lines.push(
      `B${i},${7_840_000_000_000 + i},Producto de prueba número ${i},Categoría ${i % 40},${2_000 + (i % 900)},${price(i)},10,5,${ALLERGENS[i % 4]}`,
    );
  return `${lines.join('\r\n')}\r\n`;
};

const CHUNK = 1_000;

/** The floor: the same data into tables without triggers, 1,000 rows a statement. */
const bareInserts = async (owner: Knex, count: number): Promise<void> => {
  for (const table of ['productos', 'codigos_barra', 'productos_alergenos'])
    await owner.raw(`CREATE TABLE IF NOT EXISTS bench_${table} LIKE ${table}`);
  await owner.transaction(async (trx) => {
    for (let from = 1; from <= count; from += CHUNK) {
      const ids = Array.from({ length: Math.min(CHUNK, count - from + 1) }, (_, at) => from + at);
      await trx('bench_productos').insert(
        ids.map((i) => ({
          id_producto: i,
          id_categoria: 1 + (i % 40),
          codigo: `B${i}`,
          nombre: `Producto de prueba número ${i}`,
          precio_compra: 2_000 + (i % 900),
          precio_venta: 5_000,
          stock_minimo: 5,
        })),
      );
      await trx('bench_codigos_barra').insert(
        ids.map((i) => ({ codigo_barra: `${7_840_000_000_000 + i}`, id_producto: i })),
      );
      await trx('bench_productos_alergenos').insert(
        ids.flatMap((i) =>
          (ALLERGENS[i % 4] ?? '')
            .split(' ')
            .filter(Boolean)
            .map((code) => ({ id_producto: i, id_alergeno: code === 'GLUTEN' ? 1 : 7 })),
        ),
      );
    }
  });
};

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

export async function run({ count = 50_000 } = {}): Promise<BenchTable> {
  const database = await freshDatabase({ seed: 'demo' });
  const desk = importDesk(database.till);
  try {
    const by = { actor: await actorOf(database.owner, 'admin'), grant: null };
    let highest = process.memoryUsage().rss;
    const watch = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss);
    }, 20);
    const before = process.memoryUsage().rss;
    const clocked = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
      const from = performance.now();
      const value = await work();
      return [performance.now() - from, value];
    };
    const importing = async (name: string, text: string): Promise<[string, number, number]> => {
      const path = desk.file(text);
      const [planMs, plan] = await clocked<ImportPlan>(async () =>
        got(await planImport(desk.services, by, { kind: 'products', path })),
      );
      const [applyMs] = await clocked(async () => got(await applyImport(desk.services, by, plan)));
      return [name, planMs, applyMs];
    };
    const fresh = await importing(
      'all new',
      productFile(count, () => 5_000),
    );
    const [floorMs] = await clocked(() => bareInserts(database.owner, count));
    const same = await importing(
      'all the same',
      productFile(count, () => 5_000),
    );
    const changed = await importing(
      'every price changed',
      productFile(count, (i) => 5_001 + (i % 50)),
    );
    clearInterval(watch);
    return {
      title: `Importing ${count.toLocaleString('en')} products from a file`,
      columns: ['work', 'preview s', 'apply s', 'whole s', 'of the floor'],
      rows: [
        ['bare multi-row INSERTs, one commit, no triggers', '', seconds(floorMs), seconds(floorMs), '1.0x'],
        ...[fresh, same, changed].map(([name, planMs, applyMs]) => [
          name,
          seconds(planMs),
          seconds(applyMs),
          seconds(planMs + applyMs),
          times((planMs + applyMs) / floorMs),
        ]),
      ],
      note: `Memory of the program grew by at most ${Math.round((highest - before) / 1e6)} MB.`,
    };
  } finally {
    desk.remove();
    await database.close();
  }
}
