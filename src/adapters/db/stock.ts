import type { Knex } from 'knex';
import type { NotedLine, Stock, StockPaper, StoredStockDocument } from '../../app/ports/stock.ts';
import { type PosError, posError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { DraftKind, StockDocumentKind, StockDocumentState } from '../../domain/stock.ts';
import { withParams } from './errors.ts';
import { officeCall } from './office-call.ts';
import { call, guarded } from './query.ts';
import { flag, int, intOrNull, type Row, text } from './rows.ts';
import { toDocumentHead, toDocumentLine, toMovement, toStockLevel } from './rows-product.ts';

const MOST_MOVEMENTS = 500;
const MOST_DOCUMENTS = 200;

const MOVES = {
  Ingreso: 'sp_ingresar_stock',
  Ajuste: 'sp_ajustar_stock',
  Merma: 'sp_registrar_merma',
} as const satisfies Record<Exclude<StockDocumentKind, 'Conteo'>, string>;
const DRAFTS = {
  Ingreso: {
    open: 'sp_abrir_ingreso',
    note: 'sp_anotar_ingreso',
    apply: 'sp_aplicar_ingreso',
    discard: 'sp_descartar_ingreso',
  },
  Conteo: {
    open: 'sp_abrir_conteo',
    note: 'sp_contar',
    apply: 'sp_aplicar_conteo',
    discard: 'sp_descartar_conteo',
  },
} as const satisfies Record<DraftKind, unknown>;
const MODES = { add: 'suma', set: 'fija', remove: 'quita' } as const;

const toStored = (row: Row): StoredStockDocument => ({
  id: int(row.id_documento),
  uuid: text(row.uuid),
  kind: text(row.tipo) as StockDocumentKind,
  state: text(row.estado) as StockDocumentState,
  lines: int(row.lineas),
  units: int(row.unidades),
  repeated: flag(row.repetida),
});

const toNoted = (row: Row): NotedLine => ({
  quantity: intOrNull(row.cantidad),
  expected: intOrNull(row.esperada),
});

const paperOf = (paper: StockPaper): Readonly<Record<string, unknown>> => ({
  uuid: paper.uuid,
  proveedor: paper.supplier ?? null,
  documento: paper.document ?? null,
  motivo: paper.reason ?? null,
});

/** A product that a routine names by its id, by its name. */
const withName = async (knex: Knex, error: PosError): Promise<PosError> => {
  const id = Number(error.params.id_producto ?? 0);
  if (!(id > 0)) return error;
  const [row]: Row[] = await knex('v_fichas_producto').select('nombre').where('id_producto', id);
  return withParams(error, { producto: row ? text(row.nombre) : id });
};

const document = async (knex: Knex, id: number): ReturnType<Stock['document']> => {
  const [[head], lines] = await Promise.all([
    knex('v_documentos_stock').where('id_documento', id) as Promise<Row[]>,
    knex('v_detalles_stock').where('id_documento', id).orderBy('producto') as Promise<Row[]>,
  ]);
  if (!head) return fail(posError('DOCUMENTO_INEXISTENTE', { documento: id }));
  return ok({ ...toDocumentHead(head), items: lines.map(toDocumentLine) });
};

const reads = (knex: Knex): Pick<Stock, 'low' | 'movements' | 'documents' | 'document' | 'enough'> => ({
  low: () =>
    guarded(async () => {
      const rows: Row[] = await knex('v_fichas_producto')
        .where('estado', 'Activo')
        .whereRaw('stock_actual <= stock_minimo')
        .orderByRaw('stock_actual - stock_minimo, nombre');
      return rows.map(toStockLevel);
    }),
  movements: (filter) =>
    guarded(async () => {
      const query = knex('v_movimientos_inventario')
        .orderBy('id_movimiento', 'desc')
        .limit(filter.limit ?? MOST_MOVEMENTS);
      if (filter.productId !== undefined) query.where('id_producto', filter.productId);
      if (filter.from !== undefined) query.where('fecha_movimiento', '>=', filter.from);
      if (filter.to !== undefined) query.whereRaw('fecha_movimiento < ? + INTERVAL 1 DAY', [filter.to]);
      if (filter.beforeId !== undefined) query.where('id_movimiento', '<', filter.beforeId);
      const rows: Row[] = await query;
      return rows.map(toMovement);
    }),
  documents: (filter) =>
    guarded(async () => {
      const query = knex('v_documentos_stock')
        .orderBy('id_documento', 'desc')
        .limit(filter.limit ?? MOST_DOCUMENTS);
      if (filter.kind !== undefined) query.where('tipo', filter.kind);
      if (filter.state !== undefined) query.where('estado', filter.state);
      const rows: Row[] = await query;
      return rows.map(toDocumentHead);
    }),
  document: (id) => guarded(() => document(knex, id)),
  enough: (productId, units) =>
    guarded(async () => {
      const [row] = await call(knex, 'sp_consultar_stock', [productId, units]);
      return flag(row?.alcanza);
    }),
});

/** Stock and the documents that move it. */
export const databaseStock = (knex: Knex): Stock => {
  const named = async <T>(result: Result<T>): Promise<Result<T>> =>
    result.ok ? result : fail(await guarded(() => withName(knex, result.error)));
  return {
    ...reads(knex),
    move: async (by, kind, moved) => {
      const lineas = moved.lines.map(({ productId, quantity, cost }) => ({
        id_producto: productId,
        cantidad: quantity,
        costo_unitario: cost ?? null,
      }));
      const body = { ...paperOf(moved), lineas, actualiza_costo: moved.updatesCost ? 1 : 0 };
      return named(await officeCall(knex, MOVES[kind], by, body, toStored));
    },
    open: (by, kind, paper) => officeCall(knex, DRAFTS[kind].open, by, paperOf(paper), toStored),
    note: async (by, kind, { documentId, productId, mode, quantity, cost }) => {
      const body = {
        id_documento: documentId,
        id_producto: productId,
        modo: MODES[mode],
        cantidad: quantity,
        costo_unitario: cost ?? null,
      };
      return named(await officeCall(knex, DRAFTS[kind].note, by, body, toNoted));
    },
    apply: async (by, kind, id, updatesCost) => {
      const body = { id_documento: id, actualiza_costo: updatesCost ? 1 : 0 };
      return named(await officeCall(knex, DRAFTS[kind].apply, by, body, toStored));
    },
    discard: (by, kind, id) => officeCall(knex, DRAFTS[kind].discard, by, { id_documento: id }, toStored),
  };
};
