import { deadCardRefusal } from '../../app/find-card.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import { type Gs, gs, isGs } from '../../domain/money.ts';
import { makeTender, type PaymentMethod, quickCash } from '../../domain/payment.ts';
import { deadCardOf, usableCard } from '../../domain/student.ts';
import { numbered, refuse, refuseSaying, type Step, say, stay } from '../events.ts';
import { activeMethods, isSaving, missingOf, scopeOf } from '../selectors.ts';
import type { Payment, State } from '../state.ts';
import { withoutLast } from '../text.ts';
import { refreshLines } from './desk.ts';
import { askDiscount, needsApproval } from './discount.ts';
import { whyNotSold } from './world.ts';

export const paymentOf = (state: State): Payment | null =>
  state.dialog?.kind === 'payment' ? state.dialog : null;

export const withPayment = (state: State, change: Partial<Payment>): State => {
  const payment = paymentOf(state);
  return payment ? { ...state, notice: null, dialog: { ...payment, error: null, ...change } } : state;
};

/** Pay while a card is being read: the answer opens the payment, unless it raises a question or a warning. */
export const payAfterReading = (before: State, step: Step): Step => {
  const { state } = step;
  const due = before.desk.reading?.thenPay === true && state.desk.reading === null;
  const told = state.notice !== before.notice ? state.notice?.tone : undefined;
  if (!due || scopeOf(state) !== 'sale' || told === 'danger' || told === 'warn') return step;
  const paying = startPayment(state);
  return { state: paying.state, effects: [...step.effects, ...paying.effects] };
};

/** Opens the payment dialog and asks for the identity of the sale. */
export const startPayment = (state: State): Step => {
  const refused = whyNotSold(state);
  if (refused) return refuse(state, refused);
  // Said before money is in the hand; and asked again, for the shift may have been opened this very moment.
  if (state.world.shiftMissing) {
    const told = refuseSaying(state, 'shiftNeeded');
    return stay(told.state, ...told.effects, { kind: 'countParked' });
  }
  const { reading } = state.desk;
  if (reading) return stay({ ...state, desk: { ...state.desk, reading: { ...reading, thenPay: true } } });
  // Lines were taken out, or prices fell, after a manager said how far: asked again, not refused at the end.
  if (needsApproval(state, state.desk.cart)) return stay(askDiscount(state, state.desk.cart, true));
  const { asking, seq } = numbered(state);
  const dialog: Payment = {
    kind: 'payment',
    uuid: null,
    step: 'method',
    choice: 0,
    method: null,
    amount: '',
    reference: '',
    tenders: [],
    invoiced: false,
    error: null,
    document: null,
    retryAt: 0,
  };
  return stay({ ...asking, dialog, notice: null }, { kind: 'makeSaleId', seq });
};

export const saleIdMade = (state: State, uuid: string): Step => {
  const payment = paymentOf(state);
  return stay(payment && payment.uuid === null ? { ...state, dialog: { ...payment, uuid } } : state);
};

export const pickMethod = (state: State, at: number): Step => {
  const method = activeMethods(state)[at];
  const payment = paymentOf(state);
  if (!method || !payment) return stay(state);
  if (payment.invoiced && (!method.allowsInvoice || method.isStudentCard))
    return refuseHere(state, posError('FACTURA_NO_PERMITIDA', { medio: method.name }));
  if (method.isStudentCard && !usableCard(state.desk.holder)) return refuseHere(state, noCard(state));
  return stay(withPayment(state, { method, step: 'amount', amount: '', reference: '', choice: 0 }));
};

/** Why nothing is paid by card now. */
const noCard = (state: State): PosError => {
  const dead = deadCardOf(state.desk.holder);
  return dead ? deadCardRefusal(dead) : posError('TARJETA_REQUERIDA');
};

const refuseHere = (state: State, error: PosError): Step =>
  stay(withPayment(state, { error }), { kind: 'bell' });

/**
 * The amounts that the list offers for a method: likely notes for cash, what is missing for anything else, and what
 * the card can still give where that is less.
 */
export const offers = (state: State, payment: Payment): readonly number[] => {
  const missing = gs(missingOf(state, payment));
  if (payment.method?.isCash) return quickCash(missing);
  const left = payment.method?.isStudentCard ? cardAvailable(state, payment).amount : 0;
  return left > 0 && left < missing ? [missing, left] : [missing];
};

/** What the card can still give to this sale, and whether its balance or its daily limit says so. */
export const cardAvailable = (
  state: State,
  payment: Payment,
): { readonly amount: number; readonly by: 'balance' | 'limit' } => {
  const card = cardLeft(state, payment);
  const balance = card?.balance ?? 0;
  const today = card?.dailyLimit == null ? balance : Math.max(0, card.dailyLimit - card.spentToday);
  return today < balance ? { amount: today, by: 'limit' } : { amount: balance, by: 'balance' };
};

/** The rest in cash, exactly: pay twice is the quickest sale. */
export const payExact = (state: State): Step => {
  const payment = paymentOf(state);
  const method = payment?.step === 'amount' ? payment.method : activeMethods(state).find((one) => one.isCash);
  if (!payment || !method) return stay(state);
  return tender(state, payment, method, missingOf(state, payment));
};

