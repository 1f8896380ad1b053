import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs } from '../../src/domain/money.ts';
import {
  hasWrongCheckDigit,
  type ProductDraft,
  priceChangePercent,
  tidyProduct,
  wrongProduct,
} from '../../src/domain/product-form.ts';

const draft = (over: Partial<ProductDraft> = {}): ProductDraft => ({
  code: 'A',
  barcodes: [],
  name: 'A',
  description: null,
  categoryId: 1,
  cost: gs(0),
  price: gs(1),
  taxRate: 10,
  minStock: 0,
  sellsBelowZero: false,
  frequent: null,
  allergens: [],
  ...over,
});

describe('check digits', () => {
  it('of EAN-8, UPC-A, EAN-13 and GTIN-14 are known, other codes are nobody’s business', () => {
    for (const right of ['96385074', '036000291452', '4006381333931', '10012345678902'])
      expect([right, hasWrongCheckDigit(right)]).toEqual([right, false]);
    for (const wrong of ['96385075', '036000291453', '4006381333932', '10012345678903'])
      expect([wrong, hasWrongCheckDigit(wrong)]).toEqual([wrong, true]);
    for (const other of ['', '5', '1234567', 'ABCDEFGH', '123456789', '4006381333931x'])
      expect([other, hasWrongCheckDigit(other)]).toEqual([other, false]);
  });
});

describe('the per cent of a price change', () => {
  it('is rounded up, so that a limit is never passed by a fraction', () => {
    expect(priceChangePercent(10_000, 13_000)).toBe(30);
    expect(priceChangePercent(10_000, 13_001)).toBe(31);
    expect(priceChangePercent(10_000, 7_000)).toBe(30);
    expect(priceChangePercent(999_999_999_999, 999_999_999_998)).toBe(1);
    expect(priceChangePercent(0, 5_000)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 999_999_999_999 }),
        (before, after) => {
          const percent = BigInt(priceChangePercent(before, after));
          const moved = BigInt(Math.abs(after - before)) * 100n;
          expect(percent * BigInt(before) >= moved && (percent - 1n) * BigInt(before) < moved).toBe(true);
        },
      ),
    );
  });
});

describe('a draft', () => {
  it('is stored tidy: text in one line, codes once', () => {
    expect(
      tidyProduct(
        draft({
          code: ' A ',
          name: '  Leche \t entera\n ',
          description: '  ',
          barcodes: ['1', ' 1', '', 'A', '2'],
          allergens: [7, 1, 7],
        }),
      ),
    ).toMatchObject({
      code: 'A',
      name: 'Leche entera',
      description: null,
      barcodes: ['1', '2'],
      allergens: [1, 7],
    });
  });

  it('whatever is typed is either fit to be stored or refused by field', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 4 }), (code, name, barcodes) => {
        const tidied = tidyProduct(draft({ code, name, barcodes }));
        const wrong = wrongProduct(tidied);
        if (wrong) return;
        expect(tidied.code).toMatch(/^[^\s*]{1,40}$/u);
        expect(tidied.name).not.toMatch(/\p{Cc}/u);
        expect([...tidied.name].length).toBeGreaterThan(0);
        for (const barcode of tidied.barcodes) expect(barcode).toMatch(/^[^\s*]{1,40}$/u);
      }),
    );
    expect(wrongProduct(draft())).toBeNull();
    expect(wrongProduct(draft({ barcodes: Array.from({ length: 101 }, (_, n) => `c${n}`) }))?.field).toBe(
      'barcodes',
    );
  });
});
