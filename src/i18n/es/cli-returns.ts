type Example = [string, string];

/** `pos sale void`, `return`, `parked`, `unpark`. */
export const returns = {
  void: 'anula una venta: devuelve lo que queda de ella, stock y dinero',
  voidReason: 'por qué se anula',
  return: 'devuelve líneas de una venta; el dinero vuelve por donde vino, la tarjeta primero',
  line: 'línea y unidades, por ejemplo 2=1, o 2=1:waste si va a merma; se puede repetir',
  reason: 'por qué se devuelve',
  discountReason: 'por qué el gerente aprueba un descuento mayor que el límite',
  cash: 'la parte de la tarjeta vuelve en efectivo: solo si el estudiante ya no tiene tarjeta',
  parked: 'lista las ventas en espera, de todas las cajas',
  unpark: 'quita una venta de la espera; se recupera en la pantalla de ventas',
  parkedId: 'número de la venta en espera (vea «pos sale parked»)',
  discard: 'la descarta',
  yes: 'no pregunta: para programas con una terminal',
  askVoid: (number: string, date: string, total: string, who: string | null) =>
    `Venta ${number} del ${date}, total ${total}${who === null ? '' : `, ${who}`}. ¿Anularla?`,
  askReturn: (number: string, date: string, total: string, who: string | null) =>
    `Venta ${number} del ${date}, total ${total}${who === null ? '' : `, ${who}`}. ¿Registrar la devolución?`,
  voidExamples: [
    [
      'pos sale void 91 --reason "Cobrada dos veces" --user gerente',
      'la 91 de esta caja; antes la muestra y pregunta',
    ],
    ['pos sale void 001-0000091 --reason "Error" --approver gerente', 'lo aprueba un gerente'],
  ] as Example[],
  returnExamples: [
    ['pos sale return 001-0000091 --line 2=1 --reason "No era" --approver gerente', 'una unidad'],
    [
      'pos sale return 001-0000091 --line 1=2:waste --line 3=1 --reason "Vencido"',
      'dos a merma, una al stock',
    ],
  ] as Example[],
  parkedExamples: [
    ['pos sale parked', 'quién espera, desde cuándo y por cuánto'],
    ['pos sale parked --json', 'lo mismo, para otro programa'],
    ['pos sale parked --recovered --json', 'qué tenían las que se recuperaron desde ayer'],
  ] as Example[],
  unparkExamples: [['pos sale unpark 7 --discard --user cajero', 'nadie volvió por ella']] as Example[],
  slip: 'el comprobante de una devolución o anulación en vez del ticket: por su número, o el último',
  slipQueued: (number: string, copy: number) =>
    `Copia ${copy} del comprobante de devolución de la venta ${number} en la cola de impresión.`,
  voided: (number: string, money: string) =>
    `Venta ${number} anulada: volvió el stock${money === '' ? '' : `. Dinero: ${money}`}.`,
  returned: (number: string, total: string, money: string) =>
    `Devolución de la venta ${number} por ${total}${money === '' ? '' : `: ${money}`}.`,
  discarded: (id: number, note: string) =>
    `Venta en espera ${id} descartada${note === '' ? '' : ` (${note})`}.`,
  recovered: 'las que se recuperaron desde ayer, con su contenido (en --json): por si se perdió un carrito',
  noneRecovered: 'Desde ayer no se recuperó ninguna venta en espera.',
  noneParked: 'No hay ventas en espera.',
  columns: {
    id: 'N.º',
    date: 'Desde',
    till: 'Caja',
    cashier: 'Cajero',
    note: 'Nota',
    student: 'Estudiante',
    total: 'Total',
    returned: 'Devuelto',
  },
};