const tender = (state: State, payment: Payment, method: PaymentMethod, amount: number): Step => {
  if (method.needsReference && payment.step !== 'reference' && payment.reference === '')
    return stay(withPayment(state, { method, amount: String(amount), step: 'reference' }));
  const missing = gs(missingOf(state, payment));
  const made = makeTender(method, gs(amount), missing, payment.reference, cardLeft(state, payment));
  // A refused amount makes room for the next one; a missing reference leaves the amount as it was.
  if (!made.ok)
    return refuseHere(
      made.error.code === 'REFERENCIA_REQUERIDA'
        ? state
        : withPayment(state, { step: payment.step === 'method' ? 'method' : 'amount', amount: '' }),
      made.error,
    );
  const tenders = [...payment.tenders, made.value];
  const covered = missing - made.value.applied <= 0;
  return stay(
    withPayment(state, {
      tenders,
      method: null,
      amount: '',
      reference: '',
      choice: 0,
      step: covered ? 'confirm' : 'method',
    }),
  );
};

/** The card as it stands after the parts of it that this payment already takes. */
const cardLeft = (state: State, payment: Payment) => {
  const holder = usableCard(state.desk.holder);
  const cardMethods = activeMethods(state).filter((method) => method.isStudentCard);
  const taken = payment.tenders
    .filter((one) => cardMethods.some((method) => method.id === one.methodId))
    .reduce((all, one) => all + one.applied, 0);
  return (
    holder && {
      ...holder,
      balance: gs(Math.max(0, holder.balance - taken)),
      spentToday: gs(holder.spentToday + taken),
    }
  );
};

/** Guaraníes typed as digits; null for more than the store handles. */
const typedAmount = (digits: string): Gs | null => {
  const amount = Number(digits);
  return isGs(amount) ? amount : null;
};

/** Enter while a tender is being put together. */
export const choose = (state: State): Step => {
  const payment = paymentOf(state);
  if (!payment) return stay(state);
  if (payment.step === 'method') return pickMethod(state, payment.choice);
  if (!payment.method) return stay(state);
  const offered = offers(state, payment)[payment.choice] ?? missingOf(state, payment);
  const amount = payment.amount === '' ? offered : typedAmount(payment.amount);
  if (amount === null)
    return refuseHere(state, posError('VALOR_INVALIDO', { campo: 'monto', valor: payment.amount }));
  return tender(state, payment, payment.method, amount);
};

export const movePayment = (state: State, by: number): State => {
  const payment = paymentOf(state);
  if (!payment || !['method', 'amount'].includes(payment.step)) return state;
  const count = payment.step === 'method' ? activeMethods(state).length : offers(state, payment).length;
  const choice = Math.min(count - 1, Math.max(0, payment.choice + by));
  return withPayment(state, { choice, amount: '' });
};

export const typePayment = (state: State, text: string): State => {
  const payment = paymentOf(state);
  if (payment?.step === 'amount') {
    const digits = text.replace(/[.\s]/g, '');
    if (!/^\d+$/.test(digits)) return state;
    return withPayment(state, { amount: (payment.amount + digits).replace(/^0+/, '').slice(0, 12) });
  }
  if (payment?.step === 'reference')
    return withPayment(state, { reference: (payment.reference + text).slice(0, 60) });
  return state;
};

export const erasePayment = (state: State): State => {
  const payment = paymentOf(state);
  if (payment?.step === 'amount') return withPayment(state, { amount: payment.amount.slice(0, -1) });
  if (payment?.step === 'reference') return withPayment(state, { reference: withoutLast(payment.reference) });
  return state;
};

/** Escape: one step back, and from the first step out; the cart is as it was. */
export const backPayment = (state: State): State => {
  const payment = paymentOf(state);
  if (!payment || isSaving(payment)) return state;
  if (payment.step === 'reference') return withPayment(state, { step: 'amount', amount: '', reference: '' });
  if (payment.step === 'amount') return withPayment(state, { step: 'method', method: null, choice: 0 });
  if (payment.step === 'confirm') return dropTender(state);
  return payment.tenders.length > 0 ? dropTender(state) : refreshLines({ ...state, dialog: null });
};

export const dropTender = (state: State): State => {
  const payment = paymentOf(state);
  if (!payment) return state;
  return withPayment(state, {
    tenders: payment.tenders.slice(0, -1),
    step: 'method',
    method: null,
    choice: 0,
  });
};

export const toggleInvoice = (state: State): State => {
  const payment = paymentOf(state);
  return payment ? withPayment(state, { invoiced: !payment.invoiced }) : state;
};

export const scanMayCancel = (payment: Payment): boolean =>
  !isSaving(payment) && payment.tenders.length === 0 && payment.step !== 'reference';

export const paymentScanRefused = (state: State): Step =>
  stay(say(state, 'warn', isSavingNow(state) ? 'scanWhileSaving' : 'scanWhilePaying'), { kind: 'bell' });

const isSavingNow = (state: State): boolean => {
  const payment = paymentOf(state);
  return payment !== null && isSaving(payment);
};
