import { expect, test } from 'vitest';
import { invoiceReference, saleReference } from '../../src/domain/sale-reference.ts';

const UUID = '7e0f2b2a-6f43-4a0c-9d0a-3f1e5a3b9c11';

test.each([
  ['9', '001-0000009'],
  ['#9', '001-0000009'],
  [' 0000009 ', '001-0000009'],
  ['12345678', '001-12345678'],
  ['002-9', '002-0000009'],
  ['#002-9', '002-0000009'],
  ['2-9', '002-0000009'],
  ['001-0000009', '001-0000009'],
  ['id:9', 9],
  ['ID:9', 9],
  [UUID, UUID],
  ['id:', 'id:'],
  ['-9', '-9'],
])('%j at till 001 is the sale %j', (typed, meant) => {
  expect(saleReference(typed, '001')).toBe(meant);
});

test('a bare number is of the till that runs the command', () => {
  expect(saleReference('9', '014')).toBe('014-0000009');
});

test.each([
  ['69', '001-002-0000069'],
  ['#69', '001-002-0000069'],
  ['001-001-0000069', '001-001-0000069'],
  ['002-9', '002-0000009'],
  ['id:3', 3],
  ['1'.repeat(44), '1'.repeat(44)],
])('%j at the point 001-002 is the invoice %j', (typed, meant) => {
  expect(invoiceReference(typed, '001-002')).toBe(meant);
});

test('a bare number is no invoice of a till without a point', () => {
  expect(invoiceReference('69', null)).toBe('#69');
});
