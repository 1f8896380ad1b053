import { type Cart, discountLine, discountPercent, discountSale, parseDiscount } from '../../domain/cart.ts';
import { posError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { type Step, say, stay } from '../events.ts';
import { userOf } from '../selectors.ts';
import type { Approval, DiscountDialog, State } from '../state.ts';
import { withDesk } from './desk.ts';

const MOST = 16;

const discountOf = (state: State): DiscountDialog | null =>
  state.dialog?.kind === 'discount' ? state.dialog : null;

const withDiscount = (state: State, change: Partial<DiscountDialog>): State => {
  const dialog = discountOf(state);
  return dialog ? { ...state, notice: null, dialog: { ...dialog, error: null, ...change } } : state;
};

/** Opens on the selected line; what is off it or off the sale already can be seen in the cart. */
export const startDiscount = (state: State): State => ({
  ...state,
  notice: null,
  dialog: { kind: 'discount', target: 'line', text: '', error: null },
});

export const typeDiscount = (state: State, text: string): State => {
  const dialog = discountOf(state);
  return dialog && /^[\d.%]+$/.test(text)
    ? withDiscount(state, { text: (dialog.text + text).slice(0, MOST) })
    : state;
};

export const eraseDiscount = (state: State): State => {
  const dialog = discountOf(state);
  return dialog ? withDiscount(state, { text: dialog.text.slice(0, -1) }) : state;
};

export const switchTarget = (state: State): State => {
  const dialog = discountOf(state);
  return dialog ? withDiscount(state, { target: dialog.target === 'line' ? 'sale' : 'line' }) : state;
};

/** The cart as the dialog would make it. */
export const discounted = (state: State, { target, text }: DiscountDialog): Result<Cart> => {
  const wanted = parseDiscount(text);
  if (!wanted.ok) return wanted;
  const { cart, line } = state.desk;
  if (target === 'sale') return discountSale(cart, wanted.value);
  return discountLine(cart, cart.lines[line]?.productId ?? 0, wanted.value);
};

/** How far the person at the till may go without asking, in whole per cent. */
export const discountLimit = (state: State): number => {
  const role = userOf(state)?.role;
  return state.world.shop?.limits.find((limit) => limit.role === role)?.discount ?? 0;
};

/** The approval that covers a discount of so many per cent, if one was given to this person. */
const grantFor = (state: State, percent: number): number | null => {
  const { discountGrant: grant } = state.desk;
  return grant && grant.percent >= percent && grant.userId === userOf(state)?.id ? grant.id : null;
};

/** Whether a cart's discounts need a word that nobody has given yet. */
export const needsApproval = (state: State, cart: Cart): boolean => {
  const percent = discountPercent(cart);
  return percent > discountLimit(state) && grantFor(state, percent) === null;
};

/** The approval that the sale's document names; null where the person's own limit is enough. */
export const grantOfSale = (state: State): number | null => {
  const percent = discountPercent(state.desk.cart);
  return percent > discountLimit(state) ? grantFor(state, percent) : null;
};

/** Asks a manager: the cart stays as it is until the word is given. */
export const askDiscount = (state: State, cart: Cart, thenPay: boolean): State => {
  const dialog: Approval = {
    kind: 'approval',
    purpose: { kind: 'discount', cart, percent: discountPercent(cart), thenPay },
    needsManager: true,
    login: '',
    secret: '',
    reason: '',
    focus: 'login',
    busy: false,
    seq: 0,
    error: null,
  };
  return { ...state, notice: null, dialog };
};

const take = (state: State, cart: Cart): State => {
  const taken = withDesk(
    { ...state, dialog: null },
    {
      cart,
      undo: { holder: state.desk.holder, cart: state.desk.cart, acks: state.desk.acks },
      done: null,
    },
  );
  const off = cart.discount + cart.lines.reduce((all, line) => all + line.discount, 0);
  return off > 0
    ? say(taken, 'good', 'discounted', { percent: discountPercent(cart), off })
    : say(taken, 'info', 'discountGone');
};

/** Enter: at once within the role's limit, above it a manager is asked. */
export const acceptDiscount = (state: State): Step => {
  const dialog = discountOf(state);
  if (!dialog) return stay(state);
  if (dialog.text === '') return stay({ ...state, dialog: null });
  const made = discounted(state, dialog);
  if (!made.ok) return stay(withDiscount(state, { error: made.error }), { kind: 'bell' });
  return stay(
    needsApproval(state, made.value) ? askDiscount(state, made.value, false) : take(state, made.value),
  );
};

/** A manager said yes to so many per cent. Whoever may not go so far is told before the sale is. */
export const discountGranted = (
  state: State,
  purpose: Extract<Approval['purpose'], { kind: 'discount' }>,
  grant: { readonly id: number; readonly role: string },
): State | null => {
  const reach = state.world.shop?.limits.find((limit) => limit.role === grant.role)?.discount ?? 0;
  const user = userOf(state);
  if (reach < purpose.percent || !user) return null;
  const granted = { id: grant.id, percent: purpose.percent, userId: user.id };
  return withDesk(take(state, purpose.cart), { discountGrant: granted });
};

/** Why a manager's word is not enough. */
export const beyondReach = (state: State, role: string, percent: number) =>
  posError('LIMITE_DE_ROL', {
    rol: role,
    limite: state.world.shop?.limits.find((limit) => limit.role === role)?.discount ?? 0,
    pedido: percent,
  });
