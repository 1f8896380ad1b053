/** Where an electronic document is, as people read it. */
export const invoiceStates = {
  sin_firmar: 'sin firmar',
  pendiente: 'por enviar',
  enviando: 'enviándose',
  en_duda: 'enviada sin respuesta',
  en_lote: 'en proceso',
  aprobada: 'aprobada',
  aprobada_obs: 'aprobada con observación',
  rechazada: 'rechazada',
  cancelada: 'cancelada',
  inutilizando: 'reportándose sin uso',
  inutilizada: 'reportada sin uso',
};
