type Examples = [string, string][];

/** `pos method`. */
export const method = {
  description: 'medios de pago que se ofrecen al cobrar',
  list: 'lista los medios de pago',
  create: 'agrega uno propio',
  edit: 'cambia su nombre, si permite factura y si pide referencia',
  activate: 'lo ofrece otra vez al cobrar',
  deactivate: 'deja de ofrecerlo al cobrar',
  code: 'código o nombre del medio, p. ej. CHEQUE',
  name: 'nombre, como se lee al cobrar',
  invoice: 'se puede pagar con él una venta con factura',
  noInvoice: 'con él no se factura',
  reference: 'pide el número de la operación',
  noReference: 'no pide nada',
  listExamples: [['pos method list', 'todos, también los que no se ofrecen']] as Examples,
  createExamples: [
    ['pos method create VALE --name "Vale de la escuela" --reference', 'uno propio'],
  ] as Examples,
  editExamples: [['pos method edit TRANSFERENCIA --no-reference', 'ya no pide el número']] as Examples,
  turnExamples: [['pos method deactivate CHEQUE', 'no se aceptan cheques']] as Examples,
};
