import Type from 'typebox';
import { type Route, route } from '../../adapters/http/contract.ts';
import { PosFailure, posError } from '../../domain/errors.ts';
import type { Product } from '../../domain/product.ts';
import { findByCode, search as searchIndex } from '../../domain/search.ts';
import { levelRow, movementRow } from '../views-product.ts';
import { type Api, allergenCodes, askedPage, checkPeriod, codesOf, pageOf } from './api.ts';
import { closed, day, flag, id, open, page, paging, product, search, small, text } from './schemas.ts';
import { level, movement } from './schemas-more.ts';

const view = (allergens: ReadonlyMap<number, string>) => (one: Product) => ({
  id_producto: one.id,
  codigo: one.code,
  codigos_barra: one.barcodes,
  nombre: one.name,
  id_categoria: one.categoryId,
  categoria: one.category,
  precio_venta: one.price,
  tasa_iva: one.taxRate,
  stock_actual: one.stock,
  stock_minimo: one.minStock,
  vende_sin_stock: one.sellsBelowZero,
  activo: one.active,
  alergenos: codesOf(one, allergens),
});

const productRoutes = (api: Api): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/products',
    id: 'listProducts',
    tag: 'products',
    summary: 'Products by id; with `q` those that are found, the best first, on one page.',
    access: 'products:read',
    query: closed({
      ...paging,
      q: search,
      id_categoria: Type.Optional(small),
      inactivos: Type.Optional(flag),
    }),
    answers: { 200: page(product) },
    handle: async ({ query }) => {
      const { limit, after = 0 } = askedPage(query);
      const [{ index, products }, allergens] = await Promise.all([api.catalogue(), allergenCodes(api)]);
      const wanted = (one: Product): boolean =>
        (one.active || query.inactivos === true) &&
        (query.id_categoria === undefined || one.categoryId === query.id_categoria);
      if (query.q !== undefined) {
        const found = searchIndex(index, query.q, limit).flatMap((one) => products.get(one.id) ?? []);
        return { status: 200, body: { datos: found.filter(wanted).map(view(allergens)), siguiente: null } };
      }
      const rows = [...products.values()]
        .filter((one) => one.id > after && wanted(one))
        .toSorted((a, b) => a.id - b.id)
        .slice(0, limit + 1);
      return { status: 200, body: pageOf(rows, limit, (one) => one.id, view(allergens)) };
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/products/:producto',
    id: 'getProduct',
    tag: 'products',
    summary: 'One product by code, bar code or id, also one that is not sold any more.',
    access: 'products:read',
    params: closed({ producto: Type.String({ pattern: '^[^/\\u0000-\\u001f\\u007f]{1,60}$' }) }),
    answers: { 200: product },
    handle: async ({ params: { producto } }) => {
      const [{ index, products }, allergens] = await Promise.all([api.catalogue(), allergenCodes(api)]);
      const found = products.get(findByCode(index, producto)?.id ?? Number(producto));
      if (!found) throw new PosFailure(posError('PRODUCTO_INEXISTENTE', { producto }));
      return { status: 200, body: view(allergens)(found) };
    },
  }),
];

const stockRoutes = ({ services: { stock } }: Api): readonly Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/stock/low',
    id: 'lowStock',
    tag: 'stock',
    summary: 'Products with no more than their minimum, the emptiest first.',
    access: 'stock:read',
    answers: { 200: open({ datos: Type.Array(level) }) },
    handle: async () => ({ status: 200, body: { datos: (await stock.low()).map(levelRow) } }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/stock/movements',
    id: 'stockMovements',
    tag: 'stock',
    summary: 'Movements of stock, the newest first.',
    access: 'stock:read',
    query: closed({
      ...paging,
      id_producto: Type.Optional(small),
      desde: Type.Optional(day),
      hasta: Type.Optional(day),
    }),
    answers: { 200: page(movement) },
    handle: async ({ query }) => {
      const { desde, hasta, id_producto } = query;
      checkPeriod(desde, hasta);
      const { limit, after } = askedPage(query);
      const rows = await stock.movements({
        ...(id_producto === undefined ? {} : { productId: id_producto }),
        ...(desde === undefined ? {} : { from: desde }),
        ...(hasta === undefined ? {} : { to: hasta }),
        ...(after === undefined ? {} : { beforeId: after }),
        limit: limit + 1,
      });
      return { status: 200, body: pageOf(rows, limit, (row) => row.id, movementRow) };
    },
  }),
];

/** What somebody who sells must know of the store. */
const storeRoute = ({ services: { stores } }: Api): Route =>
  route({
    method: 'GET',
    path: '/api/v1/store',
    id: 'getStore',
    tag: 'store',
    summary: 'The store, its tills, payment methods and allergens.',
    access: 'token',
    answers: {
      200: open({
        nombre: text,
        modo_iva: text,
        cajas: Type.Array(open({ id_caja: id, codigo: text, nombre: text })),
        medios: Type.Array(
          open({
            id_medio: id,
            codigo: text,
            nombre: text,
            activo: flag,
            permite_factura: flag,
            es_efectivo: flag,
            pide_referencia: flag,
            es_tarjeta_estudiantil: flag,
          }),
        ),
        alergenos: Type.Array(open({ id_alergeno: id, codigo: text, nombre: text })),
      }),
    },
    handle: async () => {
      const [store, tills, methods, allergens] = await Promise.all([
        stores.store(),
        stores.tills(),
        stores.paymentMethods(),
        stores.allergens(),
      ]);
      const body = {
        nombre: store.name,
        modo_iva: store.taxMode,
        cajas: tills.map((till) => ({ id_caja: till.id, codigo: till.code, nombre: till.name })),
        medios: methods.map((method) => ({
          id_medio: method.id,
          codigo: method.code,
          nombre: method.name,
          activo: method.active,
          permite_factura: method.allowsInvoice,
          es_efectivo: method.isCash,
          pide_referencia: method.needsReference,
          es_tarjeta_estudiantil: method.isStudentCard,
        })),
        alergenos: allergens.map((one) => ({ id_alergeno: one.id, codigo: one.code, nombre: one.name })),
      };
      return { status: 200, body };
    },
  });

export const catalogueRoutes = (api: Api): readonly Route[] => [
  ...productRoutes(api),
  ...stockRoutes(api),
  storeRoute(api),
];
