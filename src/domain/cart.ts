import { posError } from './errors.ts';
import { type Gs, gs, MAX_GS, sum, ZERO } from './money.ts';
import type { Product } from './product.ts';
import { fail, ok, type Result } from './result.ts';
import { type TaxByRate, type TaxMode, taxByRate, taxTreatment, totalTax } from './tax.ts';

/** The most units of one product in one sale; the database checks the same limit. */
export const MAX_QUANTITY = 9_999;

export interface CartLine {
  readonly productId: number;
  readonly code: string;
  readonly name: string;
  readonly price: Gs;
  readonly taxRate: number;
  readonly allergens: readonly number[];
  readonly quantity: number;
  /** Off this line, in guaraníes; never more than price × quantity. */
  readonly discount: Gs;
  /** The discount was given as so many whole per cent, and follows quantity and price; absent or null: as an amount. */
  readonly percent?: number | null;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  /** Off the whole sale, in guaraníes. */
  readonly discount: Gs;
  /** As {@link CartLine.percent}, of the subtotal. */
  readonly percent?: number | null;
}

export const EMPTY_CART: Cart = { lines: [], discount: ZERO };

export const lineSubtotal = (line: CartLine): Gs => gs(line.price * line.quantity - line.discount);

export interface Totals {
  readonly subtotal: Gs;
  readonly discount: Gs;
  /** IVA of the sale; part of the total in every mode, added to it only in some. */
  readonly tax: Gs;
  readonly taxAdded: boolean;
  readonly taxes: readonly TaxByRate[];
  readonly total: Gs;
  /** Lines; `cantidad_items` of the client's document. */
  readonly items: number;
  readonly units: number;
}

/** `total = subtotal - discount + tax` where the mode adds the tax; without the tax where it does not. */
export const totals = (cart: Cart, mode: TaxMode, invoiced: boolean): Totals => {
  const treatment = taxTreatment(mode, invoiced);
  const lines = cart.lines.map((line) => ({ amount: lineSubtotal(line), rate: line.taxRate }));
  const subtotal = sum(lines.map((line) => line.amount));
  const taxes = taxByRate(lines, cart.discount, treatment);
  const tax = totalTax(taxes);
  const taxAdded = treatment === 'added';
  return {
    subtotal,
    discount: cart.discount,
    tax,
    taxAdded,
    taxes,
    total: gs(subtotal - cart.discount + (taxAdded ? tax : 0)),
    items: cart.lines.length,
    units: cart.lines.reduce((units, line) => units + line.quantity, 0),
  };
};

const refuseQuantity = (product: Product, quantity: number): Result<null> => {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MAX_QUANTITY)
    return fail(posError('CANTIDAD_INVALIDA', { cantidad: quantity, maximo: MAX_QUANTITY }));
  if (!product.active) return fail(posError('PRODUCTO_INACTIVO', { producto: product.name }));
  if (product.price <= 0) return fail(posError('PRECIO_INVALIDO', { producto: product.name }));
  if (product.price * quantity > MAX_GS) return fail(posError('MONTO_EXCEDIDO', { maximo: MAX_GS }));
  if (!product.sellsBelowZero && quantity > product.stock)
    return fail(
      posError('STOCK_INSUFICIENTE', {
        producto: product.name,
        disponible: Math.max(0, product.stock),
        pedido: quantity,
      }),
    );
  return ok(null);
};

const lineOf = (product: Product, quantity: number, before: CartLine | undefined): CartLine => ({
  productId: product.id,
  code: product.code,
  name: product.name,
  price: product.price,
  taxRate: product.taxRate,
  allergens: product.allergens,
  quantity,
  discount: before?.discount ?? ZERO,
  percent: before?.percent ?? null,
});

/** Sets the quantity of a product, adding its line if there is none. The line takes the product's present price. */
export const setQuantity = (cart: Cart, product: Product, quantity: number): Result<Cart> => {
  const refused = refuseQuantity(product, quantity);
  if (!refused.ok) return refused;
  const at = cart.lines.findIndex((line) => line.productId === product.id);
  const line = lineOf(product, quantity, cart.lines[at]);
  const lines = at < 0 ? [...cart.lines, line] : cart.lines.with(at, line);
  return withinLimits(settled({ ...cart, lines }));
};

/** Adds units of a product; adding it twice raises its quantity. */
export const addProduct = (cart: Cart, product: Product, quantity: number): Result<Cart> => {
  const present = cart.lines.find((line) => line.productId === product.id)?.quantity ?? 0;
  if (!Number.isInteger(quantity) || quantity < 1)
    return fail(posError('CANTIDAD_INVALIDA', { cantidad: quantity, maximo: MAX_QUANTITY }));
  return setQuantity(cart, product, present + quantity);
};

