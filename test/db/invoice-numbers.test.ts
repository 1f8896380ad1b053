import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/adapters/db/query.ts';
import { databaseSales } from '../../src/adapters/db/sales.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ISSUER, invoicedSale, setUpInvoicing } from '../support/invoicing.ts';
import { cash, ID } from '../support/sale-documents.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  await db.owner('productos').update({ vende_sin_stock: 1 });
});
afterAll(() => db.close());

const sell = (document: SaleDocument) => databaseSales(db.till).register(document);
const codeOf = async (document: SaleDocument): Promise<string> => {
  const result = await sell(document);
  return result.ok ? 'OK' : result.error.code;
};
const invoices = (): Promise<{ numero: number; punto: string; id_venta: number }[]> =>
  Promise.resolve(db.owner('facturas').orderBy(['punto', 'numero']));

describe('the number of an invoice', () => {
  it('is not given before invoicing is set up: the wish alone is kept', async () => {
    expect(await codeOf(invoicedSale())).toBe('OK');
    expect(await invoices()).toEqual([]);
    await setUpInvoicing(db.owner);
  });

  it('is taken with the sale: number, security code, receiver', async () => {
    const sale = await sell(invoicedSale());
    const [invoice] = await db.till('v_facturas');
    expect(invoice).toMatchObject({
      id_venta: sale.ok ? sale.value.id : 0,
      numero_factura: '001-001-0000001',
      timbrado: '12345678',
      estado: 'sin_firmar',
      total: 27_500,
      receptor_nombre: 'CARMEN RODRIGUEZ',
      receptor_documento: '2764594',
      cdc: null,
    });
    expect(invoice.codigo_seguridad).toMatch(/^\d{9}$/);
  });

  it('is not given twice to one sale, however often its document comes', async () => {
    const document = invoicedSale();
    await Promise.all([sell(document), sell(document), sell(document)]);
    await sell(document);
    const [sale] = await db.owner('ventas').where('uuid', document.uuid);
    expect(await db.owner('facturas').where('id_venta', sale.id_venta)).toHaveLength(1);
  });

  it('has no gaps and no twins with eight sellers on two tills, refusals and repetitions among them', async () => {
    const before = (await invoices()).length;
    const sellers = Array.from({ length: 8 }, async (_, seller) => {
      for (let i = 0; i < 12; i++) {
        const document = invoicedSale({ id_caja: 1 + (seller % 2) });
        // Each third is refused at its very end, after the number would have been taken or beside it.
        const wrong = { ...document, uuid: randomUUID(), pagos: [cash(27_499)] };
        if (i % 3 === 2) await sell(wrong);
        const result = await sell(document);
        if (!result.ok) throw new Error(result.error.code);
        if (i % 4 === 0) await sell(document);
      }
    });
    await Promise.all(sellers);
    const rows = await invoices();
    expect(rows).toHaveLength(before + 8 * 12);
    for (const punto of ['001', '002']) {
      const numbers = rows.filter((row) => row.punto === punto).map((row) => row.numero);
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    }
    expect(new Set(rows.map((row) => row.id_venta)).size).toBe(rows.length);
  });

  it('is given back by a sale that fails after it was taken', async () => {
    const last = Math.max(
      ...(await invoices()).filter((row) => row.punto === '001').map((row) => row.numero),
    );
    await db.owner.raw(
      "CREATE TRIGGER romper BEFORE INSERT ON trabajos_impresion FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'CONFLICTO|prueba=1'",
    );
    const refused = await codeOf(invoicedSale());
    await db.owner.raw('DROP TRIGGER romper');
    expect(refused).toBe('CONFLICTO');
    expect(await codeOf(invoicedSale())).toBe('OK');
    expect(
      Math.max(...(await invoices()).filter((row) => row.punto === '001').map((row) => row.numero)),
    ).toBe(last + 1);
  });
});

describe('a sale whose invoice cannot be', () => {
  const changing = async (sql: string, back: string, document = invoicedSale()): Promise<string> => {
    await db.owner.raw(sql);
    try {
      return await codeOf(document);
    } finally {
      await db.owner.raw(back);
    }
  };

  it('is refused by name and leaves nothing', async () => {
    const before = await db.owner('ventas').count({ n: '*' });
    expect(
      await changing(
        "UPDATE timbrados SET inicio = '2099-01-01'",
        "UPDATE timbrados SET inicio = '2025-01-01'",
      ),
    ).toBe('TIMBRADO_NO_VIGENTE');
    expect(await changing('UPDATE timbrados SET activo = 0', 'UPDATE timbrados SET activo = 1')).toBe(
      'FACTURA_SIN_TIMBRADO',
    );
    expect(
      await changing(
        `UPDATE productos SET tasa_iva = 19 WHERE id_producto = ${ID.cola}`,
        `UPDATE productos SET tasa_iva = 10 WHERE id_producto = ${ID.cola}`,
        invoicedSale({ pagos: [cash(28_400)] }),
      ),
    ).toBe('FACTURA_TASA');
    expect(
      await changing(
        'DELETE FROM puntos_expedicion WHERE id_caja = 2',
        "INSERT INTO puntos_expedicion VALUES (2, '001', '002')",
        invoicedSale({ id_caja: 2 }),
      ),
    ).toBe('FACTURA_SIN_PUNTO');
    expect(await db.owner('ventas').count({ n: '*' })).toEqual(before);
  });

  it('of 7.000.000 asks who buys', async () => {
    await db.owner.raw('UPDATE clientes SET documento = NULL WHERE documento = ?', ['2764594']);
    const large = (quantity: number, total: number) =>
      invoicedSale({
        lineas: [{ id_producto: ID.sandwich, cantidad: quantity, precio_unitario: 15_000 }],
        pagos: [cash(total)],
      });
    expect(await codeOf(large(425, 7_012_500))).toBe('FACTURA_SIN_DOCUMENTO');
    expect(await codeOf(large(424, 6_996_000))).toBe('OK');
    const [row] = await db.owner('facturas').orderBy('id_factura', 'desc').limit(1);
    expect(row.receptor_documento).toBeNull();
  });
});

