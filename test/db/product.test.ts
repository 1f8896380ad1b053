import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import {
  createAllergen,
  createCategory,
  removeAllergen,
  updateAllergen,
  updateCategory,
} from '../../src/app/edit-category.ts';
import {
  createProduct,
  draftOf,
  productBy,
  setProductActive,
  updateProduct,
} from '../../src/app/edit-product.ts';
import { gs } from '../../src/domain/money.ts';
import type { ProductDraft, ProductRecord } from '../../src/domain/product-form.ts';
import type { Actor } from '../../src/domain/user.ts';
import { actorOf, approvalOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inconsistencies, SOUND } from '../support/ledgers.ts';
import { ID, saleOf } from '../support/sale-documents.ts';

let db: TestDatabase;
let services: ReturnType<typeof databaseServices>;
let admin: Actor;
let manager: Actor;
let cashier: Actor;

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = databaseServices(db.till);
  [admin, manager, cashier] = await Promise.all([
    actorOf(db.owner, 'admin'),
    actorOf(db.owner, 'gerente'),
    actorOf(db.owner, 'cajero'),
  ]);
});
afterAll(() => db.close());

const by = (actor: Actor, grant: number | null = null) => ({ actor, grant });
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const draft = (over: Partial<ProductDraft> = {}): ProductDraft => ({
  code: 'ALFAJOR',
  barcodes: ['7840001112223'],
  name: 'Alfajor de maicena',
  description: null,
  categoryId: 7,
  cost: gs(2_000),
  price: gs(4_000),
  taxRate: 10,
  minStock: 5,
  sellsBelowZero: false,
  frequent: null,
  allergens: [1, 7],
  ...over,
});
let made = 0;
const makeProduct = async (over: Partial<ProductDraft> = {}, stock = 0): Promise<ProductRecord> => {
  made += 1;
  const one = draft({ code: `P-${made}`, barcodes: [], ...over });
  const id = value(await createProduct(services, by(manager), one, stock));
  return value(await services.products.show(id));
};

