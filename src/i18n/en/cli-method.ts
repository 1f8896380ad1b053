import type { Messages } from '../es.ts';

export const method: Messages['cli']['method'] = {
  description: 'payment methods that are offered',
  list: 'lists the payment methods',
  create: 'adds one of your own',
  edit: 'changes its name, whether it allows an invoice and asks for a reference',
  activate: 'offers it again',
  deactivate: 'stops offering it',
  code: 'code or name of the method, e.g. CHEQUE',
  name: 'name, as it is read at the payment',
  invoice: 'a sale with an invoice can be paid with it',
  noInvoice: 'nothing paid with it is invoiced',
  reference: 'asks for the number of the operation',
  noReference: 'asks for nothing',
  listExamples: [['pos method list', 'all, those not offered too']],
  createExamples: [['pos method create VALE --name "School voucher" --reference', 'one of your own']],
  editExamples: [['pos method edit TRANSFERENCIA --no-reference', 'no number is asked for any more']],
  turnExamples: [['pos method deactivate CHEQUE', 'no cheques are taken']],
};
