import { type Gs, gs, prorate, sum, ZERO } from '../money.ts';
import { taxOf } from '../tax.ts';
import { type Decimal, minus, NOTHING, percentage, plus, rounded, scaled, whole } from './decimal.ts';
import {
  type CreditLine,
  type CreditNoteInput,
  type InvoiceInput,
  type InvoiceLine,
  isInvoice,
} from './document.ts';

/** Rates that a document can have; 0 is exempt. */
export const INVOICE_RATES: readonly number[] = [10, 5, 0];

/** One item of a document. Every amount contains its IVA. */
export interface Item {
  readonly code: string;
  readonly name: string;
  readonly quantity: number;
  readonly taxRate: number;
  readonly unitPrice: Decimal;
  readonly gross: Decimal;
  /** Off one unit: the line's own discount, its per cent of the unit's price, and the part of the sale's. */
  readonly discount: Decimal;
  readonly discountPercent: Decimal;
  readonly saleDiscount: Decimal;
  /** Of all units, after discounts. */
  readonly total: Decimal;
  readonly base: Decimal;
  readonly tax: Decimal;
}

/** Totals of a document, whole guaraníes; the subtotals per rate contain their IVA. */
export interface DocumentTotals {
  readonly exempt: Gs;
  readonly at5: Gs;
  readonly at10: Gs;
  readonly total: Gs;
  readonly lineDiscounts: Gs;
  readonly saleDiscounts: Gs;
  readonly tax5: Gs;
  readonly tax10: Gs;
  readonly tax: Gs;
}

export interface DocumentAmounts {
  readonly items: readonly Item[];
  readonly totals: DocumentTotals;
}

/** IVA in an item (fields E735 and E736): base = 100 × total ÷ (100 + rate), tax = base × rate ÷ 100. */
const taxIn = (total: Decimal, rate: number): { base: Decimal; tax: Decimal } => {
  if (rate === 0) return { base: NOTHING, tax: NOTHING };
  const base = scaled(total, 100, 100 + rate);
  return { base, tax: scaled(base, rate, 100) };
};

const itemOf = (line: InvoiceLine, saleDiscount: Gs, taxAdded: boolean): Item => {
  // IVA that comes on top raises every unit's price and every discount alike, exactly: at most two decimals.
  const withTax = (amount: number): Decimal =>
    taxAdded ? scaled(whole(amount), 100 + line.taxRate, 100) : whole(amount);
  const unitPrice = withTax(line.price);
  const gross = withTax(line.price * line.quantity);
  const discount = scaled(withTax(line.discount), 1, line.quantity);
  const total = minus(gross, withTax(line.discount), withTax(saleDiscount));
  return {
    code: line.code,
    name: line.name,
    quantity: line.quantity,
    taxRate: line.taxRate,
    unitPrice,
    gross,
    discount,
    discountPercent: percentage(discount, unitPrice),
    saleDiscount: scaled(withTax(saleDiscount), 1, line.quantity),
    total,
    ...taxIn(total, line.taxRate),
  };
};

const totalsOf = (items: readonly Item[]): DocumentTotals => {
  const at = (rate: number): Gs =>
    gs(rounded(plus(...items.filter((item) => item.taxRate === rate).map((item) => item.total))));
  const offUnits = (part: (item: Item) => Decimal): Gs =>
    gs(rounded(plus(...items.map((item) => scaled(part(item), item.quantity, 1)))));
  const [exempt, at5, at10] = [at(0), at(5), at(10)];
  const [tax5, tax10] = [taxOf(at5, 5, 'inside'), taxOf(at10, 10, 'inside')];
  return {
    exempt,
    at5,
    at10,
    total: sum([exempt, at5, at10]),
    lineDiscounts: offUnits((item) => item.discount),
    saleDiscounts: offUnits((item) => item.saleDiscount),
    tax5,
    tax10,
    tax: sum([tax5, tax10]),
  };
};

/**
 * Items and totals of an invoice from the lines of its sale. Items are exact; totals are whole and equal the stored
 * sale's, total and IVA per rate: rounding net × (100 + rate)% to the guaraní and taking the IVA out of it again gives
 * the IVA that had been added, because the error of the first rounding shrinks by rate ÷ (100 + rate) in the second.
 */
export const invoiceAmounts = (
  lines: readonly InvoiceLine[],
  saleDiscount: Gs,
  taxAdded: boolean,
): DocumentAmounts => {
  const shares = prorate(
    saleDiscount,
    lines.map((line) => gs(line.price * line.quantity - line.discount)),
  );
  const items = lines.map((line, at) => itemOf(line, shares[at] ?? ZERO, taxAdded));
  return { items, totals: totalsOf(items) };
};

/** Items and totals of a credit note: each line is worth what was given back for it, IVA in it. */
export const creditAmounts = (lines: readonly CreditLine[]): DocumentAmounts => {
  const items = lines.map((line): Item => {
    const total = whole(line.amount);
    return {
      code: line.code,
      name: line.name,
      quantity: line.quantity,
      taxRate: line.taxRate,
      unitPrice: scaled(total, 1, line.quantity),
      gross: total,
      discount: NOTHING,
      discountPercent: NOTHING,
      saleDiscount: NOTHING,
      total,
      ...taxIn(total, line.taxRate),
    };
  });
  return { items, totals: totalsOf(items) };
};

/** Items and totals of a document, whatever its kind. */
export const documentAmounts = (input: InvoiceInput | CreditNoteInput): DocumentAmounts =>
  isInvoice(input)
    ? invoiceAmounts(input.lines, input.saleDiscount, input.taxAdded)
    : creditAmounts(input.lines);
