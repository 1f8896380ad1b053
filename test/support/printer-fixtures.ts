import { gs } from '../../src/domain/money.ts';
import type { StoredLine, StoredSale } from '../../src/domain/sale.ts';
import type { Store } from '../../src/domain/user.ts';

export const STORE: Store = {
  name: 'Cantina Tita',
  ruc: '80012345-6',
  address: 'Av. Mariscal López 1234, Asunción',
  phone: '(021) 555 000',
  taxMode: 'en_factura',
  invoicing: false,
  demo: true,
  idleLockMinutes: 0,
  dayCutMinutes: 0,
  ticketFooter: '¡Gracias por su compra!',
};

const line = (over: Partial<StoredLine>): StoredLine => ({
  productId: 5,
  code: 'P5',
  name: 'Coca Cola 500ml',
  quantity: 2,
  price: gs(5_000),
  discount: gs(0),
  subtotal: gs(10_000),
  taxRate: 10,
  returned: 0,
  ...over,
});

/** The sale of requisitos.md section 7: two colas and a sandwich, paid in cash with 30.000. */
export const storedSale = (over: Partial<StoredSale> = {}): StoredSale => ({
  id: 91,
  uuid: '6f3b1f9e-0000-4000-8000-000000000091',
  number: '001-0000091',
  date: '2026-01-09 21:25:07',
  state: 'Completada',
  total: gs(25_000),
  units: 3,
  client: 'CARMEN RODRIGUEZ',
  student: 'ROMINA MONGELLOS RODRIGUEZ',
  cashier: 'Cajero de turno',
  methods: 'EFECTIVO',
  invoiced: false,
  till: '001',
  clientDocument: '1234567-8',
  cardNumber: '00203',
  returned: gs(0),
  taxMode: 'en_factura',
  subtotal: gs(25_000),
  discount: gs(0),
  tax: gs(0),
  taxAdded: false,
  taxes: [{ rate: 10, amount: gs(25_000), tax: gs(0) }],
  handed: gs(30_000),
  change: gs(5_000),
  lines: [
    line({}),
    line({
      productId: 12,
      code: 'P12',
      name: 'Sándwich de jamón',
      quantity: 1,
      price: gs(15_000),
      subtotal: gs(15_000),
    }),
  ],
  tenders: [
    { method: 'EFECTIVO', handed: gs(30_000), applied: gs(25_000), change: gs(5_000), reference: null },
  ],
  acknowledgements: [],
  voided: null,
  ...over,
});

export const storedLine = line;
