import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseServices } from '../../src/adapters/db/index.ts';
import type { Services } from '../../src/app/services.ts';
import type { PosError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Actor } from '../../src/domain/user.ts';
import type { PageId } from '../../src/tui/office/ids.ts';
import type {
  Act,
  AnyPage,
  Ask,
  Desk,
  Done,
  FormView,
  ListView,
  Params,
  View,
} from '../../src/tui/office/page.ts';
import { productPages } from '../../src/tui/office/pages/products.ts';
import { stockPages } from '../../src/tui/office/pages/stock.ts';
import { absent } from '../support/absent.ts';
import { actorOf } from '../support/actors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { messages } from '../support/words.ts';

let db: TestDatabase;
let services: Services;
let manager: Actor;
let cashier: Actor;
const words = messages('es');
const PAGES = { ...productPages, ...stockPages };

beforeAll(async () => {
  db = await freshDatabase({ seed: 'demo' });
  services = { ...absent<Services>('service'), ...databaseServices(db.till), ids: { uuid: randomUUID } };
  [manager, cashier] = await Promise.all([actorOf(db.owner, 'gerente'), actorOf(db.owner, 'cajero')]);
});
afterAll(() => db.close());

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** A page as a person has it in front: read, shown, acted on. */
const openPage = async (id: PageId, params: Params = {}, actor: Actor = manager) => {
  const one = PAGES[id] as AnyPage;
  const desk: Desk = {
    services,
    actor,
    till: { id: 1, code: '001', name: 'Caja 1' },
    grant: null,
    words,
    progress: () => {},
  };
  const data = value(await one.load(desk, params));
  const view = (text = '', values: Ask['values'] = {}): View =>
    one.view(data, { params, words, actor, now: 0, text, values, columns: 80 });
  const list = (text = ''): ListView => view(text) as ListView;
  const form = (): { readonly fields: FormView['fields']; readonly values: Record<string, string> } => {
    const { fields } = view() as FormView;
    return { fields, values: Object.fromEntries(fields.map((field) => [field.id, field.value])) };
  };
  const act = (given: Act | undefined): Promise<Result<Done>> => {
    if (!given || !('do' in given)) throw new Error(`nothing to do: ${JSON.stringify(given)}`);
    return one.commands?.[given.do]?.(desk, given.input as never) as Promise<Result<Done>>;
  };
  const submit = (values: Ask['values']): Promise<Result<Done>> | PosError => {
    const given = (view('', values) as FormView).submit(values);
    return 'wrong' in given ? given.error : act(given);
  };
  return { view, list, form, act, submit };
};
const names = ({ rows }: ListView): readonly (string | undefined)[] => rows.map(({ cells }) => cells[1]);

