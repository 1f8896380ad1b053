/** The dashboard. */
export const dashboard = {
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  compared: (day: string, date: string, dateBefore: string, until: string | null) =>
    until === null
      ? `${day} ${date}, contra el ${dateBefore}`
      : `${day} ${date} hasta las ${until}, contra el ${dateBefore} a la misma hora`,
  sales: 'Ventas',
  tickets: 'Tickets',
  average: 'Promedio',
  before: (amount: string) => `antes ${amount}`,
  wholeDay: (amount: string) => `día entero ${amount}`,
  up: 'más',
  down: 'menos',
  same: 'igual',
  nothingBefore: 'sin ventas para comparar',
  none: 'Todavía no hay ventas en este día.',
  returned: (amount: string) => `Devuelto ${amount}, ya restado.`,
  topups: (count: number, amount: string) =>
    `${count} ${count === 1 ? 'recarga' : 'recargas'} de tarjeta por ${amount}.`,
  byHour: 'Por hora',
  methods: 'Medios de pago',
  best: 'Más vendidos',
  low: (count: number) => `Stock bajo/mínimo: ${count}`,
  noLow: 'nada por reponer',
  left: (stock: number, minimum: number) => `${stock}/${minimum}`,
  tills: 'Cajas',
  openSince: (time: string, person: string) => `turno abierto ${time}, ${person}`,
  closed: 'sin turno',
  printing: (count: number) => `${count} por imprimir`,
  uncertain: (count: number) => `${count} por revisar (F8 en la venta)`,
  invoicesOfVoided: (count: number) =>
    count === 1 ? '1 factura vigente de venta anulada' : `${count} facturas vigentes de ventas anuladas`,
  invoices: (open: number, rejected: number, hours: number) =>
    `Facturas: ${open} sin resolver${hours > 0 ? `, la más vieja hace ${hours} h` : ''}, ${rejected} rechazadas`,
  mail: (waiting: number, failed: number) =>
    `Correo: ${waiting} por enviar${failed > 0 ? `, ${failed} con falla` : ''}`,
};
