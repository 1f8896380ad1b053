/** Where an electronic document is, as people read it. */
export const invoiceStates = {
  sin_firmar: 'unsigned',
  pendiente: 'to be sent',
  enviando: 'being sent',
  en_duda: 'sent, unanswered',
  en_lote: 'in process',
  aprobada: 'approved',
  aprobada_obs: 'approved with a remark',
  rechazada: 'rejected',
  cancelada: 'cancelled',
  inutilizando: 'being reported unused',
  inutilizada: 'reported unused',
};
