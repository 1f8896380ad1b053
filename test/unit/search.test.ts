import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allProducts,
  buildIndex,
  findByCode,
  frequentProducts,
  productById,
  type SearchIndex,
  search,
  update,
} from '../../src/domain/search.ts';
import { fold, wordsOf } from '../../src/domain/search-core.ts';
import { fakeCatalogue, fakeProduct } from '../support/fake-products.ts';

const PRODUCTS = [
  fakeProduct(1, { code: '101', name: 'Coca Cola 500ml', barcodes: ['7840000000015'], frequent: 1 }),
  fakeProduct(2, { code: '102', name: 'Coca Cola Zero 500ml' }),
  fakeProduct(3, { code: '103', name: 'Sándwich de jamón' }),
  fakeProduct(4, { code: '104', name: 'Galleta de agua' }),
  fakeProduct(5, { code: '105', name: 'Agua sin gas', frequent: 2, barcodes: ['012345678905'] }),
  fakeProduct(6, { code: '106', name: 'Leche Ñandutí', category: 'Lácteos' }),
  fakeProduct(7, { code: '107', name: 'Jugo de naranja', active: false, barcodes: ['7840000000077'] }),
  fakeProduct(8, { code: 'AB-12', name: 'Agua' }),
  fakeProduct(9, { code: '109', name: 'Yogur de frutilla', category: 'Lácteos' }),
  fakeProduct(10, { code: '1010', name: 'Galleta 101 rellenas' }),
];

const index = buildIndex(PRODUCTS);
const names = (query: string, limit = 10, within: SearchIndex = index): string[] =>
  search(within, query, limit).map((product) => product.name);

describe('search', () => {
  it('forgets accents, case and the tilde of ñ, in the query and in the name', () => {
    expect(names('SANDWICH')).toEqual(['Sándwich de jamón']);
    expect(names('jamón')).toEqual(['Sándwich de jamón']);
    expect(names('nanduti')).toEqual(['Leche Ñandutí']);
    expect(names('ñandutí')).toEqual(['Leche Ñandutí']);
  });

  it('takes word prefixes in any order', () => {
    expect(names('zer co')).toEqual(['Coca Cola Zero 500ml']);
    expect(names('jam sand')).toEqual(['Sándwich de jamón']);
    expect(names('coca naranja')).toEqual([]);
  });

  it('puts frequent products first among equals, and a name that is exactly the query before them', () => {
    expect(names('coca')).toEqual(['Coca Cola 500ml', 'Coca Cola Zero 500ml']);
    expect(names('agua')).toEqual(['Agua', 'Agua sin gas', 'Galleta de agua']);
  });

  it('puts the exact code before everything that only looks like it', () => {
    expect(names('101')).toEqual(['Coca Cola 500ml', 'Galleta 101 rellenas']);
    expect(names('ab-12')).toEqual(['Agua']);
    expect(names('ab12')).toEqual(['Agua']);
    expect(names('78400')).toEqual(['Coca Cola 500ml']);
  });

  it('finds what a category is called, after the names', () => {
    expect(names('lacteos')).toEqual(['Leche Ñandutí', 'Yogur de frutilla']);
    expect(names('lac')).toEqual(['Leche Ñandutí', 'Yogur de frutilla']);
  });

  it.each([
    ['one letter less', 'galeta'],
    ['one letter more', 'gallleta'],
    ['another letter', 'gallota'],
    ['two letters swapped', 'galelta'],
    ['the first letter wrong', 'halleta'],
    ['one letter less of four', 'aga'],
  ])('forgives one mistake in a word of four letters: %s', (_, query) => {
    expect(names(query)).toContain('Galleta de agua');
  });

  it('ranks what is spelled right before what is nearly it', () => {
    const within = buildIndex([
      fakeProduct(1, { name: 'Cola fría', frequent: 1 }),
      fakeProduct(2, { name: 'Coca amarga' }),
    ]);
    expect(names('coca', 10, within)).toEqual(['Coca amarga', 'Cola fría']);
  });

  it('does not guess at short words and numbers', () => {
    expect(names('aba')).toEqual([]);
    expect(names('1019')).toEqual([]);
  });

  it('leaves out inactive products', () => {
    expect(names('jugo')).toEqual([]);
  });

  it('gives nothing for nothing', () => {
    expect(names('')).toEqual([]);
    expect(names(' *-. ')).toEqual([]);
    expect(names('coca', 0)).toEqual([]);
    expect(search(buildIndex([]), 'coca', 5)).toEqual([]);
  });

  it('takes the beginning of a code from three characters on', () => {
    expect(names('784')).toEqual(['Coca Cola 500ml']);
    expect(names('78')).toEqual([]);
  });

  it('keeps to the limit', () => {
    expect(names('a', 2)).toHaveLength(2);
  });
});

