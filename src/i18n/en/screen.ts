import { formatGs } from '../../domain/money.ts';
import type { screen as source } from '../es/screen.ts';
import { dialogs } from './screen-dialogs.ts';
import { about, hints } from './screen-help.ts';
import { keyNames, keys, reasons, scopes } from './screen-keys.ts';
import { notices } from './screen-notices.ts';

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
    till: (code: string) => `Till ${code}`,
    noShift: 'NO SHIFT',
    noCashier: 'no cashier',
    demo: 'DEMO',
    database: { waiting: 'DB connecting', ready: 'DB ok', down: 'DB NOT REACHABLE' },
    printer: {
      ready: 'Printer ok',
      printing: 'Printing',
      waiting: 'PRINTER WAITING',
      uncertain: 'PRINT UNCERTAIN',
      stopped: 'PRINTER STOPPED',
    },
    noPrinter: 'Printer —',
    open: (count: number) => `(${count})`,
  },
  tooSmall: (columns: number, rows: number) => [
    'The window is too small.',
    `It must be 80 × 24; now it is ${columns} × ${rows}.`,
    'Make it larger to go on: the sale is kept.',
  ],
  student: {
    none: 'Scan a card',
    noneHint: 'or go on without one: walk-in customer',
    reading: (number: string) => `Reading card ${number}…`,
    card: (number: string) => `Card ${number}`,
    balance: 'Balance',
    client: (name: string) => `Resp. ${name}`,
    noGrade: 'no grade',
    limit: (left: number) => `may spend ${formatGs(left)} today`,
    noRestrictions: 'No dietary restrictions',
    blocks: 'BLOCKS',
    more: (count: number) => `and ${count} more`,
  },
  severities: { Leve: 'Mild', Moderada: 'Moderate', Severa: 'Severe' },
  omnibox: {
    empty: 'Code, card or name of a product',
    frequent: 'FREQUENT',
    results: (count: number) => (count === 1 ? '1 PRODUCT' : `${count} PRODUCTS`),
    nothing: 'No product matches',
    nothingHint: 'Type fewer letters; Esc erases all.',
    codeHint: 'Enter: product code, or card',
    setQuantity: (quantity: number, name: string) => `Enter: set ${quantity} of ${name}`,
    noFrequent: 'Type the first letters of a product',
    stock: (count: number) => `${count} left`,
    soldOut: 'sold out',
    loading: 'Loading products…',
  },
  cart: {
    title: 'CART',
    count: (lines: number, units: number) =>
      `${lines} ${lines === 1 ? 'line' : 'lines'} · ${units} ${units === 1 ? 'unit' : 'units'}`,
    empty: 'Empty',
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: (rate: number) => `IVA ${rate}%`,
    taxInside: (rate: number) => `IVA ${rate}% included`,
    total: 'TOTAL',
    parked: (count, key) => `${count} parked (${key})`,
    each: (price: string) => `each ${price}`,
    above: (count: number) => `↑ ${count} more`,
    below: (count: number) => `↓ ${count} more`,
  },
  done: {
    title: 'SALE REGISTERED',
    total: 'Total',
    change: 'CHANGE',
    noChange: 'NO CHANGE',
    balance: 'Balance of the card',
    repeated: 'It had been registered before: nothing was charged again.',
    next: 'Scan or type for the next sale.',
  },
} satisfies typeof source;