describe('a product', () => {
  it('is created whole, with its codes, allergens and opening stock in the ledger, and a till follows', async () => {
    const { mark } = await services.catalogue.load();
    const id = value(await createProduct(services, by(manager), draft(), 24));
    const product = value(await services.products.show('7840001112223'));
    expect(product).toMatchObject({
      id,
      code: 'ALFAJOR',
      barcodes: ['7840001112223'],
      allergens: [1, 7],
      stock: 24,
      cost: 2_000,
      active: true,
    });
    const seen = await services.catalogue.changesSince(mark);
    expect(seen.products).toMatchObject([
      { id, name: 'Alfajor de maicena', price: 4_000, allergens: [1, 7] },
    ]);
    expect(await services.stock.movements({ productId: id })).toMatchObject([
      { kind: 'Inicial', quantity: 24, before: 0, after: 24, person: manager.name },
    ]);
    expect(await inconsistencies(db.owner)).toEqual(SOUND);
  });

  it('is edited as a whole; the till sees it, a sale of before does not', async () => {
    const before = await makeProduct({ barcodes: ['111', '222'], allergens: [1] }, 10);
    const sale = value(
      await services.sales.register(
        saleOf({
          lineas: [{ id_producto: before.id, cantidad: 1, precio_unitario: 4_000 }],
          pagos: [{ id_medio: ID.cash, monto_entregado: 4_000, monto_aplicado: 4_000 }],
        }),
      ),
    );
    const { mark } = await services.catalogue.load();
    const changes = { name: 'Otro nombre', price: gs(5_000), barcodes: ['222', '333'], allergens: [7, 3] };
    value(await updateProduct(services, by(manager), before, draftOf(before, changes)));
    const after = value(await services.products.show(before.id));
    expect(after).toMatchObject({
      name: 'Otro nombre',
      price: 5_000,
      barcodes: ['222', '333'],
      allergens: [3, 7],
    });
    expect((await services.catalogue.changesSince(mark)).products).toMatchObject([
      { id: before.id, price: 5_000 },
    ]);
    const stored = value(await services.sales.show(sale.id));
    expect(stored).toMatchObject({ total: 4_000, lines: [{ price: 4_000, name: before.name }] });
    const [latest, first] = await services.products.priceHistory(before.id, 10);
    expect(latest).toMatchObject({
      person: manager.name,
      priceBefore: 4_000,
      priceAfter: 5_000,
      costBefore: 2_000,
    });
    expect(first).toMatchObject({ priceBefore: null, priceAfter: 4_000 });
  });

  it('cannot have a card’s number for a code, new or later', async () => {
    const refused = { error: { code: 'CODIGO_DUPLICADO', params: { de: 'tarjeta' } } };
    const create = (over: Partial<ProductDraft>) =>
      createProduct(services, by(manager), draft({ code: 'CON-TARJETA', barcodes: [], ...over }), 0);
    expect(await create({ code: '00203' })).toMatchObject(refused);
    expect(await create({ barcodes: ['7840001119999', '00203'] })).toMatchObject(refused);
    const made = await makeProduct();
    const edit = (over: Partial<ProductDraft>) =>
      updateProduct(services, by(manager), made, draftOf(made, over));
    expect(await edit({ barcodes: ['00204'] })).toMatchObject(refused);
    expect(value(await services.products.show(made.id)).barcodes).toEqual([]);
  });

  it('says when somebody changed it meanwhile; a sale meanwhile is no change', async () => {
    const opened = await makeProduct({}, 10);
    value(
      await services.sales.register(
        saleOf({
          lineas: [{ id_producto: opened.id, cantidad: 1, precio_unitario: 4_000 }],
          pagos: [{ id_medio: ID.cash, monto_entregado: 4_000, monto_aplicado: 4_000 }],
        }),
      ),
    );
    value(await updateProduct(services, by(manager), opened, draftOf(opened, { name: 'Primero' })));
    const late = await updateProduct(services, by(admin), opened, draftOf(opened, { name: 'Segundo' }));
    expect(late).toMatchObject({
      ok: false,
      error: { code: 'CONFLICTO', params: { edicion: expect.any(Number) } },
    });
    expect(value(await services.products.show(opened.id)).name).toBe('Primero');
  });

  it('loses no edit when two save at once', async () => {
    const opened = await makeProduct();
    const results = await Promise.all(
      ['Uno', 'Dos', 'Tres'].map((name) =>
        updateProduct(services, by(manager), opened, draftOf(opened, { name })),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  it('shares no code with another, also when two are made at once', async () => {
    const one = await makeProduct({ code: 'UNICO', barcodes: ['5550001'] });
    for (const codes of [
      { code: 'UNICO' },
      { code: '5550001' },
      { code: 'OTRO', barcodes: ['UNICO'] },
      { code: 'OTRO', barcodes: ['9Q', '5550001'] },
    ])
      expect(await createProduct(services, by(manager), draft({ barcodes: [], ...codes }), 0)).toMatchObject({
        ok: false,
        error: { code: 'CODIGO_DUPLICADO', params: { producto: one.name, id_producto: one.id } },
      });
    const race = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        createProduct(
          services,
          by(manager),
          draft(n % 2 ? { code: 'CARRERA', barcodes: [] } : { code: `R${n}`, barcodes: ['CARRERA'] }),
          0,
        ),
      ),
    );
    expect(race.filter((result) => result.ok)).toHaveLength(1);
  });

  it('moves its price only as far as the role reaches; an approval names product and price', async () => {
    const product = await makeProduct({ price: gs(10_000) });
    const edit = (actor: Actor, price: number, grant: number | null = null) =>
      updateProduct(services, by(actor, grant), product, draftOf(product, { price: gs(price) }));
    expect(await edit(manager, 13_001)).toMatchObject({
      ok: false,
      error: { code: 'LIMITE_DE_ROL', params: { rol: 'gerente', limite: 30, pedido: 31 } },
    });
    expect(await edit(manager, 6_999)).toMatchObject({ ok: false, error: { code: 'LIMITE_DE_ROL' } });
    const approval = (reference: string, approver: Actor) =>
      approvalOf(db.owner, manager, approver, { permission: 'product.edit', reference });
    const other = await approval(`precio:${product.id}:19000`, admin);
    expect(await edit(manager, 20_000, other)).toMatchObject({
      ok: false,
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
    const weak = await approval(`precio:${product.id}:20000`, manager);
    expect(await edit(manager, 20_000, weak)).toMatchObject({
      ok: false,
      error: { code: 'LIMITE_DE_ROL', params: { rol: 'gerente', pedido: 100 } },
    });
    const strong = await approval(`precio:${product.id}:20000`, admin);
    expect(await edit(manager, 20_000, strong)).toMatchObject({ ok: true });
    expect(value(await services.products.show(product.id)).price).toBe(20_000);
    const used = await db.owner('aprobaciones').where('id_aprobacion', strong).first();
    expect(used.usada_en).not.toBeNull();
  });

  it('is not for cashiers, in the program and in the routine', async () => {
    const product = await makeProduct();
    expect(await createProduct(services, by(cashier), draft(), 0)).toMatchObject({
      ok: false,
      error: { code: 'PERMISO_DENEGADO' },
    });
    const straight = [
      services.products.create(by(cashier), draft({ code: 'X1', barcodes: [] }), 0),
      services.products.update(
        by(cashier),
        product.id,
        product.edition,
        draftOf(product, { name: 'Hackeado' }),
      ),
      services.products.setActive(by(cashier), product.id, false),
      services.products.createCategory(by(cashier), { name: 'X', description: null }),
      services.products.createAllergen(by(cashier), { code: 'X', name: 'X' }),
    ];
    for (const result of await Promise.all(straight))
      expect(result).toMatchObject({
        ok: false,
        error: { code: 'PERMISO_DENEGADO', params: { rol: 'cajero' } },
      });
    expect(
      await services.products.setActive(by({ ...manager, session: 'inventada' }), product.id, false),
    ).toMatchObject({ ok: false, error: { code: 'SESION_REQUERIDA' } });
    const grant = await approvalOf(db.owner, cashier, manager, {
      permission: 'product.edit',
      reference: String(product.id),
    });
    expect(await setProductActive(services, by(cashier, grant), product.id, false)).toMatchObject({
      ok: true,
    });
    expect(await setProductActive(services, by(cashier, grant), product.id, true)).toMatchObject({
      ok: false,
      error: { code: 'AUTORIZACION_INVALIDA' },
    });
  });

  it('refuses what makes no product, in the program and in the routine, and stores nothing', async () => {
    const before = (await db.owner('productos').select('id_producto')).length;
    const wrong: readonly (readonly [Partial<ProductDraft>, string])[] = [
      [{ code: '' }, 'DATO_REQUERIDO'],
      [{ code: 'dos palabras' }, 'CODIGO_INVALIDO'],
      [{ code: '3*4' }, 'CODIGO_INVALIDO'],
      [{ code: 'x'.repeat(10_000) }, 'TEXTO_LARGO'],
      [{ name: '   ' }, 'DATO_REQUERIDO'],
      [{ name: '😀'.repeat(121) }, 'TEXTO_LARGO'],
      [{ name: 'rojo\u001b[31m' }, 'VALOR_INVALIDO'],
      [{ description: 'x'.repeat(501) }, 'TEXTO_LARGO'],
      [{ price: gs(0) }, 'PRECIO_REQUERIDO'],
      [{ price: -1 as never }, 'PRECIO_REQUERIDO'],
      [{ price: 1e15 as never }, 'PRECIO_REQUERIDO'],
      [{ price: 1.5 as never }, 'PRECIO_REQUERIDO'],
      [{ cost: -1 as never }, 'VALOR_INVALIDO'],
      [{ taxRate: 101 }, 'VALOR_INVALIDO'],
      [{ minStock: -1 }, 'VALOR_INVALIDO'],
      [{ minStock: 1e9 }, 'VALOR_INVALIDO'],
      [{ frequent: 0 }, 'VALOR_INVALIDO'],
      [{ categoryId: 0 }, 'DATO_REQUERIDO'],
      [{ barcodes: ['con espacio'] }, 'CODIGO_INVALIDO'],
    ];
    for (const [over, code] of wrong) {
      const bad = draft({ code: 'MALO', barcodes: [], ...over });
      expect([over, await createProduct(services, by(manager), bad, 0)]).toMatchObject([
        over,
        { ok: false, error: { code } },
      ]);
      expect([over, await services.products.create(by(manager), bad, 0)]).toMatchObject([
        over,
        { ok: false, error: { code: 'VALOR_INVALIDO' } },
      ]);
    }
    for (const stock of [-1, 1.5, 1e9])
      expect(
        await services.products.create(by(manager), draft({ code: 'MALO', barcodes: [] }), stock),
      ).toMatchObject({
        ok: false,
        error: { code: 'VALOR_INVALIDO', params: { campo: 'stock_inicial' } },
      });
    expect(
      await createProduct(services, by(manager), draft({ code: 'MALO', categoryId: 999 }), 0),
    ).toMatchObject({
      ok: false,
      error: { code: 'CATEGORIA_INEXISTENTE' },
    });
    expect(
      await createProduct(services, by(manager), draft({ code: 'MALO', barcodes: [], allergens: [999] }), 0),
    ).toMatchObject({ ok: false, error: { code: 'ALERGENO_INEXISTENTE' } });
    const after = (await db.owner('productos').select('id_producto')).length;
    expect(after).toBe(before);
  });

  it('keeps text as it is, whatever it looks like', async () => {
    const name = `Robert'); DROP TABLE productos;-- "«ñ» 😀`;
    const product = await makeProduct({ name, description: '{"a":1}\\' });
    expect(product).toMatchObject({ name, description: '{"a":1}\\' });
  });

  it('goes out of the sale and comes back', async () => {
    const product = await makeProduct({}, 5);
    value(await setProductActive(services, by(manager), product.id, false));
    const sale = saleOf({
      lineas: [{ id_producto: product.id, cantidad: 1, precio_unitario: 4_000 }],
      pagos: [{ id_medio: ID.cash, monto_entregado: 4_000, monto_aplicado: 4_000 }],
    });
    expect(await services.sales.register(sale)).toMatchObject({
      ok: false,
      error: { code: 'PRODUCTO_INACTIVO' },
    });
    value(await setProductActive(services, by(manager), product.id, true));
    expect(await services.sales.register(sale)).toMatchObject({ ok: true });
  });

  it('is found by code, bar code and id, and refused by name otherwise', async () => {
    const product = await makeProduct({ code: 'AB-1', barcodes: ['998877'] });
    for (const typed of ['AB-1', ' 998877 ', `#${product.id}`])
      expect(value(await productBy(services, typed)).id).toBe(product.id);
    for (const typed of ['', 'ab-1x', '#999999', "' OR 1=1 --"])
      expect(await productBy(services, typed)).toMatchObject({
        ok: false,
        error: { code: 'PRODUCTO_INEXISTENTE' },
      });
  });
});

describe('a category', () => {
  it('is created, renamed for the tills, and closed only when it is empty', async () => {
    const id = value(await createCategory(services, by(manager), { name: ' Helados ', description: '' }));
    const product = await makeProduct({ categoryId: id });
    const { mark } = await services.catalogue.load();
    const change = (over: object) =>
      updateCategory(services, by(manager), id, {
        name: 'Heladería',
        description: null,
        active: true,
        ...over,
      });
    value(await change({}));
    expect((await services.catalogue.changesSince(mark)).products).toMatchObject([
      { id: product.id, category: 'Heladería' },
    ]);
    expect(await change({ active: false })).toMatchObject({
      ok: false,
      error: { code: 'CATEGORIA_EN_USO', params: { productos: 1 } },
    });
    value(await setProductActive(services, by(manager), product.id, false));
    value(await change({ active: false }));
    expect(await setProductActive(services, by(manager), product.id, true)).toMatchObject({
      ok: false,
      error: { code: 'CATEGORIA_INACTIVA' },
    });
    expect(
      await createProduct(services, by(manager), draft({ code: 'Z', barcodes: [], categoryId: id }), 0),
    ).toMatchObject({ ok: false, error: { code: 'CATEGORIA_INACTIVA' } });
    expect((await services.products.categories()).find((category) => category.id === id)).toMatchObject({
      name: 'Heladería',
      active: false,
      products: 0,
    });
  });

  it('has a name of its own', async () => {
    for (const name of ['Bebidas', 'BEBIDAS', 'bebidas '])
      expect(await createCategory(services, by(manager), { name, description: null })).toMatchObject({
        ok: false,
        error: { code: 'NOMBRE_DUPLICADO' },
      });
    const race = await Promise.all(
      [1, 2, 3].map(() => createCategory(services, by(manager), { name: 'Carrera', description: null })),
    );
    expect(race.filter((result) => result.ok)).toHaveLength(1);
    expect(
      await updateCategory(services, by(manager), 999, { name: 'Q', description: null, active: true }),
    ).toMatchObject({ ok: false, error: { code: 'CATEGORIA_INEXISTENTE' } });
  });
});

describe('an allergen', () => {
  it("of the store's own comes and goes; the 14 of the EU stay", async () => {
    const id = value(
      await createAllergen(services, by(manager), { code: 'colorante', name: 'Colorante rojo' }),
    );
    value(await updateAllergen(services, by(manager), id, { code: 'COLORANTE', name: 'Colorante' }));
    expect((await services.products.allergens()).at(-1)).toEqual({
      id,
      code: 'COLORANTE',
      name: 'Colorante',
      own: true,
      products: 0,
      restrictions: 0,
    });
    const product = await makeProduct({ allergens: [id] });
    expect(await removeAllergen(services, by(manager), id)).toMatchObject({
      ok: false,
      error: { code: 'ALERGENO_EN_USO', params: { productos: 1, restricciones: 0 } },
    });
    value(await updateProduct(services, by(manager), product, draftOf(product, { allergens: [] })));
    value(await removeAllergen(services, by(manager), id));
    expect(await removeAllergen(services, by(manager), 7)).toMatchObject({
      ok: false,
      error: { code: 'ALERGENO_FIJO' },
    });
    expect(await updateAllergen(services, by(manager), 7, { code: 'LECHE', name: 'Nada' })).toMatchObject({
      ok: false,
      error: { code: 'ALERGENO_FIJO' },
    });
    expect(await createAllergen(services, by(manager), { code: 'LECHE', name: 'Otra' })).toMatchObject({
      ok: false,
      error: { code: 'NOMBRE_DUPLICADO' },
    });
    const told = await db
      .owner('auditoria')
      .where({ tabla: 'alergenos', id_registro: String(id), id_usuario: manager.id });
    expect(told.map((row) => row.accion)).toEqual(['alta', 'cambio', 'baja']);
  });
});