describe('the page of products', () => {
  it('searches as the sale does, opens what is scanned, and a new product for an unknown code', async () => {
    const page = await openPage('products');
    expect(page.list().rows).toHaveLength(60);
    expect(names(page.list('galet'))).toContain('Galleta');
    expect(page.list().scan?.('10')).toEqual({ go: { page: 'product', params: { id: 10 } } });
    expect(page.list().scan?.('7791234567890')).toEqual({
      go: { page: 'product', params: { code: '7791234567890' } },
    });
    const row = page.list('galleta').rows[0];
    const out = await page.act(row?.actions?.deactivate);
    expect(value(out).say).toContain('inactivo');
    expect(names((await openPage('products')).list())).not.toContain(row?.cells[1]);
    const inactive = await openPage('products', { inactive: true });
    expect(names(inactive.list())).toEqual([row?.cells[1]]);
    value(await inactive.act(inactive.list().rows[0]?.actions?.deactivate));
  });

  it('makes a product: each scan leaves room for the next bar code', async () => {
    const page = await openPage('product', { code: '7791234567890' });
    const { values } = page.form();
    expect(values).toMatchObject({ code: '7791234567890', barcode0: '', taxRate: '10' });
    const scanned = page.view('', { ...values, barcode0: '111', barcode1: '222' }) as FormView;
    expect(scanned.fields.filter(({ id }) => id.startsWith('barcode'))).toHaveLength(3);
    expect(page.submit({ ...values, name: 'Turrón', price: '0' })).toMatchObject({
      code: 'PRECIO_REQUERIDO',
    });
    const filled = {
      ...values,
      name: 'Turrón',
      price: '3500',
      cost: '2000',
      openingStock: '12',
      allergens: '5,8',
    };
    const done = value(
      await (page.submit({ ...filled, barcode0: '111', barcode1: '222' }) as Promise<Result<Done>>),
    );
    const made = value(await services.products.show('222'));
    expect(done).toEqual({ say: '«Turrón» creado.', choose: made.id });
    expect(made).toMatchObject({
      name: 'Turrón',
      price: 3_500,
      stock: 12,
      allergens: [5, 8],
      barcodes: ['111', '222'],
    });
  });

  it('edits one, tells what the prices mean, and asks for an approval of just this price', async () => {
    const product = value(await services.products.show('222'));
    const page = await openPage('product', { id: product.id });
    const { values } = page.form();
    expect(values).toMatchObject({ barcode0: '111', barcode1: '222', barcode2: '', price: '3500' });
    const dearer = { ...values, price: '7000' };
    const view = page.view('', dearer) as FormView;
    expect(view.below?.map((line) => line.map(([text]) => text).join(''))).toEqual([
      'Precio: 3.500 → 7.000 (100 %)',
      'Margen: 5.000 (71 % del precio)',
      '7791234567890: el dígito de control no coincide; revise que esté bien leído.',
    ]);
    expect(view.submit(dearer)).toMatchObject({
      approve: { permission: 'product.edit', reference: `precio:${product.id}:7000` },
    });
    expect(await page.submit(dearer)).toMatchObject({ ok: false, error: { code: 'LIMITE_DE_ROL' } });
    value(await (page.submit({ ...values, price: '4000', barcode0: '' }) as Promise<Result<Done>>));
    expect(value(await services.products.show(product.id))).toMatchObject({
      price: 4_000,
      barcodes: ['222'],
    });
    const history = await openPage('productHistory', { id: product.id });
    expect(history.list().rows.map(({ cells }) => cells[1])).toEqual(['3.500 → 4.000', '3.500']);
  });

  it('keeps categories and allergens', async () => {
    const form = await openPage('category');
    value(await (form.submit({ name: 'Regalería', description: '' }) as Promise<Result<Done>>));
    const list = await openPage('categories');
    const row = list.list('regal').rows[0];
    expect(row?.cells).toEqual(['Regalería', '', '0', 'activa']);
    value(await list.act(row?.actions?.deactivate));
    expect((await openPage('categories')).list('regal').rows[0]?.cells.at(-1)).toBe('inactiva');
    const used = list.list('bebidas').rows[0]?.actions?.deactivate;
    expect(await list.act(used)).toMatchObject({ ok: false, error: { code: 'CATEGORIA_EN_USO' } });
    const own = await openPage('allergen');
    value(await (own.submit({ code: 'colorante', name: 'Colorante' }) as Promise<Result<Done>>));
    const allergens = await openPage('allergens');
    expect(allergens.list('leche').rows[0]?.actions?.edit).toHaveProperty('disabled');
    value(await allergens.act(allergens.list('colorante').rows[0]?.actions?.remove));
    expect((await openPage('allergens')).list().rows).toHaveLength(14);
  });
});