describe('findByCode', () => {
  it('finds by short code and bar code, in any case', () => {
    expect(findByCode(index, '101')?.id).toBe(1);
    expect(findByCode(index, ' ab-12 ')?.id).toBe(8);
    expect(findByCode(index, '7840000000015')?.id).toBe(1);
    expect(findByCode(index, '78400000000')).toBeUndefined();
    expect(findByCode(index, '')).toBeUndefined();
  });

  it('takes UPC-A and EAN-13 for the same', () => {
    expect(findByCode(index, '0012345678905')?.id).toBe(5);
    expect(findByCode(buildIndex([fakeProduct(1, { code: '0012345678905' })]), '012345678905')?.id).toBe(1);
  });

  it('never takes a word of a name for a code', () => {
    expect(findByCode(index, 'agua')).toBeUndefined();
  });

  it('finds an inactive product, so that the till can say why, but an active one of the same code first', () => {
    expect(findByCode(index, '7840000000077')?.name).toBe('Jugo de naranja');
    const both = update(index, [fakeProduct(11, { name: 'Jugo nuevo', barcodes: ['7840000000077'] })]);
    expect(findByCode(both, '7840000000077')?.name).toBe('Jugo nuevo');
  });
});

describe('update', () => {
  it('shows new stock and price and leaves the old index as it was', () => {
    const next = update(index, [fakeProduct(1, { ...PRODUCTS[0], stock: 3 })]);
    expect(search(next, 'coca', 1)[0]?.stock).toBe(3);
    expect(productById(next, 1)?.stock).toBe(3);
    expect(productById(index, 1)?.stock).toBe(100);
  });

  it('follows a new name, a deactivation and a return', () => {
    const renamed = update(index, [fakeProduct(1, { code: '101', name: 'Pepsi 500ml' })]);
    expect(names('pepsi', 10, renamed)).toEqual(['Pepsi 500ml']);
    expect(names('coca', 10, renamed)).toEqual(['Coca Cola Zero 500ml']);
    const off = update(renamed, [fakeProduct(1, { code: '101', name: 'Pepsi 500ml', active: false })]);
    expect(names('pepsi', 10, off)).toEqual([]);
    expect(findByCode(off, '101')?.active).toBe(false);
    const back = update(off, [PRODUCTS[0] ?? fakeProduct(1)]);
    expect(names('coca', 10, back)).toEqual(['Coca Cola 500ml', 'Coca Cola Zero 500ml']);
    expect(allProducts(back)).toHaveLength(PRODUCTS.length);
  });

  it('keeps the frequent products in their order', () => {
    expect(frequentProducts(index, 9).map((product) => product.id)).toEqual([1, 5]);
    const next = update(index, [
      fakeProduct(9, { ...PRODUCTS[8], frequent: 0 }),
      fakeProduct(5, { ...PRODUCTS[4], frequent: null }),
    ]);
    expect(frequentProducts(next, 9).map((product) => product.id)).toEqual([9, 1]);
  });

  it('survives more changes than it keeps apart', () => {
    const many = fakeCatalogue(3000);
    const next = update(
      buildIndex(many),
      many.map((product) => ({ ...product, name: `Nuevo ${product.name}` })),
    );
    expect(allProducts(next)).toHaveLength(3000);
    expect(search(next, 'nuevo', 5)).toHaveLength(5);
  });
});

const words = fc.constantFrom(
  'agua',
  'aguja',
  'coca',
  'cola',
  'ñoqui',
  'pan',
  'pancho',
  'té',
  'queso',
  'queque',
);
const products = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 30 }),
    name: fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
    active: fc.boolean(),
    stock: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 12 },
);

describe('properties of the search', () => {
  it('any series of updates finds the same as an index built afresh', () => {
    fc.assert(
      fc.property(fc.array(products, { maxLength: 5 }), words, (batches, query) => {
        const latest = new Map<number, ReturnType<typeof fakeProduct>>();
        let followed = buildIndex([]);
        for (const batch of batches) {
          const changed = batch.map((each) => fakeProduct(each.id, each));
          for (const product of changed) latest.set(product.id, product);
          followed = update(followed, changed);
        }
        const afresh = buildIndex([...latest.values()]);
        const ids = (all: readonly { id: number }[]): number[] =>
          all.map(({ id }) => id).sort((a, b) => a - b);
        expect(ids(allProducts(followed))).toEqual(ids([...latest.values()]));
        expect(ids(search(followed, query, 50))).toEqual(ids(search(afresh, query, 50)));
        for (const found of search(followed, query, 50)) expect(found).toEqual(latest.get(found.id));
      }),
    );
  });

  it('finds exactly the active products whose words begin with every word of the query', () => {
    fc.assert(
      fc.property(
        products,
        fc.array(words, { minLength: 1, maxLength: 2 }),
        fc.nat(3),
        (batch, query, cut) => {
          const all = new Map(batch.map((each) => [each.id, fakeProduct(each.id, each)]));
          // Three letters at most: no mistakes are forgiven, so the plain definition must agree.
          const short = query.map((word) => word.slice(0, Math.max(1, Math.min(3, word.length - cut))));
          const expected = [...all.values()].filter(
            (product) =>
              product.active &&
              short.every((part) => wordsOf(fold(product.name)).some((word) => word.startsWith(fold(part)))),
          );
          const found = search(buildIndex([...all.values()]), short.join(' '), 50);
          expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        },
      ),
    );
  });
});
