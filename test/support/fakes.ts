import type { Invoices } from '../../src/app/ports/invoices.ts';
import type { ParkedSales } from '../../src/app/ports/parked.ts';
import type { People } from '../../src/app/ports/people.ts';
import type { Shifts } from '../../src/app/ports/shifts.ts';
import type { CatalogueMark, Grant, PrinterMonitor, PrintJob, SignedIn } from '../../src/app/ports.ts';
import type { Services } from '../../src/app/services.ts';
import { DEMO_USERS } from '../../src/domain/demo.ts';
import { posError } from '../../src/domain/errors.ts';
import { gs } from '../../src/domain/money.ts';
import type { PaymentMethod } from '../../src/domain/payment.ts';
import type { Allergen, Product } from '../../src/domain/product.ts';
import { fail, ok } from '../../src/domain/result.ts';
import type { RegisteredSale, SaleDocument, StoredSale } from '../../src/domain/sale.ts';
import type { CardHolder, Restriction } from '../../src/domain/student.ts';
import type { Store } from '../../src/domain/user.ts';
import { absent } from './absent.ts';

/* The Cantina Tita in memory: hand-written fakes of the ports, for reducer and frame tests and for trying the screen. */

export const MILK: Allergen = { id: 7, code: 'LECHE', name: 'Leche' };
export const PEANUT: Allergen = { id: 5, code: 'CACAHUETE', name: 'Maní' };
export const GLUTEN: Allergen = { id: 1, code: 'GLUTEN', name: 'Gluten' };

const product = (id: number, name: string, price: number, over: Partial<Product> = {}): Product => ({
  id,
  code: `P${String(id).padStart(3, '0')}`,
  barcodes: [`78400000000${String(id).padStart(2, '0')}`],
  name,
  categoryId: 1,
  category: 'Varios',
  price: gs(price),
  taxRate: 10,
  stock: 100,
  minStock: 5,
  sellsBelowZero: false,
  active: true,
  allergens: [],
  frequent: id,
  ...over,
});

export const COLA = product(5, 'Coca Cola 500ml', 5_000);
export const SANDWICH = product(12, 'Sándwich de jamón', 15_000, { allergens: [GLUTEN.id] });
export const YOGURT = product(20, 'Yogur de frutilla', 6_000, { allergens: [MILK.id] });
export const NUTS = product(21, 'Maní salado', 4_000, { allergens: [PEANUT.id] });
export const PRODUCTS: readonly Product[] = [
  COLA,
  SANDWICH,
  product(1, 'Galleta', 8_000, { allergens: [GLUTEN.id] }),
  product(2, 'Jugo de naranja', 7_000),
  product(3, 'Café', 6_000),
  product(4, 'Agua mineral', 3_000, { stock: 4 }),
  product(6, 'Empanada de carne', 7_000, { allergens: [GLUTEN.id] }),
  product(7, 'Chipa', 4_000, { allergens: [MILK.id], stock: 0 }),
  YOGURT,
  NUTS,
];

const method = (
  id: number,
  code: string,
  name: string,
  over: Partial<PaymentMethod> = {},
): PaymentMethod => ({
  id,
  code,
  name,
  active: true,
  allowsInvoice: true,
  isCash: false,
  needsReference: false,
  isStudentCard: false,
  ...over,
});
export const METHODS: readonly PaymentMethod[] = [
  method(1, 'EFECTIVO', 'EFECTIVO', { isCash: true }),
  method(2, 'TRANSFERENCIA', 'TRANSFERENCIA', { needsReference: true }),
  method(3, 'DEBITO_QR', 'DÉBITO/QR'),
  method(4, 'CREDITO_QR', 'CRÉDITO/QR'),
  method(5, 'GIROS_TIGO', 'GIROS TIGO', { allowsInvoice: false }),
  method(6, 'TARJETA_ESTUDIANTIL', 'TARJETA ESTUDIANTIL', { isStudentCard: true, allowsInvoice: false }),
];

export const STORE: Store = {
  name: 'Cantina Tita',
  ruc: '80012345-6',
  address: null,
  phone: null,
  taxMode: 'en_factura',
  invoicing: false,
  demo: true,
  idleLockMinutes: 10,
  dayCutMinutes: 0,
  ticketFooter: null,
};

const restriction = (id: number, kind: string, over: Partial<Restriction>): Restriction => ({
  id,
  kind,
  description: '',
  severity: 'Moderada',
  blocks: false,
  allergens: [],
  ...over,
});
export const LACTOSE = restriction(1, 'Intolerancia a la lactosa', {
  description: 'Dificultad para digerir lácteos',
  allergens: [MILK.id],
});
export const PEANUTS = restriction(2, 'Alergia al maní', {
  description: 'Riesgo de anafilaxia',
  severity: 'Severa',
  blocks: true,
  allergens: [PEANUT.id],
});

