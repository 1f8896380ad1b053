/** Means of payment. */
export const methods = {
  columns: {
    name: 'Medio de pago',
    code: 'Código',
    invoice: 'Factura',
    reference: 'Referencia',
    state: 'Estado',
  },
  yes: 'sí',
  no: 'no',
  active: 'activo',
  inactive: 'inactivo',
  aside: (active: number): string => `${active} activos`,
  empty: 'Ningún medio se llama así.',
  hint: 'Lo que se puede elegir al cobrar. F6 quita o vuelve a ofrecer uno; F3 agrega uno propio.',
  newTitle: 'Medio de pago nuevo',
  codeHint: 'Mayúsculas, cifras y _; no cambia más. Ejemplo: VALE',
  nameHint: 'Como se lee al cobrar y en el ticket',
  allowsInvoice: 'Permite factura',
  needsReference: 'Pide referencia',
  askClose: (name: string): string => `¿Dejar de ofrecer ${name} al cobrar?`,
  askOpen: (name: string): string => `¿Ofrecer ${name} otra vez al cobrar?`,
  saved: (name: string, active: boolean): string =>
    `${name}: guardado, ${active ? 'se ofrece al cobrar' : 'no se ofrece al cobrar'}.`,
};
