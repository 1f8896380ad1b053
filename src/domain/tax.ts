import { type Gs, gs, prorate, sum, ZERO } from './money.ts';

/** How IVA enters the price (setting `modo_iva`; product.md section 2). */
export const TAX_MODES = ['en_factura', 'incluido', 'agregado'] as const;
export type TaxMode = (typeof TAX_MODES)[number];

/** Whether the tax of a sale is part of its shelf prices, added to them, or not charged at all. */
export type TaxTreatment = 'inside' | 'added' | 'none';

export const taxTreatment = (mode: TaxMode, invoiced: boolean): TaxTreatment => {
  if (mode === 'incluido') return 'inside';
  return mode === 'agregado' || invoiced ? 'added' : 'none';
};

/**
 * IVA of an amount, rounded half-up to the guaraní. The twin of `calcular_iva` in SQL.
 * `inside`: the amount contains the tax (total/11 at 10%). `added`: the tax comes on top.
 * @param rate whole per cent
 */
export const taxOf = (amount: Gs, rate: number, treatment: TaxTreatment): Gs => {
  if (treatment === 'none' || rate === 0) return ZERO;
  const divisor = treatment === 'inside' ? 100 + rate : 100;
  return gs(Math.floor((2 * amount * rate + divisor) / (2 * divisor)));
};

export interface TaxLine {
  /** Line amount after its own discount, before the sale discount. */
  readonly amount: Gs;
  readonly rate: number;
}

export interface TaxByRate {
  readonly rate: number;
  /** Net of the prorated sale discount; contains the tax only when it is `inside`. */
  readonly amount: Gs;
  readonly tax: Gs;
}

/** Spreads the sale discount over the lines and sums tax per rate, highest rate first. */
export const taxByRate = (
  lines: readonly TaxLine[],
  saleDiscount: Gs,
  treatment: TaxTreatment,
): readonly TaxByRate[] => {
  const shares = prorate(
    saleDiscount,
    lines.map((line) => line.amount),
  );
  const net = new Map<number, number>();
  lines.forEach((line, i) => {
    net.set(line.rate, (net.get(line.rate) ?? 0) + line.amount - (shares[i] ?? 0));
  });
  return [...net]
    .sort(([a], [b]) => b - a)
    .map(([rate, amount]) => ({ rate, amount: gs(amount), tax: taxOf(gs(amount), rate, treatment) }));
};

export const totalTax = (rates: readonly TaxByRate[]): Gs => sum(rates.map((rate) => rate.tax));