describe('what is written of a number', () => {
  const refused = (sql: string) => expect(db.owner.raw(sql)).rejects.toThrow('CONFLICTO');

  it('is never changed or deleted, by its owner neither', async () => {
    await refused('UPDATE facturas SET numero = 900 WHERE id_factura = 1');
    await refused("UPDATE facturas SET codigo_seguridad = '000000001' WHERE id_factura = 1");
    await refused('UPDATE facturas SET total = 1 WHERE id_factura = 1');
    await refused('DELETE FROM facturas WHERE id_factura = 1');
    await refused('UPDATE numeraciones SET ultimo_numero = 0');
    await refused('DELETE FROM numeraciones');
    await refused('DELETE FROM timbrados');
    await refused('DELETE FROM emisor');
  });

  it('is not signed by a document of another number, day, code or issuer', async () => {
    const [row] = await db.till('v_facturas').orderBy('id_factura').limit(1);
    const day = String(row.emitida_en).slice(0, 10).replaceAll('-', '');
    const right = `01800123450001001${'0000001'}2${day}1${row.codigo_seguridad}0`;
    const sign = async (cdc: string): Promise<string> => {
      const xml = Buffer.from('<rDE/>'.repeat(30)).toString('base64');
      const document = {
        id_factura: row.id_factura,
        cdc,
        xml,
        qr: 'https://ekuatia.example/qr',
        contenido: {},
      };
      return call(db.till, 'sp_firmar_factura', [JSON.stringify(document)]).then(
        ([done]) => (Number(done?.repetida) ? 'repetida' : 'OK'),
        (error) => String(error.sqlMessage),
      );
    };
    for (const wrong of [
      right.replace('01800123450', '05800123450'),
      right.replace('0000001', '0000002'),
      right.replace(day, '20200101'),
      `${right}1`,
      right.replace(row.codigo_seguridad, '123456789'),
      right.replace('80012345', '80012346'),
    ])
      expect(await sign(wrong)).toMatch(/^(?:DOCUMENTO|VALOR)_INVALIDO\|campo=cdc$/);
    expect(await sign(right)).toBe('OK');
    expect(await sign(right)).toBe('repetida');
    expect(await db.owner('documentos_factura')).toHaveLength(1);
    expect(await db.owner('trabajos_impresion').where('tipo', 'factura')).toHaveLength(1);
    await refused("UPDATE documentos_factura SET qr = 'x'");
    await refused('DELETE FROM documentos_factura');
    await refused("UPDATE facturas SET cdc = REPEAT('1', 44) WHERE id_factura = 1");
  });
});

describe('the numbers of production', () => {
  it('begin at 1, or where they are told to, whatever was tried out, and end when they are given', async () => {
    const timbrado = { numero: '55555555', inicio: '2025-01-01' };
    const at = (ambiente: string, first: number | null = null) =>
      setUpInvoicing(db.owner, {
        emisor: { ...ISSUER, ambiente },
        timbrado,
        puntos: [{ id_caja: 1, establecimiento: '001', punto: '001', primera_factura: first }],
      });
    const settle = () =>
      db.owner('facturas').where('estado', 'sin_firmar').update({ estado: 'inutilizando' });
    const next = async (): Promise<number> => {
      const sold = await sell(invoicedSale());
      if (!sold.ok) throw new Error(sold.error.code);
      const [invoice] = await db.owner('facturas').where('id_venta', sold.value.id);
      await settle();
      await db.owner('facturas').where('estado', 'inutilizando').update({ estado: 'inutilizada' });
      return invoice.numero;
    };
    await db.owner('facturas').where('estado', 'pendiente').update({ estado: 'aprobada' });
    await settle();
    await db.owner('facturas').where('estado', 'inutilizando').update({ estado: 'inutilizada' });
    await at('prueba');
    expect([await next(), await next()]).toEqual([1, 2]);
    await at('produccion');
    expect(await next()).toBe(1);
    await expect(at('produccion', 1)).rejects.toThrow('NUMERACION_EMPEZADA');
    // After a restored backup that does not hold the last ones, numbers go on behind them: forward only.
    await at('produccion', 40);
    expect(await next()).toBe(40);
    await expect(at('produccion', 40)).rejects.toThrow('NUMERACION_EMPEZADA');
    await at('prueba');
    expect(await next()).toBe(3);
    await at('produccion');
    expect(await next()).toBe(41);
    timbrado.numero = '66666666';
    await at('prueba');
    expect([await next(), await next()]).toEqual([1, 2]);
    await at('produccion', 70);
    expect(await next()).toBe(70);
  });
});
