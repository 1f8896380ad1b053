import type { KudePaperWords } from './receipt-kude.ts';
import type { ShiftPaperWords } from './receipt-shift.ts';
import type { TopupPaperWords } from './receipt-topup.ts';
import type { ReportWords } from './report.ts';

/** The words of the paper, handed in by i18n: receipts are the store's documents and are in its language. */
export interface ReceiptWords {
  readonly ticketTitle: string;
  readonly invoiceTitle: string;
  /** Title of an invoice that has no fiscal number yet. */
  readonly invoicePendingTitle: string;
  readonly voidTitle: string;
  readonly returnTitle: string;
  readonly testTitle: string;
  /** Mark of the k-th copy. */
  readonly reprint: (copy: number) => string;
  /** Mark of a ticket whose sale was voided afterwards. */
  readonly voidedSale: string;
  readonly ruc: string;
  readonly phone: string;
  readonly stamp: string;
  readonly number: string;
  readonly date: string;
  readonly time: string;
  readonly sale: string;
  readonly till: string;
  readonly cashier: string;
  readonly client: string;
  readonly walkIn: string;
  readonly clientDocument: string;
  readonly student: string;
  readonly card: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: (rate: number) => string;
  readonly taxIncluded: (rate: number) => string;
  readonly total: string;
  readonly payment: string;
  readonly reference: string;
  readonly handed: string;
  readonly change: string;
  readonly balance: string;
  readonly restrictions: string;
  readonly confirmedBy: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly voidedAt: string;
  readonly voidedBy: string;
  readonly returnedBy: string;
  /** Under a line whose goods were written off. */
  readonly wasted: string;
  readonly givenBack: string;
  readonly signature: string;
  readonly printer: string;
  readonly columns: string;
  readonly accents: string;
  readonly testGood: string;
  readonly kudePaper: KudePaperWords;
  readonly reports: ReportWords;
  readonly shiftPaper: ShiftPaperWords;
  readonly topupPaper: TopupPaperWords;
}
