import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { ledgerDifferences } from '../../src/adapters/db/health.ts';
import { databaseServices } from '../../src/adapters/db/index.ts';
import { openStore } from '../../src/adapters/db/open.ts';
import type { OpenedStore } from '../../src/adapters/db/store-config.ts';
import type { RegisteredSale, SaleDocument } from '../../src/domain/sale.ts';
import { ROOT } from '../support/built.ts';

const TILLS = ['001', '002', '001', '002'];
/** Sales between one kill and the next; a kill waits for the count, never for a time. */
const BETWEEN = 25;

const home = mkdtempSync(join(tmpdir(), 'pos-crash-'));
const sent = new Map<string, SaleDocument>();
const stored = new Map<string, RegisteredSale>();
const refused: unknown[] = [];
const children = new Set<ChildProcess>();
let onStored: () => void = () => undefined;

/** Starts a till and waits until it sells: what a kill hits is a sale, not the opening. */
const startTill = (code: string): Promise<void> => {
  const child = spawn(process.execPath, [join(ROOT, 'test/support/selling-child.ts'), home, code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    child.on('exit', (status) => {
      children.delete(child);
      reject(new Error(`till ${code} ended with ${status}`));
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const at = line.indexOf(' ');
      const value = JSON.parse(line.slice(at + 1));
      const kind = line.slice(0, at);
      if (kind === 'ready') resolve();
      else if (kind === 'sent') sent.set(value.uuid, value);
      else if (kind === 'refused') refused.push(value);
      else {
        stored.set(value.uuid, value);
        onStored();
      }
    });
  });
};

const salesMore = (count: number): Promise<void> => {
  const goal = stored.size + count;
  return new Promise((resolve) => {
    onStored = () => {
      if (stored.size < goal) return;
      onStored = () => undefined;
      resolve();
    };
  });
};

const endAll = async (): Promise<void> => {
  await Promise.all(
    [...children].map((child) => {
      const closed = new Promise((resolve) => child.on('close', resolve));
      child.kill('SIGKILL');
      return closed;
    }),
  );
};

let store: OpenedStore;

/** Another process must find the server again without our help, so the pid is asked for anew each time. */
const killServer = async (): Promise<void> => {
  const pid = (await store.server?.status())?.pid;
  if (pid) process.kill(pid, 'SIGKILL');
};

beforeAll(async () => {
  store = await openStore({ home, database: { kind: 'private' } }, { demo: true });
});

afterAll(async () => {
  await endAll();
  await store.till.destroy();
  await store.server?.stop({ force: true });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

const checkWhole = async (owner: Knex): Promise<void> => {
  const [broken] = await owner.raw(
    `SELECT v.numero_venta FROM ventas v
       LEFT JOIN (SELECT id_venta, COUNT(*) AS lineas, SUM(subtotal_linea) AS suma FROM detalles_venta GROUP BY id_venta) d USING (id_venta)
       LEFT JOIN (SELECT id_venta, SUM(monto_aplicado) AS suma FROM pagos_venta GROUP BY id_venta) p USING (id_venta)
       LEFT JOIN (SELECT id_venta, COUNT(*) AS movimientos FROM movimientos_inventario GROUP BY id_venta) m USING (id_venta)
       LEFT JOIN (SELECT id_venta, COUNT(*) AS trabajos FROM trabajos_impresion GROUP BY id_venta) t USING (id_venta)
     WHERE NOT (d.suma <=> v.subtotal AND p.suma <=> v.total AND m.movimientos <=> d.lineas AND t.trabajos <=> 1)`,
  );
  expect(broken).toEqual([]);
  expect(await ledgerDifferences(owner)).toEqual({ products: 0, cards: 0 });
  const [tills] = await owner.raw(
    `SELECT c.ultimo_numero AS last, COUNT(v.id_venta) AS sales, COUNT(DISTINCT v.numero_venta) AS numbers
       FROM cajas c LEFT JOIN ventas v USING (id_caja) GROUP BY c.id_caja, c.ultimo_numero`,
  );
  for (const { last, sales, numbers } of tills)
    expect([Number(sales), Number(numbers)]).toEqual([Number(last), Number(last)]);
};

describe('kill -9 in the middle of a load of sales', () => {
  it('loses no acknowledged sale, leaves none half-written, and selling goes on by itself', {
    timeout: 300_000,
  }, async () => {
    await Promise.all(TILLS.map(startTill));
    await salesMore(BETWEEN);
    for (let round = 0; round < 3; round++) {
      await killServer();
      await salesMore(BETWEEN);
      const [victim] = children;
      victim?.kill('SIGKILL');
      await startTill(TILLS[round] ?? '001');
      await salesMore(BETWEEN);
    }
    await Promise.all([killServer(), endAll()]);
    expect(refused).toEqual([]);

    const { owner: target } = (await store.server?.ensure()) ?? {};
    if (!target) throw new Error('no private server');
    const owner = openDatabase(target);
    await checkWhole(owner);

    const rows: { uuid: string; numero_venta: string; total: number }[] = await owner('ventas').select(
      'uuid',
      'numero_venta',
      'total',
    );
    const inDatabase = new Map(rows.map((row) => [row.uuid, row]));
    for (const [uuid, sale] of stored)
      expect(inDatabase.get(uuid)).toMatchObject({ numero_venta: sale.number, total: sale.total });

    // Sent and never answered: the same document finds the sale if it was stored, and stores it once if it was not.
    const { sales } = databaseServices(store.till);
    const open = [...sent.values()].filter(({ uuid }) => !stored.has(uuid));
    for (const document of open) {
      const [first, second] = [await sales.register(document), await sales.register(document)];
      if (!first.ok) continue;
      expect(first.value.repeated).toBe(inDatabase.has(document.uuid));
      expect(second).toMatchObject({ ok: true, value: { number: first.value.number, repeated: true } });
    }
    await checkWhole(owner);
    await owner.destroy();
  });
});
