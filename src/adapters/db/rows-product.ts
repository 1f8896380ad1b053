import type { AllergenRecord, Category, PriceChange, ProductRecord } from '../../domain/product-form.ts';
import type {
  StockDocumentHead,
  StockDocumentKind,
  StockDocumentLine,
  StockDocumentState,
  StockLevel,
  StockMovement,
  StockMovementKind,
} from '../../domain/stock.ts';
import {
  flag,
  int,
  intOrNull,
  money,
  moneyOrNull,
  type Row,
  text,
  textOrNull,
  toAllergen,
  toProduct,
} from './rows.ts';

export const toProductRecord = (
  row: Row,
  barcodes: readonly string[],
  allergens: readonly number[],
): ProductRecord => ({
  ...toProduct(row, barcodes, allergens),
  description: textOrNull(row.descripcion),
  cost: money(row.precio_compra),
  edition: int(row.edicion),
});

export const toCategory = (row: Row): Category => ({
  id: int(row.id_categoria),
  name: text(row.nombre),
  description: textOrNull(row.descripcion),
  active: row.estado === 'Activo',
  products: int(row.productos),
});

export const toAllergenRecord = (row: Row): AllergenRecord => ({
  ...toAllergen(row),
  own: flag(row.propio),
  products: int(row.productos),
  restrictions: int(row.restricciones),
});

export const toPriceChange = (row: Row): PriceChange => ({
  id: int(row.id_auditoria),
  date: text(row.fecha),
  person: textOrNull(row.persona),
  costBefore: moneyOrNull(row.compra_antes),
  costAfter: money(row.compra_despues),
  priceBefore: moneyOrNull(row.venta_antes),
  priceAfter: money(row.venta_despues),
});

export const toStockLevel = (row: Row): StockLevel => ({
  productId: int(row.id_producto),
  code: text(row.codigo),
  product: text(row.nombre),
  category: text(row.categoria),
  stock: int(row.stock_actual),
  minimum: int(row.stock_minimo),
});

export const toMovement = (row: Row): StockMovement => ({
  id: int(row.id_movimiento),
  productId: int(row.id_producto),
  code: text(row.codigo),
  product: text(row.producto),
  kind: text(row.tipo_movimiento) as StockMovementKind,
  quantity: int(row.cantidad_movimiento),
  before: int(row.cantidad_anterior),
  after: int(row.cantidad_nueva),
  saleNumber: textOrNull(row.numero_venta),
  documentId: intOrNull(row.id_documento),
  document: textOrNull(row.documento),
  supplier: textOrNull(row.proveedor),
  person: textOrNull(row.persona),
  reason: textOrNull(row.motivo),
  date: text(row.fecha_movimiento),
});

export const toDocumentHead = (row: Row): StockDocumentHead => ({
  id: int(row.id_documento),
  uuid: text(row.uuid),
  kind: text(row.tipo) as StockDocumentKind,
  state: text(row.estado) as StockDocumentState,
  supplier: textOrNull(row.proveedor),
  document: textOrNull(row.documento),
  reason: textOrNull(row.motivo),
  person: text(row.persona),
  createdAt: text(row.creado_en),
  closedAt: textOrNull(row.aplicado_en),
  lines: int(row.lineas),
  units: int(row.unidades),
  cost: money(row.costo),
});

export const toDocumentLine = (row: Row): StockDocumentLine => ({
  productId: int(row.id_producto),
  code: text(row.codigo),
  product: text(row.producto),
  quantity: int(row.cantidad),
  cost: moneyOrNull(row.costo_unitario),
  expected: intOrNull(row.esperada),
  stock: int(row.stock_actual),
});