export const removeProduct = (cart: Cart, productId: number): Cart =>
  settled({ ...cart, lines: cart.lines.filter((line) => line.productId !== productId) });

/** So many whole per cent of an amount, never a guaraní more. */
const percentOf = (amount: number, percent: number): Gs => gs(Math.floor((amount * percent) / 100));

/** Discounts after a change of lines: per cent are reckoned anew, amounts are cut at what there is to take them off. */
export const settled = (cart: Cart): Cart => {
  const lines = cart.lines.map((line) => {
    const gross = line.price * line.quantity;
    const discount = line.percent ? percentOf(gross, line.percent) : gs(Math.min(line.discount, gross));
    return discount === line.discount ? line : { ...line, discount };
  });
  const subtotal = sum(lines.map(lineSubtotal));
  const discount = cart.percent ? percentOf(subtotal, cart.percent) : gs(Math.min(cart.discount, subtotal));
  return { ...cart, lines, discount, ...(subtotal === 0 ? { percent: null } : {}) };
};

/** What a person asks to be taken off: whole per cent, or guaraníes. */
export type Discount = { readonly percent: number } | { readonly amount: Gs };

/** `10%`, `1500` or `1.500`; 0 takes a discount away. */
export const parseDiscount = (typed: string): Result<Discount> => {
  const found = /^\s*(\d[\d.]*)\s*(%?)\s*$/.exec(typed);
  const value = Number((found?.[1] ?? '').replaceAll('.', ''));
  const wrong = fail(posError('VALOR_INVALIDO', { campo: 'descuento', valor: typed.trim() }));
  if (!found || !Number.isSafeInteger(value) || value > MAX_GS) return wrong;
  if (found[2] === '%') return value <= 100 && !found[1]?.includes('.') ? ok({ percent: value }) : wrong;
  return ok({ amount: gs(value) });
};

const given = (wanted: Discount, from: number): Result<{ discount: Gs; percent: number | null }> => {
  if ('percent' in wanted)
    return ok({ discount: percentOf(from, wanted.percent), percent: wanted.percent || null });
  return wanted.amount > from
    ? fail(posError('DESCUENTO_INVALIDO', { descuento: wanted.amount, maximo: from }))
    : ok({ discount: wanted.amount, percent: null });
};

/** Takes something off one line. */
export const discountLine = (cart: Cart, productId: number, wanted: Discount): Result<Cart> => {
  const line = cart.lines.find((one) => one.productId === productId);
  if (!line) return fail(posError('CARRITO_VACIO'));
  const made = given(wanted, line.price * line.quantity);
  if (!made.ok) return made;
  return ok(
    settled({ ...cart, lines: cart.lines.map((one) => (one === line ? { ...line, ...made.value } : one)) }),
  );
};

/** Takes something off the whole sale, after what is off its lines. */
export const discountSale = (cart: Cart, wanted: Discount): Result<Cart> => {
  if (cart.lines.length === 0) return fail(posError('CARRITO_VACIO'));
  const made = given(wanted, sum(cart.lines.map(lineSubtotal)));
  return made.ok ? ok({ ...cart, ...made.value }) : made;
};

/**
 * How far the discounts of a cart go, in whole per cent rounded up: of the whole sale, or of the line with the largest.
 * The twin of `sp_validar_descuento`, which holds it against the limit of the role.
 */
export const discountPercent = (cart: Cart): number => {
  const up = (off: number, gross: number): number => (gross > 0 ? Math.ceil((off * 100) / gross) : 0);
  const gross = cart.lines.reduce((all, line) => all + line.price * line.quantity, 0);
  const off = cart.lines.reduce((all, line) => all + line.discount, 0) + cart.discount;
  return Math.max(up(off, gross), ...cart.lines.map((line) => up(line.discount, line.price * line.quantity)));
};

const withinLimits = (cart: Cart): Result<Cart> => {
  const subtotal = cart.lines.reduce((total, line) => total + line.price * line.quantity - line.discount, 0);
  if (subtotal * 2 > MAX_GS) return fail(posError('MONTO_EXCEDIDO', { maximo: MAX_GS }));
  if (cart.discount < 0 || cart.discount > subtotal)
    return fail(posError('DESCUENTO_INVALIDO', { descuento: cart.discount, maximo: subtotal }));
  return ok(cart);
};
