import type { NotedLine, StoredStockDocument } from '../app/ports/stock.ts';
import type { AllergenRecord, Category, PriceChange, ProductRecord } from '../domain/product-form.ts';
import {
  countDifference,
  type StockDocument,
  type StockDocumentHead,
  type StockLevel,
  type StockMovement,
} from '../domain/stock.ts';

/* As in views.ts: the database's words; keys are added, never renamed or removed. */

export const productView = (product: ProductRecord, allergens: ReadonlyMap<number, string>) => ({
  id_producto: product.id,
  codigo: product.code,
  codigos_barra: product.barcodes,
  nombre: product.name,
  descripcion: product.description,
  id_categoria: product.categoryId,
  categoria: product.category,
  precio_compra: product.cost,
  precio_venta: product.price,
  tasa_iva: product.taxRate,
  stock_actual: product.stock,
  stock_minimo: product.minStock,
  vende_sin_stock: product.sellsBelowZero,
  frecuente: product.frequent,
  activo: product.active,
  alergenos: product.allergens.map((id) => allergens.get(id) ?? String(id)),
  edicion: product.edition,
});

export const priceRow = (change: PriceChange) => ({
  fecha: change.date,
  persona: change.person,
  precio_venta_antes: change.priceBefore,
  precio_venta: change.priceAfter,
  precio_compra_antes: change.costBefore,
  precio_compra: change.costAfter,
});

export const categoryRow = (category: Category) => ({
  id_categoria: category.id,
  nombre: category.name,
  descripcion: category.description,
  activo: category.active,
  productos: category.products,
});

export const allergenRow = (allergen: AllergenRecord) => ({
  id_alergeno: allergen.id,
  codigo: allergen.code,
  nombre: allergen.name,
  propio: allergen.own,
  productos: allergen.products,
  restricciones: allergen.restrictions,
});

export const levelRow = (level: StockLevel) => ({
  id_producto: level.productId,
  codigo: level.code,
  nombre: level.product,
  categoria: level.category,
  stock_actual: level.stock,
  stock_minimo: level.minimum,
});

export const movementRow = (movement: StockMovement) => ({
  id_movimiento: movement.id,
  fecha: movement.date,
  id_producto: movement.productId,
  codigo: movement.code,
  producto: movement.product,
  tipo: movement.kind,
  cantidad: movement.quantity,
  anterior: movement.before,
  nueva: movement.after,
  venta: movement.saleNumber,
  id_documento: movement.documentId,
  documento: movement.document,
  proveedor: movement.supplier,
  persona: movement.person,
  motivo: movement.reason,
});

export const storedDocumentView = (stored: StoredStockDocument) => ({
  id_documento: stored.id,
  uuid: stored.uuid,
  tipo: stored.kind,
  estado: stored.state,
  lineas: stored.lines,
  unidades: stored.units,
  repetida: stored.repeated,
});

export const documentRow = (head: StockDocumentHead) => ({
  id_documento: head.id,
  uuid: head.uuid,
  tipo: head.kind,
  estado: head.state,
  proveedor: head.supplier,
  documento: head.document,
  motivo: head.reason,
  persona: head.person,
  creado: head.createdAt,
  cerrado: head.closedAt,
  lineas: head.lines,
  unidades: head.units,
  costo: head.cost,
});

export const documentLineRow = (document: StockDocument) => (line: StockDocument['items'][number]) => ({
  id_producto: line.productId,
  codigo: line.code,
  producto: line.product,
  cantidad: line.quantity,
  costo_unitario: line.cost,
  esperada: line.expected,
  diferencia: document.kind === 'Conteo' ? countDifference(line) : null,
  stock_actual: line.stock,
});

export const notedView = (documentId: number, product: ProductRecord, noted: NotedLine) => ({
  id_documento: documentId,
  id_producto: product.id,
  codigo: product.code,
  cantidad: noted.quantity,
  esperada: noted.expected,
});
