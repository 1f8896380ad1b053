import type { TopupPaperWords } from '../../domain/receipt-words.ts';

/** The receipt of a top-up. */
export const topupPaper = {
  title: 'RECARGA',
  number: 'Recarga N.º:',
  method: 'Pago:',
  before: 'Saldo anterior:',
  amount: 'RECARGA:',
  after: 'Saldo nuevo:',
} satisfies TopupPaperWords;
