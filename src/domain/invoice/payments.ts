import type { InvoicePayment } from './document.ts';
import { plainText } from './text.ts';

/** How a payment is told to SIFEN (field group gPaConEIni). */
export interface PaymentEntry {
  /** Field E606. */
  readonly type: number;
  readonly description: string;
  readonly amount: number;
  /** Cards need a group of their own, and so do cheques. */
  readonly card: boolean;
  readonly cheque: { readonly number: string; readonly bank: string } | null;
}

/** SIFEN's types of payment by the stable codes of `medios_pago`. A plain card is told as a credit card. */
const TYPES: Readonly<Record<string, { readonly type: number; readonly description: string }>> = {
  EFECTIVO: { type: 1, description: 'Efectivo' },
  CHEQUE: { type: 2, description: 'Cheque' },
  CREDITO_QR: { type: 3, description: 'Tarjeta de crédito' },
  TARJETA: { type: 3, description: 'Tarjeta de crédito' },
  DEBITO_QR: { type: 4, description: 'Tarjeta de débito' },
  TRANSFERENCIA: { type: 5, description: 'Transferencia' },
  GIROS_TIGO: { type: 21, description: 'Pago Electrónico' },
};

const OTHER = 99;
const CREDIT_CARD = 3;
const DEBIT_CARD = 4;
const CHEQUE = 2;

/** Field E621 is eight digits and E622 a bank of 4 to 20 letters; a cheque's reference is typed freely. */
const chequeOf = (reference: string | null): { number: string; bank: string } => {
  const text = reference ?? '';
  const bank = plainText(text.replace(/\d+/g, ' '), 20);
  return {
    number: text.replace(/\D/g, '').slice(-8).padStart(8, '0'),
    bank: [...bank].length >= 4 ? bank : 'No especificado',
  };
};

/** What a payment is to SIFEN. A method that the store made up itself is "other", by its own name. */
export const paymentEntry = (payment: InvoicePayment): PaymentEntry => {
  const own = plainText(payment.methodName, 20);
  const { type, description } = TYPES[payment.method] ?? {
    type: OTHER,
    description: [...own].length >= 4 ? own : 'Otro medio',
  };
  return {
    type,
    description,
    amount: payment.amount,
    card: type === CREDIT_CARD || type === DEBIT_CARD,
    cheque: type === CHEQUE ? chequeOf(payment.reference) : null,
  };
};
