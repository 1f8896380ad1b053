import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { SaleDocument } from '../../src/domain/sale.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { cash, ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let cashier: Actor;
let manager: Actor;
let admin: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [cashier, manager, admin] = (await Promise.all(
    ['cajero', 'gerente', 'admin'].map((login) => actorOf(db.owner, login)),
  )) as [Actor, Actor, Actor];
});
afterAll(() => db.close());

/** Two colas and a sandwich, 25.000, so much off in all. */
const off = (discount: number, over: Partial<SaleDocument> = {}): SaleDocument =>
  saleOf({ descuento: discount, pagos: discount < 25_000 ? [cash(25_000 - discount)] : [], ...over });

const outcome = async (document: SaleDocument): Promise<string> => {
  const result = await services.sales.register(document);
  return result.ok ? 'sold' : `${result.error.code} ${result.error.params.pedido ?? ''}`.trim();
};

const as = (actor: Actor): Partial<SaleDocument> => ({ id_usuario: actor.id, sesion: actor.session });
const allowed = (percent: number, asker = cashier, approver = manager) =>
  approvalOf(db.owner, asker, approver, { permission: 'sale.discount', reference: `descuento:${percent}` });

describe('the limit of a role', () => {
  it('is held to the guaraní: 10 % passes, a guaraní more is 11', async () => {
    expect(await outcome(off(2_500))).toBe('sold');
    expect(await outcome(off(2_501))).toBe('LIMITE_DE_ROL 11');
  });

  it('counts line discounts and the sale discount together, and each line by itself', async () => {
    const lines = (discount: number) => [
      { id_producto: ID.cola, cantidad: 2, descuento_linea: discount },
      { id_producto: ID.sandwich, cantidad: 1 },
    ];
    const sale = (line: number, whole: number) =>
      off(whole, { lineas: lines(line), pagos: [cash(25_000 - line - whole)] });
    expect(await outcome(sale(1_000, 1_500))).toBe('sold');
    expect(await outcome(sale(1_000, 1_501))).toBe('LIMITE_DE_ROL 11');
    expect(await outcome(sale(2_000, 0))).toBe('LIMITE_DE_ROL 20');
  });

  it('above the cashier’s counts only for a person whom a session proves', async () => {
    expect(await outcome(off(10_000, { id_usuario: manager.id }))).toBe('LIMITE_DE_ROL 40');
    expect(await outcome(off(10_000, as(manager)))).toBe('sold');
    expect(await outcome(off(10_000, { id_usuario: manager.id, sesion: cashier.session }))).toBe(
      'SESION_REQUERIDA',
    );
    expect(await outcome(off(10_000, { id_usuario: manager.id, sesion: 'x'.repeat(300) }))).toBe(
      'SESION_REQUERIDA',
    );
    expect(await outcome(off(12_501, as(manager)))).toBe('LIMITE_DE_ROL 51');
    expect(await outcome(off(25_000, as(admin)))).toBe('sold');
  });
});

describe('an approved discount', () => {
  it('is given up to the approved per cent, once, to the one who asked', async () => {
    const grant = await allowed(30);
    expect(await outcome(off(7_501, { ...as(cashier), id_aprobacion: grant }))).toBe('LIMITE_DE_ROL 31');
    expect(await outcome(off(7_500, { ...as(manager), id_aprobacion: grant }))).toBe('sold');
    expect(await outcome(off(12_600, { ...as(manager), id_aprobacion: grant }))).toBe('LIMITE_DE_ROL 51');
    expect(await outcome(off(7_500, { id_aprobacion: grant }))).toBe('SESION_REQUERIDA');
    const document = off(7_500, { ...as(cashier), id_aprobacion: grant });
    expect(await outcome(document)).toBe('sold');
    expect(await outcome(document)).toBe('sold');
    expect(await outcome(off(7_500, { ...as(cashier), id_aprobacion: grant }))).toBe('AUTORIZACION_INVALIDA');
    const [row] = await db.owner('aprobaciones').where('id_aprobacion', grant);
    expect(row).toMatchObject({ usada_para: 'venta' });
  });

  it('never reaches beyond the approver’s own limit', async () => {
    expect(await outcome(off(15_000, { ...as(cashier), id_aprobacion: await allowed(60) }))).toBe(
      'LIMITE_DE_ROL 60',
    );
    const grant = await allowed(60, cashier, admin);
    expect(await outcome(off(15_000, { ...as(cashier), id_aprobacion: grant }))).toBe('sold');
  });

  it('of something else, or of nothing, is none', async () => {
    const other = await approvalOf(db.owner, cashier, manager, {
      permission: 'sale.void',
      reference: 'descuento:50',
    });
    for (const id of [other, 999_999, -1, 1.5, '1; DROP TABLE ventas', 1e30])
      expect(await outcome(off(10_000, { ...as(cashier), id_aprobacion: id as number })), String(id)).toBe(
        'AUTORIZACION_INVALIDA',
      );
  });

  it('that a refused sale did not use is still good', async () => {
    const grant = await allowed(20);
    const short = off(5_000, { ...as(cashier), id_aprobacion: grant, pagos: [cash(1_000)] });
    expect(await outcome(short)).toBe('PAGO_INCOMPLETO');
    expect(await outcome(off(5_000, { ...as(cashier), id_aprobacion: grant }))).toBe('sold');
  });
});

describe('a sale and its shift', () => {
  it('knows the open shift, and needs one where the store works with shifts', async () => {
    await db.owner('ajustes').where('clave', 'exige_turno').update({ valor: '1' });
    expect(await outcome(saleOf())).toBe('TURNO_CERRADO');
    const [shift] = await db.owner('turnos').insert({
      id_caja: 1,
      id_usuario: cashier.id,
      abierto_en: db.owner.raw('ahora_local()'),
    });
    await db.owner('cajas').where('id_caja', 1).update({ id_turno: shift });
    const sold = await services.sales.register(saleOf());
    if (!sold.ok) throw new Error(sold.error.code);
    const [row] = await db.owner('ventas').where('id_venta', sold.value.id);
    expect(row.id_turno).toBe(shift);
    await db.owner('cajas').where('id_caja', 1).update({ id_turno: null });
    await db.owner('ajustes').where('clave', 'exige_turno').update({ valor: '0' });
  });
});

it('leaves every ledger and sum sound', async () => {
  expect(await inconsistencies(db.owner)).toEqual(SOUND);
});
