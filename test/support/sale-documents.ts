import { randomUUID } from 'node:crypto';
import type { SaleDocument } from '../../src/domain/sale.ts';

/** Ids of the demonstration data that the tests speak of (seeds/demo). */
export const ID = {
  admin: 1,
  manager: 2,
  cashier: 3,
  cola: 5,
  chocolateMilk: 9,
  sandwich: 12,
  peanutBar: 42,
  cash: 1,
  transfer: 2,
  studentCard: 6,
} as const;

export const cash = (applied: number, handed = applied) => ({
  id_medio: ID.cash,
  monto_entregado: handed,
  monto_aplicado: applied,
});

/** Two colas and a sandwich, 25.000 in cash, without a card; `over` replaces parts of it. */
export const saleOf = (over: Partial<SaleDocument> = {}): SaleDocument => ({
  uuid: randomUUID(),
  id_caja: 1,
  id_usuario: ID.cashier,
  nro_tarjeta: null,
  factura: false,
  descuento: 0,
  lineas: [
    { id_producto: ID.cola, cantidad: 2, precio_unitario: 5_000 },
    { id_producto: ID.sandwich, cantidad: 1, precio_unitario: 15_000 },
  ],
  pagos: [cash(25_000)],
  ...over,
});