export const ROMINA: CardHolder = {
  cardId: 3,
  cardNumber: '00203',
  cardState: 'Activa',
  balance: gs(1_000),
  dailyLimit: null,
  spentToday: gs(0),
  expiresOn: '2027-01-09',
  studentId: 11,
  studentName: 'ROMINA MONGELLOS RODRIGUEZ',
  grade: '5to Grado',
  photo: null,
  clientId: 5,
  clientName: 'CARMEN RODRIGUEZ',
  clientDocument: '1234567',
  restrictions: [LACTOSE],
};
export const MATEO: CardHolder = {
  ...ROMINA,
  cardId: 4,
  cardNumber: '00204',
  studentId: 12,
  studentName: 'MATEO BENÍTEZ',
  grade: null,
  balance: gs(50_000),
  restrictions: [PEANUTS],
};

export const USERS: readonly SignedIn[] = DEMO_USERS.map((user, at) => ({
  session: `session of ${user.login}`,
  mustChange: false,
  id: at + 1,
  login: user.login,
  name: user.login === 'cajero' ? 'Ana Duarte' : user.login,
  email: `${user.login}@example.com`,
  role: user.role,
}));
export const CASHIER: SignedIn = USERS[2] as SignedIn;
export const MANAGER: SignedIn = USERS[1] as SignedIn;
/** The manager's word, as it comes back to the screen. */
export const GRANT: Grant = { id: 77, approver: MANAGER };

/** As the seeds have them. */
export const LIMITS = [
  { role: 'cajero', discount: 10, priceChange: 0 },
  { role: 'gerente', discount: 50, priceChange: 30 },
  { role: 'admin', discount: 100, priceChange: 1_000 },
] as const;

export const SHOP = { store: STORE, methods: METHODS, allergens: [MILK, PEANUT, GLUTEN], limits: LIMITS };
export const MARK = '0' as CatalogueMark;

/** Who proves to be whom, without the slow deriving. */
const proven = (login: string, proof: string): SignedIn | null => {
  const secrets = DEMO_USERS.find((one) => one.login === login);
  const good = secrets && [secrets.password, secrets.pin].includes(proof as never);
  return good ? (USERS.find((one) => one.login === login) ?? null) : null;
};

