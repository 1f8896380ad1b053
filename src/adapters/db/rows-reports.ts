import type { Knex } from 'knex';
import type {
  BackFacts,
  BalanceFacts,
  CardStateFacts,
  RestrictionFacts,
  ShiftFacts,
  StockFacts,
  StockValueFacts,
  Sums,
} from '../../domain/report-facts.ts';
import { flag, int, intOrNull, type Row, text, textOrNull } from './rows.ts';
import { toFigures } from './rows-shifts.ts';

/** Columns of the roll-ups, by what they are called in the code. */
const SUMS = {
  sales: 'ventas',
  units: 'unidades',
  amount: 'monto',
  discount: 'descuento',
  tax: 'impuesto',
  voids: 'anulaciones',
  voided: 'anulado',
  returns: 'devoluciones',
  returned: 'devuelto',
  unitsBack: 'unidades_vueltas',
  taxBack: 'impuesto_vuelto',
  topups: 'recargas',
  toppedUp: 'recargado',
} as const satisfies Record<keyof Sums, string>;

/**
 * Sums of the roll-ups. They are made in floating point, twice as fast as DECIMAL and exact up to 2^53, as is every number here.
 * @param sign -1: to be taken away
 */
export const sumsColumns = (knex: Knex, sign: 1 | -1 = 1): Knex.Raw[] =>
  Object.values(SUMS).map((column) =>
    knex.raw(`CAST(SUM(${sign < 0 ? '-' : ''}${column} + 0e0) AS SIGNED) AS ${column}`),
  );

export const toSums = (row: Row): Sums =>
  Object.fromEntries(Object.entries(SUMS).map(([key, column]) => [key, int(row[column])])) as unknown as Sums;

export const toShiftFacts = (row: Row): ShiftFacts => ({
  till: text(row.caja),
  z: intOrNull(row.numero_z),
  openedAt: text(row.abierto_en),
  openedBy: text(row.abierto_por),
  closedAt: textOrNull(row.cerrado_en),
  closedBy: textOrNull(row.cerrado_por),
  float: int(row.fondo_inicial),
  sales: row.resumen === null ? null : toFigures(row.resumen).sales.total,
  expected: intOrNull(row.esperado),
  counted: intOrNull(row.contado),
  difference: intOrNull(row.diferencia),
  reason: textOrNull(row.motivo_diferencia),
});

export const toStockFacts = (row: Row): StockFacts => ({
  code: text(row.codigo),
  name: text(row.nombre),
  stock: int(row.stock_actual),
  minimum: int(row.stock_minimo),
});

export const toStockValue = (row: Row): StockValueFacts => ({
  category: text(row.categoria),
  products: int(row.productos),
  units: int(row.unidades),
  cost: int(row.costo),
  value: int(row.valor),
});

const STATES = {
  Activa: 'active',
  Bloqueada: 'blocked',
  Vencida: 'expired',
  Reemplazada: 'replaced',
} as const satisfies Record<string, CardStateFacts['state']>;

export const toCardState = (row: Row): CardStateFacts => ({
  state: STATES[text(row.estado) as keyof typeof STATES],
  cards: int(row.tarjetas),
  balance: int(row.saldo),
});

export const toBalance = (row: Row): BalanceFacts => ({
  client: text(row.cliente),
  cards: int(row.tarjetas),
  balance: int(row.saldo),
});

export const toRestrictionFact = (row: Row): RestrictionFacts => ({
  at: text(row.fecha),
  sale: text(row.numero_venta),
  student: text(row.hijo),
  product: text(row.producto),
  restriction: text(row.tipo_restriccion),
  severity: text(row.severidad),
  blocking: flag(row.bloqueante),
  confirmedBy: text(row.confirmada_por),
  approvedBy: textOrNull(row.autorizada_por),
  reason: textOrNull(row.motivo),
});

export const toBack = (row: Row): BackFacts => ({
  at: text(row.fecha),
  sale: text(row.numero_venta),
  kind: row.tipo === 'Anulacion' ? 'void' : 'return',
  till: text(row.caja),
  person: text(row.usuario),
  approvedBy: textOrNull(row.autorizada_por),
  amount: int(row.total),
  reason: text(row.motivo),
});