describe('the pages of stock', () => {
  it('show what is low, and the movements with what is left', async () => {
    const product = value(await services.products.show('222'));
    const low = (await openPage('stock', { low: true })).list();
    expect(low.rows.every(({ cells }) => Number(cells[3]) <= Number(cells[4]))).toBe(true);
    const movements = await openPage('stockMovements', { id: product.id });
    expect(movements.list().rows[0]?.cells.slice(1, 4)).toEqual(['Stock inicial', '+12', '12']);
  });

  it('put stock right and write it off; sending a form twice moves it once', async () => {
    const { id } = value(await services.products.show('222'));
    const adjust = await openPage('stockAdjust', { id });
    expect(adjust.form().values).toEqual({ direction: 'add', quantity: '', reason: '' });
    const taking = { direction: 'subtract', quantity: '2', reason: 'mal contado' };
    value(await (adjust.submit(taking) as Promise<Result<Done>>));
    value(await (adjust.submit(taking) as Promise<Result<Done>>));
    expect(value(await services.products.show(id)).stock).toBe(10);
    const waste = await openPage('stockWaste', { id }, cashier);
    const spoilt = { quantity: '1', reason: 'roto' };
    const act = (waste.view('', spoilt) as FormView).submit(spoilt);
    expect(act).toMatchObject({
      approve: { permission: 'stock.adjust' },
      confirm: expect.stringContaining('de 10 a 9'),
    });
    expect(await waste.act(act as Act)).toMatchObject({ ok: false, error: { code: 'PERMISO_DENEGADO' } });
  });

  it('count by scans, typed codes and quantities, and apply the differences', async () => {
    const { id: product } = value(await services.products.show('222'));
    const counts = await openPage('stockCounts', {}, cashier);
    const begun = value(await counts.act(counts.list().actions?.countStock));
    const { params } = begun.next as { params: Params };
    const count = (text?: string) =>
      openPage('stockCount', params, cashier).then((page) => ({ page, list: page.list(text) }));
    const first = await count();
    expect(first.list.rows).toEqual([]);
    expect(first.list.actions?.applyStock).toHaveProperty('disabled');
    for (let n = 0; n < 2; n += 1) {
      const { page, list } = await count();
      expect(value(await page.act(list.scan?.('222')))).toMatchObject({ clear: true });
    }
    const typed = await count('3*turr');
    expect(typed.list.rows[0]?.cells).toEqual(['7791234567890', 'Turrón', '+3', '', '']);
    value(await typed.page.act(typed.list.rows[0]?.actions?.open));
    const now = await count();
    expect(now.list.rows[0]?.cells).toEqual(['7791234567890', 'Turrón', '5', '10', '-5']);
    expect(now.list.scan?.('no-existe')).toHaveProperty('disabled');
    const line = await openPage('stockCount', { ...params, product }, cashier);
    value(await (line.submit({ quantity: '9' }) as Promise<Result<Done>>));
    const { page, list } = await count();
    expect(list.actions?.applyStock).toMatchObject({
      confirm: '¿Aplicar el conteo de 1 producto? 1 diferencia: Turrón -1.',
    });
    expect(await page.act(list.actions?.applyStock)).toMatchObject({
      ok: false,
      error: { code: 'PERMISO_DENEGADO' },
    });
    const applying = await openPage('stockCount', params);
    value(await applying.act(applying.list().actions?.applyStock));
    expect(value(await services.products.show(product)).stock).toBe(9);
    expect((await count()).list.scan?.('222')).toHaveProperty('disabled');
  });

  it('receive by a draft that can be gone on with', async () => {
    const { id: product } = value(await services.products.show('222'));
    const head = await openPage('stockReceive');
    const begun = value(
      await (head.submit({ supplier: 'Arcor', document: '001-002-77', reason: '' }) as Promise<Result<Done>>),
    );
    const { params } = begun.next as { params: Params };
    const draft = await openPage('stockReceive', params);
    expect(draft.list('24*').scan?.('222')).toEqual({
      go: { page: 'stockReceive', params: { ...params, product, quantity: 24 } },
    });
    const line = await openPage('stockReceive', { ...params, product, quantity: 24 });
    expect(line.form().values).toEqual({ quantity: '24', cost: '' });
    value(await (line.submit({ quantity: '24', cost: '2100' }) as Promise<Result<Done>>));
    const noted = await openPage('stockReceive', params);
    expect(noted.list().rows[0]?.cells.slice(2)).toEqual(['24', '2.100', '50.400']);
    value(await noted.act(noted.list().actions?.applyStock));
    expect(value(await services.products.show(product))).toMatchObject({ stock: 33, cost: gs(2_100) });
    const listed = (await openPage('stockCounts')).list('arcor').rows[0];
    expect(listed?.cells.slice(1, 3)).toEqual(['Ingreso', 'aplicado']);
  });
});
