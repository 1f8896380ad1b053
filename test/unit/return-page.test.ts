import { expect, it } from 'vitest';
import { gs } from '../../src/domain/money.ts';
import type { StoredSale } from '../../src/domain/sale.ts';
import type { Ask, FormView, Values } from '../../src/tui/office/page.ts';
import { saleReturnPage } from '../../src/tui/office/pages/sale-return.ts';
import { MANAGER } from '../support/fakes.ts';
import { messages } from '../support/words.ts';

const line = (name: string) => ({
  name,
  productId: 1,
  code: name,
  quantity: 2,
  price: gs(5_000),
  discount: gs(0),
  subtotal: gs(10_000),
  taxRate: 10,
  returned: 0,
});
const SALE = {
  id: 91,
  number: '001-0000091',
  state: 'Completada',
  total: gs(30_000),
  discount: gs(0),
  returned: gs(0),
  taxAdded: false,
  taxes: [],
  cardNumber: null,
  student: null,
  client: null,
  lines: ['Jugo', 'Torta', 'Leche'].map(line),
  tenders: [
    {
      method: 'EFECTIVO',
      handed: gs(30_000),
      applied: gs(30_000),
      change: gs(0),
      reference: null,
      isCash: true,
    },
  ],
} as unknown as StoredSale;

const form = (values: Values): FormView => {
  const ask = { params: {}, words: messages('es'), actor: MANAGER, now: 0, text: '', values, columns: 80 };
  return saleReturnPage.view({ uuid: 'u', sale: SALE, cardTo: null }, ask as Ask) as FormView;
};
const ids = (values: Values) => form(values).fields.map(({ id }) => id);
const goings = (values: Values): unknown => {
  const all = { destination: 'Stock', reason: 'x', ...values };
  const act = form(all).submit(all);
  if (!('do' in act)) throw new Error(JSON.stringify(act));
  return (act.input as { lines: { line: number; destination: string }[] }).lines.map(
    ({ line: at, destination }) => `${at} ${destination}`,
  );
};
const choices = (values: Values) => {
  const field = form(values).fields.find(({ id }) => id === 'destination');
  return field?.kind === 'choice' ? field.options.map(({ value }) => value) : [];
};

it('asks once where everything goes: nothing more for one line', () => {
  expect(ids({ line1: '1' })).toEqual(['line1', 'line2', 'line3', 'destination', 'reason']);
  expect(choices({ line1: '1' })).toEqual(['Stock', 'Merma']);
  expect(goings({ line1: '1' })).toEqual(['1 Stock']);
  expect(goings({ line1: '1', line2: '2', destination: 'Merma' })).toEqual(['1 Merma', '2 Merma']);
});

it('sends each line its own way where several come back', () => {
  const each = { line1: '1', line3: '2', destination: 'each' };
  expect(choices({ line1: '1', line3: '2' })).toEqual(['Stock', 'Merma', 'each']);
  expect(ids(each)).toEqual(['line1', 'line2', 'line3', 'destination', 'wasted', 'reason']);
  const wasted = form(each).fields.find(({ id }) => id === 'wasted');
  expect(wasted).toMatchObject({
    kind: 'many',
    options: [
      { value: '1', label: 'Jugo' },
      { value: '3', label: 'Leche' },
    ],
  });
  expect(goings(each)).toEqual(['1 Stock', '3 Stock']);
  expect(goings({ ...each, wasted: '3' })).toEqual(['1 Stock', '3 Merma']);
  expect(goings({ ...each, wasted: '1,3' })).toEqual(['1 Merma', '3 Merma']);
  // A line that was marked and then left out after all changes nothing.
  expect(goings({ ...each, line1: '', wasted: '1,3' })).toEqual(['3 Merma']);
});
