import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/db/connection.ts';
import { databaseServices, spoolWorker } from '../../src/adapters/db/index.ts';
import { guarded } from '../../src/adapters/db/query.ts';
import type { ActedBy } from '../../src/app/ports.ts';
import { actorOf } from '../support/actors.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let asCashier: ActedBy;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  asCashier = { actor: await actorOf(db.owner, 'cajero'), grant: null };
});
afterAll(() => db.close());

describe('the catalogue', () => {
  it('tells each change once: price, stock, allergens, bar codes, category', async () => {
    const { catalogue, sales } = services;
    const { products, mark } = await catalogue.load();
    expect(products).toHaveLength(60);
    expect(products.find(({ id }) => id === 10)).toMatchObject({
      name: 'Galleta',
      price: 8_000,
      allergens: [1],
      active: true,
    });
    expect((await catalogue.changesSince(mark)).products).toEqual([]);
    const lookAfter = async (change: () => PromiseLike<unknown>, from: typeof mark) => {
      await change();
      return catalogue.changesSince(from);
    };
    let seen = await lookAfter(
      () => db.owner('productos').where('id_producto', 8).update({ precio_venta: 3_100 }),
      mark,
    );
    expect(seen.products).toMatchObject([{ id: 8, price: 3_100 }]);
    seen = await lookAfter(() => sales.register(saleOf()), seen.mark);
    expect(seen.products.map(({ id }) => id)).toEqual([ID.cola, ID.sandwich]);
    seen = await lookAfter(
      () => db.owner('productos_alergenos').insert({ id_producto: 8, id_alergeno: 12 }),
      seen.mark,
    );
    expect(seen.products).toMatchObject([{ id: 8, allergens: [12] }]);
    seen = await lookAfter(
      () => db.owner('codigos_barra').insert({ codigo_barra: '999', id_producto: 12 }),
      seen.mark,
    );
    expect(seen.products).toMatchObject([{ id: 12, barcodes: ['999'] }]);
    seen = await lookAfter(() => db.owner('codigos_barra').where('codigo_barra', '999').del(), seen.mark);
    expect(seen.products).toMatchObject([{ id: 12, barcodes: [] }]);
    seen = await lookAfter(
      () => db.owner('categorias').where('id_categoria', 9).update({ nombre: 'Librería' }),
      seen.mark,
    );
    expect(seen.products).toMatchObject([{ id: 60, category: 'Librería' }]);
    seen = await lookAfter(
      () => db.owner('productos').where('id_producto', 60).update({ estado: 'Inactivo' }),
      seen.mark,
    );
    expect(seen.products).toMatchObject([{ id: 60, active: false }]);
    expect((await catalogue.changesSince(seen.mark)).products).toEqual([]);
  });

  it('misses no change that was begun before a look and committed after it', async () => {
    const { catalogue } = services;
    const { mark } = await catalogue.load();
    const trx = await db.owner.transaction();
    await trx('productos').where('id_producto', 55).update({ precio_venta: 3_300 });
    const between = await catalogue.changesSince(mark);
    expect(between.products).toEqual([]);
    await trx.commit();
    expect((await catalogue.changesSince(between.mark)).products).toMatchObject([{ id: 55, price: 3_300 }]);
  });

  it('finds changes by an index', async () => {
    const [plan] = await db.owner.raw(
      "EXPLAIN SELECT id_producto FROM v_productos WHERE actualizado_en >= '2999-01-01 00:00:00.000'",
    );
    expect(JSON.stringify(plan)).toContain('ix_productos_actualizado_en');
  });
});

it('never tells a statement and its values in a fault', async () => {
  const fault = await guarded(() => db.till.raw('SELECT ? AS x UNION SELECT 1, 2', ['s3cret'])).catch(
    (e) => e,
  );
  expect(fault.message).toMatch(/^1222: /);
  expect(fault.message).not.toMatch(/s3cret|UNION/);
  expect(fault.cause.sql).toContain('UNION');
});

describe('cards', () => {
  it('come with student, client and restrictions', async () => {
    expect(await services.cards.find('00203')).toEqual({
      ok: true,
      value: {
        cardId: 11,
        cardNumber: '00203',
        cardState: 'Activa',
        balance: 1_000,
        dailyLimit: null,
        spentToday: 0,
        expiresOn: '2027-01-09',
        studentId: 11,
        studentName: 'ROMINA MONGELLOS RODRIGUEZ',
        grade: '5to Grado',
        photo: 'hijos/foto_123.jpg',
        clientId: 5,
        clientName: 'CARMEN RODRIGUEZ',
        clientDocument: '2764594',
        restrictions: [
          {
            id: 1,
            kind: 'Intolerancia a la lactosa',
            description: 'Dificultad para digerir lácteos',
            severity: 'Moderada',
            blocks: false,
            allergens: [7],
          },
        ],
      },
    });
  });
  it('are searched by number, student, client and grade, without accents', async () => {
    const names = async (text: string) =>
      (await services.cards.list({ text })).map(({ studentName }) => studentName);
    expect(await names('agustin')).toEqual(['AGUSTÍN ALMADA ROLÓN']);
    expect(await names('carmen')).toHaveLength(2);
    expect(await names('%')).toEqual([]);
    expect(await services.cards.list({ limit: 3 })).toHaveLength(3);
  });
});

