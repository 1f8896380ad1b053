import type { Knex } from 'knex';
import type { Products } from '../../app/ports/products.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import type { ProductDraft, ProductRecord } from '../../domain/product-form.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { withParams } from './errors.ts';
import { officeCall } from './office-call.ts';
import { guarded } from './query.ts';
import { int, type Row, text } from './rows.ts';
import { toAllergenRecord, toCategory, toPriceChange, toProductRecord } from './rows-product.ts';

const missing = (reference: number | string): Result<never> =>
  fail(posError('PRODUCTO_INEXISTENTE', { producto: String(reference) }));

/** Codes compare by byte, and so do bar codes. */
const idOfCode = async (knex: Knex, code: string): Promise<number | null> => {
  const [byCode]: Row[] = await knex('v_fichas_producto').select('id_producto').where('codigo', code);
  if (byCode) return int(byCode.id_producto);
  const [byBarcode]: Row[] = await knex('v_codigos_barra').select('id_producto').where('codigo_barra', code);
  return byBarcode ? int(byBarcode.id_producto) : null;
};

const show = async (knex: Knex, reference: number | string): Promise<Result<ProductRecord>> => {
  const id = typeof reference === 'number' ? reference : await idOfCode(knex, reference.trim());
  if (id === null) return missing(reference);
  const of = (view: string, order: string): Promise<Row[]> =>
    Promise.resolve(knex(view).where('id_producto', id).orderBy(order));
  const [[row], codes, allergens] = await Promise.all([
    of('v_fichas_producto', 'id_producto'),
    of('v_codigos_barra', 'codigo_barra'),
    of('v_productos_alergenos', 'id_alergeno'),
  ]);
  if (!row) return missing(reference);
  return ok(
    toProductRecord(
      row,
      codes.map((code) => text(code.codigo_barra)),
      allergens.map((allergen) => int(allergen.id_alergeno)),
    ),
  );
};

const documentOf = (draft: ProductDraft): Readonly<Record<string, unknown>> => ({
  codigo: draft.code,
  nombre: draft.name,
  descripcion: draft.description,
  id_categoria: draft.categoryId,
  precio_compra: draft.cost,
  precio_venta: draft.price,
  tasa_iva: draft.taxRate,
  stock_minimo: draft.minStock,
  vende_sin_stock: draft.sellsBelowZero ? 1 : 0,
  frecuente: draft.frequent,
  codigos_barra: draft.barcodes,
  alergenos: draft.allergens,
});

/** A code that is taken, with its owner's name: the routine knows ids only. */
const withOwner = async (knex: Knex, error: PosError, draft: ProductDraft): Promise<PosError> => {
  if (error.code !== 'CODIGO_DUPLICADO' || error.params.id_producto === undefined) return error;
  const owner = await show(knex, Number(error.params.id_producto));
  if (!owner.ok) return error;
  const taken = [owner.value.code, ...owner.value.barcodes];
  const code = [draft.code, ...draft.barcodes].find((each) => taken.includes(each)) ?? '';
  return withParams(error, { codigo: code, producto: owner.value.name });
};

const idOf =
  (column: string) =>
  (row: Row): number =>
    int(row[column]);

/** Products and what they are sorted by. */
export const databaseProducts = (knex: Knex): Products => {
  const named = async (result: Result<number>, draft: ProductDraft): Promise<Result<number>> =>
    result.ok ? result : fail(await guarded(() => withOwner(knex, result.error, draft)));
  return {
    show: (reference) => guarded(() => show(knex, reference)),
    priceHistory: (productId, limit) =>
      guarded(async () => {
        const rows: Row[] = await knex('v_historial_precios')
          .where('id_registro', String(productId))
          .orderBy('id_auditoria', 'desc')
          .limit(limit);
        return rows.map(toPriceChange);
      }),
    create: async (by, draft, openingStock) => {
      const body = { ...documentOf(draft), stock_inicial: openingStock };
      return named(await officeCall(knex, 'sp_crear_producto', by, body, idOf('id_producto')), draft);
    },
    update: async (by, id, edition, draft) => {
      const body = { ...documentOf(draft), id_producto: id, edicion: edition };
      return named(await officeCall(knex, 'sp_actualizar_producto', by, body, idOf('id_producto')), draft);
    },
    setActive: (by, id, active) =>
      officeCall(
        knex,
        'sp_estado_producto',
        by,
        { id_producto: id, estado: active ? 'Activo' : 'Inactivo' },
        idOf('id_producto'),
      ),
    categories: () =>
      guarded(async () => {
        const rows: Row[] = await knex('v_categorias').orderBy('nombre');
        return rows.map(toCategory);
      }),
    createCategory: (by, { name, description }) =>
      officeCall(
        knex,
        'sp_crear_categoria',
        by,
        { nombre: name, descripcion: description },
        idOf('id_categoria'),
      ),
    updateCategory: (by, id, { name, description, active }) =>
      officeCall(
        knex,
        'sp_actualizar_categoria',
        by,
        {
          id_categoria: id,
          nombre: name,
          descripcion: description,
          estado: active ? 'Activo' : 'Inactivo',
        },
        idOf('id_categoria'),
      ),
    allergens: () =>
      guarded(async () => {
        const rows: Row[] = await knex('v_alergenos').orderBy('id_alergeno');
        return rows.map(toAllergenRecord);
      }),
    createAllergen: (by, { code, name }) =>
      officeCall(knex, 'sp_crear_alergeno', by, { codigo: code, nombre: name }, idOf('id_alergeno')),
    updateAllergen: (by, id, { code, name }) =>
      officeCall(
        knex,
        'sp_actualizar_alergeno',
        by,
        { id_alergeno: id, codigo: code, nombre: name },
        idOf('id_alergeno'),
      ),
    removeAllergen: (by, id) =>
      officeCall(knex, 'sp_quitar_alergeno', by, { id_alergeno: id }, idOf('id_alergeno')),
  };
};
