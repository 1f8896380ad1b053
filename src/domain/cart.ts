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
}

export interface Cart {
  readonly lines: readonly CartLine[];
  /** Off the whole sale, in guaraníes. */
  readonly discount: Gs;
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

const lineOf = (product: Product, quantity: number, discount: Gs): CartLine => ({
  productId: product.id,
  code: product.code,
  name: product.name,
  price: product.price,
  taxRate: product.taxRate,
  allergens: product.allergens,
  quantity,
  discount,
});

/** Sets the quantity of a product, adding its line if there is none. The line takes the product's present price. */
export const setQuantity = (cart: Cart, product: Product, quantity: number): Result<Cart> => {
  const refused = refuseQuantity(product, quantity);
  if (!refused.ok) return refused;
  const at = cart.lines.findIndex((line) => line.productId === product.id);
  const kept = at < 0 ? ZERO : (cart.lines[at]?.discount ?? ZERO);
  const line = lineOf(product, quantity, gs(Math.min(kept, product.price * quantity)));
  const lines = at < 0 ? [...cart.lines, line] : cart.lines.with(at, line);
  return withinLimits({ ...cart, lines });
};

/** Adds units of a product; adding it twice raises its quantity. */
export const addProduct = (cart: Cart, product: Product, quantity: number): Result<Cart> => {
  const present = cart.lines.find((line) => line.productId === product.id)?.quantity ?? 0;
  if (!Number.isInteger(quantity) || quantity < 1)
    return fail(posError('CANTIDAD_INVALIDA', { cantidad: quantity, maximo: MAX_QUANTITY }));
  return setQuantity(cart, product, present + quantity);
};

export const removeProduct = (cart: Cart, productId: number): Cart => {
  const lines = cart.lines.filter((line) => line.productId !== productId);
  const subtotal = sum(lines.map(lineSubtotal));
  return { lines, discount: gs(Math.min(cart.discount, subtotal)) };
};

const withinLimits = (cart: Cart): Result<Cart> => {
  const subtotal = cart.lines.reduce((total, line) => total + line.price * line.quantity - line.discount, 0);
  if (subtotal * 2 > MAX_GS) return fail(posError('MONTO_EXCEDIDO', { maximo: MAX_GS }));
  if (cart.discount < 0 || cart.discount > subtotal)
    return fail(posError('DESCUENTO_INVALIDO', { descuento: cart.discount, maximo: subtotal }));
  return ok(cart);
};
