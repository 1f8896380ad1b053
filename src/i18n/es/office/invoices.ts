/** Electronic invoices. */
export const invoices = {
  columns: { number: 'Número', date: 'Emitida', total: 'Total', receiver: 'Cliente', state: 'Estado' },
  filters: { all: 'todas', undecided: 'sin resolver', rejected: 'rechazadas', approved: 'aprobadas' },
  shown: (filter: string, count: number) => `${filter}: ${count}`,
  empty: 'No hay facturas con este filtro: F2 lo cambia.',
  hint: 'Las facturas se envían solas con «pos invoice send»; aquí se ve cómo van y se arreglan.',
  noResend: 'Esta factura no hace falta enviarla otra vez.',
  noCancel: 'En este estado no hay nada que cancelar.',
  tooLate: 'Se aprobó hace más de 48 horas: devuelva la venta y emita una nota de crédito.',
  note: (code: string) => `NC ${code}`,
  noCredit: 'Esta factura no debe ninguna nota de crédito.',
  creditConfirm: (code: string) => `¿Emitir la nota de crédito de lo que volvió de la factura ${code}?`,
  unsigned: 'Todavía no está firmada.',
  reason: 'Motivo',
  cancelNote: (code: string) => `Factura ${code}`,
  cancelConfirm: (code: string) => `¿Pedir que se cancele la factura ${code}? No hay vuelta atrás.`,
  printed: (copy: number) => `Copia ${copy} en cola de impresión.`,
};
