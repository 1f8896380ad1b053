import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { runPos } from '../support/run-pos.ts';

let db: TestDatabase;
let root: string;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').update({ vende_sin_stock: 1 });
  await setUpInvoicing(db.owner);
  root = mkdtempSync(join(tmpdir(), 'pos-numbers-'));
  mkdirSync(join(root, 'copies'), { mode: 0o700 });
});
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await db.close();
});

const pos = (args: readonly string[]) =>
  runPos([...args, '--lang', 'en'], {
    env: { ...db.env, POS_HOME: join(root, 'home'), POS_BACKUP_DIR: join(root, 'copies') },
  });
const sell = async (over: Partial<SaleDocument> = {}) => {
  const sold = await databaseSales(db.till).register(invoicedSale(over));
  if (!sold.ok) throw new Error(sold.error.code);
  const [invoice] = await db.owner('facturas').where('id_venta', sold.value.id);
  return [sold.value.number, invoice?.numero];
};

describe('a backup in the place of a database that has gone on', () => {
  it('lets no number be given twice, and says what only the replaced one had', async () => {
    expect(await sell()).toEqual(['001-0000001', 1]);
    const { archivo } = (await pos(['db', 'backup', '--json'])).json() as { archivo: string };
    expect(await sell()).toEqual(['001-0000002', 2]);
    await sell({ id_caja: 2 });
    await db.owner('cajas').insert({ codigo: '009', nombre: 'Feria', ultimo_numero: 4 });
    await db.owner('cajas').where('codigo', '001').update({ ultimo_z: 7 });
    await setUpInvoicing(db.owner, { timbrado: { numero: '87654321', inicio: '2025-06-01' } });
    expect(await sell()).toEqual(['001-0000003', 1]);

    const done = await pos(['db', 'restore', archivo, '--replace']);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain(
      'Numbers go on from the database that was replaced: invoices of 001-001 from 3 (timbrado 12345678), ' +
        'invoices of 001-002 from 2 (timbrado 12345678), invoices of 001-001 from 2 (timbrado 87654321), ' +
        'sales of till 001 from 4, Z closings of till 001 from 8, sales of till 002 from 2, sales of till 009 from 5.',
    );
    expect(done.stdout).toMatch(
      /3 fiscal documents .* not in the backup \(001-001-0000002, 001-002-0000001, 001-001-0000001\): keep .*pos_backup_.*gz, .*pos invoice unused/,
    );

    expect(await sell()).toEqual(['001-0000004', 3]);
    expect(await db.owner('cajas').where('codigo', '001').first()).toMatchObject({ ultimo_z: 7 });
    expect(await db.owner('cajas').where('codigo', '009').first()).toMatchObject({ activo: 0 });
    await setUpInvoicing(db.owner, { timbrado: { numero: '87654321', inicio: '2025-06-01' } });
    expect(await sell()).toEqual(['001-0000005', 2]);
    // Nothing is amiss afterwards.
    const check = await pos(['invoice', 'check', '--offline', '--json']);
    expect(check.json()).toMatchObject({
      revisiones: expect.arrayContaining([expect.objectContaining({ revision: 'points', estado: 'bien' })]),
    });

    // Going back to an older one again gives nothing back either.
    const again = (await pos(['db', 'restore', archivo, '--replace', '--json'])).json();
    expect(again).toMatchObject({
      numeros: expect.arrayContaining([
        { de: 'factura', punto: '001-001', timbrado: '87654321', sigue_en: 3 },
        { de: 'venta', punto: '001', timbrado: null, sigue_en: 6 },
      ]),
      facturas_fuera: expect.arrayContaining([
        expect.objectContaining({ tipo: 'factura', numero: '001-001-0000003', timbrado: '12345678' }),
      ]),
    });
    expect(await sell()).toEqual(['001-0000006', 4]);
  }, 240_000);
});
