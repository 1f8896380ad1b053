import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { ActedBy } from '../../src/app/ports.ts';
import { changesOf } from '../../src/domain/audit.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let admin: Actor;
let cashier: Actor;
let by: ActedBy;

const good = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [admin, cashier] = await Promise.all([actorOf(db.owner, 'admin'), actorOf(db.owner, 'cajero')]);
  by = { actor: admin, grant: null };
});
afterAll(() => db.close());

interface Row {
  readonly tabla: string;
  readonly accion: string;
  readonly id_usuario: number | null;
  readonly cuenta: string;
}

/** The rows that an act leaves, as `table action`; all of them must name the person and the till's account. */
const left = async (act: () => Promise<unknown>): Promise<string[]> => {
  const [last] = await db.owner('auditoria').max({ id: 'id_auditoria' });
  await act();
  const rows: Row[] = await db.owner('auditoria').where('id_auditoria', '>', last?.id ?? 0);
  for (const row of rows) {
    expect([row.tabla, row.id_usuario]).toEqual([row.tabla, admin.id]);
    expect(row.cuenta).toContain(db.tillTarget.user);
  }
  return [...new Set(rows.map(({ tabla, accion }) => `${tabla} ${accion}`))].sort();
};

/** What later acts work on. */
const made: Record<string, number> = {};
const client = { name: 'ANA', surname: 'PRUEBA', email: null, phone: null, document: null };
const product = {
  code: 'AUD1',
  barcodes: ['7840000999001'],
  name: 'Auditado',
  description: null,
  categoryId: 1,
  cost: gs(1_000),
  price: gs(2_000),
  taxRate: 10,
  minStock: 0,
  sellsBelowZero: false,
  frequent: null,
  allergens: [1],
};
const paper = () => ({ uuid: randomUUID(), supplier: 'Proveedor', document: 'F-1', reason: 'prueba' });

