import type { ReportWords } from './report.ts';

/** Words that only a KuDE has: the paper of an electronic document. */
export interface KudePaperWords {
  readonly invoiceTitle: string;
  readonly creditNoteTitle: string;
  readonly validFrom: string;
  readonly condition: string;
  readonly cash: string;
  readonly currency: string;
  readonly guarani: string;
  readonly unnamed: string;
  readonly priceWithTax: string;
  readonly discount: string;
  readonly exempt: string;
  readonly taxed: (rate: number) => string;
  readonly totalTax: string;
  readonly takesBack: string;
  readonly consult: string;
  readonly representation: string;
  /** Heads of the columns on a page. */
  readonly columns: {
    readonly code: string;
    readonly unitPrice: string;
    readonly exempt: string;
    readonly taxed: (rate: number) => string;
  };
  readonly subtotals: string;
  readonly page: (page: number, pages: number) => string;
}

/** The words of a shift's papers. */
export interface ShiftPaperWords {
  readonly readingTitle: string;
  readonly closingTitle: (z: number) => string;
  readonly cashInTitle: string;
  readonly cashOutTitle: string;
  readonly shift: string;
  readonly opened: string;
  readonly openedBy: string;
  readonly read: string;
  readonly readBy: string;
  readonly closed: string;
  readonly closedBy: string;
  readonly tickets: string;
  readonly units: string;
  readonly firstLast: string;
  readonly sold: string;
  readonly discounts: string;
  readonly voids: (count: number) => string;
  readonly returns: (count: number) => string;
  readonly topups: string;
  readonly readings: string;
  readonly methods: string;
  readonly methodSales: string;
  readonly methodTopups: string;
  readonly methodRefunds: string;
  readonly taxes: string;
  readonly taxRate: (rate: number, base: string) => string;
  readonly taxRefunded: string;
  readonly cash: string;
  readonly float: string;
  readonly cashSales: string;
  readonly cashTopups: string;
  readonly cashIn: string;
  readonly cashOut: string;
  readonly cashRefunds: string;
  readonly expected: string;
  readonly count: string;
  readonly counted: string;
  readonly difference: string;
  readonly amount: string;
  readonly by: string;
  readonly parked: (count: number) => string;
  readonly expired: (count: number) => string;
}

/** Words that only the paper of a top-up has. */
export interface TopupPaperWords {
  readonly title: string;
  readonly number: string;
  readonly method: string;
  readonly before: string;
  readonly amount: string;
  readonly after: string;
}

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