describe('the print queue', () => {
  const newSale = async (): Promise<number> => {
    const result = await services.sales.register(saleOf({ id_caja: 2 }));
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value.id;
  };

  it('goes from pending to paper, one worker a till', async () => {
    const saleId = await newSale();
    const worker = spoolWorker(db.till);
    const other = spoolWorker(db.till);
    try {
      expect(await worker.acquire(2)).toBe(true);
      expect(await other.acquire(2)).toBe(false);
      expect(await other.acquire(1)).toBe(true);
      const job = await worker.next(2);
      expect(job).toMatchObject({ saleId, kind: 'ticket', state: 'enviando', attempts: 1, copy: 0 });
      expect(await worker.next(2)).toBeNull();
      if (!job) return;
      await worker.finish(job.id, { state: 'pendiente', fault: 'SIN_PAPEL', retryInSeconds: 3_600 });
      expect(await worker.next(2)).toBeNull();
      expect(await services.spool.find(job.id)).toMatchObject({
        value: { state: 'pendiente', fault: 'SIN_PAPEL' },
      });
      await services.spool.retry(job.id, ID.cashier);
      expect(await worker.next(2)).toMatchObject({ id: job.id, attempts: 2, copy: 0 });
      await worker.finish(job.id, { state: 'confirmado' });
      expect(await services.spool.list({ tillId: 2, open: true })).toEqual([]);
      await worker.release();
      expect(await other.acquire(2)).toBe(true);
    } finally {
      await worker.release();
      await other.release();
    }
  });

  it('never prints silently twice: what a dead worker was sending waits for a person', async () => {
    const saleId = await newSale();
    const worker = spoolWorker(db.till);
    try {
      await worker.acquire(2);
      const job = await worker.next(2);
      if (!job) throw new Error('no job');
      expect(await worker.recover(2)).toBe(1);
      expect(await services.spool.find(job.id)).toMatchObject({
        value: { state: 'incierto', fault: 'INTERRUMPIDA' },
      });
      expect(await worker.next(2)).toBeNull();
      expect(await services.spool.retry(job.id, ID.cashier)).toMatchObject({
        value: { state: 'pendiente', copy: 1 },
      });
      expect(await services.spool.reprint(asCashier, { kind: 'sale', id: saleId }, 2)).toMatchObject({
        value: { kind: 'reimpresion', copy: 2 },
      });
      await worker.next(2);
      await worker.recover(2);
      expect(await services.spool.settle(job.id, ID.cashier)).toMatchObject({
        value: { state: 'confirmado' },
      });
      const [copy] = await services.spool.list({ tillId: 2, open: true });
      expect(await services.spool.settle(copy?.id ?? 0, ID.cashier)).toMatchObject({
        value: { state: 'cancelado' },
      });
      expect(await services.spool.settle(999_999, ID.cashier)).toMatchObject({
        error: { code: 'TRABAJO_INEXISTENTE' },
      });
      expect(await services.spool.reprint(asCashier, { kind: 'sale', id: 999_999 }, 2)).toMatchObject({
        error: { code: 'VENTA_INEXISTENTE' },
      });
    } finally {
      await worker.release();
    }
  });

  it('loses its lock with its connection, and can take it again', async () => {
    const pool = openDatabase(db.tillTarget, { pool: 2 });
    const worker = spoolWorker(pool);
    try {
      const connections = async (): Promise<number[]> => {
        const [rows] = await db.till.raw('SELECT id FROM information_schema.PROCESSLIST WHERE db = ?', [
          db.name,
        ]);
        return rows.map((row: { id: number }) => row.id);
      };
      const before = await connections();
      await worker.acquire(1);
      const [its, ...others] = (await connections()).filter((id) => !before.includes(id));
      expect(others).toEqual([]);
      await db.till.raw('KILL ?', [its ?? 0]);
      await expect(worker.next(1)).rejects.toMatchObject({ error: { code: 'BASE_DE_DATOS' } });
      expect(await worker.acquire(1)).toBe(true);
    } finally {
      await worker.release();
      await pool.destroy();
    }
  });

  it('takes a test page', async () => {
    expect(await services.spool.test(1, ID.cashier)).toMatchObject({
      kind: 'prueba',
      saleId: null,
      state: 'pendiente',
    });
  });
});

describe('what is outside', () => {
  it('a server that is not there throws BASE_DE_DATOS', async () => {
    const gone = openDatabase({ ...db.tillTarget, socketPath: '/nonexistent/socket' }, { pool: 1 });
    await expect(databaseServices(gone).stores.store()).rejects.toMatchObject({
      error: { code: 'BASE_DE_DATOS' },
    });
    await gone.destroy();
  });
  it('a database without the schema throws BASE_SIN_MIGRAR', async () => {
    const empty = await emptyDatabase();
    try {
      const bare = databaseServices(empty.owner);
      await expect(bare.stores.store()).rejects.toMatchObject({ error: { code: 'BASE_SIN_MIGRAR' } });
      await expect(bare.sales.register(saleOf())).rejects.toMatchObject({
        error: { code: 'BASE_SIN_MIGRAR' },
      });
    } finally {
      await empty.close();
    }
  });
});