/** Every act of the back office and the rows that it leaves, in an order in which they can happen. */
const ACTS: readonly (readonly [what: string, act: () => Promise<unknown>, rows: readonly string[]])[] = [
  [
    'a category is made',
    async () => good(await services.products.createCategory(by, { name: 'Auditada', description: null })),
    ['categorias alta'],
  ],
  [
    'an allergen is made',
    async () => good(await services.products.createAllergen(by, { code: 'AUDITADO', name: 'Auditado' })),
    ['alergenos alta'],
  ],
  [
    'a product is made',
    async () => {
      made.product = good(await services.products.create(by, product, 5));
    },
    ['codigos_barra alta', 'productos alta', 'productos_alergenos alta'],
  ],
  [
    'its price, bar code and allergens change',
    async () => {
      const { edition } = good(await services.products.show(made.product ?? 0));
      const changed = { ...product, price: gs(2_100), barcodes: [], allergens: [] };
      good(await services.products.update(by, made.product ?? 0, edition, changed));
    },
    ['codigos_barra baja', 'productos cambio', 'productos_alergenos baja'],
  ],
  [
    'it is taken off the market',
    async () => good(await services.products.setActive(by, made.product ?? 0, false)),
    ['productos cambio'],
  ],
  [
    'a client is made',
    async () => {
      made.client = good(await services.families.createClient(by, client));
    },
    ['clientes alta'],
  ],
  [
    'a student is made',
    async () => {
      const student = { name: 'LUZ', surname: 'PRUEBA', grade: null, photo: null };
      made.student = good(await services.families.createStudent(by, made.client ?? 0, student));
    },
    ['hijos alta'],
  ],
  [
    'a restriction is made',
    async () =>
      good(
        await services.families.createRestriction(by, made.student ?? 0, {
          kind: 'Alergia',
          description: '',
          severity: 'Severa',
          blocks: true,
          allergens: [5],
        }),
      ),
    ['restricciones_alergenos alta', 'restricciones_hijos alta'],
  ],
  [
    'a card is issued',
    async () => {
      const card = { studentId: made.student ?? 0, number: '99001', expiresOn: null, dailyLimit: null };
      made.card = good(await services.cardDesk.issue(by, card)).id;
    },
    ['tarjetas alta'],
  ],
  [
    'it is topped up',
    async () =>
      good(
        await services.cardDesk.topup(by, {
          uuid: randomUUID(),
          cardId: made.card ?? 0,
          tillId: 1,
          methodId: ID.cash,
          amount: gs(10_000),
          handed: gs(10_000),
          reference: null,
        }),
      ),
    ['recargas alta'],
  ],
  [
    'its balance is put right',
    async () =>
      good(
        await services.cardDesk.adjust(by, {
          uuid: randomUUID(),
          cardId: made.card ?? 0,
          amount: -100,
          reason: 'error',
        }),
      ),
    ['ajustes_saldo alta'],
  ],
  [
    'it is blocked',
    async () => good(await services.cardDesk.block(by, made.card ?? 0, 'perdida')),
    ['tarjetas cambio'],
  ],
  [
    'a shift is opened',
    async () => good(await services.shifts.open(by, { uuid: randomUUID(), tillId: 1, float: 1_000 })),
    ['turnos alta'],
  ],
  [
    'cash is put in',
    async () =>
      good(
        await services.shifts.moveCash(by, {
          uuid: randomUUID(),
          tillId: 1,
          direction: 'Entrada',
          amount: 500,
          reason: 'prueba',
        }),
      ),
    ['movimientos_caja alta'],
  ],
  [
    'a sale is made',
    async () => {
      made.sale = good(await services.sales.register({ ...saleOf(), id_usuario: admin.id })).id;
    },
    ['ventas alta'],
  ],
  [
    'a line of it comes back',
    async () =>
      good(
        await services.returns.give(by, {
          uuid: randomUUID(),
          saleId: made.sale ?? 0,
          tillId: 1,
          reason: 'prueba',
          cardToCash: false,
          lines: [{ line: 1, quantity: 1, destination: 'Merma' }],
        }),
      ),
    ['devoluciones alta'],
  ],
  [
    'it is voided',
    async () =>
      good(
        await services.returns.void(by, {
          uuid: randomUUID(),
          saleId: made.sale ?? 0,
          tillId: 1,
          reason: 'prueba',
          cardToCash: false,
        }),
      ),
    ['devoluciones alta', 'ventas cambio'],
  ],
  [
    'stock comes in',
    async () =>
      good(
        await services.stock.move(by, 'Ingreso', {
          ...paper(),
          lines: [{ productId: ID.cola, quantity: 3, cost: gs(900) }],
        }),
      ),
    ['documentos_stock alta'],
  ],
  [
    'a count is begun',
    async () => {
      made.count = good(
        await services.stock.open(by, 'Conteo', { uuid: randomUUID(), reason: 'mensual' }),
      ).id;
    },
    ['documentos_stock alta'],
  ],
  [
    'the count is dropped',
    async () => good(await services.stock.discard(by, 'Conteo', made.count ?? 0)),
    ['documentos_stock cambio'],
  ],
  [
    'the shift is closed',
    async () =>
      good(
        await services.shifts.close(by, {
          uuid: randomUUID(),
          tillId: 1,
          shiftId: null,
          count: gs(0),
          reason: 'prueba',
        }),
      ),
    ['turnos cambio'],
  ],
  ['a setting changes', async () => good(await services.shifts.require(by, true)), ['ajustes cambio']],
  [
    'the limits of a role change',
    async () => good(await services.people.setLimits(by, { role: 'cajero', discount: 7, priceChange: 0 })),
    ['limites_rol cambio'],
  ],
  [
    'a person changes',
    async () => good(await services.people.edit(by, ID.cashier, { name: 'Carolina A.' })),
    ['usuarios cambio'],
  ],
];

describe('every act leaves its row, with the person', () => {
  it.each(ACTS)('%s', async (_, act, rows) => {
    expect(await left(act)).toEqual(rows);
  });

  it('an approval, and its use', async () => {
    const reference = String(made.card);
    const grant = await approvalOf(db.owner, cashier, admin, { permission: 'card.unblock', reference });
    good(await services.cardDesk.unblock({ actor: cashier, grant }, made.card ?? 0, 'apareció'));
    const rows: Row[] = await db
      .owner('auditoria')
      .where({ tabla: 'aprobaciones', id_registro: String(grant) })
      .orderBy('id_auditoria');
    expect(rows.map(({ accion, id_usuario }) => [accion, id_usuario])).toEqual([
      ['alta', null],
      ['cambio', cashier.id],
    ]);
    const [approval] = await services.audit.approvals({});
    expect(approval).toMatchObject({ asker: expect.any(String), approver: admin.name, reference });
    expect(approval?.usedAt).not.toBeNull();
  });
});

