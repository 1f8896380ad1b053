import type { PrintJob } from '../../app/ports.ts';
import { type Gs, gs } from '../../domain/money.ts';
import type { PaymentMethod } from '../../domain/payment.ts';
import type { Role } from '../../domain/permissions.ts';
import type { Allergen, Product } from '../../domain/product.ts';
import type {
  RegisteredSale,
  SaleState,
  SaleSummary,
  StoredAcknowledgement,
  StoredLine,
  StoredTender,
} from '../../domain/sale.ts';
import type { CardHolder, CardState, Restriction, Severity } from '../../domain/student.ts';
import type { TaxByRate, TaxMode } from '../../domain/tax.ts';
import type { Till, User } from '../../domain/user.ts';

/** A row as the driver gives it, in the database's own words: they end in this file. */
export type Row = Readonly<Record<string, unknown>>;

export const text = (value: unknown): string => String(value ?? '');
export const textOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value);
export const int = (value: unknown): number => Number(value);
export const intOrNull = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
export const money = (value: unknown): Gs => gs(Number(value));
export const moneyOrNull = (value: unknown): Gs | null =>
  value === null || value === undefined ? null : gs(Number(value));
export const flag = (value: unknown): boolean => Number(value) === 1;

export const toTill = (row: Row): Till => ({
  id: int(row.id_caja),
  code: text(row.codigo),
  name: text(row.nombre),
});

export const toMethod = (row: Row): PaymentMethod => ({
  id: int(row.id_medio),
  code: text(row.codigo),
  name: text(row.nombre),
  active: flag(row.activo),
  allowsInvoice: flag(row.permite_factura),
  isCash: flag(row.es_efectivo),
  needsReference: flag(row.pide_referencia),
  isStudentCard: flag(row.es_tarjeta_estudiantil),
});

export const toAllergen = (row: Row): Allergen => ({
  id: int(row.id_alergeno),
  code: text(row.codigo),
  name: text(row.nombre),
});

export const toProduct = (row: Row, barcodes: readonly string[], allergens: readonly number[]): Product => ({
  id: int(row.id_producto),
  code: text(row.codigo),
  barcodes,
  name: text(row.nombre),
  categoryId: int(row.id_categoria),
  category: text(row.categoria),
  price: money(row.precio_venta),
  taxRate: int(row.tasa_iva),
  stock: int(row.stock_actual),
  minStock: int(row.stock_minimo),
  sellsBelowZero: flag(row.vende_sin_stock),
  active: row.estado === 'Activo',
  allergens,
  frequent: intOrNull(row.frecuente),
});

export const toRestriction = (row: Row, allergens: readonly number[]): Restriction => ({
  id: int(row.id_restriccion),
  kind: text(row.tipo_restriccion),
  description: text(row.descripcion),
  severity: text(row.severidad) as Severity,
  blocks: flag(row.bloqueante),
  allergens,
});

export const toCardHolder = (row: Row, restrictions: readonly Restriction[]): CardHolder => ({
  cardId: int(row.id_tarjeta),
  cardNumber: text(row.nro_tarjeta),
  cardState: text(row.estado) as CardState,
  balance: money(row.saldo_actual),
  dailyLimit: moneyOrNull(row.limite_diario),
  spentToday: money(row.gastado_hoy),
  expiresOn: textOrNull(row.fecha_vencimiento),
  studentId: int(row.id_hijo),
  studentName: text(row.hijo),
  grade: textOrNull(row.grado),
  photo: textOrNull(row.foto_perfil),
  clientId: int(row.id_cliente),
  clientName: text(row.cliente),
  clientDocument: textOrNull(row.documento),
  restrictions,
});

export const toUser = (row: Row): User => ({
  id: int(row.id_usuario),
  login: text(row.usuario),
  name: text(row.nombre),
  email: text(row.email),
  role: text(row.rol) as Role,
});

export const toRegisteredSale = (row: Row): RegisteredSale => ({
  id: int(row.id_venta),
  uuid: text(row.uuid),
  number: text(row.numero_venta),
  total: money(row.total),
  change: money(row.vuelto),
  balance: moneyOrNull(row.saldo_posterior),
  repeated: flag(row.repetida),
  date: text(row.fecha_venta),
});

export const toSaleSummary = (row: Row): SaleSummary => ({
  id: int(row.id_venta),
  number: text(row.numero_venta),
  date: text(row.fecha_venta),
  state: text(row.estado) as SaleState,
  total: money(row.total),
  units: int(row.unidades),
  client: textOrNull(row.cliente),
  student: textOrNull(row.hijo),
  cashier: text(row.cajero),
  methods: text(row.metodo_pago),
  invoiced: flag(row.factura),
  cardNumber: textOrNull(row.nro_tarjeta),
  returned: money(row.devuelto),
});

/** What a stored sale says of itself beside its parts. */
export const toSaleHead = (row: Row) => ({
  ...toSaleSummary(row),
  uuid: text(row.uuid),
  till: text(row.caja),
  clientDocument: textOrNull(row.documento_cliente),
  taxMode: text(row.modo_iva) as TaxMode,
  subtotal: money(row.subtotal),
  discount: money(row.descuento),
  tax: money(row.impuesto),
  taxAdded: flag(row.impuesto_sumado),
  handed: money(row.monto_entregado),
  change: money(row.vuelto),
  balanceAfter: int(row.monto_tarjeta) > 0 ? moneyOrNull(row.saldo_posterior) : null,
  voided:
    row.anulada_en === null
      ? null
      : { by: text(row.anulada_por), at: text(row.anulada_en), reason: text(row.motivo_anulacion) },
});

export const toLine = (row: Row): StoredLine => ({
  productId: int(row.id_producto),
  code: text(row.codigo),
  name: text(row.nombre),
  quantity: int(row.cantidad),
  price: money(row.precio_unitario),
  discount: money(row.descuento_linea),
  subtotal: money(row.subtotal_linea),
  taxRate: int(row.tasa_iva),
  returned: int(row.devuelta),
});

export const toTax = (row: Row): TaxByRate => ({
  rate: int(row.tasa_iva),
  amount: money(row.base),
  tax: money(row.impuesto),
});

export const toTender = (row: Row): StoredTender => ({
  method: text(row.medio),
  handed: money(row.monto_entregado),
  applied: money(row.monto_aplicado),
  change: money(row.vuelto),
  reference: textOrNull(row.referencia),
  isCash: flag(row.es_efectivo),
  isStudentCard: flag(row.es_tarjeta_estudiantil),
});

export const toAcknowledgement = (row: Row): StoredAcknowledgement => ({
  product: text(row.producto),
  restriction: text(row.tipo_restriccion),
  severity: text(row.severidad),
  blocking: flag(row.bloqueante),
  confirmedBy: text(row.confirmada_por),
  approvedBy: textOrNull(row.autorizada_por),
  reason: textOrNull(row.motivo),
});

export const toPrintJob = (row: Row): PrintJob => ({
  id: int(row.id_trabajo),
  tillId: int(row.id_caja),
  kind: text(row.tipo) as PrintJob['kind'],
  saleId: intOrNull(row.id_venta),
  referenceId: intOrNull(row.id_referencia),
  saleNumber: textOrNull(row.numero_venta),
  copy: int(row.copia),
  state: text(row.estado) as PrintJob['state'],
  attempts: int(row.intentos),
  fault: textOrNull(row.causa),
  createdAt: text(row.creado_en),
});
