/** Electronic invoices. */
export const invoices = {
  columns: { number: 'Number', date: 'Issued', total: 'Total', receiver: 'Client', state: 'State' },
  filters: { all: 'all', undecided: 'undecided', rejected: 'rejected', approved: 'approved' },
  shown: (filter: string, count: number) => `${filter}: ${count}`,
  empty: 'No invoices with this filter: F2 changes it.',
  hint: 'Invoices are sent by "pos invoice send"; here one sees how they go, and mends them.',
  noResend: 'This invoice need not be sent again.',
  noCancel: 'In this state there is nothing to cancel.',
  tooLate: 'It was approved more than 48 hours ago: take the sale back and issue a credit note.',
  note: (code: string) => `CN ${code}`,
  noCredit: 'This invoice owes no credit note.',
  creditConfirm: (code: string) => `Issue the credit note for what came back of invoice ${code}?`,
  unsigned: 'It is not signed yet.',
  reason: 'Reason',
  cancelNote: (code: string) => `Invoice ${code}`,
  cancelConfirm: (code: string) => `Ask for the cancellation of invoice ${code}? There is no way back.`,
  printed: (copy: number) => `Copy ${copy} is queued for printing.`,
};