describe('reading the audit', () => {
  it('shows the newest first, with what changed and no more', async () => {
    const [entry] = await services.audit.list({ table: 'productos', record: String(made.product) });
    expect(entry).toMatchObject({ action: 'cambio', login: 'admin', person: admin.name });
    expect(changesOf(entry ?? { before: null, after: null })).toEqual([
      { column: 'estado', before: 'Activo', after: 'Inactivo' },
    ]);
    expect(good(await services.audit.show(entry?.id ?? 0))).toEqual(entry);
  });

  it('filters by person, action, day and text, each taken literally', async () => {
    const [[{ d: today }]] = await db.owner.raw('SELECT CAST(ahora_local() AS DATE) AS d');
    const count = async (filter: Parameters<typeof services.audit.list>[0]): Promise<number> =>
      (await services.audit.list(filter)).length;
    const mine = await count({ login: 'admin' });
    expect(mine).toBeGreaterThan(15);
    expect(await count({ login: 'admin', from: today, to: today })).toBe(mine);
    expect(await count({ login: 'admin', to: '2001-01-01' })).toBe(0);
    expect(await count({ login: 'admin', action: 'alta', table: 'categorias' })).toBe(1);
    expect(await count({ text: 'AUD1' })).toBeGreaterThan(1);
    expect(await count({ text: "' OR 1=1 --" })).toBe(0);
    expect(await count({ text: '100%_' })).toBe(0);
    expect(await count({ limit: 3 })).toBe(3);
  });

  it('tells the store its own time', async () => {
    const [entry] = await services.audit.list({ limit: 1 });
    const [[{ now }]] = await db.owner.raw('SELECT ahora_local() AS now');
    expect(Math.abs(Date.parse(`${entry?.at.slice(0, 19)}Z`) - Date.parse(`${now}Z`))).toBeLessThan(60_000);
  });

  it('says when there is no such entry', async () => {
    expect(await services.audit.show(999_999_999)).toMatchObject({
      ok: false,
      error: { code: 'REGISTRO_INEXISTENTE' },
    });
  });
});

describe('nobody changes what was written', () => {
  /** Rows that are only ever added. */
  const WRITTEN_ONCE = [
    'auditoria',
    'movimientos_inventario',
    'movimientos_tarjeta',
    'detalles_venta',
    'pagos_venta',
    'movimientos_caja',
    'recargas',
    'devoluciones',
    'detalles_devolucion',
    'pagos_devolucion',
    'impuestos_devolucion',
  ];
  /** Rows that change once, in one way, and are never deleted. */
  const NEVER_AGAIN = ['turnos', 'ventas', 'documentos_stock', 'aprobaciones'];

  const columnOf = async (table: string): Promise<string> => {
    const [columns] = await db.owner.raw(`SHOW COLUMNS FROM ${table}`);
    return columns[columns.length - 1].Field;
  };

  it.each([...WRITTEN_ONCE, ...NEVER_AGAIN])('in %s, neither the till nor the owner', async (table) => {
    expect(await db.owner(table).limit(1)).toHaveLength(1);
    const column = await columnOf(table);
    const ended = { turnos: "estado = 'Cerrado'", ventas: "estado = 'Anulada'" }[table] ?? '1 = 1';
    const used = table === 'aprobaciones' ? 'usada_en IS NOT NULL' : ended;
    for (const sql of [
      `UPDATE ${table} SET ${column} = ${column} WHERE ${used}`,
      `DELETE FROM ${table} WHERE ${used}`,
    ]) {
      await expect(db.owner.raw(sql), sql).rejects.toMatchObject({
        errno: 1644,
        sqlMessage: `CONFLICTO|tabla=${table}`,
      });
      await expect(db.till.raw(sql), sql).rejects.toMatchObject({ errno: 1142 });
    }
    await expect(db.till.raw(`TRUNCATE TABLE ${table}`)).rejects.toMatchObject({ errno: 1142 });
  });

  it('nor adds to a shift that is closed', async () => {
    const { id_turno } = await db.owner('turnos').where('estado', 'Cerrado').first();
    await expect(
      db.owner('conteos_turno').insert({ id_turno, denominacion: 500, cantidad: 1 }),
    ).rejects.toMatchObject({ errno: 1644 });
    await expect(
      db.owner('movimientos_caja').insert({
        uuid: randomUUID(),
        id_turno,
        id_usuario: ID.cashier,
        tipo: 'Entrada',
        monto: 1,
        motivo: 'tarde',
        fecha: '2026-01-01 00:00:00',
      }),
    ).rejects.toMatchObject({ errno: 1644 });
  });

  it('nor closes a shift by hand, nor opens a closed one', async () => {
    const { id } = good(await services.shifts.open(by, { uuid: randomUUID(), tillId: 1, float: 0 }));
    for (const change of [{ estado: 'Cerrado' }, { fondo_inicial: 9 }, { id_caja: 2 }])
      await expect(db.owner('turnos').where('id_turno', id).update(change)).rejects.toMatchObject({
        errno: 1644,
      });
    await expect(
      db.owner('turnos').where('estado', 'Cerrado').update({ estado: 'Abierto' }),
    ).rejects.toMatchObject({ errno: 1644 });
  });
});
