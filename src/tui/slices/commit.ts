import type { PosError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { type RegisteredSale, saleDocument } from '../../domain/sale.ts';
import { usableCard } from '../../domain/student.ts';
import { refuse, type Step, stay } from '../events.ts';
import { EMPTY_DESK } from '../initial.ts';
import { userOf } from '../selectors.ts';
import type { Payment, State } from '../state.ts';
import { askAgain } from './desk.ts';
import { grantOfSale } from './discount.ts';
import { paymentOf, withPayment } from './payment.ts';
import { askCatalogue, databaseLost, doubtShop, whyNotSold, withWorld } from './world.ts';

/** Pause before an unanswered sale is sent again by itself, in milliseconds. */
const RETRY_PAUSE = 3_000;

/** Sends the sale, once: its document is kept until there is an answer. */
export const commit = (state: State, payment: Payment): Step => {
  const user = userOf(state);
  if (!user || payment.uuid === null) return stay(state);
  const refused = whyNotSold(state);
  if (refused) return refuse(state, refused);
  const { holder } = state.desk;
  const document = saleDocument({
    uuid: payment.uuid,
    tillId: state.till.id,
    userId: user.id,
    cardNumber: usableCard(holder)?.cardNumber ?? null,
    studentId: usableCard(holder) ? null : (holder?.studentId ?? null),
    invoiced: payment.invoiced,
    cart: state.desk.cart,
    tenders: payment.tenders,
    acknowledgements: state.desk.acks,
    grant: grantOfSale(state),
    session: user.session,
  });
  return stay(withPayment(state, { step: 'saving', document }), { kind: 'checkout', user, document });
};

/** Sends the same document again: by its UUID the database answers with the first sale if there is one. */
export const retrySale = (state: State): Step => {
  const payment = paymentOf(state);
  const user = userOf(state);
  if (!payment?.document || !user || payment.step !== 'unresolved') return stay(state);
  return stay(withPayment(state, { step: 'saving' }), { kind: 'checkout', user, document: payment.document });
};

export const retryDue = (state: State): boolean => {
  const payment = paymentOf(state);
  return payment?.step === 'unresolved' && state.world.now >= payment.retryAt;
};

/**
 * Nobody knows whether the sale was stored: there was no answer, or there was none before and what came now is no word of the
 * database about it.
 */
const isUnknown = ({ retryAt }: Payment, { code }: PosError): boolean =>
  code === 'VENTA_SIN_RESPUESTA' || code === 'BASE_DE_DATOS' || (retryAt > 0 && code === 'BASE_SIN_MIGRAR');

/** The database's word about a sale. */
export const sold = (state: State, uuid: string, result: Result<RegisteredSale>): Step => {
  const payment = paymentOf(state);
  if (payment?.uuid !== uuid) return stay(state);
  if (result.ok) {
    const done = { sale: result.value, student: state.desk.holder?.studentName ?? null };
    const sale = { ...state, dialog: null, notice: null, desk: { ...EMPTY_DESK, done } };
    // The ticket goes out at once; the invoice follows when it is signed.
    return payment.invoiced
      ? stay(sale, { kind: 'wakePrinter' }, { kind: 'completeInvoice', saleId: result.value.id })
      : stay(sale, { kind: 'wakePrinter' });
  }
  if (isUnknown(payment, result.error))
    return stay(
      withPayment(databaseLost(state, result.error), {
        step: 'unresolved',
        error: result.error,
        retryAt: state.world.now + RETRY_PAUSE,
      }),
      { kind: 'bell' },
    );
  return refusedSale(state, result.error);
};

/** Refused: nothing was stored. Back to the cart with the sentence, and with what is true now. */
const refusedSale = (state: State, error: PosError): Step => {
  // An approval that has run out is asked for again.
  const acks =
    error.code === 'AUTORIZACION_INVALIDA'
      ? state.desk.acks.filter((ack) => ack.grant === null)
      : state.desk.acks;
  const spent = error.code === 'AUTORIZACION_INVALIDA' || error.code === 'LIMITE_DE_ROL';
  const discountGrant = spent ? null : state.desk.discountGrant;
  const back = refuse({ ...state, dialog: null, desk: { ...state.desk, acks, discountGrant } }, error);
  const asked = askCatalogue(back.state, true);
  const noShift = error.code === 'TURNO_CERRADO';
  const shop = doubtShop(noShift ? withWorld(asked.state, { shiftMissing: true }) : asked.state);
  const effects = [...back.effects, ...asked.effects, ...shop.effects];
  const { holder } = state.desk;
  if (!holder) return { state: shop.state, effects };
  const again = askAgain(shop.state, holder);
  return { state: again.state, effects: [...effects, ...again.effects] };
};
