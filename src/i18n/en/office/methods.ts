import type { Messages } from '../../es.ts';

export const methods: Messages['office']['methods'] = {
  columns: {
    name: 'Payment method',
    code: 'Code',
    invoice: 'Invoice',
    reference: 'Reference',
    state: 'State',
  },
  yes: 'yes',
  no: 'no',
  active: 'active',
  inactive: 'inactive',
  aside: (active) => `${active} active`,
  empty: 'No method is called that.',
  hint: 'What can be chosen for a payment. F6 takes one away or offers it again; F3 adds one of your own.',
  newTitle: 'New payment method',
  codeHint: 'Capitals, digits and _; it never changes. Example: VALE',
  nameHint: 'As it is read at the payment and on the ticket',
  allowsInvoice: 'Allows an invoice',
  needsReference: 'Asks for a reference',
  askClose: (name) => `Stop offering ${name} for payments?`,
  askOpen: (name) => `Offer ${name} for payments again?`,
  saved: (name, active) => `${name}: saved, ${active ? 'offered for payments' : 'not offered for payments'}.`,
};