/** A store that remembers its sales, one after the other. */
export const fakeServices = (now: () => Date = () => new Date()): Services & { sold: SaleDocument[] } => {
  const sold: SaleDocument[] = [];
  const done: RegisteredSale[] = [];
  const date = (): string =>
    new Date(now().getTime() - 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const stored = (at: number): StoredSale => storedSale(sold[at] as SaleDocument, done[at] as RegisteredSale);
  const job = (id: number): PrintJob => ({
    id,
    tillId: 1,
    kind: 'reimpresion',
    saleId: id,
    referenceId: null,
    saleNumber: '001-0000001',
    copy: 1,
    state: 'pendiente',
    attempts: 0,
    fault: null,
    createdAt: date(),
  });
  return {
    sold,
    stores: {
      store: async () => STORE,
      tills: async () => [{ id: 1, code: '001', name: 'Caja 1' }],
      paymentMethods: async () => METHODS,
      allergens: async () => SHOP.allergens,
    },
    catalogue: {
      load: async () => ({ products: PRODUCTS, mark: MARK }),
      changesSince: async (mark) => ({ products: [], mark }),
    },
    cards: {
      find: async (number) => {
        const found = [ROMINA, MATEO].find((holder) => holder.cardNumber === number);
        return found ? ok(found) : fail(posError('TARJETA_INEXISTENTE', { numero: number }));
      },
      list: async () => [ROMINA, MATEO],
    },
    sales: {
      register: async (document) => {
        sold.push(document);
        const at = sold.length;
        const total = document.pagos.reduce((all, tender) => all + tender.monto_aplicado, 0);
        const handed = document.pagos.reduce((all, tender) => all + tender.monto_entregado, 0);
        const sale: RegisteredSale = {
          id: at,
          uuid: document.uuid,
          number: `001-${String(90 + at).padStart(7, '0')}`,
          total: gs(total),
          change: gs(handed - total),
          balance: document.nro_tarjeta === null ? null : ROMINA.balance,
          repeated: false,
          date: date(),
        };
        done.push(sale);
        return ok(sale);
      },
      show: async (reference) => {
        const at = done.findIndex((sale) => sale.id === reference || sale.number === reference);
        return at < 0 ? fail(posError('VENTA_INEXISTENTE', { venta: reference })) : ok(stored(at));
      },
      list: async () => done.map((_, at) => stored(at)).reverse(),
    },
    users: {
      secretParameters: async () => ({ password: '', pin: '' }),
      signIn: async ({ login, proof }) => {
        const user = proven(login, proof);
        return user ? ok(user) : fail(posError('CREDENCIALES_INVALIDAS'));
      },
      list: async () => USERS,
      sessionUser: async () => null,
      closeSession: async () => {},
    },
    spool: {
      list: async () => [],
      find: async (id) => ok(job(id)),
      reprint: async (_by, { id }) => ok(job(id)),
      test: async () => job(1),
      retry: async (id) => ok(job(id)),
      settle: async (id) => ok(job(id)),
    },
    products: absent('products'),
    families: absent('families'),
    photos: absent('photos'),
    pictures: absent('pictures'),
    cardDesk: absent('cardDesk'),
    reports: absent('reports'),
    storeSettings: absent('storeSettings'),
    integrations: absent('integrations'),
    webhooks: absent('webhooks'),
    outbox: absent('outbox'),
    shifts: Object.assign(Object.create(absent<Shifts>('shifts')), {
      required: async () => false,
      current: async () => null,
    } satisfies Pick<Shifts, 'required' | 'current'>),
    returns: absent('returns'),
    parkedSales: Object.assign(Object.create(absent<ParkedSales>('parkedSales')), {
      count: async () => 0,
    } satisfies Pick<ParkedSales, 'count'>),
    stock: absent('stock'),
    audit: absent('audit'),
    dashboards: absent('dashboards'),
    tills: absent('tills'),
    methods: absent('methods'),
    people: Object.assign(Object.create(absent<People>('people')), {
      approve: async (_asker, { login, proof }) => {
        const approver = proven(login, proof);
        return approver ? ok({ id: 1, approver }) : fail(posError('CREDENCIALES_INVALIDAS'));
      },
      limits: async () => LIMITS,
    } satisfies Pick<People, 'approve' | 'limits'>),
    imports: absent('imports'),
    mail: absent('mail'),
    invoices: Object.assign(Object.create(absent<Invoices>('invoices')), {
      backlog: async () => ({
        unsigned: 0,
        waiting: 0,
        inProcess: 0,
        rejected: 0,
        ofVoided: 0,
        oldestHours: null,
      }),
    } satisfies Pick<Invoices, 'backlog'>),
    invoiceMaker: async () => fail(posError('FACTURA_SIN_CONFIGURAR')),
    hasher: {
      seal: async (secret) => secret,
      random: (bytes) => new Uint8Array(bytes),
      prove: async (secret) => secret,
    },
    clock: { now },
    ids: { uuid: () => crypto.randomUUID() },
    pause: async () => {},
  };
};

export const storedSale = (document: SaleDocument, sale: RegisteredSale): StoredSale => {
  const named = (id: number): Product => PRODUCTS.find((one) => one.id === id) as Product;
  const lines = document.lineas.map((line) => ({
    productId: line.id_producto,
    code: named(line.id_producto).code,
    name: named(line.id_producto).name,
    quantity: line.cantidad,
    price: gs(line.precio_unitario ?? 0),
    discount: gs(0),
    subtotal: gs((line.precio_unitario ?? 0) * line.cantidad),
    taxRate: 10,
    returned: 0,
  }));
  const holder = document.nro_tarjeta === ROMINA.cardNumber ? ROMINA : null;
  const tenders = document.pagos.map((tender) => ({
    method: METHODS.find((one) => one.id === tender.id_medio)?.name ?? '',
    handed: gs(tender.monto_entregado),
    applied: gs(tender.monto_aplicado),
    change: gs(tender.monto_entregado - tender.monto_aplicado),
    reference: tender.referencia ?? null,
  }));
  return {
    ...sale,
    state: 'Completada',
    units: lines.reduce((all, line) => all + line.quantity, 0),
    client: holder?.clientName ?? null,
    student: holder?.studentName ?? null,
    cashier: CASHIER.name,
    methods: tenders.map((tender) => tender.method).join(' + '),
    invoiced: false,
    till: '001',
    clientDocument: null,
    cardNumber: document.nro_tarjeta,
    returned: gs(0),
    taxMode: 'en_factura',
    subtotal: sale.total,
    discount: gs(0),
    tax: gs(0),
    taxAdded: false,
    taxes: [],
    handed: gs(sale.total + sale.change),
    lines,
    tenders,
    acknowledgements: [],
    voided: null,
  };
};

export const fakePrinter = (): PrinterMonitor => ({
  wake: () => {},
  subscribe: (listener) => {
    listener({ state: 'ready', open: 0, fault: null, device: 'archivo' });
    return () => {};
  },
  stop: async () => {},
});
