import { formatGs } from '../../domain/money.ts';
import { dialogs } from './screen-dialogs.ts';
import { about, hints } from './screen-help.ts';
import { keyNames, keys, reasons, scopes } from './screen-keys.ts';
import { notices } from './screen-notices.ts';

/** The sale screen. Its dialogs, keys and passing sentences are in files of their own. */
export const screen = {
  ...dialogs,
  keys,
  keyNames,
  about,
  hints,
  reasons,
  scopes,
  notices,
  header: {
    till: (code: string) => `Caja ${code}`,
    noCashier: 'sin cajero',
    noShift: 'SIN TURNO',
    demo: 'DEMO',
    database: { waiting: 'BD conectando', ready: 'BD ok', down: 'BD SIN CONEXIÓN' },
    printer: {
      ready: 'Impresora ok',
      printing: 'Imprimiendo',
      waiting: 'IMPRESORA EN ESPERA',
      uncertain: 'IMPRESIÓN INCIERTA',
      stopped: 'IMPRESORA DETENIDA',
    },
    noPrinter: 'Impresora —',
    open: (count: number) => `(${count})`,
  },
  tooSmall: (columns: number, rows: number) => [
    'La ventana es demasiado pequeña.',
    `Hacen falta 80 × 24; ahora mide ${columns} × ${rows}.`,
    'Agrándela para seguir: la venta se conserva.',
  ],
  student: {
    none: 'Escanee una tarjeta',
    noneHint: 'o siga sin tarjeta: consumidor final',
    reading: (number: string) => `Leyendo la tarjeta ${number}…`,
    card: (number: string) => `Tarjeta ${number}`,
    balance: 'Saldo',
    client: (name: string) => `Resp. ${name}`,
    noGrade: 'sin grado',
    limit: (left: number) => `hoy puede gastar ${formatGs(left)}`,
    noRestrictions: 'Sin restricciones alimentarias',
    blocks: 'BLOQUEA',
    more: (count: number) => `y ${count} más`,
  },
  severities: { Leve: 'Leve', Moderada: 'Moderada', Severa: 'Severa' },
  omnibox: {
    empty: 'Código, tarjeta o nombre del producto',
    frequent: 'FRECUENTES',
    results: (count: number) => (count === 1 ? '1 PRODUCTO' : `${count} PRODUCTOS`),
    nothing: 'Ningún producto coincide',
    nothingHint: 'Escriba menos letras; Esc borra todo.',
    codeHint: 'Enter: código de producto, o tarjeta',
    setQuantity: (quantity: number, name: string) => `Enter: poner ${quantity} en ${name}`,
    noFrequent: 'Escriba las primeras letras de un producto',
    stock: (count: number) => `quedan ${count}`,
    soldOut: 'agotado',
    loading: 'Cargando productos…',
  },
  cart: {
    title: 'CARRITO',
    count: (lines: number, units: number) =>
      `${lines} ${lines === 1 ? 'línea' : 'líneas'} · ${units} ${units === 1 ? 'unidad' : 'unidades'}`,
    empty: 'Vacío',
    subtotal: 'Subtotal',
    discount: 'Descuento',
    tax: (rate: number) => `IVA ${rate}%`,
    taxInside: (rate: number) => `IVA ${rate}% incluido`,
    total: 'TOTAL',
    parked: (count: number, key: string) => `${count} en espera (${key})`,
    each: (price: string) => `c/u ${price}`,
    above: (count: number) => `↑ ${count} más`,
    below: (count: number) => `↓ ${count} más`,
  },
  done: {
    title: 'VENTA REGISTRADA',
    total: 'Total',
    change: 'VUELTO',
    noChange: 'SIN VUELTO',
    balance: 'Saldo de la tarjeta',
    repeated: 'Ya estaba registrada: no se cobró otra vez.',
    next: 'Escanee o escriba: próxima venta.',
  },
};
