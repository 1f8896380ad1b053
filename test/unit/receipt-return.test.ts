import { expect, it } from 'vitest';
import { gs } from '../../src/domain/money.ts';
import { layoutReceipt } from '../../src/domain/receipt-layout.ts';
import { returnSlip } from '../../src/domain/receipt-return.ts';
import type { StoredReturn } from '../../src/domain/returns.ts';
import { STORE } from '../support/printer-fixtures.ts';
import { messages } from '../support/words.ts';

const WORDS = messages('es').receipt;

const given = (over: Partial<StoredReturn> = {}): StoredReturn => ({
  id: 3,
  uuid: '6f3b1f9e-0000-4000-8000-000000000003',
  kind: 'Devolucion',
  saleId: 91,
  saleNumber: '001-0000091',
  till: '002',
  by: 'Carolina Ayala',
  approvedBy: 'Gustavo Benítez',
  reason: 'estaba vencida',
  date: '2026-01-09 21:40:07',
  total: gs(20_000),
  tax: gs(0),
  cash: gs(5_000),
  cardNumber: '00203',
  balance: gs(16_000),
  repeated: false,
  lines: [
    { line: 1, quantity: 1, destination: 'Merma', name: 'Coca Cola 500ml', amount: gs(5_000) },
    {
      line: 2,
      quantity: 1,
      destination: 'Stock',
      name: 'Sándwich de jamón y queso con pan de campo',
      amount: gs(15_000),
    },
  ],
  refunds: [
    { method: 'TARJETA ESTUDIANTIL', amount: gs(15_000), isCash: false, isStudentCard: true },
    { method: 'EFECTIVO', amount: gs(5_000), isCash: true, isStudentCard: false },
  ],
  ...over,
});

it.each([32, 42, 48] as const)(
  'tells a return within %i columns: goods, money by method, who and why',
  (columns) => {
    const lines = layoutReceipt(returnSlip(given(), STORE, WORDS, { copy: 0 }), columns);
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
    const paper = lines.join('\n');
    for (const word of [
      '001-0000091',
      'a merma',
      'Gustavo',
      'vencida',
      '15.000',
      'EFECTIVO',
      '16.000',
      '20.000',
    ])
      expect(paper).toContain(word);
  },
);

it('opens the drawer for cash alone, and never for a copy', () => {
  const opens = (over: Partial<StoredReturn>, copy = 0): boolean =>
    returnSlip(given(over), STORE, WORDS, { copy }).openDrawer;
  expect([opens({}), opens({ cash: gs(0) }), opens({}, 1)]).toEqual([true, false, false]);
});

it('says what it is', () => {
  const title = (kind: StoredReturn['kind']): string =>
    layoutReceipt(returnSlip(given({ kind }), STORE, WORDS, { copy: 2 }), 42).join('\n');
  expect(title('Anulacion').replaceAll(' ', '')).toContain('ANULACIÓN');
  expect(title('Devolucion')).toContain('REIMPRESIÓN N.º 2');
});
